"""One side held against another: keyness of every word, or of every code and frame, over the counts of any engine."""

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from typing import NamedTuple

import numpy as np

from ..measures import guard, keyness
from ..readers.codebook_file import CodebookFile
from ..text import languages
from ..text.patterns import Pattern, of_language
from .engine import Texts
from .plain import SideCounts, WordCounts, names
from .selection import Selection, listed

Tell = Callable[[str], None]
ALWAYS = (
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
)
_COUNTED = ("document_frequency", "document_frequency_reference")


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
    return [*keyness.names(), *_COUNTED]


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
    reference: str,
    *,
    codebook: CodebookFile | None = None,
    segmentation: str = "characters",
    normalization: str = "none",
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
    target, reference : str
        The sides.
    codebook : CodebookFile, optional
        Then codes and frames are compared, and not words.
    segmentation, normalization : str
        What a word is: as `languages.words` takes them.
    min_frequency : int
        Words with fewer occurrences on both sides together are left out; the sizes stay.
    columns : sequence of str
        See `chosen_columns`.
    sort : str, optional
        The column by which the rows are ordered, largest first, signs put aside; ``lrc`` by default.
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
    selection = selection or Selection(sides=(target, reference))
    counts, unit = (
        _code_counts(texts, selection, target, reference, codebook, tell)
        if codebook
        else (texts.word_counts(selection, segmentation, normalization), "words")
    )
    if missing := selection.missing():
        raise ValueError(missing)
    for side in (target, reference):
        if side not in counts.sides:
            raise ValueError(f"no document is of side {side!r}; there is {listed(selection.sides)}")
    one, other = counts.sides[target], counts.sides[reference]
    if not codebook:
        languages.comparable(_languages(counts, one), _languages(counts, other))
    for name, side in ((target, one), (reference, other)):
        if not side.n_tokens:
            raise ValueError(f"the documents of side {name!r} have no {unit}")
        tell(
            f"{name}: {side.n_documents:,} document{'s' * (side.n_documents != 1)}, {side.n_tokens:,} {unit}"
        )
    if not codebook and (
        used := languages.tools(
            one.languages | other.languages,
            segmentation=segmentation,
            normalization=normalization,
        )
    ):
        tell(f"words by {', '.join(used)}")
    return _table(
        counts.forms,
        one,
        other,
        key="code" if codebook else "word",
        least=0 if codebook else max(min_frequency, 1),
        columns=columns,
        sort=sort,
        top=top,
        unit=unit,
        family="codes and frames"
        if codebook
        else f"words with at least {max(min_frequency, 1)} occurrences",
    )


def _languages(counts: WordCounts, side: SideCounts) -> Collection[str]:
    """The languages of a side; of Chinese, with the script that its characters tell."""
    if not {"zh", *languages.UNKNOWN} & set(map(languages.primary, side.languages)):
        return side.languages
    frequency = dict(zip(counts.forms, map(int, side.frequency)))
    return {languages.with_script(language, frequency) for language in side.languages}


def _code_counts(
    texts: Texts,
    selection: Selection,
    target: str,
    reference: str,
    codebook: CodebookFile,
    tell: Tell,
) -> tuple[WordCounts, str]:
    """Codes and frames, in the shape of words, and the unit in which the size of a side is given."""
    frame_of, patterns = codebook
    every = names(frame_of)
    found, inside, words, documents = (
        {side: Counter() for side in (target, reference)} for _ in range(4)
    )
    for document, size, codes in texts.counted(patterns, frame_of, selection):
        words[document.side][""] += size.n_tokens
        documents[document.side][document.language] += 1
        for code in codes:
            found[document.side][code[:2]] += code.frequency
            inside[document.side][code[:2]] += 1
    spoken = documents[target] + documents[reference]
    unit, kept = "words", _looked_for(every, patterns, frame_of, spoken, tell)
    try:
        languages.comparable(documents[target], documents[reference])
    except languages.IncomparableLanguages:
        unit = "coded stretches"
        words = {
            side: Counter(
                {"": sum(found[side][level, name] for level, name in kept if level == "code")}
            )
            for side in found
        }
    return WordCounts(
        [f"{level} {name}" for level, name in kept],
        {
            side: SideCounts(
                [found[side][name] for name in kept],
                [inside[side][name] for name in kept],
                words[side][""],
                documents[side].total(),
                frozenset(documents[side]),
            )
            for side in found
            if documents[side]
        },
    ), unit


