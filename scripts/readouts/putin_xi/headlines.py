"""The headline findings of this report, and the choices on which each could hang; see `robustness`."""

from collections import Counter
from collections.abc import Iterator

import pandas as pd

from ..corpus.codebook import Codebook
from ..corpus.corpus import Corpus
from ..report import coverage
from ..report.findings import Finding, Row, slug
from . import robustness
from .robustness import (
    FULL,
    HOLDS,
    RATES,
    REMOVED,
    TESTED,
    TURNS,
    Choice,
    Headline,
    Key,
    count,
    full_counts,
    largest,
    lead,
)

# The words that the chapter on frequency names, and the one that a translation may exchange.
WORDS = {
    "military": "“military”",
    "order": "“order”",
    "china": "“China”",
    "legitimacy": "“legitimacy”",
}
# The Chinese string that a naming code is counted by in the full Chinese texts.
CHINESE_NAMES = {
    "special-military-operation": "特别军事行动",
    "crisis": "乌克兰危机",
    "issue": "乌克兰问题",
    "situation": "乌克兰局势",
    "conflict": "冲突",
    "war": "战争",
    "invasion": "入侵",
}
# The strings of every code that is counted there; other codes were not.
CHINESE = {code: [name] for code, name in CHINESE_NAMES.items()} | {
    "legitimacy-of-actions": ["合法", "正当"]
}
# Codes of the frame of naming that are no name of the war by themselves: the readouts do not say which actions are meant.
NO_NAMES = {"actions"}


def results(
    data: Corpus, book: Codebook, coded: pd.DataFrame, pair: tuple[str, str], full: tuple[str, str]
) -> pd.DataFrame:
    """Every headline of the report under every choice, as `robustness.run` gives it.

    Parameters
    ----------
    data, book, coded : as of the report
    pair : (str, str)
        The two readouts compared.
    full : (str, str)
        The first side's full texts of the call before and of this call.
    """
    segments = data.segments[data.segments["readout_id"].isin(pair)]
    tables, date = data.tables, segments["event_date"].iloc[0]
    topics = voices_and_topics(tables["coverage"], date)
    counts = count(segments, coded) + full_counts(tables["fulltext_codes"]) + topics
    counts.update(
        {
            Key(row.readout_id, "size", "words"): int(row.size)
            for row in tables["readouts"]
            .query("size_unit == 'words'")[["readout_id", "size"]]
            .itertuples()
        }
    )
    return robustness.run(
        _headlines(book, pair, full, str(date), counts),
        counts,
        _choices(data, book, coded, segments, full[1], topics),
    )


def _headlines(
    book: Codebook, pair: tuple[str, str], full: tuple[str, str], date: str, counts: Counter
) -> Iterator[Headline]:
    for word, label in WORDS.items():
        yield from lead(
            f"word-{word}",
            label,
            "Words",
            *(Key(readout, "word", word) for readout in pair),
            counts,
        )
    naming = book.codes.query("frame == 'naming'")["code"]
    names = naming[~naming.isin(NO_NAMES)]
    for code in [*names, *NO_NAMES, "legitimacy-of-actions"]:
        label, group = book.codes.at[code, "label"], "Names" if code in set(names) else "Codes"
        yield from lead(
            f"code-{code}", label, group, *(Key(readout, "code", code) for readout in pair), counts
        )
    labels = book.frames.set_index("frame")["label"]
    for frame, label in labels.items():
        yield from lead(
            f"frame-{frame}",
            label,
            "Frames",
            *(Key(readout, "frame", frame) for readout in pair),
            counts,
        )
    for readout in pair:
        yield from largest(
            f"largest-{readout}",
            "Largest frame",
            "Frames",
            [Key(readout, "frame", frame) for frame in labels.index],
            counts,
        )
    for level, name in (("code", "stated-aims"), ("frame", "sanctions"), ("frame", "order")):
        label = (labels if level == "frame" else book.codes["label"])[name]
        yield from lead(
            f"calls-{name}",
            label,
            "Two calls",
            *(Key(readout, level, name) for readout in full),
            counts,
        )
    for name, label in (
        ("voice-xi", "Topics in Xi’s mouth"),
        ("voice-nobody", "Topics in nobody’s mouth"),
    ):
        yield from lead(
            f"topics-{name}",
            label,
            "Topics",
            *(Key(date, "topics", f"{side}-{name}") for side in ("kremlin", "beijing")),
            counts,
        )
    for side, label in (
        ("kremlin", "Topics of the Kremlin alone, and of both"),
        ("beijing", "Topics of Beijing alone, and of both"),
    ):
        yield from lead(
            f"topics-{side}",
            label,
            "Topics",
            Key(date, "topics", side),
            Key(date, "topics", "both"),
            counts,
        )


