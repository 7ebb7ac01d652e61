"""Trains the models of encounters: what sentences tell of one, in which form, and who took part."""

import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from comity.model.facts import Meeting
from comity.reading.facts.attendance import attendance_features, report_features
from comity.reading.facts.meeting import find_meetings
from comity.reading.facts.telling import (
    Telling,
    form_features,
    tell_sentences,
    telling_features,
)
from comity.reading.mentions import Person
from comity.reading.models import LinearModel
from training.corpus import Annotated, Row, find_quote
from training.fit import calibrate, fit, folds
from training.score import MET, same_people, same_person

__all__ = ["LEARNT", "Models", "calibrated", "cross_read", "meetings_to_json", "train"]

LEARNT = ("train", "dev", "composed", "own")
"""The parts in which meetings are annotated."""

COMPOSED_WEIGHT = 2.0  # of a case of a composed report beside one of a real one: they are few
STRENGTHS = {
    "encounters": 0.1,
    "attendance": 0.1,
    "encounter-reports": 0.3,
    "encounter-forms": 0.3,
}
EVENNESS = 0.75  # 1 would make all forms count alike, 0 each meeting
YES, NO = "yes", "no"

Models = Mapping[str, LinearModel]


@dataclass(frozen=True)
class Case:
    """A document with what its sentences tell, and what was annotated of them."""

    document: Annotated

    @cached_property
    def tellings(self) -> tuple[Telling, ...]:
        """Return the sentences as the models see them."""
        return tell_sentences(self.document.sentences, self.document.mentions)

    @cached_property
    def features(self) -> list[list[str]]:
        """Return the features of each sentence."""
        return [telling_features(telling) for telling in self.tellings]

    @cached_property
    def forms(self) -> list[list[str]]:
        """Return the forms of the meetings whose quotes each sentence holds."""
        text = self.document.document.text
        quotes = [
            (find_quote(text, str(fact.get("quote") or "-")), str(fact["form"]))
            for fact in self.document.facts("meetings")
        ]
        return [
            [
                form
                for at, form in quotes
                if at and at[0] < telling.sentence.end and telling.sentence.start < at[1]
            ]
            for telling in self.tellings
        ]

    @cached_property
    def present(self) -> list[bool]:
        """Return for each person of the document whether an annotator saw them take part."""
        people = self.document.mentions.people.persons
        return [self._is_present(number, person) for number, person in enumerate(people)]

    @property
    def weight(self) -> float:
        """Return how much the document counts."""
        return COMPOSED_WEIGHT if self.document.is_composed else 1.0

    def attendance(self, said: Sequence[float]) -> dict[int, list[str]]:
        """Return the features of each person, given what was said of the sentences."""
        document = self.document
        return attendance_features(document.document, document.mentions, self.tellings, said)

    def _is_present(self, number: int, person: Person) -> bool:
        return any(
            self._is_meant(number, person, participant)
            for meeting in self.document.facts("meetings")
            for participant in meeting["participants"]  # type: ignore[attr-defined]
        )

    def _is_meant(self, number: int, person: Person, participant: Row) -> bool:
        if participant["name"] and person.name:
            return _is_same_name(participant["name"], person.name)
        same = person.kind == participant["office_kind"]
        if same and person.party in {None, participant["represents"]}:
            return not participant["name"] or not self._is_named(participant["name"])
        if participant["name"]:
            return False
        at = find_quote(self.document.document.text, str(participant.get("quote") or "-"))
        return at is not None and any(
            reference.person == number and reference.start < at[1] and at[0] < reference.end
            for reference in self.document.mentions.people.references
        )

    def _is_named(self, name: str) -> bool:
        people = self.document.mentions.people.persons
        return any(person.name and _is_same_name(name, person.name) for person in people)


def _is_same_name(one: str, other: str) -> bool:
    a, b = _words(one), _words(other)
    return bool(a and b) and (a[-1] == b[-1] or set(a) <= set(b) or set(b) <= set(a))


