"""Names of countries in a reader's language, from the Unicode CLDR by way of Babel."""

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from comity.reference.countries import COUNTRIES, country_name

__all__ = ["LANGUAGES", "local_name"]

LANGUAGES: Mapping[str, str] = MappingProxyType(
    {
        "en": "English", "ar": "العربية", "az": "azərbaycan", "bn": "বাংলা", "de": "Deutsch",
        "el": "Ελληνικά", "es": "español", "fa": "فارسی", "fr": "français", "he": "עברית",
        "hi": "हिन्दी", "hy": "հայերեն", "id": "Indonesia", "it": "italiano", "ja": "日本語",
        "ka": "ქართული", "kk": "қазақ тілі", "ko": "한국어", "nl": "Nederlands", "pl": "polski",
        "pt": "português", "ru": "русский", "sw": "Kiswahili", "tr": "Türkçe", "uk": "українська",
        "ur": "اردو", "uz": "o‘zbek", "vi": "Tiếng Việt", "zh": "中文",
    }
)  # fmt: skip
"""Language (BCP 47) -> its own name; those a list of countries is offered in."""


@lru_cache(maxsize=8192)
def local_name(code: str, language: str) -> str:
    """Return a country's name in a language; the English one where the CLDR has none.

    The English names are the project's own. An organisation keeps its short name.

    Example:
        >>> local_name("AZE", "tr"), local_name("AZE", "en"), local_name("EU", "tr")
        ('Azerbaycan', 'Azerbaijan', 'EU')
    """
    country = COUNTRIES.get(code)
    if country is None or language == "en" or language not in LANGUAGES:
        return country_name(code)
    from babel import Locale  # noqa: PLC0415 - only for a language that is not ours

    return str(Locale(language).territories.get(country.iso2) or country.name)
