"""How far two codings of the same segments agree: precision and recall, kappa, alpha, and alpha for unitising.

Two units. *Passage by code*: is a code given to a segment or not. *Stretch*: the words to which a code is given.

Where there is nothing to compute from (no stretch at all, no variation), a measure is undefined: the value is NaN,
never 0 or 1. Every coefficient is taken from tables that add up over segments, so that a bootstrap which draws whole
segments is one product of matrices.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache, partial
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from ..text.tokens import tokenize
from .arrays import Array, group_numbers
from .intervals import share_interval

RESAMPLES, SEED = 2000, 2022
# The stretches of one piece of text, as (start, end); what `unitizing` gives; a value a row of weights.
Spans = Sequence[tuple[int, int]]
Unitizing = dict[str, Array]
Statistic = Callable[[NDArray[Any]], Array]


def precision_recall(
    both: ArrayLike, reference: ArrayLike, coded: ArrayLike
) -> tuple[Array, Array, Array]:
    """Return precision, recall and their harmonic mean.

    Parameters
    ----------
    both, reference, coded : scalars or arrays of shape (k,)
        How many things both codings have, the reference has, and the coding to be judged has.

    Returns
    -------
    precision, recall, f1 : numpy.ndarray
        NaN where the denominator is 0. F1 is 2 both / (reference + coded).

    Examples
    --------
    >>> [value.round(3).tolist() for value in precision_recall([3, 0], [4, 0], [3, 0])]
    [[1.0, nan], [0.75, nan], [0.857, nan]]
    """
    both, reference, coded = (np.asarray(count, dtype=float) for count in (both, reference, coded))
    with np.errstate(divide="ignore", invalid="ignore"):
        return both / coded, both / reference, 2 * both / (reference + coded)


def proportion_interval(
    count: ArrayLike, n: ArrayLike, confidence: float = 0.95
) -> tuple[Array, Array]:
    """Return the exact central interval of a proportion; NaN where n is 0.

    Parameters
    ----------
    count, n : scalars or arrays of shape (k,)
        How many of how many.
    confidence : float
        More than 0 and less than 1.

    Returns
    -------
    low, high : numpy.ndarray of shape (k,)

    Notes
    -----
    See `intervals.share_interval`. It holds if the n things were independent.

    Examples
    --------
    >>> [round(float(bound[0]), 3) for bound in proportion_interval([1], [1])]
    [0.025, 1.0]
    """
    count, n = np.broadcast_arrays(
        np.atleast_1d(np.asarray(count, dtype=float)), np.asarray(n, dtype=float)
    )
    bounds = np.full((2, *count.shape), np.nan)
    some = n > 0
    if some.any():
        bounds[:, some] = share_interval(count[some], n[some], confidence)
    return bounds[0], bounds[1]


def cross_table(
    first: ArrayLike, second: ArrayLike, groups: ArrayLike | None = None
) -> NDArray[np.int_]:
    """Count how often the first coder gives a value where the second gives another, a table a group.

    Parameters
    ----------
    first, second : arrays of shape (n,)
        The values of the same n units.
    groups : array of shape (n,), optional
        The segment of each unit; by default all are of one.

    Returns
    -------
    numpy.ndarray of shape (groups, values, values)

    Examples
    --------
    >>> cross_table(["a", "a", "b"], ["a", "b", "b"]).tolist()
    [[[1, 1], [0, 1]]]
    """
    first, second = np.asarray(first), np.asarray(second)
    values, codes = np.unique(np.concatenate([first, second]), return_inverse=True)
    group = group_numbers(groups, len(first))
    tables = np.zeros((group.max(initial=0) + 1, len(values), len(values)), dtype=int)
    np.add.at(tables, (group, codes[: len(first)], codes[len(first) :]), 1)
    return tables


def kappa_of(table: ArrayLike) -> Array:
    """Return Cohen's kappa of a cross table, or of many: the last two axes are the coders' values. NaN without variation.

    Examples
    --------
    They agree on 35 of 50, and would by chance on (25 * 30 + 25 * 20) / 50 = 25:

    >>> round(float(kappa_of([[20, 5], [10, 15]])), 3)
    0.4
    """
    table = np.asarray(table, dtype=float)
    with np.errstate(divide="ignore", invalid="ignore"):
        share = table / table.sum(axis=(-2, -1), keepdims=True)
        observed = np.trace(share, axis1=-2, axis2=-1)
        expected = (share.sum(axis=-1) * share.sum(axis=-2)).sum(axis=-1)
        return np.where(
            _constant(table.sum(axis=-1) + table.sum(axis=-2)),
            np.nan,
            (observed - expected) / (1 - expected),
        )


def cohen_kappa(first: ArrayLike, second: ArrayLike) -> float:
    """Return Cohen's kappa of two coders' values: 1 - Do/De, chance agreement from each coder's own shares.

    Parameters
    ----------
    first, second : arrays of shape (n,)
        The values of the same n units.

    Returns
    -------
    float
        NaN where both give one and the same value throughout: without variation there is nothing to agree on.

    Notes
    -----
    Cohen 1960, "A coefficient of agreement for nominal scales". Two coders, no missing values.

    Examples
    --------
    >>> round(cohen_kappa([1, 1, 0, 0], [1, 0, 0, 0]), 3), cohen_kappa([0, 0], [0, 0])
    (0.5, nan)
    """
    return float(kappa_of(cross_table(first, second)[0]))


def coincidences(data: ArrayLike, groups: ArrayLike | None = None) -> Array:
    """Return Krippendorff's table of coincidences: all pairs of values within units, each unit weighted by 1 / (m - 1).

    Parameters
    ----------
    data : array of shape (coders, units)
        Values; None or NaN where a coder gave none. A unit with fewer than two values pairs nothing.
    groups : array of shape (units,), optional

    Returns
    -------
    numpy.ndarray of shape (groups, values, values)

    Examples
    --------
    >>> coincidences([["a", "a"], ["a", "b"]]).tolist()
    [[[2.0, 1.0], [1.0, 0.0]]]
    """
    data = np.asarray(data, dtype=object)
    known = ~pd.isna(data)
    values = sorted(set(data[known].tolist()))
    counts = (
        np.array([[(data == value) & known for value in values]], dtype=float)
        .reshape(len(values), *data.shape)
        .sum(axis=1)
        .T
    )
    pairable = counts.sum(axis=1) > 1
    group = group_numbers(groups, data.shape[1])
    tables = np.zeros((group.max(initial=0) + 1, len(values), len(values)))
    counts, group = counts[pairable], group[pairable]
    pairs = counts[:, :, None] * counts[:, None, :] - counts[:, :, None] * np.eye(len(values))
    np.add.at(tables, group, pairs / (counts.sum(axis=1) - 1)[:, None, None])
    return tables


def alpha_of(table: ArrayLike) -> Array:
    """Return Krippendorff's nominal alpha of a table of coincidences, or of many. NaN without variation."""
    table = np.asarray(table, dtype=float)
    each = table.sum(axis=-1)
    n = each.sum(axis=-1)
    with np.errstate(divide="ignore", invalid="ignore"):
        disagreement = (
            (n - np.trace(table, axis1=-2, axis2=-1)) * (n - 1) / (n**2 - (each**2).sum(axis=-1))
        )
        return np.where(_constant(each), np.nan, 1 - disagreement)


