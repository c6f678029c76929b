"""One side against another: keyness, and what a side has alone."""

from collections import Counter
from collections.abc import Sequence

import pandas as pd

from ..corpus.document import Document
from ..corpus.events import pairs
from ..engine import alone as unshared
from ..engine import comparing
from ..engine.collocates import BY, LINES, WITHIN, Collocates, Window
from ..engine.engine import Plain
from ..readers.codebook_file import CodebookFile
from ..text import languages
from ..text.absence import EXCERPTS, FULL, not_found
from ..text.patterns import Pattern, parse
from .codebooks import CodebookSource, read_codebook
from .counts import count
from .passages import Texts, check_languages, passages_of, whole_documents


def keyness(
    data: Texts,
    target: str,
    reference: str | Sequence[str],
    *,
    codebook: CodebookSource | None = None,
    measures: Sequence[str] = (),
    words_as_units: bool = False,
    clusters: str | None = None,
    relabellings: int | None = None,
    seed: int = 0,
    min_frequency: int = 1,
    segmentation: str = "characters",
    normalization: str = "none",
    sort: str | None = None,
    top: int | None = None,
) -> pd.DataFrame:
    """Compare how often each word, or each code, stands on one side and on another, with the text as the unit.

    The same numbers as ``readouts compare``.

    Parameters
    ----------
    data : str, Path or DataFrame
        As `read` takes or gives it; or any table with columns ``text`` and ``side``.
    target : str
        The side that is compared.
    reference : str or list of str
        The side that it is held against, or several together; ``"rest"`` for every other side.
    codebook : optional
        As `read_codebook` takes it: then codes and frames are compared, of sides in different languages too.
    measures : list of str
        Further columns: the error for one that is not known lists them all.
    words_as_units : bool
        Measures that take every word for drawn by itself, as most tools have them, in place of those by text.
    clusters : str, optional
        A column of the table: texts of which it says the same belong together, and are then the unit.
    relabellings, seed : int, optional
        How often texts change sides at random for the test; by default 4,999 times, or as many as are some ten seconds' work.
    min_frequency : int
        Words with fewer occurrences on both sides together are left out; the sizes stay.
    segmentation, normalization : str
        As `count` takes them.
    sort : str, optional
        The column by which the rows are ordered, largest first, signs put aside; by default the end of the interval of
        ``shrunk_log_ratio`` that is nearer to 0.
    top : int, optional
        Only so many rows.

    Returns
    -------
    DataFrame
        A row a word (or code), those of one side alone included: ``word``; counts, ``n_target`` and ``n_reference`` in
        words; rates per 1,000 words. By text: ``document_frequency`` of both sides, ``shrunk_log_ratio`` with its interval
        over texts, ``permutation_p`` and, adjusted for all words, ``max_t_p``; ``text_dispersion_keyness``; ``dp_norm`` of
        both sides. With `words_as_units` the exact interval of the ratio of rates, ``lrc``, ``log_likelihood`` and so on.
        What the texts cannot bear is empty, and ``withheld_because`` says why.

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
    table = passages_of(data)
    documents = whole_documents(table)
    if clusters is not None and clusters in table:
        of_document = table.groupby("document_id")[clusters].first().fillna("").astype(str)
        documents = [
            document._replace(more=((clusters, of_document[document.document_id]),))
            for document in documents
        ]
    found = comparing.compare(
        Plain(documents),
        target,
        reference,
        codebook=None if codebook is None else CodebookFile.of(read_codebook(codebook)),
        segmentation=segmentation,
        normalization=normalization,
        clusters=clusters,
        relabellings=relabellings,
        seed=seed,
        min_frequency=min_frequency,
        columns=comparing.chosen_columns(
            comparing.WORDS_AS_UNITS if words_as_units else comparing.ALWAYS, measures, sort
        ),
        sort=sort,
        top=top,
    )
    return pd.DataFrame(found.columns).assign(withheld_because=found.withheld_because)


def collocates(
    data: Texts,
    pattern: str,
    *,
    by: str = "side",
    left: int = 5,
    right: int = 5,
    within: str = "sentence",
    min_documents: int = 1,
    segmentation: str = "characters",
    normalization: str = "none",
    sort: str = "log_dice",
    lines: str | None = None,
) -> pd.DataFrame:
    """List what stands near a word in the texts of each side.

    The same numbers as ``readouts collocates``.

    Parameters
    ----------
    data : str, Path or DataFrame
        As `read` takes or gives it; or any table with a column ``text``.
    pattern : str
        As `concordance` takes it.
    by : {'side', 'all'}
        ``all``: all texts together.
    left, right : int
        How many words before and after it are near.
    within : {'sentence', 'paragraph'}
        What is never crossed.
    min_documents : int
        Words that are near it in fewer documents on every side are left out.
    segmentation, normalization : str
        As `count` takes them.
    sort : str
        The column of numbers by which the words are ordered.
    lines : str, optional
        A word near it: then each place that is counted for that word, and not the counts; ``""`` for those of all.

    Returns
    -------
    DataFrame
        A row a word and side: ``collocate, side, sides_near`` (on which sides it is near), occurrences near the pattern,
        ``document_frequency`` of ``documents_with_node`` and ``n_documents`` (distinct texts), ``log_dice`` and other measures.
        Of lines, ``collocate, side, document_id, position, start, end, pre, keyword, post``.

    Raises
    ------
    ValueError
        If the pattern is not made of words and ``*``, there are no passages, or the window or a column is none.
    IncomparableLanguages
        If the sides write in different languages.

    Examples
    --------
    >>> import readouts
    >>> found = readouts.collocates(readouts.EXAMPLE, "river").set_index(["collocate", "side"])
    >>> found.loc["orle", ["frequency", "document_frequency"]].values.tolist()
    [[1, 1], [1, 1]]
    """
    if within not in WITHIN or by not in BY:
        raise ValueError(f"within is {' or '.join(WITHIN)}, by is {' or '.join(BY)}")
    documents = whole_documents(passages_of(data))
    window = Window(left, right, within, segmentation, normalization)
    found = Collocates(Pattern("", "", pattern, parse(pattern)), window, by)
    if lines is not None:
        return pd.DataFrame(found.lines(documents, lines), columns=[*LINES])
    for document in documents:
        found.add(document)
    return found.table(min_documents, sort)


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
        sentence, and how many of either side's readouts of other events have the code, if there are ten or more. Which
        accounts of different dates were taken for those of one event stands in ``.attrs["notices"]``.

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
        _dated(document, dates.get(document.document_id)) for document in whole_documents(table)
    ]
    paired = pairs(documents)
    accounts = unshared.accounts(documents, paired.event_of)
    coded = unshared.Coded(accounts, CodebookFile.of(book))
    rows = [row for row in unshared.alone(coded) if side in (None, row.side)]
    numbers = [name for name in unshared.COLUMNS if "documents" in name]
    found = pd.DataFrame(rows, columns=unshared.COLUMNS).astype(dict.fromkeys(numbers, "Int64"))
    found.attrs["notices"] = list(paired.lines())
    return found


def _dated(document: Document, date: object) -> Document:
    """Return a document with its date; what is no date stands for its event, if no other is known."""
    day = pd.to_datetime(date, errors="coerce")
    if not pd.isna(day):
        return document._replace(date=day.date())
    event = "" if date is None or pd.isna(date) else str(date)[:10]
    return document._replace(event=document.event or event)


def _languages(table: pd.DataFrame) -> set[str]:
    """Return the languages of passages; of Chinese, with the script that its characters tell."""
    return {
        languages.with_script(language, Counter("".join(own["text"])))
        for language, own in table.groupby("language")
    }
