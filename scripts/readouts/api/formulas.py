"""Formulas that texts share with earlier ones."""

import datetime
from collections.abc import Sequence

import pandas as pd

from ..engine import formulas as engine
from ..text.formulas import GAP
from .passages import Texts, passages_of, whole_documents


def formulas(
    data: Texts,
    of: str | Sequence[str],
    *,
    least: int | None = None,
    gap: int = GAP,
    any_date: bool = False,
) -> pd.DataFrame:
    """Find the runs of words, and near-runs, that texts share with earlier ones.

    The same rows as ``readouts formulas``.

    Parameters
    ----------
    data : str, Path or DataFrame
        As `read` takes or gives it; or any table with columns ``document_id``, ``date`` and ``text``.
    of : str or list of str
        The ids of the documents whose formulas are looked for, in the others.
    least : int, optional
        Words that a run has at least, and one more a near-run; by default 4, of Chinese 7 characters.
    gap : int
        Words that may stand between two runs of a near-run; 0 for runs alone.
    any_date : bool
        Take all others, and not those of an earlier date alone.

    Returns
    -------
    DataFrame
        A row a formula: ``document_id, start, end, formula, kind, n_tokens``; ``document_frequency`` of ``n_documents`` others;
        the ``first`` of them with its date; and how the words stand in one ``example``.

    Raises
    ------
    ValueError
        If there is no such document, or its date is not known and matters.

    Examples
    --------
    >>> import pandas as pd
    >>> table = pd.DataFrame({"document_id": ["may", "june"], "date": pd.to_datetime(["2025-05-01", "2025-06-01"]),
    ...     "text": ["Estvale thanks Marovia for steps to keep its old border regime.", "Marovia praised the steps to keep the border regime."]})
    >>> formulas(table, "june", least=3)[["kind", "formula", "there"]].values.tolist()
    [['near-run', 'steps to keep the border regime', 'steps to keep its old border regime']]
    """
    table = passages_of(data)
    dates = dict(zip(table["document_id"], table["date"])) if "date" in table else {}
    documents = [
        document._replace(date=_day(dates.get(document.document_id)))
        for document in whole_documents(table)
    ]
    wanted = {of} if isinstance(of, str) else set(of)
    if missing := sorted(wanted - {document.document_id for document in documents}):
        raise ValueError(f"no document {', '.join(map(repr, missing))}")
    rows = engine.rows(
        documents, lambda document: document.document_id in wanted, least, gap, any_date
    )
    return pd.DataFrame(rows, columns=engine.COLUMNS)


def _day(moment: pd.Timestamp | datetime.date | str | None) -> datetime.date | None:
    return None if moment is None or pd.isna(moment) else pd.Timestamp(moment).date()
