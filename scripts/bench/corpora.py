"""The corpora and patterns of the benchmark: cut from an archive, or made where none is at hand.

Run as ``python corpora.py ARCHIVE N_WORDS CORPUS.jsonl [PATTERNS.txt]``, with ``-`` for no archive; prints the number of words.
It is a process of its own, because the memory of the one that starts the tools would count as theirs.
"""

import gzip
import json
import lzma
import random
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from readouts.corpus.segments import paragraphs
from readouts.readers.markup import without_html
from readouts.text.tokens import APOSTROPHES, HYPHENS, american, normalize, tokenize

ALIKE = str.maketrans({**dict.fromkeys(APOSTROPHES, "'"), **dict.fromkeys(HYPHENS, "-")})
OPENERS = {".xz": lzma.open, ".gz": gzip.open}
PHRASES, WORDS, WILD = 243, 57, 78  # 300 patterns: 243 phrases and 57 words; 78 of them with `*`


def texts(archive: Path | None) -> Iterator[str]:
    """The texts of a JSON-lines archive with the field ``text``; without one, texts that are made, always the same."""
    if archive is None:
        yield from made()
        return
    with OPENERS.get(archive.suffix, open)(archive, "rt", encoding="utf-8") as file:
        for line in file:
            yield plain(json.loads(line)["text"])


def plain(text: str) -> str:
    """A text without what the tools read differently: tags, symbols, marks, forms of one letter, of the apostrophe, of the end of a line."""
    text = unicodedata.normalize(
        "NFKC", without_html(text) if "<" in text or "&" in text else text
    ).translate(ALIKE)
    away = {
        ord(character): None
        for character in set(text)
        if unicodedata.category(character) in ("Cf", "Mn", "Mc", "Me", "So")
    }
    return "\n".join(text.translate(away).splitlines())


def made(documents: int = 20_000, words: int = 1_000, vocabulary: int = 60_000) -> Iterator[str]:
    """Texts of made-up words whose frequencies follow Zipf's law; a document has ten paragraphs."""
    chance = random.Random(20220615)
    syllables = [
        a + b for a in "bdfgklmnprstvz" for b in ("a", "e", "i", "o", "u", "an", "er", "ol")
    ]
    types = list(
        dict.fromkeys(
            "".join(chance.choices(syllables, k=chance.randint(1, 4)))
            for _ in range(2 * vocabulary)
        )
    )[:vocabulary]
    weights = [1 / rank for rank in range(1, len(types) + 1)]
    for _ in range(documents):
        drawn = chance.choices(types, weights, k=words)
        yield "\n".join(
            " ".join(drawn[start : start + words // 10]).capitalize() + "."
            for start in range(0, words, words // 10)
        )


def write(path: Path, archive: Path | None, n_words: int) -> int:
    """Write documents of both sides in turn until they have so many words, from the beginning again where the archive ends; the words."""
    written, number = 0, 0
    with path.open("w", encoding="utf-8") as file:
        while written < n_words:
            for text in texts(archive):
                words = text.split()
                # One pair: the beginning of two texts, as long as a readout is.
                text = text if n_words > 10_000 else " ".join(words[: n_words // 2])
                row = {
                    "id": f"d{number}",
                    "side": ("target", "reference")[number % 2],
                    "language": "en",
                    "text": text,
                }
                file.write(json.dumps(row, ensure_ascii=False) + "\n")
                written, number = written + len(text.split()), number + 1
                if written >= n_words and number > 1:
                    return written
    return written


def patterns(corpus: Path) -> list[str]:
    """Words and phrases of a corpus, spread over its frequencies, a quarter with `*`; every tool counts them alike."""
    phrases, words = Counter(), Counter()
    with corpus.open(encoding="utf-8") as file:
        for line in file:
            for segment in paragraphs(json.loads(line)["text"]):
                forms = [token.form for token in tokenize(segment.text)]
                words.update(form for form in forms if _same_everywhere(form))
                for n in (2, 3, 4):
                    phrases.update(
                        run
                        for run in zip(*(forms[k:] for k in range(n)))
                        if all(map(_same_everywhere, run))
                    )
    chosen = _spread(phrases, PHRASES) + _spread(
        {(word,): count for word, count in words.items()}, WORDS
    )
    step = len(chosen) / WILD
    wild = {int(number * step) for number in range(WILD)}
    return list(
        dict.fromkeys(
            " ".join((*run[:-1], run[-1][:5] + "*")) if place in wild else " ".join(run)
            for place, run in enumerate(chosen)
        )
    )


def _same_everywhere(form: str) -> bool:
    """Whether every tool cuts and folds the word alike: ASCII letters, one spelling."""
    return (
        form.isascii()
        and form.isalpha()
        and len(form) > 2
        and american(form) == form == normalize(form)
    )


def _spread(counts, n: int) -> list[tuple[str, ...]]:
    """So many of the things counted, evenly over their ranks among the most frequent."""
    ranked = sorted(counts, key=lambda run: (-counts[run], run))[: 20 * n]
    return [ranked[place * len(ranked) // n] for place in range(min(n, len(ranked)))]


if __name__ == "__main__":
    archive, n_words, corpus, *also = sys.argv[1:]
    print(write(Path(corpus), None if archive == "-" else Path(archive), int(n_words)))
    for path in also:
        Path(path).write_text("\n".join(patterns(Path(corpus))), encoding="utf-8")
