"""How many keywords chance makes in a report: its own texts, divided at random, by every test; see `engine.null`."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pandas as pd

from ..engine import null
from ..measures.guard import TEST
from .findings import Finding, slug
from .keyness import Pair

if TYPE_CHECKING:
    from .analysis import Analysis

NEEDS = ("readouts", "segments")
SPLITS, SEED = 10, 0
# Relabellings of a split: the most, and how few do for a p of 0.05; splits times texts times words times relabellings at most.
MOST, FEWEST, WORK = 999, 199, 1e10
COLUMNS = ("test", "unit", "adjusted", "found", "mean", "least", "most", "with_any", "splits", "relabellings", "words")  # fmt: skip


def of_pair(pair: Pair) -> pd.DataFrame:
    """How many words of a target and its reference each test takes for keywords, and how many when the texts are divided at random.

    Returns
    -------
    DataFrame
        ``test, unit, adjusted, found``, and over the splits ``mean, least, most, with_any``; ``splits, relabellings, words``.
        No row where a side has too few texts for a test, or the texts are too many to be divided in a few seconds.
    """
    level = pair.level
    rows = null.words_of(level)
    work = SPLITS * level.texts.size.size * max(rows.size, 1)
    relabellings = int(min(MOST, WORK / work))
    if min(level.n_target, level.n_reference) < TEST.texts or relabellings < FEWEST:
        return pd.DataFrame(columns=[*COLUMNS])
    here = null.keywords(level, level.texts.in_target, rows, relabellings, SEED)
    found = null.of_splits(level, rows, SPLITS, relabellings, SEED)
    return pd.DataFrame(
        {
            "test": [test.name for test in null.TESTS],
            "unit": [test.unit for test in null.TESTS],
            "adjusted": [test.adjusted for test in null.TESTS],
            "found": here,
            "mean": found.mean(axis=0),
            "least": found.min(axis=0),
            "most": found.max(axis=0),
            "with_any": (found > 0).sum(axis=0),
            "splits": SPLITS,
            "relabellings": relabellings,
            "words": rows.size,
        }
    )


def findings(context: "Analysis") -> Iterator[Finding]:
    """Of each test how many keywords it finds, and how many chance makes: ``keywords-<target>-<test>``, ``chance-<target>-<test>``."""
    for (_, pair), table in zip(context.pairs, context.chance):
        sides = f"{pair.target.name} against {pair.reference_name}"
        parts = tuple(f"texts-{part.id}" for part in (pair.target, *pair.reference))
        for row in table.itertuples():
            name = f"{pair.target.id}-{slug(row.test)}"
            of = f"of {row.words:,} words, by the test “{row.test}”: {sides}"
            yield Finding(
                f"keywords-{name}",
                row.found,
                f"keywords {of}",
                parts=parts,
                formula="the words that the test takes for more, or less, frequent on the one side",
            )
            yield Finding(
                f"chance-{name}",
                row.mean,
                f"keywords by chance {of}",
                parts=parts,
                formula=f"the mean over {row.splits} random divisions of the same texts into as many as either side has, seed {SEED}; "
                f"from {row.least} to {row.most}. Of a division there is nothing to find",
                shown=f"{row.mean:.1f}",
            )
