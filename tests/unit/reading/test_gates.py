"""Gates: English passes, other languages are named and refused."""

import pytest

from comity.model.text import Document, text_id
from comity.reading.gates import is_english, refuse

OTHERS = {
    "French": "Le ministre des Affaires étrangères a rencontré mardi à Paris son homologue turc "
    "afin de discuter des relations bilatérales et de la coopération dans le domaine de l'énergie.",
    "Spanish": "El ministro de Relaciones Exteriores se reunió este martes en Madrid con su "
    "homólogo peruano para tratar la cooperación económica entre los dos países.",
    "German": "Der Außenminister traf am Dienstag in Berlin seinen Amtskollegen aus Polen, um über "
    "die Zusammenarbeit in der Energiepolitik zu sprechen.",
    "Dutch": "De minister van Buitenlandse Zaken heeft in Den Haag gesproken met zijn ambtgenoot "
    "over de samenwerking tussen de twee landen.",
    "Turkish": "Dışişleri Bakanı salı günü Ankara'da mevkidaşı ile iki ülke arasındaki "
    "iş birliğini görüştü.",
    "Russian": "Министр иностранных дел встретился во вторник в Москве со своим коллегой из Китая.",
    "Arabic": "التقى وزير الخارجية نظيره في القاهرة لبحث العلاقات الثنائية بين البلدين الشقيقين",
}


def document(text: str) -> Document:
    """Return a document of a text."""
    return Document(id=text_id(text), text=text)


@pytest.mark.parametrize("language", OTHERS)
def test_another_language_is_named_and_refused(language: str) -> None:
    """A report in another language must be refused with its name."""
    rejected = refuse(document(OTHERS[language]))

    assert rejected is not None
    assert rejected.reason == f"The document is not in English but in {language}."
    assert rejected.mend.startswith("Give an English version")


@pytest.mark.parametrize(
    "text",
    [
        "Baltic Wings opened direct flights between Riga and Almaty.",
        "National Security Advisor spoke with Khalid bin Salman Al Saud of Saudi Arabia.",
        "Islamabad, 13 April 2023",
        "12.5 %",
    ],
)
def test_english_full_of_names_passes(text: str) -> None:
    """Names of other languages in an English sentence must not get it refused."""
    assert is_english(text)


def test_chinese_is_not_english() -> None:
    """A text in another script must not pass for English however short."""
    assert not is_english("外交部长周二在北京会见了来访的外长")


def test_a_text_without_words_is_refused() -> None:
    """White space must be refused as having no words."""
    rejected = refuse(document(" \n "))

    assert rejected is not None
    assert rejected.reason == "The document has no words."
