"""Make a web archive for the benchmarks out of real pages; nothing of it is ever committed.

    python bench/archive_pages.py PAGES TEXTS COUNT OUT [--wet] [--seed N]

PAGES is a folder of gzipped pages (the article-extraction benchmark of scrapinghub), TEXTS a JSONL
file of diplomatic texts. Each page made is a real page whose paragraphs are replaced, one by one,
by paragraphs of like length from other pages of its class, so that the weight of the markup and
the length of the text are real and few pages are alike. The classes have the shares they have
among the 181 real pages, told apart by hand from their titles: 9 (5 %) are about acts between
states (their paragraphs come from TEXTS here), 10 more (6 %) about world affairs, the rest other.
"""

import argparse
import gzip
import json
import random
import re
from collections.abc import Iterator
from pathlib import Path

SHARES = {"diplomatic": 0.05, "world": 0.06, "other": 0.89}
# By the first letters of their names, which are digests of the pages.
DIPLOMATIC = (
    "1ee91d",
    "39d5c4",
    "374ac9",
    "5f9c5e",
    "833caf",
    "a1fca1",
    "b6906c",
    "d605bd",
    "db6b08",
)
WORLD = (
    *("360c73", "5a8229", "624fcd", "7a664e", "82b6d7"),
    *("c7e39a", "c90731", "dc7ccc", "e372e4", "e4c6a3"),
)
_CANDIDATES = 6  # paragraphs drawn for a place, of which the one nearest in length is taken
_PARAGRAPH = re.compile(r"(<p\b[^>]*>)((?:(?!</?p\b).){80,3000}?)(</p>)", re.DOTALL | re.IGNORECASE)
_TAGS = re.compile(r"<[^>]+>")
_FEWEST = 3  # paragraphs of a page that is used
_TEXT_PARAGRAPHS = 6  # of a WET text, some 350 words
_FIRST_DAY = "2023-01-01T00:00:00Z"


def main() -> None:
    """Write the archive and say what is in it."""
    parser = argparse.ArgumentParser()
    parser.add_argument("pages", type=Path)
    parser.add_argument("texts", type=Path)
    parser.add_argument("count", type=int)
    parser.add_argument("out", type=Path)
    parser.add_argument("--wet", action="store_true")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    made = diplomatic = size = 0
    with asked.out.open("wb") as out:
        for is_diplomatic, record in records(asked):
            size += len(record)
            out.write(gzip.compress(record, 1))
            made += 1
            diplomatic += is_diplomatic
    print(f"{made:,} records, {diplomatic:,} diplomatic, {size / 1e6:,.0f} MB unpacked")


def records(asked: argparse.Namespace) -> Iterator[tuple[bool, bytes]]:
    """Yield whether a record is diplomatic, and its bytes."""
    draw = random.Random(asked.seed)  # noqa: S311 - a repeatable benchmark, no secret
    templates, pools = load_pages(asked.pages)
    texts = [json.loads(line)["text"] for line in asked.texts.read_text().splitlines()]
    pools["diplomatic"] = [part for text in texts for part in text.split("\n\n") if len(part) > 80]
    for number in range(asked.count):
        kind = draw.choices(list(SHARES), list(SHARES.values()))[0]
        template = draw.choice(templates[kind])
        shown = [nearest(draw, pools[kind], len(slot)) for slot in template[1::2]]
        if asked.wet:
            body = "\n\n".join(shown[:_TEXT_PARAGRAPHS])
        else:
            filled = list(template)
            filled[1::2] = shown
            body = "".join(filled)
        yield kind == "diplomatic", record(number, body, wet=asked.wet)


def nearest(draw: random.Random, pool: list[str], length: int) -> str:
    """Return of a few paragraphs drawn the one whose length is nearest."""
    return min(draw.choices(pool, k=_CANDIDATES), key=lambda one: abs(len(one) - length))


def load_pages(folder: Path) -> tuple[dict[str, list[list[str]]], dict[str, list[str]]]:
    """Return templates (markup and paragraphs in turn), and paragraphs, both by class."""
    templates: dict[str, list[list[str]]] = {kind: [] for kind in SHARES}
    pools: dict[str, list[str]] = {kind: [] for kind in SHARES}
    for path in sorted(folder.glob("*.html.gz")):
        page = gzip.decompress(path.read_bytes()).decode("utf-8", "replace")
        parts = _PARAGRAPH.split(page)
        words = [" ".join(_TAGS.sub(" ", part).split()) for part in parts[2::4]]
        if len(words) < _FEWEST:
            continue
        name = path.name[:6]
        kind = "diplomatic" if name in DIPLOMATIC else "world" if name in WORLD else "other"
        pools[kind] += [word for word in words if len(word) > 80]
        template = [parts[0]]
        for at in range(1, len(parts), 4):
            template[-1] += parts[at]
            template += [words[at // 4], parts[at + 2] + parts[at + 3]]
        templates[kind].append(template)
    return templates, pools


def record(number: int, body: str, *, wet: bool) -> bytes:
    """Return one WARC record."""
    content = body.encode()
    if not wet:
        head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
        content = head + content
    kind = "conversion" if wet else "response"
    media = "text/plain" if wet else "application/http; msgtype=response"
    lines = (
        "WARC/1.0",
        f"WARC-Type: {kind}",
        f"WARC-Target-URI: https://news.example/{number}",
        f"WARC-Date: {_FIRST_DAY}",
        f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{number:012d}>",
        f"Content-Type: {media}",
        f"Content-Length: {len(content)}",
    )
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + content + b"\r\n\r\n"


if __name__ == "__main__":
    main()
