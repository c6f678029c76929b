"""Does a finding hang on a choice? Each choice of the count made otherwise, one at a time, and what becomes of it.

A *headline* is a finding put as a comparison of two counts: the target has more than the reference, it alone has any,
or it is the largest. A *choice* is what would be counted instead: other words (tokeniser, spelling), one pattern fewer,
a list as one stretch, another translation, the full text in place of the passages, rates in place of counts. A choice
that takes away all that a headline counts is no test of it.
"""

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import NamedTuple

import pandas as pd

from ..corpus.codebook import Codebook
from ..text import coding
from ..text.tokens import tokenize
from . import stretches

MORE, ALONE, LARGEST = "more", "alone", "largest"
HOLDS, TURNS, UNTESTED, REMOVED = "holds", "turns over", "not comparable", "nothing left to compare"
TESTED = (HOLDS, TURNS)
FULL = "full texts"


class Key(NamedTuple):
    """What a count is of: a readout, a level (``word``, ``code``, ``frame``, ``size``), a name."""

    readout: str
    level: str
    name: str


class Headline(NamedTuple):
    """A finding as a comparison.

    ``claim`` is `MORE` (the target's count is the higher one), `ALONE` (the target has some and no reference has any)
    or `LARGEST` (the target's count is above each of the references').
    """

    id: str
    label: str
    group: str
    claim: str
    target: Key
    reference: tuple[Key, ...]


@dataclass(frozen=True)
class Choice:
    """One choice made otherwise.

    Attributes
    ----------
    group, label : str
    counts : dict of Key to int
        The counts that differ.
    anew : dict of str to (int or None)
        Readouts that are counted anew, with what a key that ``counts`` lacks then has: 0 where all of the text was
        counted, None where only the keys in ``counts`` were.
    full : bool
        A full text stands in for passages: its counts are comparable with those of passages only as to whether there
        are any.
    rates : bool
        Compare rates per word instead of counts.
    fewer : bool
        A pattern is dropped. Where it alone finds the target, nothing is left to compare: the finding rests on that
        pattern, and dropping it is no test.
    """

    group: str
    label: str
    counts: dict[Key, int | None] = field(default_factory=dict)
    anew: dict[str, int | None] = field(default_factory=dict)
    full: bool = False
    rates: bool = False
    fewer: bool = False


def lead(
    headline_id: str, label: str, group: str, one: Key, other: Key, counts: Counter
) -> list[Headline]:
    """The headline of two counts: the higher one is the target; none where they are equal.

    Examples
    --------
    >>> one, other = Key("a", "word", "order"), Key("b", "word", "order")
    >>> [(found.claim, found.target.readout) for found in lead("order", "order", "words", one, other, Counter({other: 2}))]
    [('alone', 'b')]
    """
    if counts[one] == counts[other]:
        return []
    target, reference = (one, other) if counts[one] > counts[other] else (other, one)
    return [
        Headline(
            headline_id, label, group, MORE if counts[reference] else ALONE, target, (reference,)
        )
    ]


def largest(
    headline_id: str, label: str, group: str, keys: Iterable[Key], counts: Counter
) -> list[Headline]:
    """The headline of the largest of several counts; none where two share the first place."""
    ranked = sorted(keys, key=lambda key: -counts[key])
    if len(ranked) < 2 or counts[ranked[0]] == counts[ranked[1]]:
        return []
    return [Headline(headline_id, label, group, LARGEST, ranked[0], tuple(ranked[1:]))]


def count(segments: pd.DataFrame, coded: pd.DataFrame, **tokenizing) -> Counter:
    """The counts of words, codes, frames and sizes a readout, as the report has them.

    Parameters
    ----------
    segments : DataFrame
        With columns ``segment_id``, ``readout_id`` and ``text``.
    coded : DataFrame
        As from `coding.code`.
    **tokenizing
        Options of `tokens.tokenize`.
    """
    counts = Counter()
    for readout, text in zip(segments["readout_id"], segments["text"]):
        forms = [token.form for token in tokenize(text, **tokenizing)]
        counts[Key(readout, "size", "words")] += len(forms)
        counts.update(Key(readout, "word", form) for form in forms)
    return counts + _stretches(_matches(segments, coded))


class _Match(NamedTuple):
    readout: str
    segment: str
    first: int
    after: int
    frame: str
    code: str
    pattern: str


def _matches(segments: pd.DataFrame, coded: pd.DataFrame) -> list[_Match]:
    readout = dict(zip(segments["segment_id"], segments["readout_id"]))
    columns = (coded[name] for name in ("segment_id", "first", "after", "frame", "code", "pattern"))
    return [_Match(readout[row[0]], *row) for row in zip(*columns) if row[0] in readout]


