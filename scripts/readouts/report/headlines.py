"""The headline findings of this report, and the choices on which each could hang; see `robustness`."""

from collections import Counter
from collections.abc import Iterator

import pandas as pd

from ..corpus.corpus import EXCERPTS, day
from ..text.languages import primary
from . import coverage, robustness, stored
from .context import Context
from .findings import Finding, Row, slug
from .results import looked_for as looked_for_in
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
    summary,
)
from .settings import Settings

NEEDS = ("frames", "codebook", "patterns")
CODES = "fulltext_codes"
# The columns of the tables that a report may lack.
OPTIONAL = {
    CODES: ["readout_id", "level", "name", "frequency"],
    "fulltext_patterns": ["readout_id", "code", "pattern", "frequency"],
    "fulltext_words": ["readout_id", "word", "frequency"],
    "renderings": ["official_or_usual_english", "other_wording"],
}


def results(context: Context) -> pd.DataFrame:
    """Return every headline of the pair in focus under every choice, as `robustness.run` gives it."""
    data, settings = context.data, context.settings
    segments = data.segments[data.segments["readout_id"].isin(settings.pair)]
    topics = voices_and_topics(_covered(context), settings.event) if _has_topics(context) else {}
    counts = count(segments, context.coded)
    counts += full_counts(_table(context, CODES)) + Counter(topics)
    readouts = data.readouts
    if "size_unit" in readouts:
        sized = readouts[readouts["size_unit"] == "words"]
        counts.update(
            {
                Key(readout, "size", "words"): int(size)
                for readout, size in zip(sized["readout_id"], sized["size"])
            }
        )
    return robustness.run(
        _headlines(context, counts), counts, _choices(context, segments, Counter(topics))
    )


def _table(context: Context, name: str) -> pd.DataFrame:
    """A table, without rows where the data have none of this name."""
    return context.data.tables.get(name, pd.DataFrame(columns=OPTIONAL[name]))


def _has_topics(context: Context) -> bool:
    return context.has(coverage.NEEDS)


def _covered(context: Context) -> pd.DataFrame:
    """The coverage of the two sides that are compared."""
    table = context.table("coverage")
    return table[table["side"].isin([side.id for side in context.settings.two])]


def _headlines(context: Context, counts: Counter) -> Iterator[Headline]:
    book, settings, chosen = context.codebook, context.settings, context.settings.headlines
    pair, full, date = settings.pair, settings.full_texts, str(settings.event)
    languages = dict.fromkeys(context.data.readouts.loc[list(pair), "language"].map(primary))
    # What was not looked for in one of the two cannot be compared with what was.
    looked_for = {
        level: set.intersection(
            *(set(looked_for_in(book, language, level)) for language in languages)
        )
        for level in ("code", "frame")
    }
    for word, label in chosen.words.items() if len(languages) == 1 else ():
        yield from lead(
            f"word-{word}",
            label,
            "Words",
            *(Key(readout, "word", word) for readout in pair),
            counts,
        )
    of_names = book.codes[book.codes["frame"] == chosen.names]["code"]
    names = [code for code in of_names if code not in chosen.no_names]
    for code in [*names, *chosen.no_names, *chosen.codes]:
        if code not in looked_for["code"]:
            continue
        label, group = book.codes.at[code, "label"], "Names" if code in names else "Codes"
        yield from lead(
            f"code-{code}", label, group, *(Key(readout, "code", code) for readout in pair), counts
        )
    labels = book.frames.set_index("frame")["label"]
    frames = [frame for frame in labels.index if frame in looked_for["frame"]]
    for frame, label in labels[frames].items():
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
            [Key(readout, "frame", frame) for frame in frames],
            counts,
        )
    for name in chosen.calls if len(full) > 1 else ():
        level = "frame" if name in labels else "code"
        texts = context.data.tables
        if not all(stored.is_counted(texts, CODES, level, name, text) for text in full[-2:]):
            continue
        yield from lead(
            f"calls-{name}",
            labels[name] if level == "frame" else book.codes.at[name, "label"],
            "Two calls",
            *(Key(readout, level, name) for readout in full[-2:]),
            counts,
        )
    if _has_topics(context):
        yield from _of_topics(settings, date, counts)


