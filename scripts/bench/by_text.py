"""What the measures by text are worth: keywords that chance makes, coverage of the interval, and time.

Run by ``.venv/bin/python scripts/bench/by_text.py``; some minutes. The first table divides a thousand texts into halves at
random: nothing is to be found, and the rows say how many keywords each test finds; the tests by word are what was printed
before the text was the unit. The second draws words that come in bursts, half of them with a ratio of rates that is not 1,
and counts how often the interval of the shrunk log ratio holds it. The third times the stage for each engine's counts.
"""

import argparse
import random
import time
from pathlib import Path

import numpy as np
from readouts import readers
from readouts.engine import null, text_level
from readouts.engine.apart import Apart
from readouts.engine.engine import opened
from readouts.measures.by_text import by_text, shrunk_log_ratio

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpora" / "whitehouse_readouts.jsonl.gz"
# Texts of the target and of the reference, and how many times as long the target's are.
DESIGNS = [
    (4, 4, 1),
    (10, 10, 1),
    (20, 20, 1),
    (100, 100, 1),
    (4, 100, 1),
    (10, 1000, 1),
    (100, 100, 2),
    (20, 200, 4),
    (4, 100, 5),
]
# Of the gamma that a word's rate is multiplied by in each text: the smaller, the more it comes in bursts.
SHAPES = (0.3, 1.0, 5.0)
WORDS, ROUNDS = 600, 20


def texts_of(corpus: Path, number: int) -> list:
    """So many texts of a corpus, by a fixed draw."""
    documents = list(readers.read(corpus, side_is="all"))
    return random.Random(1).sample(documents, min(number, len(documents)))


def chance(documents: list, splits: int) -> None:
    """Print how many keywords each test finds in random halves."""
    rows = null.null(
        opened(documents), splits=splits, relabellings=text_level.REPETITIONS, tell=print
    )
    for name, unit, adjusted, mean, least, most, any_found, of, words in rows:
        print(
            f"{name:42} {unit:5} {'adjusted' if adjusted else '':9}{mean:9.1f} ({least} to {most}) of {words:,}; any in {any_found} of {of}"
        )


def covered(n_target: int, n_reference: int, longer: float, shape: float) -> float:
    """How often the interval holds the log ratio that the words were drawn with."""
    drawing, held = np.random.default_rng(5), []
    for _ in range(ROUNDS if n_reference <= 200 else ROUNDS // 4):
        target = np.arange(n_target + n_reference) < n_target
        size = np.maximum(drawing.lognormal(5.2, 0.7, target.size), 30)
        size = np.round(np.where(target, longer * size, size))
        base = np.exp(drawing.uniform(np.log(2e-4), np.log(2e-2), WORDS))
        ratio = np.where(drawing.random(WORDS) < 0.5, 0, drawing.normal(0, 1.5, WORDS))
        rate = base * 2 ** (np.where(target, 1, -1)[:, None] * ratio / 2)
        burst = drawing.gamma(shape, 1 / shape, rate.shape)
        found = shrunk_log_ratio(
            by_text(drawing.poisson(size[:, None] * rate * burst), size, target)
        )
        known = ~np.isnan(found.low)
        held += [*((found.low <= ratio) & (ratio <= found.high))[known]]
    return float(np.mean(held))


def coverage() -> None:
    """Print how often the interval covers, by design and by how words come in bursts."""
    print("texts a side, target's times as long", *(f"shape {shape}" for shape in SHAPES), sep="; ")
    for design in DESIGNS:
        shares = [covered(*design, shape) for shape in SHAPES]
        print(*design, *(f"{share:.3f}" for share in shares), sep="\t")


def timed(documents: list) -> None:
    """Print how long the words take to be counted, with and without each text apart, and how long the stage by text takes."""
    for apart in (None, Apart(False), Apart()):
        start = time.perf_counter()
        counts = opened(documents).word_counts(apart=apart)
        kept = "no text apart" if apart is None else f"apart, entries {apart.entries}"
        print(f"counted, {kept}: {time.perf_counter() - start:.2f} s")
    level = text_level.prepared(apart, len(counts.forms), None, ())
    rows, start = np.arange(len(counts.forms)), time.perf_counter()
    text_level.columns(level, rows, text_level.COLUMNS, tell=print)
    print(
        f"{len(documents):,} texts, {rows.size:,} words, by text: {time.perf_counter() - start:.2f} s"
    )


def main() -> None:
    """Print the three tables."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--corpus", type=Path, default=CORPUS, help="as the commands read it")
    parser.add_argument("--texts", type=int, default=1000)
    parser.add_argument("--splits", type=int, default=20)
    parser.add_argument("--only", choices=("chance", "coverage", "time"))
    arguments = parser.parse_args()
    documents = texts_of(arguments.corpus, arguments.texts) if arguments.only != "coverage" else []
    if arguments.only in (None, "chance"):
        chance(documents, arguments.splits)
    if arguments.only in (None, "coverage"):
        coverage()
    if arguments.only in (None, "time"):
        timed(documents)


if __name__ == "__main__":
    main()
