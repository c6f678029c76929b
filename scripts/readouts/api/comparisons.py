"""One side against another: keyness, and what a side has alone."""

from collections import Counter
from collections.abc import Sequence

import pandas as pd

from ..corpus.corpus import absence
from ..engine import comparing
from ..engine.engine import Plain
from ..text import languages
from .codebooks import CodebookSource, as_read, read_codebook
from .coding import STRETCH, code
from .counts import count
from .passages import Texts, passages_of, whole_documents


def keyness(
    data: Texts,
    target: str,
    reference: str,
    *,
    codebook: CodebookSource | None = None,
    measures: Sequence[str] = (),
    min_frequency: int = 1,
    segmentation: str = "characters",
    normalization: str = "none",
    sort: str | None = None,
    top: int | None = None,
) -> pd.DataFrame:
    """Compare how often each word, or each code, stands on one side and on another.

    The same numbers as ``readouts compare``.

    Parameters
    ----------
    data : str, Path or DataFrame
        As `read` takes or gives it; or any table with columns ``text`` and ``side``.
    target, reference : str
        The side that is compared, and the one that it is held against.
    codebook : optional
        As `read_codebook` takes it: then codes and frames are compared, of sides in different languages too.
    measures : list of str
        Further columns: the error for one that is not known lists them all.
    min_frequency : int
        Words with fewer occurrences on both sides together are left out; the sizes stay.
    segmentation, normalization : str
        As `count` takes them.
    sort : str, optional
        The column by which the rows are ordered, largest first, signs put aside; ``lrc`` by default.
    top : int, optional
        Only so many rows.

    Returns
    -------
    DataFrame
        A row a word (or code), those of one side alone included: ``word``; counts, ``n_target`` and ``n_reference`` in
        words; rates per 1,000 words; the ratio of rates with its exact interval, ``log_ratio, lrc, log_likelihood``
        and so on. What the texts cannot bear is empty, and ``withheld_because`` says why.

    Raises
    ------
    ValueError
        If there is no such side, one of them has no word, or there is no such column.
    IncomparableLanguages
        If words of different languages would be set against each other: a `ValueError` too.

    Examples
    --------
    >>> import readouts
    >>> words = readouts.keyness(readouts.EXAMPLE, "Marovia", "Estvale").set_index("word")
    >>> words.loc["river", ["frequency", "frequency_reference"]].tolist()
    [3, 2]
    """
    found = comparing.compare(
        Plain(whole_documents(passages_of(data))),
        target,
        reference,
        codebook=None if codebook is None else as_read(read_codebook(codebook)),
        segmentation=segmentation,
        normalization=normalization,
        min_frequency=min_frequency,
        columns=comparing.chosen_columns(measures=measures, sort=sort),
        sort=sort,
        top=top,
    )
    return pd.DataFrame(found.columns).assign(withheld_because=found.withheld_because)


def _sides(table: pd.DataFrame) -> str:
    return ", ".join(sorted(map(repr, table["side"].unique())))


def alone(data: Texts, side: str, *, codebook: CodebookSource | None = None) -> pd.DataFrame:
    """List the words, or the codes, that a side has and no other side has.

    Parameters
    ----------
    data : str, Path or DataFrame
        As `read` takes or gives it; or any table with columns ``text`` and ``side``. To take one event alone, filter it.
    side : str
    codebook : optional
        As `read_codebook` takes it: then codes, and not words.

    Returns
    -------
    DataFrame
        ``word`` (or ``code``), ``frequency``, ``elsewhere``: what may be said of the others. That is "absent" where
        all their texts are full; of excerpts nothing more can be said than "not in the quoted passages".

    Raises
    ------
    ValueError
        If there is no such side, or no other; of codes, if the codebook has no pattern in the language of a passage.
    IncomparableLanguages
        If words of different languages would be held against each other.

    Examples
    --------
    >>> import readouts
    >>> readouts.alone(readouts.EXAMPLE, "Estvale", codebook={"un": "United Nations", "river": "river"}).values.tolist()
    [['un', 1, 'absent']]
    """
    table = passages_of(data)
    own = table["side"] == side
    if not own.any() or own.all():
        raise ValueError(f"no passages of side {side!r} and of another; there is {_sides(table)}")
    if codebook is None:
        languages.comparable(_languages(table[own]), _languages(table[~own]))
        key, counted = "word", count(table)
        other = set(counted.loc[counted["side"] != side, "word"])
        frequency = counted[counted["side"] == side].set_index("word")["frequency"]
    else:
        key, spans = (
            "code",
            code(table, codebook).drop_duplicates([*STRETCH, "code"]),
        )
        other = set(spans.loc[spans["side"] != side, "code"])
        frequency = spans[spans["side"] == side].groupby("code").size()
    found = frequency[~frequency.index.isin(list(other))].rename("frequency").rename_axis(key)
    full = (table.loc[~own, "completeness"] == "full").all()
    return (
        found.reset_index()
        .assign(elsewhere=absence("full" if full else "excerpts"))
        .sort_values(["frequency", key], ascending=[False, True], ignore_index=True)
    )


def _languages(table: pd.DataFrame) -> set[str]:
    """Return the languages of passages; of Chinese, with the script that its characters tell."""
    return {
        languages.with_script(language, Counter("".join(own["text"])))
        for language, own in table.groupby("language")
    }
