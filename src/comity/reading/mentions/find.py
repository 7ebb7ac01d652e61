"""All mentions of a document, whom the document is about, and whom its words mean."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from comity.model.actors import Party
from comity.model.mentions import Mention
from comity.model.text import Document, Sentence
from comity.reading.mentions.countries import Naming, find_namings
from comity.reading.mentions.dateline import Dateline, find_dateline
from comity.reading.mentions.dates import find_dates
from comity.reading.mentions.home import find_home
from comity.reading.mentions.people import Phrase, find_phrases
from comity.reading.mentions.tokens import Tokens, find_tokens
from comity.reading.mentions.who import People, Person, find_people
from comity.reading.roles import FACTUAL
from comity.reference.countries import COUNTRIES

__all__ = ["Mentions", "find_mentions", "supposed_party"]

OF_A_STATE = frozenset(
    {
        "head-of-state",
        "head-of-government",
        "deputy-head",
        "foreign-minister",
        "defence-minister",
        "minister",
        "deputy-minister",
        "permanent-secretary",
        "national-security-adviser",
    }
)
"""Kinds of office that are the publisher's own where a report names no country with them."""

_TOGETHER = re.compile(
    r"\b(?:both|(?:the|our|their|these) two|two|the|each) (?:countr|nation|side|part(?:y|ies)|"
    r"government|people|state|capital|delegation|leader|minister|president|foreign minister|"
    r"head|official)\w*"
    r"|\b(?:both|they|their|we|our|each other|one another|bilateral|mutual|joint|jointly)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Mentions:
    """The mentions of one document, in order of the text.

    ``home`` is the country or organisation that publishes; ``sides`` are the parties the document
    is about, home first where it is one of them. ``people`` holds the persons and every reference
    to them, ``dateline`` the place and day the report is dated at.
    """

    all: tuple[Mention, ...]
    home: Party | None = None
    sides: tuple[Party, ...] = ()
    people: People = field(default_factory=People)
    dateline: Dateline = field(default_factory=lambda: Dateline(None, None, 0))
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
        first = bisect_left(self.all, index, key=lambda mention: mention.sentence)
        last = bisect_left(self.all, index + 1, key=lambda mention: mention.sentence)
        return self.all[first:last]

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
        both = self.sides if _TOGETHER.search(self._text, start, end) else ()
        return tuple(sorted({*self.named(start, end), *both}))


def supposed_party(person: Person, home: Party | None) -> Party | None:
    """Return whom a person represents: as the words say, else home for an office of state."""
    if person.party or person.kind not in OF_A_STATE or home not in COUNTRIES:
        return person.party
    return home


def find_mentions(document: Document, sentences: Sequence[Sentence]) -> Mentions:
    """Return the mentions of a document and the parties it is about.

    Only sentences that may carry facts are searched: teasers and boilerplate name nobody.
    """
    factual = tuple(sentence for sentence in sentences if sentence.role in FACTUAL)
    tokens = find_tokens(document.text, factual)
    namings = tuple(find_namings(tokens))
    dateline = find_dateline(document, sentences)
    home = find_home(document, dateline)
    people = find_people(tokens, factual, namings, _introduced(document), home)
    countries = tuple(_naming(tokens, naming, sentences) for naming in namings)
    found = [*countries, *_people(document, people, home), *_dates(document, factual, dateline)]
    ordered = tuple(sorted(found, key=lambda mention: (mention.start, -mention.end)))
    return Mentions(
        all=ordered,
        home=home,
        sides=_sides(countries, sentences, home),
        people=people,
        dateline=dateline,
        _text=document.text,
        _starts=tuple(mention.start for mention in ordered),
    )


def _introduced(document: Document) -> tuple[Phrase, ...]:
    """Return the people a title names whose surname the text uses too.

    Titles write verbs with capitals ("Minister Meets Envoy"): those are no names of the text.
    """
    title = document.title or ""
    line = Sentence(start=0, end=len(title), text=title)
    tokens = find_tokens(title, [line])
    namings = {naming.first: naming for naming in find_namings(tokens)}
    phrases = find_phrases(tokens, tokens.within(0, len(title)), namings)
    return tuple(
        phrase
        for phrase in phrases
        if phrase.name and (phrase.party or phrase.title) and _is_in(phrase.name, document.text)
    )


def _is_in(name: str, text: str) -> bool:
    return any(word in text for word in name.replace(".", " ").split() if len(word) > 2)  # noqa: PLR2004 - no initials


def _naming(tokens: Tokens, naming: Naming, sentences: Sequence[Sentence]) -> Mention:
    start, end = tokens.starts[naming.first], tokens.ends[naming.last - 1]
    text = tokens.text[start:end]
    return Mention(
        kind=naming.kind,
        start=start,
        end=end,
        text=text,
        value=text if naming.kind == "place" else naming.party,
        sentence=bisect_left(sentences, start + 1, key=lambda sentence: sentence.start) - 1,
        party=naming.party,
        form=naming.form if naming.kind == "country" else None,
    )


def _people(document: Document, people: People, home: Party | None) -> Iterator[Mention]:
    for reference in people.references:
        person = people.persons[reference.person]
        yield Mention(
            kind="person" if person.name else "office",
            start=reference.start,
            end=reference.end,
            text=document.text[reference.start : reference.end],
            value=person.name or person.kind,
            sentence=reference.sentence,
            party=supposed_party(person, home),
        )


def _dates(
    document: Document, sentences: Sequence[Sentence], dateline: Dateline
) -> Iterator[Mention]:
    for sentence in sentences:
        for found in find_dates(document.text, sentence.start, sentence.end, dateline.day):
            yield Mention(
                kind="date",
                start=found.start,
                end=found.end,
                text=document.text[found.start : found.end],
                value=found.date.iso,
                sentence=sentence.index,
            )


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
