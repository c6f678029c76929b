"""What all peers are given and must give: run as ``python <peer>.py CORPUS.jsonl PATTERNS.txt OUT``.

The corpus has ``side`` (``target`` or ``reference``) and ``text`` a line. A word is what `WORD` finds, lower-cased; a
line of a text is a stretch that no phrase crosses; in a pattern ``*`` stands for any run of characters of a word.
What the patterns hold is spelt alike on both sides of the Atlantic and has no apostrophe, so that every tool must find the
same hits although it folds more or less of the rest.
"""

import fnmatch
import json
import re
import sys
from pathlib import Path

WORD = r"[^\W_]+(?:['’‑-][^\W_]+)*"


def arguments() -> tuple[Path, list[str], Path]:
    """The corpus, the patterns, and the folder that may be written to."""
    corpus, patterns, out = map(Path, sys.argv[1:4])
    return corpus, patterns.read_text(encoding="utf-8").splitlines(), out


def lines(corpus: Path):
    """Number of the document, side, and stretch of text."""
    with corpus.open(encoding="utf-8") as file:
        for number, row in enumerate(map(json.loads, file)):
            for stretch in row["text"].splitlines():
                yield number, row["side"], stretch


def keyness(frequency, frequency_reference):
    """G2 of two terms, Log Ratio and its 95 % interval by the normal approximation, for arrays of counts; the sum of each."""
    import numpy as np

    a, b = (np.asarray(counts, float) for counts in (frequency, frequency_reference))
    n, m = a.sum(), b.sum()
    expected = (a + b) / (n + m)
    with np.errstate(divide="ignore", invalid="ignore"):
        g2 = 2 * (
            np.where(a, a * np.log(a / (n * expected)), 0)
            + np.where(b, b * np.log(b / (m * expected)), 0)
        )
    a, b = np.where(a, a, 0.5), np.where(b, b, 0.5)
    ratio = np.log2(a / n / (b / m))
    half = 1.959964 * np.sqrt(1 / a + 1 / b) / np.log(2)
    return g2, ratio, ratio - half, ratio + half


def expanded(patterns: list[str], words) -> dict[str, list[tuple[str, ...]]]:
    """Each pattern as the phrases that it stands for in a vocabulary."""
    from itertools import product

    known = set(words)
    matching: dict[str, list[str]] = {}
    for word in {word for pattern in patterns for word in pattern.split()}:
        if "*" in word:
            test = re.compile(fnmatch.translate(word)).match
            matching[word] = [form for form in known if test(form)]
        else:
            matching[word] = [word] if word in known else []
    return {
        pattern: list(product(*(matching[word] for word in pattern.split())))
        for pattern in patterns
    }


def say(hits: int, words: int, spans: bool) -> None:
    """The result, for the benchmark to compare."""
    print(json.dumps({"hits": int(hits), "words": int(words), "spans": spans}))
