"""The people of a document: who is meant by each title, name and pronoun in it."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from comity.model.actors import Party
from comity.model.text import Sentence
from comity.reading.mentions.countries import Naming
from comity.reading.mentions.kinds import office_kind
from comity.reading.mentions.listed import as_delegates, list_side
from comity.reading.mentions.people import find_phrases
from comity.reading.mentions.phrase import Phrase
from comity.reading.mentions.roster import Draft, Roster, title_head
from comity.reading.mentions.tokens import Tokens
from comity.reading.words import WORDS

__all__ = ["People", "Person", "Reference", "find_people"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody a document speaks of; ``name`` is ``None`` for an office without a name.

    ``party`` is the one the words give, ``None`` where they give none.
    """

    name: str | None
    title: str
    kind: str
    party: Party | None
    accredited: Party | None = None
    several: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A stretch of the text that means a person, by the person's number in ``People.persons``."""

    start: int
    end: int
    sentence: int
    person: int
    pronoun: bool = False
    before: str = ""


@dataclass(frozen=True, slots=True)
class People:
    """All persons, and every place of the text that means one, in order.

    ``lists`` holds whose delegates a sentence lists, by its index.
    """

    persons: tuple[Person, ...] = ()
    references: tuple[Reference, ...] = ()
    lists: Mapping[int, Party] = field(default_factory=dict)

    def in_sentence(self, index: int) -> tuple[Reference, ...]:
        """Return the references of the sentence with this index, in order."""
        first = bisect_left(self.references, index, key=lambda r: r.sentence)
        last = bisect_left(self.references, index + 1, key=lambda r: r.sentence)
        return self.references[first:last]


def find_people(
    tokens: Tokens,
    sentences: Sequence[Sentence],
    namings: Sequence[Naming],
    introduced: Sequence[Phrase] = (),
    home: Party | None = None,
) -> People:
    """Return the people of a document and all references to them.

    Args:
        tokens: The document's tokens.
        sentences: Its sentences.
        namings: The countries and organisations in it.
        introduced: People met before the text begins, in the title.
        home: Whose offices are meant where no country is named.
    """
    by_first = {naming.first: naming for naming in namings}
    roster = Roster(home)
    for phrase in introduced:
        roster.place(phrase)
    references: list[Reference] = []
    spans = [tokens.within(sentence.start, sentence.end) for sentence in sentences]
    found = [_phrases(tokens, span, by_first) for span in spans]
    lists: dict[int, Party] = {}
    for sentence, span, phrases in zip(sentences, spans, found, strict=True):
        side = list_side(tokens, span, by_first) if ":" in sentence.text[:LONGEST_LEAD] else None
        if side:
            lists[sentence.index] = side
        listed = tuple(as_delegates(tokens, span, phrases, side)) if side else phrases
        for phrase in _sharing(tokens, listed):
            number = roster.place(phrase)
            references.append(_reference(tokens, phrase, sentence.index, number))
    persons = tuple(_person(draft) for draft in roster.drafts)
    kept = _kept(roster.drafts)
    references = [r for r in references if r.person in kept]
    references += _surnames(tokens, sentences, persons, references)
    references.sort(key=lambda reference: reference.start)
    references += _pronouns(tokens, sentences, persons, references)
    ordered = tuple(sorted(references, key=lambda r: (r.start, r.end)))
    return People(persons, ordered, lists)


LONGEST_LEAD = 60
"""Characters before the colon of a list of delegates."""


def _sharing(tokens: Tokens, phrases: Sequence[Phrase]) -> Iterator[Phrase]:
    """Give the first of "President Duda and Prime Minister Tusk of Poland" its country too.

    The first person of a sentence is left out: "President Biden and President Macron of France".
    """
    before: Phrase | None = None
    for number, phrase in enumerate(phrases):
        after = phrases[number + 1] if number + 1 < len(phrases) else None
        party = phrase.party
        if party is None and number and after and _is_joined(tokens, phrase, after):
            party = after.party
        if party is None and before and _follows(tokens, before, phrase, number):
            party = before.party
        before = replace(phrase, party=party)
        yield before


def _follows(tokens: Tokens, before: Phrase, phrase: Phrase, number: int) -> bool:
    """Whether a person goes with the one before: joined to it, or of its staff."""
    staff = tokens.words[before.last : phrase.first] in {("'s",), ("’s",)}
    return staff or (number > 1 and _is_joined(tokens, before, phrase))


