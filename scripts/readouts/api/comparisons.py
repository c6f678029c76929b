"""One side against another: keyness, and what a side has alone."""

from collections import Counter
from collections.abc import Sequence

import pandas as pd

from ..engine import alone as unshared
from ..engine import comparing
from ..engine.engine import Plain
from ..text import languages
from ..text.absence import EXCERPTS, FULL, not_found
from .codebooks import CodebookSource, as_read, read_codebook
from .counts import count
from .passages import Texts, check_languages, passages_of, whole_documents


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


def alone(
    data: Texts, side: str | None = None, *, codebook: CodebookSource | None = None
) -> pd.DataFrame:
    """List the words that a side has and no other side has; or the codes that one account of an event has and no other.

    Of codes the rows are those of ``readouts alone``.

    Parameters
    ----------
    data : str, Path or DataFrame
        As `read` takes or gives it; or any table with columns ``text`` and ``side``. To take one event alone, filter it.
    side : str, optional
        The side that has them. Words need one; of codes, by default those of every side.
    codebook : optional
        As `read_codebook` takes it: then codes, and not words.

    Returns
    -------
    DataFrame
        Of words: ``word``, ``frequency``, ``elsewhere``: what may be said of the others. That is "absent" where all their
        texts are full; of excerpts nothing more can be said than "not in the quoted passages". Of codes: a row a code and
        other account, with the sentence that has it, what may be said of the other account (``said``), its ``nearest``
        sentence, and how many of either side's readouts of other events have the code, if there are ten or more.

    Raises
    ------
    ValueError
        If there is no such side, or no other; of codes, if the codebook has no pattern in the language of a passage.
    IncomparableLanguages
        If words of different languages would be held against each other.

    Examples
    --------
    >>> import readouts
    >>> codes = readouts.alone(readouts.EXAMPLE, "Estvale", codebook={"un": "United Nations", "river": "river"})
    >>> codes[["code", "frequency", "other", "said"]].values.tolist()
    [['un', 1, 'Marovia', 'none of these wordings: United Nations']]
    """
    table = passages_of(data)
    if table["side"].nunique() < 2 or (side is not None and side not in set(table["side"])):
        raise ValueError(f"no passages of side {side!r} and of another; there is {_sides(table)}")
    if codebook is not None:
        return _codes_alone(table, side, codebook)
    if side is None:
        raise ValueError(f"words are those of a side: name one; there is {_sides(table)}")
    return _words_alone(table, side)


def _words_alone(table: pd.DataFrame, side: str) -> pd.DataFrame:
    own = table["side"] == side
    languages.comparable(_languages(table[own]), _languages(table[~own]))
    counted = count(table)
    other = set(counted.loc[counted["side"] != side, "word"])
    frequency = counted[counted["side"] == side].set_index("word")["frequency"]
    found = frequency[~frequency.index.isin(list(other))].rename("frequency").rename_axis("word")
    full = (table.loc[~own, "completeness"] == FULL).all()
    return (
        found.reset_index()
        .assign(elsewhere=not_found(FULL if full else EXCERPTS))
        .sort_values(["frequency", "word"], ascending=[False, True], ignore_index=True)
    )


def _codes_alone(table: pd.DataFrame, side: str | None, codebook: CodebookSource) -> pd.DataFrame:
    book = read_codebook(codebook)
    check_languages(table, book.patterns)
    dates = dict(zip(table["document_id"], table["date"])) if "date" in table else {}
    documents = [
        document._replace(event=document.event or _day(dates.get(document.document_id)))
        for document in whole_documents(table)
    ]
    coded = unshared.Coded(unshared.accounts(documents), as_read(book))
    rows = [row for row in unshared.alone(coded) if side in (None, row.side)]
    numbers = [name for name in unshared.COLUMNS if "documents" in name]
    return pd.DataFrame(rows, columns=unshared.COLUMNS).astype(dict.fromkeys(numbers, "Int64"))


def _day(date: pd.Timestamp | None) -> str:
    """Return the day of a date, which may be missing, as the id of an event."""
    return "" if date is None or pd.isna(date) else str(date)[:10]


def _languages(table: pd.DataFrame) -> set[str]:
    """Return the languages of passages; of Chinese, with the script that its characters tell."""
    return {
        languages.with_script(language, Counter("".join(own["text"])))
        for language, own in table.groupby("language")
    }
