"""Collocation: which words stand near a word more often than their frequency alone would have them.

A window reaches so many words to the left and right of a node and never beyond its segment. A word that lies in the
windows of two nodes is counted once. All measures compare the words inside the windows with all words:

- O, `frequency`: occurrences of the collocate inside the windows;
- W, `n_window`: words inside the windows;
- C, `frequency_collocate`: its occurrences in the corpus; N, `n`: words of the corpus;
- E = W C / N: what O would be if windows were no different from the rest.

Evert 2008, "Corpora and collocations", calls this surface cooccurrence.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .arrays import Array, checked
from .significance import log_likelihood_four_term

if TYPE_CHECKING:
    import pandas as pd

LEFT, RIGHT = 5, 5


def expected(n_window: ArrayLike, frequency_collocate: ArrayLike, n: ArrayLike) -> Array:
    """Return the occurrences to be expected inside the windows: W C / N.

    Parameters
    ----------
    n_window, frequency_collocate, n : scalars or arrays of shape (k,)

    Returns
    -------
    numpy.ndarray of shape (k,)

    Examples
    --------
    >>> expected(100, 20, 1000).tolist()
    2.0
    """
    _, window, collocate, corpus = _checked(0, n_window, frequency_collocate, n)
    return window * collocate / corpus


def mutual_information(
    frequency: ArrayLike, n_window: ArrayLike, frequency_collocate: ArrayLike, n: ArrayLike
) -> Array:
    """Return MI: log2(O/E). It favours rare words: read it beside the frequency.

    Parameters
    ----------
    frequency, n_window, frequency_collocate, n : scalars or arrays of shape (k,)

    Returns
    -------
    numpy.ndarray of shape (k,)
        Minus infinity where O is 0.

    Raises
    ------
    ValueError
        For counts that are none, and for more occurrences than there is room for.

    Notes
    -----
    Church & Hanks 1990, "Word association norms, mutual information, and lexicography".

    Examples
    --------
    >>> mutual_information(8, 100, 20, 1000).tolist()
    2.0
    """
    observed, window, collocate, corpus = _checked(frequency, n_window, frequency_collocate, n)
    with np.errstate(divide="ignore"):
        return np.log2(observed * corpus / (window * collocate))


def t_score(
    frequency: ArrayLike, n_window: ArrayLike, frequency_collocate: ArrayLike, n: ArrayLike
) -> Array:
    """Return t: (O - E)/sqrt(O); errors as for `mutual_information`. NaN where O is 0.

    Parameters
    ----------
    frequency : array-like of int, shape (k,)
        Occurrences of each collocate inside the windows.
    n_window : array-like of int, shape (k,), or int
        Words inside the windows.
    frequency_collocate : array-like of int, shape (k,)
        Occurrences of each collocate in the whole corpus.
    n : array-like of int, shape (k,), or int
        Words of the corpus.

    Notes
    -----
    Church, Gale, Hanks & Hindle 1991, "Using statistics in lexical analysis". A score to rank by, and no test.

    Examples
    --------
    >>> round(float(t_score(9, 100, 30, 1000)), 6)
    2.0
    """
    observed, window, collocate, corpus = _checked(frequency, n_window, frequency_collocate, n)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(
            observed > 0, (observed - window * collocate / corpus) / np.sqrt(observed), np.nan
        )


def log_likelihood(
    frequency: ArrayLike, n_window: ArrayLike, frequency_collocate: ArrayLike, n: ArrayLike
) -> Array:
    """Return G2 over the four cells, without sign: the collocate or another word, inside the windows or outside.

    Errors as for `mutual_information`. 0 where the windows hold the whole corpus.

    Parameters
    ----------
    frequency : array-like of int, shape (k,)
        Occurrences of each collocate inside the windows.
    n_window : array-like of int, shape (k,), or int
        Words inside the windows.
    frequency_collocate : array-like of int, shape (k,)
        Occurrences of each collocate in the whole corpus.
    n : array-like of int, shape (k,), or int
        Words of the corpus.

    Notes
    -----
    Dunning 1993, "Accurate methods for the statistics of surprise and coincidence".

    Examples
    --------
    >>> round(float(log_likelihood(8, 100, 20, 1000)), 4)
    12.8654
    """
    observed, window, collocate, corpus = _checked(frequency, n_window, frequency_collocate, n)
    outside, rest = collocate - observed, corpus - window
    if (outside > rest).any():
        raise ValueError(
            "frequency_collocate: found more occurrences outside the windows than there are words, expected at most n - n_window"
        )
    return np.where(
        rest > 0, log_likelihood_four_term(observed, window, outside, np.maximum(rest, 1)), 0.0
    )


def log_dice(
    frequency: ArrayLike, frequency_node: ArrayLike, frequency_collocate: ArrayLike
) -> Array:
    """Return logDice: 14 + log2(2 O/(f_node + f_collocate)); 14 at most where no window has the collocate twice.

    Parameters
    ----------
    frequency : scalar or array of shape (k,)
        Occurrences of the collocate inside the windows.
    frequency_node, frequency_collocate : scalars or arrays of shape (k,)
        Over the whole corpus.

    Returns
    -------
    numpy.ndarray of shape (k,)
        Minus infinity where O is 0.

    Notes
    -----
    Rychlý 2008, "A lexicographer-friendly association score".

    Examples
    --------
    >>> log_dice(5, 10, 10).tolist()
    13.0
    """
    observed, collocate = checked(frequency=frequency, n=frequency_collocate)
    (node,) = checked(n=frequency_node)
    with np.errstate(divide="ignore"):
        return 14 + np.log2(2 * observed / (node + collocate))


def direction(
    frequency: ArrayLike, n_window: ArrayLike, frequency_collocate: ArrayLike, n: ArrayLike
) -> NDArray[np.str_]:
    """Say whether the collocate is more frequent inside the windows ("attracted"), less ("repelled"), or "equal".

    Errors as for `mutual_information`.

    Parameters
    ----------
    frequency : array-like of int, shape (k,)
        Occurrences of each collocate inside the windows.
    n_window : array-like of int, shape (k,), or int
        Words inside the windows.
    frequency_collocate : array-like of int, shape (k,)
        Occurrences of each collocate in the whole corpus.
    n : array-like of int, shape (k,), or int
        Words of the corpus.

    Examples
    --------
    >>> direction([8, 1], 100, 20, 1000).tolist()
    ['attracted', 'repelled']
    """
    observed, window, collocate, corpus = _checked(frequency, n_window, frequency_collocate, n)
    # Products of whole numbers, as quotients that ought to be equal may differ by rounding.
    return np.select(
        [observed * corpus > window * collocate, observed * corpus < window * collocate],
        ["attracted", "repelled"],
        "equal",
    )


def windows(
    segments: Sequence[Sequence[str]], node: str, left: int = LEFT, right: int = RIGHT
) -> list[tuple[int, int, str]]:
    """Return the places near a node, segment by segment.

    Parameters
    ----------
    segments : list of list of str
        The words of each segment.
    node : str
    left, right : int
        How many words the window reaches; 0 leaves a side out.

    Returns
    -------
    list of (segment, place, side)
        Numbers from 0; side is "left" or "right" of the nearest node, the left one where two are as near.

    Raises
    ------
    ValueError
        For a window that reaches nowhere.

    Examples
    --------
    >>> windows([["a", "b", "node"], ["c"]], "node", 1, 1)
    [(0, 1, 'left')]
    """
    found = []
    for number, words in enumerate(segments):
        nodes = [(place, place + 1) for place, word in enumerate(words) if word == node]
        found += [(number, *place) for place in near(len(words), nodes, left, right)]
    return found


def near(
    n_words: int, nodes: Sequence[tuple[int, int]], left: int = LEFT, right: int = RIGHT
) -> list[tuple[int, str]]:
    """Return the places near nodes that may be several words long; see `windows`.

    Parameters
    ----------
    n_words : int
        Words of the segment.
    nodes : list of (first, after)
        The first word of each node, and the one after its last.
    left, right : int

    Returns
    -------
    list of (place, side)

    Examples
    --------
    >>> near(6, [(2, 4)], 1, 5)
    [(1, 'left'), (4, 'right'), (5, 'right')]
    """
    if left < 0 or right < 0 or left + right == 0:
        raise ValueError(
            f"left, right: found {left}, {right}, expected whole numbers, 0 or more, not both 0"
        )
    sides: dict[int, tuple[int, str]] = {}
    for first, after in nodes:
        reach = [(first - place, place, "left") for place in range(max(first - left, 0), first)]
        reach += [
            (place - after + 1, place, "right")
            for place in range(after, min(after + right, n_words))
        ]
        for distance, place, side in reach:
            sides[place] = min(sides.get(place, (distance, side)), (distance, side))
    return [(place, sides[place][1]) for place in sorted(sides)]


def collocates(
    segments: Sequence[Sequence[str]],
    node: str,
    left: int = LEFT,
    right: int = RIGHT,
    least: int = 1,
) -> "pd.DataFrame":
    """Return every collocate of a node, with its measures.

    Parameters
    ----------
    segments : list of list of str
        The words of each segment, normalised; no window crosses from one to the next.
    node : str
    left, right : int
        How many words the window reaches.
    least : int
        Occurrences inside the windows below which a collocate is left out.

    Returns
    -------
    pandas.DataFrame
        One row a collocate, most frequent first: ``node, collocate, frequency, frequency_left, frequency_right,
        document_frequency, frequency_node, frequency_collocate, n_window, n``, where a document is a segment, and the
        columns of `measures`.

    Examples
    --------
    >>> table = collocates([["the", "crisis", "in", "the", "east"], ["the", "east"]], "crisis", 2, 2)
    >>> table[["collocate", "frequency", "frequency_left", "frequency_right", "n_window", "n"]].values.tolist()
    [['the', 2, 1, 1, 3, 7], ['in', 1, 0, 1, 3, 7]]
    """
    from collections import Counter

    import pandas as pd

    places = windows(segments, node, left, right)
    corpus = Counter(word for words in segments for word in words)
    sides = Counter((segments[number][place], side) for number, place, side in places)
    documents = Counter(
        word for _, word in {(number, segments[number][place]) for number, place, _ in places}
    )
    rows = [
        (
            node,
            word,
            sides[word, "left"] + sides[word, "right"],
            sides[word, "left"],
            sides[word, "right"],
            documents[word],
            corpus[node],
            corpus[word],
        )
        for word in documents
    ]
    columns = [
        "node",
        "collocate",
        "frequency",
        "frequency_left",
        "frequency_right",
        "document_frequency",
        "frequency_node",
        "frequency_collocate",
    ]
    table = pd.DataFrame(rows, columns=columns).assign(n_window=len(places), n=corpus.total())
    table = table[table["frequency"] >= least].sort_values(
        ["frequency", "collocate"], ascending=[False, True], ignore_index=True
    )
    return measures(table)


def measures(table: "pd.DataFrame") -> "pd.DataFrame":
    """Add every measure to the table of `collocates`: ``expected, direction, mi, t, log_likelihood, log_dice``.

    Parameters
    ----------
    table : pandas.DataFrame
        With ``frequency, frequency_node, frequency_collocate, n_window, n``.

    Returns
    -------
    pandas.DataFrame

    Examples
    --------
    >>> import pandas as pd
    >>> counts = pd.DataFrame({"frequency": [8], "frequency_node": [10], "frequency_collocate": [20], "n_window": [100], "n": [1000]})
    >>> measures(counts)[["expected", "direction", "mi"]].values.tolist()
    [[2.0, 'attracted', 2.0]]
    """
    counts = [
        table[name].to_numpy() for name in ("frequency", "n_window", "frequency_collocate", "n")
    ]
    return table.assign(
        expected=expected(*counts[1:]),
        direction=direction(*counts),
        mi=mutual_information(*counts),
        t=t_score(*counts),
        log_likelihood=log_likelihood(*counts),
        log_dice=log_dice(counts[0], table["frequency_node"].to_numpy(), counts[2]),
    )


def phrases(
    segments: Sequence[Sequence[str]], n: int, least: int = 1, least_segments: int = 1
) -> list[tuple[str, int, int]]:
    """Return the runs of n words that recur; none crosses from one segment to the next.

    Parameters
    ----------
    segments : list of list of str
    n : int
    least, least_segments : int
        Occurrences, and segments that have one, below which a phrase is left out.

    Returns
    -------
    list of (phrase, frequency, document_frequency)
        Most frequent first.

    Examples
    --------
    >>> phrases([["in", "the", "east"], ["in", "the", "north"]], 2, least=2)
    [('in the', 2, 2)]
    """
    from collections import Counter

    runs = [
        [" ".join(words[place : place + n]) for place in range(len(words) - n + 1)]
        for words in segments
    ]
    total = Counter(run for own in runs for run in own)
    documents = Counter(run for own in runs for run in set(own))
    kept = [
        (run, count, documents[run])
        for run, count in total.items()
        if count >= least and documents[run] >= least_segments
    ]
    return sorted(kept, key=lambda row: (-row[1], row[0]))


def _checked(
    frequency: ArrayLike, n_window: ArrayLike, frequency_collocate: ArrayLike, n: ArrayLike
) -> tuple[Array, ...]:
    window, corpus = checked(n_target=n_window, n=n)
    observed, collocate = checked(frequency=frequency, frequency_reference=frequency_collocate)
    observed, window, collocate, corpus = np.broadcast_arrays(observed, window, collocate, corpus)
    faults = [
        f"{name}: found {part[wrong][0]:g}, expected at most {limit} = {whole[wrong][0]:g}"
        for name, part, limit, whole in (
            ("frequency", observed, "n_window", window),
            ("frequency", observed, "frequency_collocate", collocate),
            ("n_window", window, "n", corpus),
            ("frequency_collocate", collocate, "n", corpus),
        )
        if (wrong := part > whole).any()
    ]
    if faults:
        raise ValueError("\n".join(faults))
    return observed, window, collocate, corpus