def voices_and_topics(table: pd.DataFrame, date) -> Counter:
    """How many topics of a call one side, both or neither states, and how many each side gives to each voice.

    Parameters
    ----------
    table : DataFrame
        ``topic, event_date, side, status, voice``.
    date : date
    """
    said = table[(table["event_date"] == date) & table["status"].isin(coverage.SAID)]
    told_by, given = {topic: set() for topic in table["topic"]}, set()
    for topic, side, voice in said[["topic", "side", "voice"]].itertuples(index=False, name=None):
        told_by[topic].add(side)
        given.update(
            (topic, f"{side}-voice-{one}")
            for one in (voice.split("; ") if isinstance(voice, str) else ["nobody"])
        )
    names = [
        *("both" if len(sides) > 1 else next(iter(sides), "neither") for sides in told_by.values()),
        *(name for _, name in given),
    ]
    return Counter(Key(str(date), "topics", name) for name in names)


def _choices(
    data: Corpus,
    book: Codebook,
    coded: pd.DataFrame,
    segments: pd.DataFrame,
    full: str,
    topics: Counter,
) -> Iterator[Choice]:
    tables, date = data.tables, segments["event_date"].iloc[0]
    yield from robustness.of_tokens(segments, book)
    yield from robustness.of_patterns(
        segments, coded, book, tables["fulltext_codes"], tables["fulltext_patterns"]
    )
    yield from robustness.of_stretches(segments, coded)
    yield from robustness.of_translations(segments, coded, book, tables["renderings"])
    sides = dict(zip(segments["side"], segments["readout_id"]))
    yield robustness.of_full_text(
        "the Kremlin’s full text", sides["kremlin"], _of_full_text(tables, full)
    )
    yield robustness.of_full_text(
        "Beijing’s full Chinese text",
        sides["beijing"],
        _of_chinese(tables["beijing_terms"], date),
        unknown=None,
    )
    yield RATES
    said = tables["coverage"]
    as_one = {second: first for first, second in coverage.pairs(tables["topics"])}
    unnamed = said["voice_basis"] == "agentless"
    for label, changed in (
        ("linked topics counted as one", said.assign(topic=said["topic"].replace(as_one))),
        (
            "a voice that is implied counted as nobody’s",
            said.assign(voice=said["voice"].mask(said["voice_basis"] == "implied")),
        ),
        (
            "what is told without a speaker counted as told of both",
            said.assign(voice=said["voice"].mask(unnamed, "both")),
        ),
        ("the second reading of the full texts", tables["coverage_second"]),
    ):
        other = voices_and_topics(changed, date)
        yield Choice("coverage", label, {key: other[key] for key in topics | other})


def _of_full_text(tables: dict[str, pd.DataFrame], readout: str) -> dict[Key, int]:
    """The words, codes and frames of one full text."""
    words = tables["fulltext_words"].query("readout_id == @readout")
    return {
        Key(readout, "word", word): int(frequency)
        for word, frequency in zip(words["word"], words["frequency"])
    } | {
        key: frequency
        for key, frequency in full_counts(tables["fulltext_codes"]).items()
        if key.readout == readout
    }


def _of_chinese(terms: pd.DataFrame, date) -> dict[Key, int]:
    """The codes whose strings were counted in a full Chinese text."""
    counted = terms[terms["event_date"] == date].set_index("term")["frequency"]
    return {
        Key("", "code", code): int(counted[strings].sum())
        for code, strings in CHINESE.items()
        if set(strings) <= set(counted.index)
    }


def finding_id(key: Key) -> str:
    """The finding that a key's count is."""
    return (
        slug("topics", key.readout, key.name)
        if key.level == "topics"
        else slug(key.level, key.readout, key.name)
    )


def findings(
    data: Corpus, book: Codebook, coded: pd.DataFrame, pair: tuple[str, str], full: tuple[str, str]
) -> Iterator[Finding]:
    """How many headlines there are, how many hold, how many turn over, under how many choices of which kind; and how sure each is: ``certainty-<headline>``."""
    table = results(data, book, coded, pair, full)
    target = {name: finding_id(key) for name, key in zip(table["headline"], table["target"])}
    turned = table[table["outcome"] == TURNS]
    parts = {
        "headlines": (
            set(target),
            "headline findings",
            "the findings that the table of this chapter compares",
        ),
        "headlines-holding": (
            set(target) - set(turned["headline"]),
            "headline findings that hold under every choice",
            "those that no choice turns over",
        ),
        "headlines-turning": (
            set(turned["headline"]),
            "headline findings that turn over under some choice",
            "those that at least one choice turns over",
        ),
        "headlines-resting": (
            set(table.loc[table["outcome"] == REMOVED, "headline"]),
            "headline findings that rest on one pattern",
            "those of which nothing is left to compare without one pattern",
        ),
    }
    for group in table["choice_group"].unique():
        parts[slug("headlines-turning", group)] = (
            set(turned.loc[turned["choice_group"] == group, "headline"]),
            f"headline findings that turn over under another choice of: {group}",
            "those that at least one such choice turns over",
        )
    for name, (headlines, label, formula) in parts.items():
        yield Finding(
            name,
            len(headlines),
            label,
            None if name == "headlines" else (len(target), "headline findings"),
            parts=tuple(dict.fromkeys(one for key, one in target.items() if key in headlines)),
            formula=formula,
        )
    for group, file in (("patterns", "patterns.csv"), ("translations", "renderings.csv")):
        choices = {
            choice: own
            for choice, own in table[table["choice_group"] == group].groupby("choice", sort=False)
        }
        yield Finding(
            slug("choices", group),
            len(choices),
            f"choices of {group} tried, one at a time",
            rows=tuple(Row(file, choice, _effect(own)) for choice, own in choices.items()),
        )
    for name, own in table.groupby("headline", sort=False):
        first = own.iloc[0]
        yield Finding(
            slug("certainty", name),
            int((own["outcome"] == TURNS).sum()),
            f"choices that turn over: {first['label']}, {said(book, first)}",
            (int(own["outcome"].isin(TESTED).sum()), "choices tried"),
            parts=(finding_id(first["target"]), finding_id(first["reference"])),
            formula="the comparison of both counts, made again under every choice of the chapter on choices",
            shown=certainty(table, name),
        )


