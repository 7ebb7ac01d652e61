"""Persons found again: by the words of their names and the heads of their titles."""

import re
import unicodedata
from dataclasses import dataclass, field

from comity.model.actors import Party
from comity.reading.mentions.kinds import office_kind
from comity.reading.mentions.phrase import Phrase

__all__ = ["Draft", "Roster", "title_head"]

MOST_NAMESAKES = 12
"""How many earlier persons of a name or title are compared: keeps the time linear."""


@dataclass(slots=True)
class Draft:
    """A person being put together from all that a document says of them."""

    names: tuple[str, ...]
    name: str | None
    title: str
    party: Party | None
    accredited: Party | None
    several: bool
    rank: str = ""
    introduced: bool = False


@dataclass(slots=True)
class Roster:
    """Persons as they are met, found again by the words of their names and the heads of titles."""

    home: Party | None = None
    drafts: list[Draft] = field(default_factory=list)
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
        places += [self.by_head.setdefault(head, []) for head in title_heads(draft.title)]
        for numbers in places:
            if number not in numbers[-MOST_NAMESAKES:]:
                numbers.append(number)

    def _by_name(self, phrase: Phrase) -> int | None:
        words = set(name_words(phrase.name or ""))
        met = {n for word in words for n in self.by_word.get(word, ())[-MOST_NAMESAKES:]}
        for number in sorted(met, reverse=True):
            draft = self.drafts[number]
            known = set(draft.names)
            if _compatible(draft, phrase) and _is_same_name(words, known, phrase, draft):
                return number
        return self._nameless_holder(phrase) if phrase.title else self._only_office(phrase)

    def _only_office(self, phrase: Phrase) -> int | None:
        """Return the one nameless office of a party for "Javier Montalvo of Peru"."""
        if phrase.party is None:
            return None
        recent = range(max(0, len(self.drafts) - MOST_NAMESAKES), len(self.drafts))
        fitting = [
            number
            for number in recent
            if self.drafts[number].party == phrase.party
            and not self.drafts[number].names
            and not self.drafts[number].several
        ]
        return fitting[0] if len(fitting) == 1 else None

    def _nameless_holder(self, phrase: Phrase) -> int | None:
        """Return the office met before without a name that this name now fills."""
        for number in reversed(self.by_head.get(title_head(phrase.title), ())[-MOST_NAMESAKES:]):
            draft = self.drafts[number]
            party = phrase.party or self.home
            same = draft.party in {phrase.party, party} and _is_same_office(draft, phrase)
            if phrase.title and not draft.names and not draft.several and same:
                return number
        return None

    def _by_title(self, phrase: Phrase) -> int | None:
        """Return the holder of the same title: the latest, of the same party where one is named."""
        if phrase.several or phrase.before in {"a", "an"}:
            return None
        if title_head(phrase.title) in _GUESTS and phrase.party in {None, self.home}:
            return self._guest()
        for number in reversed(self.by_head.get(title_head(phrase.title), ())[-MOST_NAMESAKES:]):
            draft = self.drafts[number]
            if draft.several or (phrase.party and draft.party != phrase.party):
                continue
            if _portfolio(phrase.title) <= _portfolio(draft.title):
                return number
        return None

    def _guest(self) -> int | None:
        """Return the last person of another party who was named: "the visiting dignitary"."""
        recent = range(len(self.drafts) - 1, -1, -1)[:MOST_NAMESAKES]
        foreign = (n for n in recent if self.drafts[n].names and self.drafts[n].party)
        return next((n for n in foreign if self.drafts[n].party != self.home), None)

    @staticmethod
    def _learn(draft: Draft, phrase: Phrase) -> None:
        if phrase.name and len(name_words(phrase.name)) > len(draft.names):
            draft.name, draft.names = phrase.name, name_words(phrase.name)
        if phrase.title and (not draft.title or _is_fuller(phrase.title, draft.title)):
            draft.title = phrase.title
        draft.party = draft.party or phrase.party
        draft.accredited = draft.accredited or phrase.accredited
        draft.rank = draft.rank or phrase.rank


def name_words(name: str) -> tuple[str, ...]:
    """Return the words of a name without accents, case, initials, particles and suffixes."""
    plain = unicodedata.normalize("NFKD", name)
    letters = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    parts = letters.replace("-", " ").replace("’", "'").replace(".", " ").replace(",", " ").split()
    return tuple(
        p for p in parts if len(p) > 1 and p not in {"jr", "sr", "al", "bin", "ibn", "the"}
    )


def _draft(phrase: Phrase) -> Draft:
    return Draft(
        name_words(phrase.name or ""),
        phrase.name,
        phrase.title,
        phrase.party,
        phrase.accredited,
        phrase.several,
        phrase.rank,
        phrase.led,
    )


def _compatible(draft: Draft, phrase: Phrase) -> bool:
    return not (draft.party and phrase.party and draft.party != phrase.party)


def _is_same_name(one: set[str], other: set[str], phrase: Phrase, draft: Draft) -> bool:
    """Whether names agree: one within the other, or spelt in two ways ("Mohamed", "Mohammed")."""
    if one <= other or other <= one:
        return True
    first, second = name_words(phrase.name or ""), draft.names
    return len(first) > 1 and first[-1] == second[-1] and first[0][:2] == second[0][:2]


_ONE_HOLDER = frozenset(
    {"head-of-state", "head-of-government", "foreign-minister", "defence-minister"}
)


def _is_same_office(draft: Draft, phrase: Phrase) -> bool:
    """Whether titles are the same, or name the same office of which a state has one."""
    if _singular(draft) == _singular(phrase):
        return True
    kind = office_kind(draft.title, draft.party)
    return kind in _ONE_HOLDER and kind == office_kind(phrase.title, draft.party)


def _singular(holder: Draft | Phrase) -> str:
    return holder.title.casefold().rstrip("s")


_GUESTS = frozenset({"dignitary"})
"""Heads that stand for whoever has come, whatever their office."""

_JOINED = re.compile(r" (?:and|-|–|/) ")


def title_heads(title: str) -> tuple[str, ...]:
    """Return the heads of all titles that one title joins: "Crown Prince and Prime Minister"."""
    whole = title_head(title)
    parts = _JOINED.split(title) if whole else []
    return tuple(dict.fromkeys((whole, *(title_head(part) for part in parts[:-1]))))


def title_head(title: str) -> str:
    """Return the title without its complement: "Minister of Trade" and "Minister" share one."""
    if "high commissioner" in title.casefold():
        return "ambassador"
    words = title.casefold().split(" of ")[0].split(" for ")[0].split()
    last = words[-1].rstrip("s") if words else ""
    return _SAME_HEADS.get(last, last)


_SAME_HEADS = {"envoy": "ambassador", "diplomat": "ambassador"} | dict.fromkeys(
    ("pm", "dpm", "fm", "premier"), "minister"
)


def _portfolio(title: str) -> set[str]:
    small = {"of", "for", "the", "and", "minister", "deputy", "acting"}
    words = " ".join(_WRITTEN_OUT.get(word, word) for word in title.casefold().split()).split()
    return {word.strip(",") for word in words} - small - {title_head(title)}


_WRITTEN_OUT = {
    "pm": "prime minister",
    "premier": "prime minister",
    "dpm": "deputy prime minister",
    "fm": "foreign minister",
}


def _is_fuller(new: str, old: str) -> bool:
    return len(new) > len(old) and (
        title_head(new) == title_head(old) or old.casefold() in new.casefold()
    )
