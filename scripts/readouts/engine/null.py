"""How many keywords chance makes: the texts of a corpus, divided at random, are held against each other by every test."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..measures import keyness
from ..measures.by_text import ByText
from ..measures.guard import TEST
from ..measures.max_t import random_labels
from ..measures.multiple_testing import holm
from . import text_level
from .apart import Apart
from .engine import Texts
from .selection import Selection
from .two_sides import Tell, asked_sides

COLUMNS = (
    "test",
    "unit",
    "adjusted",
    "keywords_mean",
    "keywords_least",
    "keywords_most",
    "splits_with_any",
    "splits",
    "words",
)
LEVEL = 0.05
RELABELLINGS = 999
G2_AT_LEVEL = 3.841459  # chi-square of one degree of freedom


class _Test(NamedTuple):
    """A test as it is used: its name, its unit, whether it is adjusted for all words, and what makes a word a keyword."""

    name: str
    unit: str
    adjusted: bool
    found: Callable[[dict[str, NDArray]], NDArray[np.bool_]]


TESTS = (
    _Test("log-likelihood, p < 0.05", "word", False, lambda c: c["log_likelihood"] >= G2_AT_LEVEL),
    _Test("LRC other than 0", "word", False, lambda c: c["lrc"] != 0),
    _Test("Fisher, Holm, p < 0.05", "word", True, lambda c: c["fisher_holm"] < LEVEL),
    _Test("LRC with Bonferroni other than 0", "word", True, lambda c: c["lrc_bonferroni"] != 0),
    _Test(
        "interval of shrunk_log_ratio without 0",
        "text",
        False,
        lambda c: (c["shrunk_log_ratio_low"] > 0) | (c["shrunk_log_ratio_high"] < 0),
    ),
    _Test("permutation_p < 0.05", "text", False, lambda c: c["permutation_p"] < LEVEL),
    _Test(
        "document_frequency_holm < 0.05",
        "text",
        True,
        lambda c: c["document_frequency_holm"] < LEVEL,
    ),
    _Test("max_t_p < 0.05", "text", True, lambda c: c["max_t_p"] < LEVEL),
)


def null(
    texts: Texts,
    target: str | None = None,
    reference: Sequence[str] = (),
    *,
    splits: int = 20,
    segmentation: str = "characters",
    normalization: str = "none",
    clusters: str | None = None,
    relabellings: int | None = None,
    seed: int = 0,
    min_frequency: int = 1,
    selection: Selection | None = None,
    tell: Tell = lambda line: None,
) -> list[tuple]:
    """Divide the texts at random, and count the words that each test then takes for keywords; there is nothing to find.

    Parameters
    ----------
    texts, segmentation, normalization, clusters, seed, min_frequency, selection, tell : see `comparing.compare`
    target : str, optional
        With a reference: the texts of both are divided anew into as many as either has. Without: all texts, into halves.
    reference : sequence of str
    splits : int
    relabellings : int, optional
        For the test by relabelling, in each split; `RELABELLINGS` by default.

    Returns
    -------
    list of tuple
        Rows of `COLUMNS`: for each test in how many splits it finds any keyword, and how many.

    Raises
    ------
    ValueError
        For fewer texts, or clusters, a side than a test needs.
    """
    asked = asked_sides(target, reference) if target is not None else None
    selection = selection or Selection(sides=asked)
    apart = Apart()
    counts = texts.word_counts(selection, segmentation, normalization, apart)
    if missing := selection.missing():
        raise ValueError(missing)
    references = asked[1:] if asked else tuple(sorted(counts.sides.keys() - {target}))
    level = text_level.prepared(apart, len(counts.forms), target, references, clusters, tell)
    if not level.entries or min(level.n_target, level.n_reference) < TEST.texts:
        raise ValueError(
            f"--null: found {level.n_target:,} and {level.n_reference:,} texts that can be kept apart, expected at least {TEST.texts} a side"
        )
    rows = words_of(level, min_frequency)
    found = of_splits(
        level,
        rows,
        splits,
        RELABELLINGS if relabellings is None else relabellings,
        seed,
    )
    tell(
        f"{splits} random splits of {level.n_target:,} and {level.n_reference:,} texts, {rows.size:,} words, seed {seed}"
    )
    return [
        (
            test.name,
            test.unit,
            test.adjusted,
            float(number.mean()),
            int(number.min()),
            int(number.max()),
            int((number > 0).sum()),
            splits,
            rows.size,
        )
        for test, number in zip(TESTS, found.T)
    ]


def words_of(level: text_level.TextLevel, min_frequency: int = 1) -> NDArray[np.intp]:
    """Return the words that stand so often in the texts of both sides together."""
    frequency = np.bincount(level.texts.word, level.texts.frequency, level.texts.n_words)
    return np.flatnonzero(frequency >= max(min_frequency, 1))


def of_splits(
    level: text_level.TextLevel, rows: NDArray[np.intp], splits: int, relabellings: int, seed: int
) -> NDArray[np.int64]:
    """Return how many words each of `TESTS` takes for keywords in each random split: shape (splits, tests)."""
    every = random_labels(level.texts, level.clusters, splits, seed)
    return np.array([keywords(level, labels, rows, relabellings, seed) for labels in every])


def keywords(
    level: text_level.TextLevel,
    labels: NDArray[np.bool_],
    rows: NDArray[np.intp],
    relabellings: int,
    seed: int,
) -> list[int]:
    """Return how many words each of `TESTS` takes for keywords when the texts have these labels."""
    texts = level.texts._replace(in_target=labels)
    of_target, of_reference = (_sums(texts, labels == role)[rows] for role in (True, False))
    sizes = texts.size[labels].sum(), texts.size[~labels].sum()
    columns = keyness.measures(
        of_target,
        sizes[0],
        of_reference,
        sizes[1],
        only={"log_likelihood", "lrc", "lrc_bonferroni", "fisher_p"},
    )
    columns["fisher_holm"] = holm(columns["fisher_p"])
    by_text, _ = text_level.columns(
        level._replace(texts=texts),
        rows,
        text_level.COLUMNS,
        relabellings=relabellings,
        seed=seed + 1,
    )
    return [int(test.found(columns | by_text).sum()) for test in TESTS]


def _sums(texts: ByText, chosen: NDArray[np.bool_]) -> NDArray[np.float64]:
    return np.bincount(texts.word, texts.frequency * chosen[texts.text], texts.n_words)