def _words(name: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", name)
    letters = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    words = letters.replace("-", " ").replace(".", " ").replace(",", " ").split()
    return [word for word in words if word not in {"jr", "sr"}]


def train(documents: Sequence[Annotated]) -> Models:
    """Return the four models; each learns from what the ones before say of documents unseen."""
    return _train([Case(document) for document in documents])


def _train(cases: Sequence[Case]) -> Models:
    parts = folds([case.document.document.id for case in cases])
    said: dict[int, list[float]] = {}
    for learnt, held_out in parts:
        model = _fit_encounters([cases[n] for n in learnt])
        for n in held_out:
            said[n] = [model.probability(features) for features in cases[n].features]
    rows = [case.attendance(said[n]) for n, case in enumerate(cases)]
    attends: dict[int, dict[int, float]] = {}
    for learnt, held_out in parts:
        model = _fit_attendance([(cases[n], rows[n]) for n in learnt])
        for n in held_out:
            attends[n] = {who: model.probability(row) for who, row in rows[n].items()}
    return {
        "encounters": _fit_encounters(cases),
        "attendance": _fit_attendance(list(zip(cases, rows, strict=True))),
        "encounter-reports": _fit_reports(cases, said, attends),
        "encounter-forms": _fit_forms(cases),
    }


def _fit_encounters(cases: Sequence[Case]) -> LinearModel:
    rows = [features for case in cases for features in case.features]
    labels = [YES if forms else NO for case in cases for forms in case.forms]
    weights = [case.weight for case in cases for _ in case.features]
    return _fit("encounters", rows, labels, weights)


def _fit_attendance(cases: Sequence[tuple[Case, Mapping[int, list[str]]]]) -> LinearModel:
    rows = [row for _, people in cases for row in people.values()]
    labels = [YES if case.present[n] else NO for case, people in cases for n in people]
    weights = [case.weight for case, people in cases for _ in people]
    return _fit("attendance", rows, labels, weights)


def _fit_reports(
    cases: Sequence[Case],
    said: Mapping[int, Sequence[float]],
    attends: Mapping[int, Mapping[int, float]],
) -> LinearModel:
    rows, labels, weights = [], [], []
    for n, case in enumerate(cases):
        found = report_features(case.document.mentions, case.tellings, said[n], attends[n])
        rows += found.values()
        labels += [YES if case.forms[place] else NO for place in found]
        weights += [case.weight] * len(found)
    return _fit("encounter-reports", rows, labels, weights)


def _fit_forms(cases: Sequence[Case]) -> LinearModel:
    rows, labels, weights = [], [], []
    for case in cases:
        title = case.document.document.title or ""
        for telling, forms in zip(case.tellings, case.forms, strict=True):
            rows += [form_features(telling, title) for _ in forms]
            labels += forms
            weights += [case.weight for _ in forms]
    counts = Counter(labels)
    even = [
        weight * (len(labels) / len(counts) / counts[label]) ** EVENNESS
        for weight, label in zip(weights, labels, strict=True)
    ]
    return _fit("encounter-forms", rows, labels, even, classes=tuple(sorted(counts)))


def _fit(
    name: str,
    rows: Sequence[Sequence[str]],
    labels: Sequence[str],
    weights: Sequence[float],
    classes: tuple[str, ...] = (NO, YES),
) -> LinearModel:
    strength = STRENGTHS[name]
    return fit(rows, labels, classes=classes, strength=strength, weights=weights)


@dataclass(frozen=True)
class Said:
    """What was said of held-out documents: raw probabilities, and whether what was read held."""

    meetings: list[tuple[float, bool]]
    people: list[tuple[float, bool]]


def cross_read(
    documents: Sequence[Annotated],
) -> tuple[dict[str, tuple[Meeting, ...]], Said]:
    """Return what models that never saw a document read in it, and how what they said held."""
    read: dict[str, tuple[Meeting, ...]] = {}
    said = Said([], [])
    cases = [Case(document) for document in documents]
    for learnt, held_out in folds([d.document.id for d in documents]):
        models = _train([cases[n] for n in learnt])
        for n in held_out:
            one = documents[n]
            found = find_meetings(
                one.document, one.sentences, one.mentions, load=models.__getitem__
            )
            read[one.document.id] = found
            _judge(one, found, said)
    return read, said


def _judge(document: Annotated, found: Sequence[Meeting], said: Said) -> None:
    """Add how the meetings and participants of one document held."""
    wanted = [dict(fact) for fact in document.facts("meetings")]
    everybody = [person for fact in wanted for person in fact["participants"]]  # type: ignore[attr-defined]
    for meeting, row in zip(found, meetings_to_json(found), strict=True):
        said.meetings.append(
            (
                meeting.confidence,
                any(
                    same_people(fact, row) >= MET
                    and fact["form"] == row["form"]
                    and fact["date"] == _day(row)
                    for fact in wanted
                ),
            )
        )
        for participant, person in zip(meeting.participants, row["participants"], strict=True):
            held = any(
                same_person(other, person)
                and other["represents"] == person["represents"]
                and other["office_kind"] == person["office_kind"]
                for other in everybody
            )
            said.people.append((participant.confidence, held))


def _day(row: Row) -> str | None:
    date = row["date"]
    length = {"year": 4, "month": 7}
    return date and str(date["first"])[: length.get(date["precision"], 10)]


def meetings_to_json(meetings: Sequence[Meeting]) -> list[Row]:
    """Return meetings in the public form, as far as scores look at it."""
    return [
        {
            "form": meeting.form,
            "date": meeting.date
            and {"first": meeting.date.first.isoformat(), "precision": meeting.date.precision},
            "participants": [
                {
                    "name": person.name,
                    "office_kind": person.office_kind,
                    "represents": person.represents,
                }
                for person in meeting.participants
            ],
        }
        for meeting in meetings
    ]


def calibrated(models: Models, said: Said) -> Models:
    """Return the models with the curves from what was said to what held on unseen documents."""
    curves = {"encounter-reports": said.meetings, "attendance": said.people}
    return {
        name: calibrate(model, [p for p, _ in curves[name]], [held for _, held in curves[name]])
        if name in curves
        else model
        for name, model in models.items()
    }