def krippendorff_alpha(data: ArrayLike) -> float:
    """Return Krippendorff's alpha, nominal: 1 - Do/De, any number of coders, values may be missing.

    Parameters
    ----------
    data : array of shape (coders, units)
        As for `coincidences`.

    Returns
    -------
    float
        NaN where all paired values are one and the same.

    Notes
    -----
    Hayes & Krippendorff 2007; Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability", sections A to C.

    Examples
    --------
    Krippendorff 2011, B: nominal data, two observers, twelve articles.

    >>> round(krippendorff_alpha([list("aabbdcccedda"), list("babbbccceddd")]), 3)
    0.692
    """
    return float(alpha_of(coincidences(data)[0]))


def _constant(each: Array) -> NDArray[np.bool_]:
    constant: NDArray[np.bool_] = (each > 0).sum(axis=-1) < 2
    return constant


def merged(stretches: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the stretches of one code as unitising takes them: in order, those that overlap made one, empty ones left out.

    Examples
    --------
    >>> merged([(4, 6), (0, 2), (5, 9), (9, 10)])
    [(0, 2), (4, 9), (9, 10)]
    """
    units: list[tuple[int, int]] = []
    for start, end in sorted(stretches):
        if start >= end:
            continue
        if units and start < units[-1][1]:
            units[-1] = (units[-1][0], max(end, units[-1][1]))
        else:
            units.append((start, end))
    return units


def _gaps(units: list[tuple[int, int]], length: int) -> list[tuple[int, int]]:
    edges = [0, *(edge for unit in units for edge in unit), length]
    return [(start, end) for start, end in zip(edges[::2], edges[1::2]) if start < end]


def _distance(first: Spans, second: Spans, first_gaps: Spans, second_gaps: Spans) -> int:
    """Return the sum of the squared differences between two coders' sections of one piece."""
    total = sum((a - c) ** 2 + (b - d) ** 2 for a, b in first for c, d in second if a < d and c < b)
    for units, gaps in ((first, second_gaps), (second, first_gaps)):
        total += sum((b - a) ** 2 for a, b in units for c, d in gaps if c <= a and b <= d)
    return total


def unitizing(first: Sequence[Spans], second: Sequence[Spans], lengths: Sequence[int]) -> Unitizing:
    """Return what alpha for unitising needs of one code, a row a piece of text.

    Parameters
    ----------
    first, second : list of lists of (start, end)
        Each coder's stretches, piece by piece.
    lengths : list of int
        How long each piece is.

    Returns
    -------
    dict
        ``length``; ``observed``, the squared differences; ``units``; ``within``, the part of the expectation that
        hangs on pairs of units; ``sizes``, the distinct lengths of units; ``of_size``, units of each length, and
        ``places``, the positions where a unit of that length fits into a gap.
    """
    pieces = [[merged(stretches) for stretches in pair] for pair in zip(first, second)]
    gaps = [[_gaps(units, length) for units in pair] for pair, length in zip(pieces, lengths)]
    sizes = np.array(
        sorted({end - start for pair in pieces for units in pair for start, end in units}),
        dtype=float,
    )
    units = [
        np.array([end - start for units in pair for start, end in units], dtype=float)
        for pair in pieces
    ]
    holes = [
        np.array([end - start for sections in pair for start, end in sections], dtype=float)
        for pair in gaps
    ]
    return {
        "length": np.array(lengths, dtype=float),
        "observed": np.array(
            [_distance(*pair, *sections) for pair, sections in zip(pieces, gaps)], dtype=float
        ),
        "units": np.array([len(piece) for piece in units], dtype=float),
        "within": np.array([(2 * piece**3 - 3 * piece**2 + piece).sum() for piece in units]),
        "covered": np.array([(piece * (piece - 1)).sum() for piece in units]),
        "sizes": sizes,
        "of_size": np.array(
            [[(piece == size).sum() for size in sizes] for piece in units], dtype=float
        ).reshape(len(units), len(sizes)),
        "places": np.array(
            [[np.clip(piece - size + 1, 0, None).sum() for size in sizes] for piece in holes]
        ).reshape(len(units), len(sizes)),
    }


def unitized_disagreement(
    parts: Unitizing, weights: ArrayLike | None = None
) -> tuple[Array, Array]:
    """Return the observed and expected disagreement of unitising, for two coders; NaN expectation where no unit is.

    Parameters
    ----------
    parts : dict
        From `unitizing`.
    weights : array of shape (resamples, pieces), optional
        How often each piece is taken; by default once.
    """
    weights = (
        np.ones((1, len(parts["length"]))) if weights is None else np.asarray(weights, dtype=float)
    )
    length, observed, units, within, covered = (
        weights @ parts[name] for name in ("length", "observed", "units", "within", "covered")
    )
    gaps = ((weights @ parts["of_size"]) * (weights @ parts["places"]) * parts["sizes"] ** 2).sum(
        axis=-1
    )
    expected = (
        2 / length * ((units - 1) / 3 * within + gaps) / (2 * length * (2 * length - 1) - covered)
    )
    # Two coders: each pair of sections is met twice, once from either side, over m (m - 1) = 2.
    return observed / length**2, np.where(units > 0, expected, np.nan)


def unitized_alpha(
    first: Sequence[Spans], second: Sequence[Spans], lengths: Sequence[int]
) -> float:
    """Return Krippendorff's alpha for unitising, of one category and two coders.

    Parameters
    ----------
    first, second, lengths
        As for `unitizing`.

    Returns
    -------
    float
        NaN where neither coder marks anything.

    Notes
    -----
    Krippendorff 1995, "On the reliability of unitizing continuous data", and 2004, "Measuring the reliability of
    qualitative text analysis data": the text is cut into sections, units and the gaps between them. Two units that
    overlap differ by the squares of the distances of their beginnings and of their ends, a unit in the other
    coder's gap by the square of its length; the expectation takes every place at which the units could stand.
    A continuum of several pieces is not in the source: here every gap ends where its piece does, as no stretch runs
    from one segment to the next. This leaves fewer places, a lower expectation, and so a lower alpha.
    Krippendorff et al. 2016 define another family, because this one misbehaves with more than two coders.

    Examples
    --------
    Krippendorff 2004, *Content Analysis*, page 254, category c: observed 0.0144, expected 0.0532.

    >>> round(unitized_alpha([[(75, 145), (220, 250)]], [[(70, 150), (205, 225), (250, 270)]], [300]), 4)
    0.7286
    """
    observed, expected = unitized_disagreement(unitizing(first, second, lengths))
    return float(1 - observed[0] / expected[0])


def joint_unitized_alpha(parts: Iterable[Unitizing], weights: ArrayLike | None = None) -> Array:
    """Return alpha for unitising of several codes together: 1 minus the sum of observed over the sum of expected.

    Parameters
    ----------
    parts : iterable of dict
        From `unitizing`, one a code.
    weights : array of shape (resamples, pieces), optional
        How often each piece is taken; by default once.

    Returns
    -------
    numpy.ndarray of shape (resamples,)
    """
    both = [unitized_disagreement(code, weights) for code in parts] or [
        (np.zeros(1), np.full(1, np.nan))
    ]
    observed, expected = (np.nansum([pair[which] for pair in both], axis=0) for which in (0, 1))
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(expected > 0, 1 - observed / expected, np.nan)


def bootstrap(
    statistic: Statistic,
    groups: int,
    confidence: float = 0.95,
    resamples: int = RESAMPLES,
    seed: int = SEED,
) -> tuple[float, float, float]:
    """Return the percentile interval of a statistic when whole segments are drawn with replacement.

    Parameters
    ----------
    statistic : function of weights of shape (resamples, groups)
        Gives a value a row.
    groups : int
        How many segments there are.

    Returns
    -------
    low, high, undefined : float
        The interval over the resamples in which the statistic is defined, and the share of those where it is not.

    Notes
    -----
    Efron & Tibshirani 1993, percentile method. It is no better than the segments: a disagreement that none of them
    has is in no resample, so without any disagreement the interval has no width and says nothing.

    Examples
    --------
    >>> tables = cross_table([1, 1, 0, 0, 1, 0], [1, 0, 0, 0, 1, 0], groups=range(6))
    >>> low, high, undefined = bootstrap(weighted_statistic(tables, kappa_of), 6)
    >>> round(low, 2), high, 0 < undefined < 0.05
    (0.0, 1.0, True)
    """
    values = statistic(draws(groups, resamples, seed))
    defined = values[~np.isnan(values)]
    low, high = (
        np.quantile(defined, [(1 - confidence) / 2, (1 + confidence) / 2])
        if len(defined)
        else (np.nan, np.nan)
    )
    return float(low), float(high), float(np.isnan(values).mean())


@lru_cache(maxsize=8)
def draws(groups: int, resamples: int, seed: int) -> NDArray[np.int64]:
    """Draw segments with replacement, and say how often each is drawn.

    Parameters
    ----------
    groups : int
        How many segments there are; as many are drawn.
    resamples, seed : int

    Returns
    -------
    numpy.ndarray of shape (resamples, groups)
    """
    shares = np.full(groups, 1 / groups)
    return np.random.default_rng(seed).multinomial(groups, shares, size=resamples)


def weighted_statistic(tables: NDArray[Any], coefficient: Statistic) -> Statistic:
    """Return a statistic of weights, from tables a group and a coefficient of their sum.

    Parameters
    ----------
    tables : array of shape (groups, ...)
    coefficient : function of an array of shape (resamples, ...)
        Gives a value a resample.
    """
    return lambda weights: coefficient(np.tensordot(weights, tables, axes=1))


# The face over DataFrames: two codings with `segment_id, start, end, code`, and the segments that were coded.


def given(coded: pd.DataFrame, segments: pd.DataFrame, codes: Iterable[str]) -> pd.DataFrame:
    """Say which codes a coding gives to which segments.

    Parameters
    ----------
    coded : DataFrame
        ``segment_id, code``, a row a stretch.
    segments : DataFrame
        ``segment_id``, a row a segment.
    codes : iterable of str

    Returns
    -------
    DataFrame of bool, of shape (segments, codes)
    """
    pairs = set(zip(coded["segment_id"], coded["code"]))
    codes = list(codes)
    return pd.DataFrame(
        [[(segment, code) in pairs for code in codes] for segment in segments["segment_id"]],
        index=list(segments["segment_id"]),
        columns=codes,
    )


def pair(reference: pd.DataFrame, coded: pd.DataFrame) -> pd.DataFrame:
    """Pair the stretches of two codings.

    The overlap rule: two stretches of one code in one segment pair if they share at least one character; each pairs
    with one at most, those with most characters in common first, at a tie the earlier ones.

    Parameters
    ----------
    reference, coded : DataFrame
        ``segment_id, start, end, code``; offsets in characters.

    Returns
    -------
    DataFrame
        ``segment_id, code, reference_start, reference_end, coded_start, coded_end, kind``; a row a pair or a stretch
        left over; kind is ``same``, ``bounds``, ``reference alone`` or ``coded alone``. Offsets are <NA> where a side has none.

    Examples
    --------
    >>> one = pd.DataFrame([("s", 0, 9, "a")], columns=["segment_id", "start", "end", "code"])
    >>> other = pd.DataFrame([("s", 4, 9, "a"), ("s", 4, 9, "b")], columns=["segment_id", "start", "end", "code"])
    >>> pair(one, other)["kind"].to_list()
    ['bounds', 'coded alone']
    """
    sides = [_by_place(coding) for coding in (reference, coded)]
    rows: list[tuple[str | int | None, ...]] = []
    for place in dict.fromkeys([*sides[0], *sides[1]]):
        left, right = (list(side.get(place, [])) for side in sides)
        shared = sorted(
            (max(a, c) - min(b, d), a, c, (a, b), (c, d))
            for a, b in left
            for c, d in right
            if a < d and c < b
        )
        for *_, one, other in shared:
            if one in left and other in right:
                left.remove(one)
                right.remove(other)
                rows.append((*place, *one, *other, "same" if one == other else "bounds"))
        rows += [(*place, *one, None, None, "reference alone") for one in left] + [
            (*place, None, None, *other, "coded alone") for other in right
        ]
    names = ["reference_start", "reference_end", "coded_start", "coded_end"]
    return pd.DataFrame(rows, columns=["segment_id", "code", *names, "kind"]).astype(
        dict.fromkeys(names, "Int64")
    )


def _by_place(coded: pd.DataFrame) -> dict[tuple[str, str], list[tuple[int, int]]]:
    """Return the distinct stretches by (segment, code)."""
    places: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for segment, code, start, end in dict.fromkeys(
        zip(coded["segment_id"], coded["code"], coded["start"], coded["end"])
    ):
        places.setdefault((segment, code), []).append((int(start), int(end)))
    return places


def disagreements(reference: pd.DataFrame, coded: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of `pair` in which the two codings differ, in the order of segments, places and codes.

    Parameters
    ----------
    reference, coded : DataFrame
        ``segment_id, start, end, code``; offsets in characters.
    """
    table = pair(reference, coded).query("kind != 'same'")
    first = table["reference_start"].fillna(table["coded_start"])
    return (
        table.assign(first=first)
        .sort_values(["segment_id", "first", "code"], ignore_index=True)
        .drop(columns="first")
    )


def in_words(
    coded: pd.DataFrame, segments: pd.DataFrame
) -> tuple[dict[tuple[str, str], list[tuple[int, int]]], list[int]]:
    """Return the stretches counted in words instead of characters, by (segment, code), and how many words each segment has.

    A stretch has every word that it touches.

    Parameters
    ----------
    coded : DataFrame
        ``segment_id, start, end, code``; offsets in characters.
    segments : DataFrame
        ``segment_id, text``.
    """
    tokens = {row.segment_id: tokenize(row.text) for row in segments.itertuples()}
    places: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for (segment, code), marked in _by_place(coded).items():
        for start, end in marked:
            touched = [
                number
                for number, token in enumerate(tokens[segment])
                if token.start < end and start < token.end
            ]
            if touched:
                places.setdefault((segment, code), []).append((touched[0], touched[-1] + 1))
    return places, [len(tokens[segment]) for segment in segments["segment_id"]]


def unitizing_by_code(
    reference: pd.DataFrame, coded: pd.DataFrame, segments: pd.DataFrame, codes: Iterable[str]
) -> dict[str, Unitizing]:
    """Return `unitizing` of each code that a coding gives, in words; the segments are the pieces.

    Parameters
    ----------
    reference, coded : DataFrame
        ``segment_id, start, end, code``; offsets in characters.
    segments : DataFrame
        ``segment_id, text``.
    codes : iterable of str
    """
    (first, lengths), (second, _) = in_words(reference, segments), in_words(coded, segments)
    given_codes = {code for _, code in (*first, *second)}
    order = list(segments["segment_id"])
    return {
        code: unitizing(
            [first.get((segment, code), []) for segment in order],
            [second.get((segment, code), []) for segment in order],
            lengths,
        )
        for code in codes
        if code in given_codes
    }


def by_code(
    reference: pd.DataFrame,
    coded: pd.DataFrame,
    segments: pd.DataFrame,
    codes: Iterable[str],
    intervals: bool = False,
) -> pd.DataFrame:
    """Return the agreement code by code, in both units.

    Parameters
    ----------
    reference, coded : DataFrame
        ``segment_id, start, end, code``.
    segments : DataFrame
        ``segment_id, text``: all segments that both codings have read.
    codes : iterable of str
    intervals : bool
        Whether to add the bootstrap intervals of alpha and of unitised alpha, ``<measure>_low`` and ``_high``: NaN
        where there is no disagreement to draw, or where one passage alone has the code.

    Returns
    -------
    DataFrame
        Indexed by code: ``n`` segments, ``reference``, ``coded`` and ``both`` (segments), ``precision``, ``recall``, ``f1``,
        ``kappa``, ``alpha``; then ``reference_stretches``, ``coded_stretches``, ``paired``, ``same`` and ``unitized_alpha``.
        NaN where a measure is undefined; see `undefined`.
    """
    codes = list(codes)
    one, other = (given(coding, segments, codes) for coding in (reference, coded))
    pairs = pair(reference, coded)
    count = partial(_count, codes)
    table = pd.DataFrame(
        {
            "n": len(segments),
            "reference": one.sum(),
            "coded": other.sum(),
            "both": (one & other).sum(),
        },
        index=codes,
    )
    table["precision"], table["recall"], table["f1"] = precision_recall(
        table["both"], table["reference"], table["coded"]
    )
    crossed = _crossed(one.to_numpy(), other.to_numpy()).sum(axis=0)
    table["kappa"], table["alpha"] = kappa_of(crossed), alpha_of(_symmetric(crossed))
    table["reference_stretches"] = count(pairs[pairs["kind"] != "coded alone"])
    table["coded_stretches"] = count(pairs[pairs["kind"] != "reference alone"])
    table["paired"] = count(pairs[pairs["kind"].isin(["same", "bounds"])])
    table["same"] = count(pairs[pairs["kind"] == "same"])
    parts = unitizing_by_code(reference, coded, segments, codes)
    table["unitized_alpha"] = [
        float(joint_unitized_alpha([parts[code]])[0]) if code in parts else np.nan for code in codes
    ]
    if intervals:
        for measure in ("alpha", "unitized_alpha"):
            bounds = [
                _interval(measure, one[code], other[code], parts[code])
                if value < 1 and (one[code] | other[code]).sum() > 1
                else (np.nan, np.nan)
                for code, value in table[measure].items()
            ]
            table[f"{measure}_low"], table[f"{measure}_high"] = zip(*bounds)
    return table


def _interval(
    measure: str, one: pd.Series, other: pd.Series, parts: Unitizing
) -> tuple[float, float]:
    statistic = (
        weighted_statistic(_symmetric(_crossed(one.to_numpy(), other.to_numpy())), alpha_of)
        if measure == "alpha"
        else partial(joint_unitized_alpha, [parts])
    )
    return bootstrap(statistic, len(one))[:2]


def _crossed(one: NDArray[np.bool_], other: NDArray[np.bool_]) -> NDArray[np.int_]:
    """Return cross tables of two codings that give or do not give: one a place of the arrays."""
    rows, columns = (np.stack([~side, side], axis=-1).astype(int) for side in (one, other))
    crossed: NDArray[np.int_] = rows[..., :, None] * columns[..., None, :]
    return crossed


def _symmetric(crossed: NDArray[np.int_]) -> NDArray[np.int_]:
    """Return the coincidences of two coders from their cross table: each pair is met from either side."""
    return crossed + np.swapaxes(crossed, -2, -1)


def _count(codes: list[str], pairs: pd.DataFrame) -> list[int]:
    counts: list[int] = pairs["code"].value_counts().reindex(codes, fill_value=0).to_list()
    return counts


def undefined(row: pd.Series) -> str:
    """Say why the coefficients of a row of `by_code` are undefined; empty where they are not.

    Examples
    --------
    >>> undefined(pd.Series({"n": 15, "reference": 0, "coded": 0}))
    'undefined: neither coding gives the code, so there is no variation to agree on'
    """
    if not row["reference"] and not row["coded"]:
        return "undefined: neither coding gives the code, so there is no variation to agree on"
    if row["reference"] == row["coded"] == row["n"]:
        return "undefined: both codings give the code to every segment, so there is no variation to agree on"
    return ""


def overall(
    reference: pd.DataFrame, coded: pd.DataFrame, segments: pd.DataFrame, codes: Iterable[str]
) -> pd.DataFrame:
    """Return the agreement over all codes, with intervals from drawing whole segments.

    Parameters
    ----------
    reference, coded : DataFrame
        ``segment_id, start, end, code``; offsets in characters.
    segments : DataFrame
        ``segment_id, text``: all segments that both codings have read.
    codes : iterable of str

    Returns
    -------
    DataFrame
        ``measure, unit, value, low, high, undefined``; the interval is NaN where there is no disagreement to draw.
    """
    codes = list(codes)
    one, other = (given(coding, segments, codes).to_numpy() for coding in (reference, coded))
    pairs, order, n = pair(reference, coded), list(segments["segment_id"]), len(segments)
    crossed = _crossed(one, other).sum(axis=1)
    counts = {
        "passage by code": np.stack(
            [(one & other).sum(axis=1), one.sum(axis=1), other.sum(axis=1)], axis=1
        )
    }
    for unit, kinds in (
        ("stretch, overlapping", ["same", "bounds"]),
        ("stretch, same bounds", ["same"]),
    ):
        kept = [
            pairs["kind"].isin(kinds),
            pairs["kind"] != "coded alone",
            pairs["kind"] != "reference alone",
        ]
        counts[unit] = np.stack(
            [
                pairs[rows]["segment_id"].value_counts().reindex(order, fill_value=0)
                for rows in kept
            ],
            axis=1,
        )
    rows = []
    for unit, table in counts.items():
        rows += [
            (
                name,
                unit,
                weighted_statistic(table, partial(_precision_recall_part, which)),
            )
            for which, name in enumerate(("precision", "recall", "F1"))
        ]
        if unit == "passage by code":
            rows += [
                ("kappa", unit, weighted_statistic(crossed, kappa_of)),
                ("alpha", unit, weighted_statistic(_symmetric(crossed), alpha_of)),
            ]
    parts = list(unitizing_by_code(reference, coded, segments, codes).values())
    rows.append(("unitised alpha", "words", partial(joint_unitized_alpha, parts)))
    return pd.DataFrame(
        [(name, unit, *_with_interval(statistic, n)) for name, unit, statistic in rows],
        columns=["measure", "unit", "value", "low", "high", "undefined"],
    )


def _precision_recall_part(which: int, sums: NDArray[Any]) -> Array:
    both, reference, coded = np.moveaxis(sums, -1, 0)
    return precision_recall(both, reference, coded)[which]


def _with_interval(statistic: Statistic, n: int) -> tuple[float, float, float, float]:
    value = float(np.asarray(statistic(np.ones((1, n))))[0])
    return (value, *(bootstrap(statistic, n) if value < 1 else (np.nan, np.nan, np.nan)))