def _stretches(matches: Iterable[_Match]) -> Counter:
    """Distinct stretches a code and a frame, by the same rule as `coding.code_frequency`."""
    distinct = {
        (match.readout, level, getattr(match, level), match.segment, match.first, match.after)
        for match in matches
        for level in ("code", "frame")
    }
    return Counter(Key(*stretch[:3]) for stretch in distinct)


def of_tokens(segments: pd.DataFrame, book: Codebook) -> Iterator[Choice]:
    """Other words: hyphened ones taken as two, American spelling kept as it is."""
    spoken = _of_languages(book, segments)
    for label, options in (
        ("hyphened words split", {"split_hyphens": True}),
        ("spelling not folded", {"fold_spelling": False}),
    ):
        recounted = count(segments, coding.code(segments, spoken, **options), **options)
        yield Choice("tokeniser", label, recounted, dict.fromkeys(segments["readout_id"], 0))


def _of_languages(book: Codebook, segments: pd.DataFrame) -> Codebook:
    """The codebook without the patterns of languages that the segments do not have: the same matches, in less time."""
    languages = set(segments["language"])
    return replace(
        book, patterns=tuple(pattern for pattern in book.patterns if pattern.language in languages)
    )


def of_patterns(
    segments: pd.DataFrame,
    coded: pd.DataFrame,
    book: Codebook,
    full_codes: pd.DataFrame,
    full_patterns: pd.DataFrame,
) -> Iterator[Choice]:
    """One pattern fewer, for every pattern that matches in a passage or in a full text.

    Parameters
    ----------
    segments, coded : see `count`
    book : Codebook
    full_codes : DataFrame
        ``readout_id, level, name, frequency`` of the texts that are not at hand.
    full_patterns : DataFrame
        ``readout_id, code, pattern, frequency`` of the same texts.
    """
    matches = _matches(segments, coded)
    full = full_counts(full_codes)
    rows = list(
        full_patterns[["readout_id", "code", "pattern", "frequency"]].itertuples(
            index=False, name=None
        )
    )
    frame_of = book.codes["frame"].to_dict()
    pairs = sorted({(match.code, match.pattern) for match in matches} | {row[1:3] for row in rows})
    for code, pattern in pairs:
        counts = _without(matches, code, pattern)
        for readout in {row[0] for row in rows if row[1:3] == (code, pattern)}:
            counts |= _without_in_full(
                full, [row for row in rows if row[0] == readout], readout, code, pattern, frame_of
            )
        shared = sum(other == pattern for _, other in pairs) > 1
        yield Choice(
            "patterns",
            f"without “{pattern}”" + f" as {book.codes.at[code, 'label']}" * shared,
            counts,
            fewer=True,
        )


def _without(matches: list[_Match], code: str, pattern: str) -> dict[Key, int]:
    """What a code and its frame have left where a pattern matched."""
    dropped = [match for match in matches if (match.code, match.pattern) == (code, pattern)]
    left = _stretches(match for match in matches if (match.code, match.pattern) != (code, pattern))
    keys = {
        Key(match.readout, level, getattr(match, level))
        for match in dropped
        for level in ("code", "frame")
    }
    return {key: left[key] for key in keys}


def _without_in_full(
    full: Counter,
    rows: list[tuple],
    readout: str,
    code: str,
    pattern: str,
    frame_of: dict[str, str],
) -> dict[Key, int | None]:
    """The same of a text known by its counts alone: exact where no stretch was matched twice, else unknown (None)."""
    frame = frame_of[code]
    lost = sum(row[3] for row in rows if row[1:3] == (code, pattern))
    apart = {
        level: sum(row[3] for row in rows if of(row[1]) == name) == full[Key(readout, level, name)]
        for level, name, of in (("code", code, str), ("frame", frame, frame_of.get))
    }
    return {
        key: full[key] - lost if apart[key.level] else None
        for key in (Key(readout, "code", code), Key(readout, "frame", frame))
    }


def full_counts(full_codes: pd.DataFrame) -> Counter:
    """The counts of codes and frames in texts that are not at hand."""
    rows = full_codes[["readout_id", "level", "name", "frequency"]].itertuples(
        index=False, name=None
    )
    return Counter({Key(*row[:3]): row[3] for row in rows})


