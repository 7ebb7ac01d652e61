"""The people of a document: who is meant by each title, name and pronoun in it."""

import unicodedata
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from comity.model.actors import Party
from comity.model.text import Sentence
from comity.reading.mentions.countries import Naming
from comity.reading.mentions.kinds import office_kind
from comity.reading.mentions.people import Phrase, find_phrases
from comity.reading.mentions.tokens import Tokens
from comity.reading.words import WORDS

__all__ = ["People", "Person", "Reference", "find_people"]


MOST_NAMESAKES = 12
"""How many earlier persons of a name or title are compared: keeps the time linear."""


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
    """All persons, and every place of the text that means one, in order."""

    persons: tuple[Person, ...] = ()
    references: tuple[Reference, ...] = ()

    def in_sentence(self, index: int) -> tuple[Reference, ...]:
        """Return the references of the sentence with this index, in order."""
        first = bisect_left(self.references, index, key=lambda r: r.sentence)
        last = bisect_left(self.references, index + 1, key=lambda r: r.sentence)
        return self.references[first:last]


@dataclass(slots=True)
class _Draft:
    names: tuple[str, ...]
    name: str | None
    title: str
    party: Party | None
    accredited: Party | None
    several: bool
    rank: str = ""


@dataclass(slots=True)
class _Roster:
    """Persons as they are met, found again by the words of their names and the heads of titles."""

    drafts: list[_Draft] = field(default_factory=list)
    by_word: dict[str, list[int]] = field(default_factory=dict)
    by_head: dict[str, list[int]] = field(default_factory=dict)

    def place(self, phrase: Phrase) -> int:
        """Return the number of the person a phrase means, drawn up anew where it is a new one."""
        number = self._by_name(phrase) if phrase.name else self._by_title(phrase)
        if number is None:
            number = len(self.drafts)
            self.drafts.append(_draft(phrase))
        else:
            self._learn(self.drafts[number], phrase)
        self._index(number)
        return number

    def _index(self, number: int) -> None:
        draft = self.drafts[number]
        places = [self.by_word.setdefault(word, []) for word in draft.names]
        places.append(self.by_head.setdefault(_head(draft.title), []))
        for numbers in places:
            if number not in numbers[-MOST_NAMESAKES:]:
                numbers.append(number)

    def _by_name(self, phrase: Phrase) -> int | None:
        words = set(name_words(phrase.name or ""))
        met = {n for word in words for n in self.by_word.get(word, ())[-MOST_NAMESAKES:]}
        for number in sorted(met, reverse=True):
            draft = self.drafts[number]
            known = set(draft.names)
            if _compatible(draft, phrase) and (words <= known or known <= words):
                return number
        return self._nameless_holder(phrase)

    def _nameless_holder(self, phrase: Phrase) -> int | None:
        """Return the office met before without a name that this name now fills."""
        for number in reversed(self.by_head.get(_head(phrase.title), ())[-MOST_NAMESAKES:]):
            draft = self.drafts[number]
            same = draft.party == phrase.party and draft.title.casefold() == phrase.title.casefold()
            if phrase.title and not draft.names and not draft.several and same:
                return number
        return None

    def _by_title(self, phrase: Phrase) -> int | None:
        """Return the holder of the same title: the latest, of the same party where one is named."""
        if phrase.several or phrase.before in {"a", "an"}:
            return None
        for number in reversed(self.by_head.get(_head(phrase.title), ())[-MOST_NAMESAKES:]):
            draft = self.drafts[number]
            if draft.several or (phrase.party and draft.party != phrase.party):
                continue
            if _portfolio(phrase.title) <= _portfolio(draft.title):
                return number
        return None

    @staticmethod
    def _learn(draft: _Draft, phrase: Phrase) -> None:
        if phrase.name and len(name_words(phrase.name)) > len(draft.names):
            draft.name, draft.names = phrase.name, name_words(phrase.name)
        if phrase.title and (not draft.title or _is_fuller(phrase.title, draft.title)):
            draft.title = phrase.title
        draft.party = draft.party or phrase.party
        draft.accredited = draft.accredited or phrase.accredited
        draft.rank = draft.rank or phrase.rank