def _of_topics(settings: Settings, date: str, counts: Counter) -> Iterator[Headline]:
    """The headlines on topics: in whose mouth each side puts more, and whether more are one side's than both's."""
    leaders = filter(None, settings.leaders.values())
    for voice in settings.headlines.voices or (*leaders, "nobody"):
        yield from lead(
            f"topics-voice-{voice}",
            f"Topics in {settings.speaker(voice)}’s mouth",
            "Topics",
            *(Key(date, "topics", f"{side.id}-voice-{voice}") for side in settings.two),
            counts,
        )
    for side in settings.two:
        yield from lead(
            f"topics-{side.id}",
            f"More topics of {side.whose} own than shared",
            "Topics",
            Key(date, "topics", side.id),
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


def _choices(context: Context, segments: pd.DataFrame, topics: Counter) -> Iterator[Choice]:
    book, coded, settings = context.codebook, context.coded, context.settings
    full_codes = _table(context, CODES)
    yield from robustness.of_tokens(segments, book)
    yield from robustness.of_patterns(
        segments, coded, book, full_codes, _table(context, "fulltext_patterns")
    )
    yield from robustness.of_stretches(segments, coded)
    yield from robustness.of_translations(segments, coded, book, _table(context, "renderings"))
    of_side = dict(zip(segments["side"], segments["readout_id"]))
    full = settings.full_texts[-1:]
    if full_codes["readout_id"].isin(full).any():
        first = settings.two[0]
        yield robustness.of_full_text(
            f"{first.whose} full text",
            of_side[first.id],
            _of_full_text(context, full[0]),
            unknown=0 if "fulltext_words" in context.data.tables else None,
        )
    strings = settings.headlines.strings
    if strings and strings["table"] in context.data.tables:
        yield robustness.of_full_text(
            strings["label"],
            of_side[strings["side"]],
            _of_strings(context.table(strings["table"]), strings["codes"], settings.event),
            unknown=None,
        )
    yield RATES
    if _has_topics(context):
        yield from _of_coverage(context, topics)


def _of_coverage(context: Context, topics: Counter) -> Iterator[Choice]:
    """Other rules of coverage, and the second reading where there is one."""
    date = context.settings.event
    said = _covered(context)
    as_one = {second: first for first, second in coverage.pairs(context.table("topics"))}
    unnamed = said["voice_basis"] == "agentless"
    changed = {
        "linked topics counted as one": said.assign(topic=said["topic"].replace(as_one)),
        "a voice that is implied counted as nobody’s": said.assign(
            voice=said["voice"].mask(said["voice_basis"] == "implied")
        ),
        "what is told without a speaker counted as told of both": said.assign(
            voice=said["voice"].mask(unnamed, "both")
        ),
    }
    if "coverage_second" in context.data.tables:
        changed["the second reading of the full texts"] = context.table("coverage_second")
    for label, table in changed.items():
        other = voices_and_topics(table, date)
        yield Choice("coverage", label, {key: other[key] for key in topics | other})


def _of_full_text(context: Context, readout: str) -> dict[Key, int | None]:
    """The words, codes and frames of one full text; None for what is not counted with the patterns of today."""
    words = _table(context, "fulltext_words").query("readout_id == @readout")
    known = full_counts(_table(context, CODES))
    book = context.codebook
    keys = [Key(readout, "code", code) for code in book.codes["code"]] + [
        Key(readout, "frame", frame) for frame in book.frames["frame"]
    ]
    return {
        Key(readout, "word", word): int(frequency)
        for word, frequency in zip(words["word"], words["frequency"])
    } | {key: known.get(key) for key in keys}


def _of_strings(terms: pd.DataFrame, codes: dict[str, list[str]], date) -> dict[Key, int]:
    """The codes whose strings were counted in a full text of another language."""
    counted = terms[terms["event_date"] == date].set_index("term")["frequency"]
    return {
        Key("", "code", code): int(counted[strings].sum())
        for code, strings in codes.items()
        if set(strings) <= set(counted.index)
    }


def finding_id(key: Key) -> str:
    """The finding that a key's count is."""
    return slug(key.level, key.readout, key.name)


def findings(context: Context) -> Iterator[Finding]:
    """How many headlines there are, how many hold, how many turn over, under how many choices of which kind; and how sure each is: ``certainty-<headline>``."""
    if len(context.settings.pair) < 2:
        return
    table = results(context)
    target = {name: finding_id(key) for name, key in zip(table["headline"], table["target"])}
    turned = table[table["outcome"] == TURNS]
    bear = summary(table).set_index("headline")["choices"] > 0
    parts = {
        "headlines": (
            set(target),
            "headline findings",
            "the findings that the table of this chapter compares",
        ),
        "headlines-holding": (
            set(bear.index[bear]) - set(turned["headline"]),
            "headline findings that hold under every choice",
            "those on which a choice bears, and that no choice turns over",
        ),
        "headlines-untried": (
            set(bear.index[~bear]),
            "headline findings on which no choice bears",
            "those of which no choice that was tried changes a count",
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
            f"choices that turn over: {first['label']}, {said(context, first)}",
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


def said(context: Context, row) -> str:
    """What a headline says, in words; ``row`` has ``claim``, ``target`` and ``reference``."""
    book = context.codebook
    names = {"frame": book.frames.set_index("frame")["label"], "code": book.codes["label"]}
    one, other = place(context, row.target), place(context, row.reference)
    if " " in other and one.split("’s ", 1)[1:] == other.split("’s ", 1)[1:]:
        other = other.split("’s ", 1)[0] + "’s"
    if row.claim == robustness.LARGEST:
        return f"in {one}, {names[row.target.level][row.target.name]} above {names[row.reference.level][row.reference.name]}"
    return (
        f"in {one}, none in {other}"
        if row.claim == robustness.ALONE
        else f"in {one} more than in {other}"
    )


def place(context: Context, key: Key) -> str:
    """Where a key is counted, in words: “Northland’s passages”, “Northland’s full text of May”, “Northland’s topics”."""
    if key.level == "topics":
        side = side_of(context.settings, key)
        return f"{whose(context.settings, side)} topics" if side else "the topics of both"
    readout = context.data.readouts.loc[key.readout]
    date = readout["event_date"]
    month = context.settings.months.get(date) or day(date)
    part = "passages" if readout["completeness"] == EXCERPTS else f"full text of {month}"
    return f"{whose(context.settings, readout['side'])} {part}"


def whose(settings: Settings, side_id: str) -> str:
    """The possessive of a side."""
    return next(side.whose for side in settings.sides if side.id == side_id)


def side_of(settings: Settings, key: Key) -> str | None:
    """The side of which a number of topics is; None where it is of both."""
    return next(
        (
            side.id
            for side in settings.two
            if key.name == side.id or key.name.startswith(f"{side.id}-voice-")
        ),
        None,
    )


# How a choice is said after "turns over", by its group; of a pattern its label says "without".
_WAYS = {"patterns": "", FULL: "in "}