def of_stretches(segments: pd.DataFrame, coded: pd.DataFrame) -> Iterator[Choice]:
    """Other stretches: the items of a list taken as one, or a stretch inside another of its frame left out."""
    table = stretches.described(segments, coded)
    keys = {
        Key(*key) for key in zip(table["readout_id"], itertools.repeat("frame"), table["frame"])
    }
    for label, kept in (
        ("a list counted once", table["list"].isna() | ~table.duplicated(["code", "list"])),
        ("a stretch inside another not counted", table["inside"] == ""),
    ):
        left = stretches.of_frames(table[kept])
        counts = Counter(zip(left["readout_id"], itertools.repeat("frame"), left["frame"]))
        yield Choice("stretches", label, {key: counts[key] for key in keys})


def of_translations(
    segments: pd.DataFrame, coded: pd.DataFrame, book: Codebook, renderings: pd.DataFrame
) -> Iterator[Choice]:
    """Another translation: where a passage has one of two wordings on record, it is given the other and coded again."""
    spoken = _of_languages(book, segments)
    for here, other in _wordings(renderings):
        # Spaces may be of any kind, and case does not matter.
        pattern = re.compile(
            r"\b" + r"\s+".join(map(re.escape, here.split())) + r"\b", re.IGNORECASE
        )
        found = segments["text"].map(lambda text, pattern=pattern: bool(pattern.search(text)))
        if not found.any() or _forms(here) == _forms(other):
            continue
        changed = segments[found].assign(
            text=segments.loc[found, "text"].map(
                lambda text, pattern=pattern, other=other: pattern.sub(lambda _: other, text)
            )
        )
        readouts = set(changed["readout_id"])
        passages = pd.concat([changed, segments[~found & segments["readout_id"].isin(readouts)]])
        recoded = pd.concat(
            [coding.code(changed, spoken), coded[~coded["segment_id"].isin(changed["segment_id"])]]
        )
        yield Choice(
            "translations",
            f"“{other}” for “{here}”",
            count(passages, recoded),
            dict.fromkeys(readouts, 0),
        )


def _forms(text: str) -> list[str]:
    return [token.form for token in tokenize(text)]


def _wordings(renderings: pd.DataFrame) -> Iterator[tuple[str, str]]:
    """Each rendering both ways."""
    for one, other in (
        renderings[["official_or_usual_english", "other_wording"]]
        .dropna()
        .itertuples(index=False, name=None)
    ):
        for pair in zip(one.split("; "), other.split("; ")):
            yield from (pair, pair[::-1])


def of_full_text(
    label: str, passages: str, counts: dict[Key, int | None], unknown: int | None = 0
) -> Choice:
    """A full text in place of the passages: its counts under the keys of the passages, None for what was not counted."""
    return Choice(
        FULL,
        label,
        {key._replace(readout=passages): value for key, value in counts.items()},
        {passages: unknown},
        full=True,
    )


RATES = Choice("rates", "rates instead of counts", rates=True)


def run(headlines: Iterable[Headline], counts: Counter, choices: Iterable[Choice]) -> pd.DataFrame:
    """Every headline under every choice.

    Returns
    -------
    DataFrame
        One row a headline and choice: ``headline, label, headline_group, claim, target, reference`` (keys, of the
        references the highest), ``frequency, frequency_reference`` as counted, ``choice_group, choice, full``, then under it
        ``frequency_then, frequency_reference_then, outcome`` (`HOLDS`, `TURNS`, `UNTESTED`, or `REMOVED` where nothing
        of the target is left) and ``bears``: whether a count differs, or the comparison is made otherwise.
    """
    choices, rows = list(choices), []
    for headline in headlines:
        plain = _values(headline, counts, Choice("", ""))
        for choice in choices:
            then = _values(headline, counts, choice)
            rows.append(
                (
                    headline.id,
                    headline.label,
                    headline.group,
                    headline.claim,
                    headline.target,
                    plain[2],
                    plain[0],
                    plain[1],
                    choice.group,
                    choice.label,
                    choice.full,
                    *then[:2],
                    _outcome(headline, counts, choice, then),
                    then != plain or _otherwise(headline, choice),
                )
            )
    table = pd.DataFrame(
        rows,
        columns=[
            "headline",
            "label",
            "headline_group",
            "claim",
            "target",
            "reference",
            "frequency",
            "frequency_reference",
            "choice_group",
            "choice",
            "full",
            "frequency_then",
            "frequency_reference_then",
            "outcome",
            "bears",
        ],
    )
    return table.astype({"frequency_then": "Int64", "frequency_reference_then": "Int64"})


