"""What models believe of a document: which sentences tell of an encounter, and who took part."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from comity.model.text import Document, Sentence
from comity.reading.facts.attendance import attendance_features, report_features
from comity.reading.facts.encounters import Encounter, is_to_come
from comity.reading.facts.participants import Attendee, counts
from comity.reading.facts.telling import (
    Slot,
    Telling,
    form_features,
    tell_sentences,
    telling_features,
)
from comity.reading.mentions import Mentions
from comity.reading.models import Calibration, LinearModel, load_model

__all__ = ["MODEL", "Belief", "Load", "believe"]

MODEL = "believed"
"""The rule of an encounter that no rule found but a model."""

BELIEVED = 0.6
"""Probability from which a sentence tells of an encounter though no rule knows its words."""

DOUBTED = 0.02
"""Probability below which a rule is not believed that finds an encounter in a sentence."""

ATTENDS = 0.8
"""Probability from which somebody in the sentence of an encounter takes part."""

ABSENT = 0.05
"""Probability below which a rule is not believed that somebody takes part."""

SURE_OF_FORM = 0.6
"""Probability from which a model's form counts more than that of a rule for any meeting."""

_OF_ANY_FORM = frozenset({"acted-together", "met", "received", "signed-together", "signed-by"})

Load = Callable[[str], LinearModel]


@dataclass(frozen=True, slots=True)
class Belief:
    """Probabilities by the index of the sentence and by the number of the person."""

    tellings: Mapping[int, Telling]
    told: Mapping[int, float]
    attends: Mapping[int, float]
    forms: LinearModel
    title: str
    curves: tuple[Calibration, Calibration]

    def is_doubted(self, sentence: Sentence) -> bool:
        """Whether a sentence tells of no encounter, whatever a rule would find in it."""
        return self.told.get(sentence.index, 0.0) < DOUBTED

    def encounters(
        self, text: str, sentence: Sentence, found: tuple[Encounter, ...]
    ) -> tuple[Encounter, ...]:
        """Return the encounters of a sentence: those of rules, or the one a model believes in."""
        said = self.told.get(sentence.index, 0.0)
        if found:
            return tuple(map(self.formed, found))
        if said < BELIEVED:
            return ()
        telling = self.tellings[sentence.index]
        trigger = telling.trigger
        if trigger is None:
            return ()
        start, end = telling.span(trigger)
        if is_to_come(text, sentence, start):
            return ()
        form, _ = self.forms.best(form_features(telling, self.title))
        return (Encounter(form, MODEL, start, end, sentence.index),)

    def sure_of_encounter(self, encounter: Encounter) -> float:
        """Return how often an encounter told like this one holds with its form and day."""
        return self.curves[0](self.told.get(encounter.sentence, 0.0))

    def sure_of_person(self, number: int) -> float:
        """Return how often somebody like this one took part as they are said to."""
        return self.curves[1](self.attends.get(number, 0.0))

    def formed(self, encounter: Encounter) -> Encounter:
        """Return an encounter in the form that a model is sure of, where its rule has no form."""
        telling = self.tellings.get(encounter.sentence)
        if telling is None or encounter.rule not in _OF_ANY_FORM:
            return encounter
        form, probability = self.forms.best(form_features(telling, self.title))
        return replace(encounter, form=form) if probability >= SURE_OF_FORM else encounter

    def best_place(self, number: int) -> tuple[Telling, Slot]:
        """Return where a person stands in the sentence that most likely tells of an encounter."""
        places = (
            (telling, slot)
            for telling in self.tellings.values()
            for slot in telling.slots
            if slot.reference.person == number
        )
        return max(places, key=lambda place: self.told.get(place[0].sentence.index, 0.0))

    def judged(
        self,
        people: Sequence[Attendee],
        encounter: Encounter,
        reach: tuple[int, int],
        context: tuple[str, Mentions],
    ) -> tuple[Attendee, ...]:
        """Return the people of an encounter without the unlikely ones, with the likely ones.

        Args:
            people: Those whom rules found.
            encounter: The encounter.
            reach: Where the words about it begin and end in the text.
            context: The text and its mentions.
        """
        text, mentions = context
        kept = [p for p in people if self.attends.get(p.reference.person, 1.0) >= ABSENT]
        known = {p.reference.person for p in people}
        persons = mentions.people.persons
        telling = self.tellings.get(encounter.sentence)
        for slot in telling.slots if telling else ():
            number = slot.reference.person
            inside = reach[0] <= slot.reference.start < reach[1]
            person = persons[number]
            known_as = person.title or person.party
            likely = inside and known_as and self.attends.get(number, 0.0) >= ATTENDS
            if number not in known and likely and counts(text, slot.reference, person):
                known.add(number)
                before = slot.reference.start < encounter.start
                kept.append(Attendee(slot.reference, subject=before, met=not before))
        return tuple(sorted(kept, key=lambda p: p.reference.start))


def believe(
    document: Document,
    sentences: Sequence[Sentence],
    mentions: Mentions,
    load: Load = load_model,
) -> Belief:
    """Return what the models ``encounters``, ``attendance`` and ``encounter-forms`` believe."""
    tellings = tell_sentences(sentences, mentions)
    model = load("encounters")
    said = [model.probability(telling_features(telling)) for telling in tellings]
    presence = load("attendance")
    attends = {
        number: presence.probability(features)
        for number, features in attendance_features(document, mentions, tellings, said).items()
    }
    reports = load("encounter-reports")
    told = {
        tellings[number].sentence.index: reports.probability(features)
        for number, features in report_features(mentions, tellings, said, attends).items()
    }
    return Belief(
        {telling.sentence.index: telling for telling in tellings},
        told,
        attends,
        load("encounter-forms"),
        document.title or "",
        (reports.calibration, presence.calibration),
    )
