"""One side held against another: keyness of every word, or of every code and frame, over the counts of any engine."""

from collections.abc import Callable, Collection, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..measures import guard, keyness
from ..measures.effect_size import nearest_zero
from ..readers.codebook_file import CodebookFile
from ..text import languages
from . import text_level
from .engine import Texts
from .selection import Selection
from .two_sides import Counted, counted

Tell = Callable[[str], None]
DOCUMENTS = ("document_frequency", "document_frequency_reference")
_COUNTED = (
    *DOCUMENTS,
    "n_documents",
    "n_documents_reference",
)
_COUNTS_AND_RATES = (
    "frequency",
    "frequency_reference",
    "n_target",
    "n_reference",
    *_COUNTED,
    "normalized_frequency",
    "normalized_frequency_reference",
    "direction",
    "rate_ratio",
    "log_ratio",
    "log_ratio_has_zero",
    "percent_difference",
    "percent_difference_note",
)
# What is given: with the text as the unit, and with every word as one.
ALWAYS = (
    *_COUNTS_AND_RATES,
    *text_level.EFFECT,
    *text_level.PERMUTATION,
    text_level.KEYNESS,
    *text_level.DISPERSION,
)
WORDS_AS_UNITS = (
    *_COUNTS_AND_RATES,
    "rate_ratio_low",
    "rate_ratio_high",
    "lrc",
    "lrc_bonferroni",
    "log_likelihood",
    "poisson_p",
    "holm",
)
OVERLAPPING = "stretches may overlap, and are no part of the words: there is no table of four cells"


class Comparison(NamedTuple):
    """A comparison, row by row in its order.

    Attributes
    ----------
    columns : dict of str to sequence
        First ``word`` or ``code``, then the measures; a value that the texts cannot bear is NaN.
    reasons : dict of str to numpy.ndarray of str
        Of each column of which values may be withheld: why one is; empty where it is not.
    withheld_because : list of str
        The reasons of each row, each with the columns that it holds for.
    """

    columns: dict[str, Sequence]
    reasons: dict[str, np.ndarray]
    withheld_because: list[str]


def known_columns() -> list[str]:
    """The columns of numbers that there are."""
    return [*keyness.names(), *_COUNTED, *text_level.COLUMNS]


def chosen_columns(
    base: Sequence[str] = ALWAYS, measures: Sequence[str] = (), sort: str | None = None
) -> list[str]:
    """The columns of a comparison: those of a base, the one that it is sorted by, and further ones, or ``all``.

    Raises
    ------
    ValueError
        If there is no such measure.
    """
    known = known_columns()
    more = known if "all" in measures else measures
    if unknown := [name for name in more if name not in known]:
        raise ValueError(
            f"--measure {', '.join(unknown)}: no such column; there are all, {', '.join(known)}"
        )
    return list(dict.fromkeys([*base, *([sort] if sort in known else []), *more]))