def find_people(
    tokens: Tokens,
    sentences: Sequence[Sentence],
    namings: Sequence[Naming],
    introduced: Sequence[Phrase] = (),
) -> People:
    """Return the people of a document and all references to them.

    Args:
        tokens: The document's tokens.
        sentences: Its sentences.
        namings: The countries and organisations in it.
        introduced: People met before the text begins, in the title.
    """
    by_first = {naming.first: naming for naming in namings}
    roster = _Roster()
    for phrase in introduced:
        roster.place(phrase)
    references: list[Reference] = []
    spans = [tokens.within(sentence.start, sentence.end) for sentence in sentences]
    found = [_phrases(tokens, span, by_first) for span in spans]
    for sentence, phrases in zip(sentences, found, strict=True):
        for phrase in phrases:
            number = roster.place(phrase)
            references.append(_reference(tokens, phrase, sentence.index, number))
    persons = tuple(_person(draft) for draft in roster.drafts)
    kept = _kept(persons)
    references = [r for r in references if r.person in kept]
    references += _surnames(tokens, sentences, persons, references)
    references.sort(key=lambda reference: reference.start)
    references += _pronouns(tokens, sentences, persons, references)
    return People(persons, tuple(sorted(references, key=lambda r: (r.start, r.end))))


def name_words(name: str) -> tuple[str, ...]:
    """Return the words of a name without accents, case, initials, particles and suffixes."""
    plain = unicodedata.normalize("NFKD", name)
    letters = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    parts = letters.replace("-", " ").replace("’", "'").replace(".", " ").replace(",", " ").split()
    return tuple(
        p for p in parts if len(p) > 1 and p not in {"jr", "sr", "al", "bin", "ibn", "the"}
    )


def _phrases(tokens: Tokens, span: range, by_first: Mapping[int, Naming]) -> tuple[Phrase, ...]:
    local = {first: by_first[first] for first in span if first in by_first}
    return find_phrases(tokens, span, local)


def _draft(phrase: Phrase) -> _Draft:
    return _Draft(
        name_words(phrase.name or ""),
        phrase.name,
        phrase.title,
        phrase.party,
        phrase.accredited,
        phrase.several,
        phrase.rank,
    )


def _compatible(draft: _Draft, phrase: Phrase) -> bool:
    return not (draft.party and phrase.party and draft.party != phrase.party)


def _head(title: str) -> str:
    """Return the title without its complement: "Minister of Trade" and "Minister" share one."""
    words = title.casefold().split(" of ")[0].split(" for ")[0].split()
    last = words[-1].rstrip("s") if words else ""
    return "ambassador" if last in {"envoy", "diplomat"} else last


def _portfolio(title: str) -> set[str]:
    small = {"of", "for", "the", "and", "minister", "deputy", "acting"}
    return {word.strip(",") for word in title.casefold().split()} - small - {_head(title)}


def _is_fuller(new: str, old: str) -> bool:
    return len(new) > len(old) and (_head(new) == _head(old) or old.casefold() in new.casefold())


def _person(draft: _Draft) -> Person:
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


def _kept(persons: Sequence[Person]) -> set[int]:
    """Return the persons known by more than capital letters: a title, a rank, or an honorific."""
    return {number for number, person in enumerate(persons) if person.title or person.party}


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
                    start=start, end=tokens.ends[position], sentence=index, person=owners[word]
                )
            )
    return found


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
        for position in tokens.within(sentence.start, sentence.end):
            if own is not None and tokens.starts[position] >= known:
                last = own
            if tokens.words[position].casefold() in {"he", "she"} and last is not None:
                found.append(
                    Reference(
                        start=tokens.starts[position],
                        end=tokens.ends[position],
                        sentence=sentence.index,
                        person=last,
                        pronoun=True,
                    )
                )
        last = first_of.get(sentence.index, last)
    return found