def _looked_for(
    every: list[tuple[str, str]],
    patterns: list[Pattern],
    frame_of: dict[str, str],
    spoken: Counter[str],
    tell: Tell,
) -> list[tuple[str, str]]:
    """The codes that have patterns in each language of the documents, and the frames for which the same codes have them.

    What is left out is told: a code without patterns can be neither found nor missed.
    """
    if not spoken:
        return every
    unknown = sum(
        number
        for language, number in spoken.items()
        if languages.primary(language) in languages.UNKNOWN
    )
    if unknown:
        tell(
            f"{unknown:,} documents are in a language that is not known (--language-is): only patterns without a language are looked for in them"
        )
    known = sorted({languages.primary(language) for language in spoken} - languages.UNKNOWN) or [""]
    present = {
        language: {
            pattern.code for pattern in of_language(patterns, language) if not pattern.excludes
        }
        for language in known
    }
    for language, codes in present.items():
        if missing := [code for code in frame_of if code not in codes]:
            tell(
                f"no patterns in {languages.name(language) or 'no language'}, so left out: {', '.join(missing)}"
            )
    of_frame = {
        frame: {
            frozenset(code for code in codes if frame_of[code] == frame)
            for codes in present.values()
        }
        for frame in frame_of.values()
    }
    both = set.intersection(*present.values())
    kept = [
        (level, name)
        for level, name in every
        if (name in both if level == "code" else len(of_frame[name]) == 1 and any(of_frame[name]))
    ]
    if not kept:
        raise ValueError(
            f"the codebook has no patterns for {' and '.join(map(languages.name, known)) or 'documents in a language that is not known'}"
        )
    return kept


def _table(
    forms: Sequence[str],
    target: SideCounts,
    reference: SideCounts,
    *,
    key: str,
    least: int,
    columns: Sequence[str],
    sort: str | None,
    top: int | None,
    unit: str,
    family: str,
) -> Comparison:
    """The rows with at least so many occurrences, measured, guarded and ordered."""
    if sort is not None and sort not in (known := known_columns()):
        raise ValueError(f"--sort {sort}: no such column; there are {', '.join(known)}")
    frequency, frequency_reference = np.asarray(target.frequency), np.asarray(reference.frequency)
    some = np.flatnonzero(frequency + frequency_reference >= least)
    names = [forms[place] for place in some]
    measured = keyness.measures(
        frequency[some],
        target.n_tokens,
        frequency_reference[some],
        reference.n_tokens,
        only={*columns, sort or "lrc", *guard.COUNTS},
        family=family,
    )
    for name, counted in zip(_COUNTED, (target, reference)):
        measured[name] = np.asarray(counted.document_frequency)[some]
    masked, reasons = guard.guard(measured, target.n_documents, reference.n_documents)
    order = _order(masked, sort, names)[:top]
    reasons = {
        name: np.array(
            [one.replace("words a side", f"{unit} a side") for one in reasons[name][order]],
            dtype=object,
        )
        for name in columns
        if name in reasons
    }
    return Comparison(
        {key: [names[place] for place in order], **{name: masked[name][order] for name in columns}},
        reasons,
        guard.because(reasons),
    )


def _order(columns: dict, sort: str | None, names: list[str]) -> np.ndarray:
    """The rows by the column asked for, then by frequency on both sides, then by the alphabet."""
    total = columns["frequency"] + columns["frequency_reference"]
    key = columns[sort or "lrc"]
    if key.dtype.kind not in "iufb":
        raise ValueError(f"--sort {sort}: a column of words; expected one of numbers")
    alphabet = np.empty(len(names), np.int64)
    alphabet[sorted(range(len(names)), key=names.__getitem__)] = np.arange(len(names))
    return np.lexsort(
        [alphabet, -total, -np.nan_to_num(np.abs(key.astype(float)), nan=-1.0, posinf=np.inf)]
    )
