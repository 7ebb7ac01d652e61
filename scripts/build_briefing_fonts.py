"""Build ``src/comity/briefing/fonts``: the faces of the printed brief, from npm packages.

Fetch the packages with the ordinary client into any folder, then name it:

    npm install --ignore-scripts @expo-google-fonts/noto-serif @expo-google-fonts/noto-sans …
    python scripts/build_briefing_fonts.py FOLDER/node_modules [FACE …]

Hinting is dropped (paper and PDF do not use it). The Chinese face keeps the characters of GB 2312,
Big5 and JIS X 0208, the Korean one the syllables of KS X 1001, which are all that newspapers print;
the other faces are whole.
"""

import shutil
import sys
from collections.abc import Iterable
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

FACES = {
    "noto-serif": ("400Regular", "400Regular_Italic", "700Bold"),
    "noto-sans": ("400Regular", "700Bold"),
    "noto-nastaliq-urdu": ("400Regular",),
    "noto-naskh-arabic": ("400Regular",),
    "noto-sans-armenian": ("400Regular",),
    "noto-sans-sc": ("400Regular",),
    "noto-sans-kr": ("400Regular",),
    "noto-sans-georgian": ("400Regular",),
    "noto-sans-hebrew": ("400Regular",),
    "noto-sans-ethiopic": ("400Regular",),
    "noto-sans-bengali": ("400Regular",),
    "noto-sans-gurmukhi": ("400Regular",),
    "noto-sans-gujarati": ("400Regular",),
    "noto-sans-tamil": ("400Regular",),
    "noto-sans-telugu": ("400Regular",),
    "noto-sans-sinhala": ("400Regular",),
    "noto-sans-thai": ("400Regular",),
    "noto-sans-lao": ("400Regular",),
    "noto-sans-khmer": ("400Regular",),
    "noto-sans-myanmar": ("400Regular",),
}
TARGET = Path(__file__).resolve().parent.parent / "src" / "comity" / "briefing" / "fonts"
HAN = (*range(0x2E80, 0xA000), *range(0xF900, 0xFB00), *range(0xFF00, 0xFFF0))
HANGUL = (*range(0x3130, 0x3190), *range(0xAC00, 0xD7A4))
NEWSPAPERS = {
    "noto-sans-sc": (HAN, ("gb2312", "big5", "shift_jis")),
    "noto-sans-kr": (HANGUL, ("euc_kr",)),
}


def newspaper_characters(points: Iterable[int], codecs: Iterable[str]) -> set[int]:
    """Return those code points that one of the national character sets holds."""
    kept = set()
    for point in points:
        for codec in codecs:
            try:
                chr(point).encode(codec)
            except UnicodeEncodeError:
                continue
            kept.add(point)
    return kept


def build(source: Path, target: Path, points: set[int] | None) -> None:
    """Write one face without hinting, whole or with these characters only."""
    options = subset.Options(
        hinting=False, layout_features=["*"], name_IDs=["*"], name_languages=["*"],
        notdef_outline=True, glyph_names=False, recalc_timestamp=False,
    )  # fmt: skip
    font = TTFont(source, recalcTimestamp=False)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=points if points is not None else font.getBestCmap())
    subsetter.subset(font)
    font.save(target)
    if points is None and target.stat().st_size > source.stat().st_size:
        shutil.copy(source, target)  # the original packs its tables better


def main() -> None:
    """Build every face, or those named, and put its licence beside it."""
    packages = Path(sys.argv[1]) / "@expo-google-fonts"
    TARGET.mkdir(parents=True, exist_ok=True)
    for package in sys.argv[2:] or FACES:
        styles = FACES[package]
        points = newspaper_characters(*NEWSPAPERS[package]) if package in NEWSPAPERS else None
        for style in styles:
            source = next((packages / package / style).glob("*.ttf"))
            build(source, TARGET / source.name, points)
            print(source.name, (TARGET / source.name).stat().st_size)
        shutil.copy(packages / package / "LICENSE_FONT", TARGET / f"OFL-{package}.txt")


if __name__ == "__main__":
    main()
