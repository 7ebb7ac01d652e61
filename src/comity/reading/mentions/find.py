"""All mentions of a document, whom the document is about, and whom its words mean."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from comity.model.actors import Party
from comity.model.mentions import Mention
from comity.model.text import Document, Sentence
from comity.reading.mentions.countries import Naming, find_namings
from comity.reading.mentions.tokens import Tokens, find_tokens
from comity.reading.roles import FACTUAL

__all__ = ["Mentions", "find_mentions"]


@dataclass(frozen=True, slots=True)
class Mentions:
    """The mentions of one document, in order of the text.

    ``home`` is the country or organisation that publishes; ``sides`` are the parties the document
    is about, home first where it is one of them.
    """

    all: tuple[Mention, ...]
    home: Party | None = None
    sides: tuple[Party, ...] = ()
    _text: str = field(default="", repr=False)
    _starts: tuple[int, ...] = field(default=(), repr=False)

    def within(self, start: int, end: int) -> tuple[Mention, ...]:
        """Return the mentions that lie wholly between two offsets."""
        first = bisect_left(self._starts, start)
        found = []
        for mention in self.all[first:]:
            if mention.start >= end:
                break
            if mention.end <= end:
                found.append(mention)
        return tuple(found)

    def in_sentence(self, index: int) -> tuple[Mention, ...]:
        """Return the mentions of the sentence with this index."""
        return tuple(mention for mention in self.all if mention.sentence == index)

    def named(self, start: int, end: int) -> tuple[Party, ...]:
        """Return the parties named between two offsets, in order, each once.

        A country counts by name, adjective or government; a person or office by whom it represents.
        """
        kinds = {"country", "organisation", "person", "office"}
        parties = (m.party for m in self.within(start, end) if m.kind in kinds)
        return tuple(dict.fromkeys(party for party in parties if party))

    def meant(self, start: int, end: int) -> tuple[Party, ...]:
        """Return the parties meant between two offsets, sorted: named, "both sides", "we".

        Where the words name one party and speak of both, both are meant.
        """
        named = self.named(start, end)
        words = " ".join(m.group() for m in _TOGETHER.finditer(self._text, start, end))
        both = self.sides if words else ()
        return tuple(sorted({*named, *both}))


_TOGETHER = re.compile(
    r"\b(?:both|(?:the|our|their|these) two|two|the|each) (?:countr|nation|side|part(?:y|ies)|"
    r"government|people|state|capital|delegation|leader|minister|president|foreign minister|head|official)\w*"
    r"|\b(?:both|they|their|we|our|each other|one another|bilateral|mutual|joint|jointly)\b",
    re.IGNORECASE,
)


def find_mentions(document: Document, sentences: Sequence[Sentence]) -> Mentions:
    """Return the mentions of a document and the parties it is about."""
    tokens = find_tokens(document.text, sentences)
    namings = list(find_namings(tokens))
    mentions = tuple(_mention(tokens, naming, sentences) for naming in namings)
    home = Party(document.publisher_country) if document.publisher_country else None
    return Mentions(
        all=mentions,
        home=home,
        sides=_sides(mentions, sentences, home),
        _text=document.text,
        _starts=tuple(mention.start for mention in mentions),
    )


def _mention(tokens: Tokens, naming: Naming, sentences: Sequence[Sentence]) -> Mention:
    start, end = tokens.starts[naming.first], tokens.ends[naming.last - 1]
    return Mention(
        kind=naming.kind,
        start=start,
        end=end,
        text=tokens.text[start:end],
        value=tokens.text[start:end] if naming.kind == "place" else naming.party,
        sentence=_sentence_at(sentences, start),
        party=naming.party,
        form=naming.form if naming.kind == "country" else None,
    )


def _sentence_at(sentences: Sequence[Sentence], offset: int) -> int:
    return bisect_left(sentences, offset + 1, key=lambda sentence: sentence.start) - 1


def _sides(
    mentions: Sequence[Mention], sentences: Sequence[Sentence], home: Party | None
) -> tuple[Party, ...]:
    weights: Counter[Party] = Counter()
    for mention in mentions:
        if mention.party and mention.kind in {"country", "organisation"}:
            sentence = sentences[mention.sentence]
            if sentence.role in FACTUAL:
                weights[mention.party] += 3 if sentence.paragraph <= 1 else 1
    ranked = [party for party, _ in weights.most_common(3)]
    if home and home in weights:
        ranked = [home, *(party for party in ranked if party != home)]
    return tuple(ranked[:2])