def _effect(own: pd.DataFrame) -> str:
    """What becomes of the headlines under one choice, in words."""
    turned = "; ".join(own.loc[own["outcome"] == TURNS, "label"])
    return f"turns over: {turned}" if turned else "turns nothing over"


def certainty(table: pd.DataFrame, headline_id: str) -> str:
    """How sure a headline is, in a line: whether it holds under every choice tried, and if not, under which it turns over.

    Where one pattern finds all that a headline counts, and where no choice bears on it, the line says so.

    Parameters
    ----------
    table : DataFrame
        As from `results`.
    headline_id : str

    Examples
    --------
    >>> row = {"headline": "order", "frequency": 5, "choice_group": "patterns", "bears": True}
    >>> table = pd.DataFrame([row | {"choice": "without “world order”", "outcome": "holds"}, row | {"choice": "the full text", "choice_group": "full texts", "outcome": "turns over"}])
    >>> certainty(table, "order"), certainty(table.head(1), "order")
    ('turns over in the full text', 'holds under every choice tried')
    """
    own = table[table["headline"] == headline_id]
    if own.empty:
        raise KeyError(
            f"no headline {headline_id!r}; there are: {', '.join(table['headline'].unique())}"
        )
    rests = (
        f"rests on one {'occurrence' if own['frequency'].iloc[0] == 1 else 'pattern'}; "
        if (own["outcome"] == REMOVED).any()
        else ""
    )
    turned = own[own["outcome"] == TURNS]
    if turned.empty:
        return rests + (
            "holds under every choice tried"
            if (own["bears"] & (own["outcome"] == HOLDS)).any()
            else "no choice tried bears on it"
        )
    ways = []
    for group, choices in turned.groupby("choice_group", sort=False)["choice"]:
        ways += (
            [f"{_WAYS.get(group, 'with ')}{choice}" for choice in choices]
            if len(choices) <= 2
            else [f"without any one of {len(choices)} {group}"]
        )
    return f"{rests}turns over {' or '.join(ways)}"


def said(book: Codebook, row) -> str:
    """What a headline says, in words; ``row`` has ``claim``, ``target`` and ``reference``."""
    names = {"frame": book.frames.set_index("frame")["label"], "code": book.codes["label"]}
    one, other = place(row.target), place(row.reference)
    if " " in other and one.split("’s ", 1)[1:] == other.split("’s ", 1)[1:]:
        other = other.split("’s ", 1)[0] + "’s"
    if row.claim == robustness.LARGEST:
        return f"in {one}, {names[row.target.level][row.target.name]} above {names[row.reference.level][row.reference.name]}"
    return (
        f"in {one}, none in {other}"
        if row.claim == robustness.ALONE
        else f"in {one} more than in {other}"
    )


def place(key: Key) -> str:
    """Where a key is counted, in words.

    Examples
    --------
    >>> place(Key("kremlin-2022-02-25-full", "frame", "order")), place(Key("2022-06-15", "topics", "beijing-voice-xi"))
    ('the Kremlin’s full text of February', 'Beijing’s topics')
    """
    if key.level == "topics":
        return (
            "the topics of both"
            if key.name == "both"
            else f"{_WHOSE[key.name.split('-')[0]]} topics"
        )
    side, _, month, _, part = key.readout.rsplit("-", 4)
    return f"{_WHOSE[side]} " + (
        "passages" if part == "quoted" else f"full text of {_MONTHS[month]}"
    )


# How a choice is said after "turns over", by its group; of a pattern its label says "without".
_WAYS = {"patterns": "", FULL: "in "}
_WHOSE = {"kremlin": "the Kremlin’s", "beijing": "Beijing’s"}
_MONTHS = {"02": "February", "06": "June"}