def _otherwise(headline: Headline, choice: Choice) -> bool:
    """Whether a choice compares something else, though the counts may come out the same: rates, or another text."""
    return (choice.rates and headline.claim == MORE) or (
        choice.full
        and any(key.readout in choice.anew for key in (headline.target, *headline.reference))
    )


def _value(key: Key, counts: Counter, choice: Choice) -> int | None:
    if key in choice.counts:
        return choice.counts[key]
    return choice.anew.get(key.readout, counts[key])


def _values(
    headline: Headline, counts: Counter, choice: Choice
) -> tuple[int | None, int | None, Key]:
    """The target's count, the highest of the references', and whose that is; a count that is unknown is None."""
    others = {key: _value(key, counts, choice) for key in headline.reference}
    highest = max(others, key=lambda key: -1 if others[key] is None else others[key])
    return (
        _value(headline.target, counts, choice),
        None if None in others.values() else others[highest],
        highest,
    )


def _outcome(
    headline: Headline, counts: Counter, choice: Choice, then: tuple[int | None, int | None, Key]
) -> str:
    target, reference, key = then
    mixed = choice.full and (headline.target.readout in choice.anew) != (key.readout in choice.anew)
    if target is None or reference is None or (mixed and headline.claim != ALONE):
        return UNTESTED
    if choice.fewer and target == 0 < counts[headline.target]:
        return REMOVED
    if headline.claim == ALONE:
        return HOLDS if target > 0 == reference else TURNS
    if choice.rates:
        sizes = [
            _value(Key(name, "size", "words"), counts, choice)
            for name in (headline.target.readout, key.readout)
        ]
        if not all(sizes):
            return UNTESTED
        target, reference = target * sizes[1], reference * sizes[0]
    return HOLDS if target > reference else TURNS


def reading(claim: str, frequency: int, frequency_reference: int) -> str:
    """What two counts say where a claim does not hold.

    Examples
    --------
    >>> reading(ALONE, 0, 0), reading(ALONE, 5, 8), reading(MORE, 2, 2), reading(LARGEST, 8, 9)
    ('in neither', 'in both', 'as many in both', 'another is larger')
    """
    if claim == ALONE:
        return (
            "in both"
            if frequency and frequency_reference
            else "in the other alone"
            if frequency_reference
            else "in neither"
        )
    if frequency == frequency_reference:
        return "as many in both" if claim == MORE else "another is as large"
    return "more in the other" if claim == MORE else "another is larger"


def summary(table: pd.DataFrame) -> pd.DataFrame:
    """One row a headline: its counts, their range over the choices, and the choices under which it turns over.

    Returns
    -------
    DataFrame
        ``headline, label, headline_group, claim, target, reference, frequency, low, high, frequency_reference,
        reference_low, reference_high, choices, turning, rests_on_one``. The range is over the choices that are a test
        and keep to the passages: a full text is longer, so its counts are in no range. ``choices`` counts the tests
        that bear on the headline, ``turning`` those under which it turns over; ``rests_on_one`` is true where one
        pattern finds all that the headline counts.
    """
    tested = table[table["outcome"].isin(TESTED)]
    comparable = tested[~tested["full"]]
    groups = comparable.groupby("headline", sort=False)
    first = table.drop_duplicates("headline").set_index("headline")[
        [
            "label",
            "headline_group",
            "claim",
            "target",
            "reference",
            "frequency",
            "frequency_reference",
        ]
    ]
    ranges = {
        name: getattr(groups[column], function)()
        for name, column, function in (
            ("low", "frequency_then", "min"),
            ("high", "frequency_then", "max"),
            ("reference_low", "frequency_reference_then", "min"),
            ("reference_high", "frequency_reference_then", "max"),
        )
    }
    bearing = tested[tested["bears"]].groupby("headline").size()
    turning = tested[tested["outcome"] == TURNS].groupby("headline").size()
    counted = {
        name: part.reindex(first.index, fill_value=0)
        for name, part in (("choices", bearing), ("turning", turning))
    }
    counted["rests_on_one"] = first.index.isin(table.loc[table["outcome"] == REMOVED, "headline"])
    own = {
        "low": "frequency",
        "high": "frequency",
        "reference_low": "frequency_reference",
        "reference_high": "frequency_reference",
    }
    spread = {
        name: part.reindex(first.index).fillna(first[own[name]]).astype(int)
        for name, part in ranges.items()
    }
    # The count as made is a choice too: it lies within its range.
    for name, column in own.items():
        both = pd.concat([spread[name], first[column]], axis=1)
        spread[name] = both.min(axis=1) if name.endswith("low") else both.max(axis=1)
    return first.assign(**spread, **counted).reset_index()