def _is_joined(tokens: Tokens, one: Phrase, other: Phrase) -> bool:
    between = tokens.words[one.last : other.first]
    named = bool(one.name and other.name)
    return between == ("and",) and named and title_head(one.title) != title_head(other.title)


def _phrases(tokens: Tokens, span: range, by_first: Mapping[int, Naming]) -> tuple[Phrase, ...]:
    local = {first: by_first[first] for first in span if first in by_first}
    return find_phrases(tokens, span, local)


def _person(draft: Draft) -> Person:
    kind = office_kind(draft.title, draft.party)
    if draft.rank and kind == "none":
        kind = "royal" if draft.rank.casefold().startswith("sheikh") else "military"
    return Person(
        name=draft.name,
        title=draft.title or draft.rank,
        kind=kind,
        party=draft.party,
        accredited=draft.accredited,
        several=draft.several,
    )


def _kept(drafts: Sequence[Draft]) -> set[int]:
    """Return the persons known by more than capital letters: a title, an honorific, "led by"."""
    return {
        number
        for number, draft in enumerate(drafts)
        if draft.title or draft.party or draft.rank or draft.introduced
    }


def _reference(tokens: Tokens, phrase: Phrase, sentence: int, number: int) -> Reference:
    return Reference(
        start=tokens.starts[phrase.first],
        end=tokens.ends[phrase.last - 1],
        sentence=sentence,
        person=number,
        before=phrase.before,
    )


def _surnames(
    tokens: Tokens,
    sentences: Sequence[Sentence],
    persons: Sequence[Person],
    references: Sequence[Reference],
) -> list[Reference]:
    """Return the places where a person known by a full name is called by one word of it."""
    owners: dict[str, int] = {}
    for number, person in enumerate(persons):
        for word in (person.name or "").replace("-", " ").split():
            if len(word) > 1 and word[0].isupper() and word.casefold() not in WORDS["particles"]:
                owners.setdefault(word.rstrip(",."), number)
    known = {r.person for r in references}
    covered = {offset for r in references for offset in range(r.start, r.end)}
    found: list[Reference] = []
    index = 0
    for position, word in enumerate(tokens.words):
        start = tokens.starts[position]
        while index + 1 < len(sentences) and sentences[index + 1].start <= start:
            index += 1
        if word in owners and start not in covered and owners[word] in known:
            found.append(
                Reference(
                    start=start,
                    end=tokens.ends[position],
                    sentence=sentences[index].index,
                    person=owners[word],
                )
            )
    return found


_OBJECTS = frozenset({"him", "her"})
_AFTER_HER = frozenset({".", ",", "at", "in", "on", "to", "for", "today", "yesterday", "here"})


def _is_pronoun(words: Sequence[str], position: int) -> bool:
    """Whether a word means the person spoken of: "he", "called on him", "called on her in …"."""
    word = words[position]
    if word in {"he", "He", "she", "She", "him"}:
        return True
    following = words[position + 1] if position + 1 < len(words) else "."
    return word == "her" and following in _AFTER_HER


def _pronouns(
    tokens: Tokens,
    sentences: Sequence[Sentence],
    persons: Sequence[Person],
    references: Sequence[Reference],
) -> list[Reference]:
    """Return "he" and "she": whoever the last sentence with a person spoke of first."""
    found: list[Reference] = []
    first_of: dict[int, int] = {}
    for reference in references:
        if not persons[reference.person].several:
            first_of.setdefault(reference.sentence, reference.person)
    last: int | None = None
    begins = {r.sentence: r.end for r in reversed(references) if not persons[r.person].several}
    for sentence in sentences:
        own, known = first_of.get(sentence.index), begins.get(sentence.index, sentence.end)
        spoken_of = last
        for position in tokens.within(sentence.start, sentence.end):
            if own is not None and tokens.starts[position] >= known:
                last = own
            word = tokens.words[position]
            meant = spoken_of if word in _OBJECTS and spoken_of is not None else last
            if meant is not None and _is_pronoun(tokens.words, position):
                found.append(
                    Reference(
                        start=tokens.starts[position],
                        end=tokens.ends[position],
                        sentence=sentence.index,
                        person=meant,
                        pronoun=True,
                    )
                )
        last = first_of.get(sentence.index, last)
    return found
