"""Where words and codes stand: the concordance and the coded spans, as the commands give them."""

import pandas as pd

from ..engine import plain
from ..text.patterns import Index, Pattern, parse
from ..text.stance import stance as stance_of
from .codebooks import CodebookSource, read_codebook
from .passages import Texts, as_documents, check_languages, passages_of

SPANS = [
    "document_id",
    "paragraph",
    "side",
    "start",
    "end",
    "frame",
    "code",
    "pattern",
    "keyword",
    "from",
    "to",
]
# What makes two of them one stretch: the same words.
STRETCH = ["document_id", "paragraph", "from", "to"]
LINES = ["document_id", "paragraph", "side", "from", "to", "pre", "keyword", "post"]


def code(data: Texts, codebook: CodebookSource, stance: bool = False) -> pd.DataFrame:
    """Find a codebook in passages: every match with its place.

    Every match is kept: a phrase inside a longer one is a row of its own, and one span may carry several codes. No
    match reaches from one passage to the next. The same rows as ``readouts code``, and the words of each.

    Parameters
    ----------
    data : str, Path or DataFrame
        As `read` takes or gives it; or any table with a column ``text``.
    codebook : str, Path, dict, DataFrame or Codebook
        As `read_codebook` takes it.
    stance : bool
        Add a column ``stance``: ``asserted``, ``negated`` or ``distanced``, as ``readouts code --stance``.

    Returns
    -------
    DataFrame
        A row a match: ``document_id, paragraph, side, start, end, frame, code, pattern, keyword, from, to``. ``start``
        and ``end`` are characters of the document's text (of the row's, where the table has no column ``start``),
        ``from`` and ``to`` the numbers of the first and the last word in it, from 1. Matches of one code with the same
        words are one stretch for its count.

    Raises
    ------
    ValueError
        If the codebook has no pattern for the language of any passage.

    Warns
    -----
    UnknownLanguage
        If it has none for that of some passages.

    Examples
    --------
    >>> import readouts
    >>> spans = readouts.code(readouts.EXAMPLE, {"border": ["border*", "crossing*"], "river": "river"})
    >>> spans.groupby(["side", "code"]).size().unstack(fill_value=0).loc["Marovia"].to_dict()
    {'border': 1, 'river': 3}
    """
    table, book = passages_of(data), read_codebook(codebook)
    check_languages(table, book.patterns)
    frame_of, index = book.codes["frame"].to_dict(), plain.by_language(book.patterns)
    rows: list[tuple[object, ...]] = []
    stances: list[str] = []
    for row, document in as_documents(table):
        for start, end, first, after, pattern in plain.matches(document, index(document.language)):
            found = (frame_of[pattern.code], pattern.code, pattern.pattern)
            place = (row.document_id, row.paragraph, row.side, row.start + start, row.start + end)
            words = (row.first_word + first, row.first_word + after - 1)
            rows.append((*place, *found, row.text[start:end], *words))
            if stance:
                stances.append(stance_of(row.text, start, end, document.language))
    table = pd.DataFrame(rows, columns=SPANS)
    return table.assign(stance=stances) if stance else table


def concordance(data: Texts, pattern: str, context: int | None = 100) -> pd.DataFrame:
    """Find every place where a word or a phrase occurs, with what stands before and after it.

    The same lines as ``readouts concordance``.

    Parameters
    ----------
    data : str, Path or DataFrame
        As `read` takes or gives it; or any table with a column ``text``.
    pattern : str
        A word or a phrase in any case and spelling, with ``*`` inside a word; it is no regular expression.
    context : int or None
        Characters on either side, as far as the passage goes; None or 0 for all of it.

    Returns
    -------
    DataFrame
        A row a match: ``document_id, paragraph, side, from, to`` (numbers of its first and last word in the document,
        from 1), ``pre, keyword, post``.

    Raises
    ------
    ValueError
        If the pattern is not made of words and ``*``, or there are no passages.

    Examples
    --------
    >>> import readouts
    >>> lines = readouts.concordance(readouts.EXAMPLE, "negotiat*", context=20)
    >>> lines[["side", "pre", "keyword"]].values.tolist()
    [['Marovia', 'hould be settled by ', 'negotiation']]
    """
    table = passages_of(data)
    index, rows = Index([Pattern("", "", pattern, parse(pattern))]), []
    for row, document in as_documents(table):
        for start, end, first, after, _ in plain.matches(document, index):
            pre, post = row.text[:start], row.text[end:]
            if context:
                pre, post = pre[-context:], post[:context]
            place = (row.document_id, row.paragraph, row.side)
            words = (row.first_word + first, row.first_word + after - 1)
            rows.append((*place, *words, pre, row.text[start:end], post))
    return pd.DataFrame(rows, columns=LINES)