def compare(
    texts: Texts,
    target: str,
    reference: str | Sequence[str],
    *,
    codebook: CodebookFile | None = None,
    segmentation: str = "characters",
    normalization: str = "none",
    clusters: str | None = None,
    relabellings: int | None = None,
    seed: int = 0,
    min_frequency: int = 1,
    columns: Sequence[str] = ALWAYS,
    sort: str | None = None,
    top: int | None = None,
    selection: Selection | None = None,
    tell: Tell = lambda line: None,
) -> Comparison:
    """Compare how often words, or codes and frames, occur on two sides.

    Parameters
    ----------
    texts : Plain, Encoded or Distributed
        Documents ready to be counted, as `engine.opened` gives them.
    target : str
        The side that is compared.
    reference : str or sequence of str
        What it is held against: a side, several together, or `two_sides.REST`.
    codebook : CodebookFile, optional
        Then codes and frames are compared, and not words.
    segmentation, normalization : str
        What a word is: as `languages.words` takes them.
    clusters : str, optional
        A column: texts of which it says the same belong together, and are then the unit.
    relabellings, seed : int, optional
        As `text_level.columns` takes them.
    min_frequency : int
        Words with fewer occurrences on both sides together are left out; the sizes stay.
    columns : sequence of str
        See `chosen_columns`.
    sort : str, optional
        The column by which the rows are ordered, largest first, signs put aside. By default the end of the shrunk log
        ratio's interval that lies nearest to 0, 0 where it holds 0; without that column ``lrc``.
    top : int, optional
        Only so many rows.
    selection : Selection, optional
        Which documents are taken; all by default.
    tell : function, optional
        Is told what else there is to know, a line at a time.

    Raises
    ------
    IncomparableLanguages
        If words of different languages would be set against each other.
    ValueError
        If there is no such side or it has no word, or a column is asked for that there is not.

    Examples
    --------
    >>> from ..corpus.document import Document
    >>> from .engine import opened
    >>> texts = opened([Document("a", "A call, a visit", "one", language="en"), Document("b", "a letter", "two", language="en")])
    >>> found = compare(texts, "one", "two", sort="frequency", top=2)
    >>> found.columns["word"], found.columns["frequency"].tolist(), found.columns["frequency_reference"].tolist()
    (['a', 'call'], [2, 1], [1, 0])
    """
    if sort is not None and sort not in (known := known_columns()):
        raise ValueError(f"--sort {sort}: no such column; there are {', '.join(known)}")
    sorted_by = [sort] if sort else [*text_level.EFFECT] if _by_text(columns) else ["lrc"]
    wanted = {*columns, *sorted_by}
    found = counted(
        texts,
        target,
        reference,
        codebook=codebook,
        segmentation=segmentation,
        normalization=normalization,
        clusters=clusters,
        entries=bool(wanted & {*text_level.COLUMNS}),
        selection=selection,
        tell=tell,
    )
    if not codebook and (
        used := languages.tools(
            found.target.languages | found.reference.languages,
            segmentation=segmentation,
            normalization=normalization,
        )
    ):
        tell(f"words by {', '.join(used)}")
    least = 0 if codebook else max(min_frequency, 1)
    rows = np.flatnonzero(
        np.asarray(found.target.frequency) + np.asarray(found.reference.frequency) >= least
    )
    measured = _measured(found, rows, wanted, bool(codebook), least)
    by_text, missing = text_level.columns(
        found.level, rows, wanted, relabellings=relabellings, seed=seed, tell=tell
    )
    masked, reasons = guard.guard(
        measured | by_text, found.level.n_target, found.level.n_reference, found.level.effective
    )
    reasons = _reasons(reasons, missing, wanted, rows.size, bool(codebook))
    forms = [found.forms[row] for row in rows]
    order = _order(masked, sorted_by, forms)[:top]
    units = {"words a side": f"{found.unit} a side"}
    if clusters:
        units["texts a side"] = f"clusters by {clusters} a side"
    reasons = {name: _in_units(reasons[name][order], units) for name in columns if name in reasons}
    return Comparison(
        {
            "code" if codebook else "word": [forms[place] for place in order],
            **{name: masked[name][order] for name in columns},
        },
        reasons,
        guard.because(reasons) or [""] * order.size,
    )


def _by_text(columns: Collection[str]) -> bool:
    return {*text_level.EFFECT} <= {*columns}


def _measured(
    found: Counted, rows: NDArray[np.intp], wanted: Collection[str], codes: bool, least: int
) -> keyness.Columns:
    """The measures of some rows that hang on the sums of both sides alone."""
    measured = keyness.measures(
        np.asarray(found.target.frequency)[rows],
        found.target.n_tokens,
        np.asarray(found.reference.frequency)[rows],
        found.reference.n_tokens,
        only={*wanted, *guard.COUNTS},
        family="codes and frames" if codes else f"words with at least {least} occurrences",
        contained=not codes,
    )
    for name, values in zip(
        _COUNTED,
        (
            np.asarray(found.target.document_frequency)[rows],
            np.asarray(found.reference.document_frequency)[rows],
            np.full(rows.size, found.target.n_documents),
            np.full(rows.size, found.reference.n_documents),
        ),
    ):
        measured[name] = values
    return measured


def _reasons(
    guarded: guard.Reasons,
    missing: guard.Reasons,
    wanted: Collection[str],
    n: int,
    codes: bool,
) -> guard.Reasons:
    """The reasons of each column; stretches have none of a table of four cells."""
    reasons = text_level.gravest(guarded, missing)
    if codes:
        of_a_table = {*keyness.OF_A_TABLE} & {*wanted}
        reasons |= {name: np.full(n, OVERLAPPING, dtype=object) for name in of_a_table}
    return reasons


def _in_units(reasons: NDArray[np.object_], units: dict[str, str]) -> NDArray[np.object_]:
    """Reasons in the units that are counted here."""
    said = {}
    for reason in {*reasons}:
        said[reason] = reason
        for general, own in units.items():
            said[reason] = said[reason].replace(general, own)
    return np.array([said[reason] for reason in reasons], dtype=object)


def _order(columns: dict, sorted_by: list[str], names: list[str]) -> NDArray[np.intp]:
    """The rows by what is asked for, then by frequency on both sides, then by the alphabet."""
    total = columns["frequency"] + columns["frequency_reference"]
    if len(sorted_by) > 1:
        _, low, high = (2.0 ** columns[name] for name in sorted_by)
        key = nearest_zero(low, high)
    else:
        key = columns[sorted_by[0]]
    if key.dtype.kind not in "iufb":
        raise ValueError(f"--sort {sorted_by[0]}: a column of words; expected one of numbers")
    alphabet = np.empty(len(names), np.int64)
    alphabet[sorted(range(len(names)), key=names.__getitem__)] = np.arange(len(names))
    return np.lexsort(
        [alphabet, -total, -np.nan_to_num(np.abs(key.astype(float)), nan=-1.0, posinf=np.inf)]
    )
