"""Loading the vocabulary: what is right is read, all that is wrong is told at once."""

import shutil
from pathlib import Path

import pytest

from comity.errors import VocabularyError
from comity.vocabulary.load import HERE, load_vocabulary, read_vocabulary

MEASURE_KINDS = [
    "air-link",
    "road-link",
    "rail-link",
    "sea-link",
    "energy-link",
    "telecom-link",
    "border-crossing",
    "trade-agreement",
    "market-access",
    "joint-venture",
    "finance",
    "development-aid",
    "humanitarian-aid",
    "military-aid",
    "military-exercise",
    "security-arrangement",
    "agreement",
    "joint-body",
    "visit",
    "mission",
    "visa-regime",
    "exchange-programme",
    "culture-event",
    "tourism-promotion",
    "business-forum",
    "technical-cooperation",
    "health-cooperation",
    "climate-action",
    "sanctions",
    "peace-process",
    "release",
    "recognition",
    "forum-support",
    "law-enforcement",
    "evacuation-repatriation",
    "other",
]

AREAS = [
    "bilateral-relations",
    "regional-security",
    "defence",
    "terrorism",
    "arms-control",
    "cyber",
    "trade",
    "investment",
    "economy",
    "sanctions",
    "energy",
    "transport",
    "technology",
    "climate-environment",
    "food-agriculture",
    "health",
    "education",
    "culture",
    "tourism",
    "people-to-people",
    "migration-consular",
    "human-rights-democracy",
    "humanitarian",
    "development",
    "territorial-issues",
    "multilateral",
    "law-crime",
    "labour",
    "domestic-politics",
    "other",
]

OFFICES = [
    "head-of-state",
    "head-of-government",
    "deputy-head",
    "royal",
    "foreign-minister",
    "defence-minister",
    "minister",
    "deputy-minister",
    "permanent-secretary",
    "ambassador",
    "charge-or-consul",
    "special-envoy",
    "national-security-adviser",
    "parliamentarian",
    "military",
    "central-banker",
    "organisation-head",
    "subnational",
    "party-or-opposition",
    "business",
    "official",
    "none",
]


def test_vocabulary_holds_the_codes_of_the_report_format() -> None:
    """The codes of the public format are all there and no others."""
    vocabulary = load_vocabulary()

    assert sorted(vocabulary.measures) == sorted(MEASURE_KINDS)
    assert list(vocabulary.areas) == AREAS
    assert list(vocabulary.offices) == OFFICES
    assert list(vocabulary.statuses) == [
        "discussed", "proposed", "agreed", "signed", "under-way", "implemented", "suspended",
        "abandoned",
    ]  # fmt: skip
    assert list(vocabulary.stances) == ["supports", "opposes", "calls-for"]
    assert list(vocabulary.forms) == [
        "meeting", "call", "visit", "consultations", "summit", "ceremony", "letter",
    ]  # fmt: skip
    assert list(vocabulary.history) == [
        "recognition", "relations-established", "treaty", "visit-or-meeting", "support-given",
        "conflict", "links", "trade-figure", "other",
    ]  # fmt: skip


def test_vocabulary_is_read_once() -> None:
    """Asking twice gives the same object."""
    assert load_vocabulary() is load_vocabulary()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a copy of the vocabulary that a test may spoil."""
    copy = tmp_path / "vocabulary"
    shutil.copytree(HERE, copy, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    return copy


def spoil(path: Path, old: str, new: str) -> None:
    """Replace one stretch of a file, which must be there."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_copied_vocabulary_equals_the_built_in(folder: Path) -> None:
    """A folder of the same files gives the same vocabulary."""
    assert read_vocabulary(folder) == load_vocabulary()


def test_all_mistakes_are_told_at_once(folder: Path) -> None:
    """One error names every mistake with its file and key."""
    spoil(folder / "measures/air-link.toml", 'status = "agreed"', 'status = "agrd"')
    spoil(folder / "measures/air-link.toml", '"city-city"', '"moon"')
    spoil(folder / "measures/visit.toml", "hints", "hnts")
    spoil(folder / "measures/mission.toml", '"COOPERATE"', '"DANCE"')
    spoil(folder / "subjects.toml", '"war in"', '"~ war"')
    spoil(folder / "statuses.toml", "order = 1", 'order = "first"')
    (folder / "stances.toml").unlink()
    (folder / "forms.toml").write_text("[meeting\n")

    with pytest.raises(VocabularyError) as caught:
        read_vocabulary(folder)

    told = caught.value.problem
    assert "measures/air-link.toml: examples[0]: status: 'agrd' is none of" in told
    assert "measures/air-link.toml: endpoints: 'moon' is none of" in told
    assert "measures/visit.toml: hnts: is no key here" in told
    assert "measures/visit.toml: hints: must be a list of texts" in told
    assert "measures/mission.toml: plover: 'DANCE' is none of" in told
    assert "subjects.toml [regional-security]: cues: a cue begins and ends" in told
    assert "statuses.toml [discussed]: order: must be a whole number" in told
    assert "stances.toml: is missing" in told
    assert "forms.toml: cannot be read" in told
    assert str(folder) in caught.value.mend


def test_too_few_examples_are_a_mistake(folder: Path) -> None:
    """A kind shown fewer than five times, or refuted fewer than three, is not accepted."""
    path = folder / "measures/recognition.toml"
    kept = [line for line in path.read_text().splitlines() if "{ text" not in line]
    path.write_text("\n".join(kept))
    spoil(path, '  "He was quick to recognise his old friend.",\n', "")

    with pytest.raises(VocabularyError) as caught:
        read_vocabulary(folder)

    assert "recognition.toml: examples: needs at least 5 entries, has 0" in caught.value.problem
    assert "recognition.toml: counter_examples: needs at least 3" in caught.value.problem
