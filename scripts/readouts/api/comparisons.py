"""One side against another: keyness, and what a side has alone."""

import numpy as np
import pandas as pd

from ..corpus.corpus import absence
from ..engine import plain
from ..measures import guard
from ..measures import keyness as measured
from ..text import languages
from .coding import code
from .counts import count
from .passages import passages_of, whole_documents

ALWAYS = [
    "frequency",
    "frequency_reference",
    "n_target",
    "n_reference",
    "document_frequency",
    "document_frequency_reference",
    "normalized_frequency",
    "normalized_frequency_reference",
    "direction",
    "rate_ratio",
    "rate_ratio_low",
    "rate_ratio_high",
    "log_ratio",
    "log_ratio_has_zero",
    "lrc",
    "log_likelihood",
    "percent_difference",
    "percent_difference_note",
]


def keyness(
    data, target, reference, *, measures=(), min_frequency=1, cut="characters", reduce="none"
) -> pd.DataFrame:
    """Compare how often each word stands on one side and on another. The same numbers as ``readouts compare``.

    Parameters
    ----------
    data : str, Path or DataFrame
        As `read` takes or gives it; or any table with columns ``text`` and ``side``.
    target, reference : str
        The side that is compared, and the one that it is held against.
    measures : list of str
        Further columns, as `readouts.measures.keyness.names` lists them.
    min_frequency : int
        Words with fewer occurrences on both sides together are left out; the sizes stay.
    cut, reduce : str
        As `count` takes them.

    Returns
    -------
    DataFrame
        A row a word, words of one side alone included: ``word``; counts, ``n_target`` and ``n_reference`` in words;
        rates per 1,000 words; the ratio of rates with its exact interval, ``log_ratio, lrc, log_likelihood`` and so on.
        What the texts cannot bear is empty, and ``suppressed_because`` says why. By ``lrc``, then by frequency.

    Raises
    ------
    ValueError
        If there is no such side, or one of them has no word.
    IncomparableLanguages
        If the sides are in different languages: a `ValueError` too.

    Examples
    --------
    >>> import readouts
    >>> words = readouts.keyness(readouts.EXAMPLE, "Marovia", "Estvale").set_index("word")
    >>> words.loc["river", ["frequency", "frequency_reference"]].tolist()
    [3, 2]
    """
    table = passages_of(data)
    counts = plain.word_counts(whole_documents(table), cut, reduce)
    for side in (target, reference):
        if side not in counts.sides:
            raise ValueError(f"no passage is of side {side!r}; there is {_sides(table)}")
        if not counts.sides[side].n_tokens:
            raise ValueError(f"the passages of side {side!r} have no words")
    one, other = counts.sides[target], counts.sides[reference]
    languages.comparable(one.languages, other.languages)
    total = np.asarray(one.frequency) + np.asarray(other.frequency)
    some = np.flatnonzero(total >= max(min_frequency, 1))
    forms = [counts.forms[place] for place in some]
    columns = list(dict.fromkeys([*ALWAYS, *measures]))
    values = measured.measures(
        np.asarray(one.frequency)[some],
        one.n_tokens,
        np.asarray(other.frequency)[some],
        other.n_tokens,
        only={*columns, *guard.COUNTS} - {"document_frequency", "document_frequency_reference"},
        family=f"words with at least {max(min_frequency, 1)} occurrences",
    )
    values["document_frequency"] = np.asarray(one.document_frequency)[some]
    values["document_frequency_reference"] = np.asarray(other.document_frequency)[some]
    if unknown := [name for name in columns if name not in values]:
        raise ValueError(
            f"no measure {', '.join(unknown)}; there are {', '.join(measured.names())}"
        )
    masked, reasons = guard.guard(values, one.n_documents, other.n_documents)
    result = pd.DataFrame({"word": forms, **{name: masked[name] for name in columns}})
    result["suppressed_because"] = _because(reasons, columns, len(forms))
    return (
        result.assign(size=-result["lrc"].abs().fillna(-1.0), total=-total[some])
        .sort_values(["size", "total", "word"], ignore_index=True)
        .drop(columns=["size", "total"])
    )


def _because(reasons: dict, columns: list[str], rows: int) -> list[str]:
    """Return why values of each row are withheld: each reason with the columns that it holds for."""
    found: list[dict[str, list[str]]] = [{} for _ in range(rows)]
    for name in columns:
        for row, reason in enumerate(reasons.get(name, ())):
            if reason:
                found[row].setdefault(reason, []).append(name)
    return ["; ".join(f"{', '.join(names)}: {why}" for why, names in own.items()) for own in found]


def _sides(table: pd.DataFrame) -> str:
    return ", ".join(sorted(map(repr, table["side"].unique())))


def alone(data, side, *, codebook=None) -> pd.DataFrame:
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
        languages.comparable(table.loc[own, "language"], table.loc[~own, "language"])
        key, counted = "word", count(table)
        other = set(counted.loc[counted["side"] != side, "word"])
        frequency = counted[counted["side"] == side].set_index("word")["frequency"]
    else:
        key, spans = (
            "code",
            code(table, codebook).drop_duplicates(["document_id", "start", "end", "code"]),
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
