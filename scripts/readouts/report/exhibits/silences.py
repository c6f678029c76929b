"""Figures and tables of what each account states and leaves out."""

import pandas as pd
from matplotlib.figure import Figure as Picture

from .. import coverage, results
from ..drawing import (
    HALF,
    NEUTRAL,
    WIDE,
    canvas,
    closer,
    figure,
    grid,
    half_handle,
    latin,
    named,
    on_narrow,
    paired_bars,
    side_styles,
    small,
    stacked,
    table,
    typed,
    wrapped,
)
from ..drawn import EDGE
from ..fields import Field
from ..findings import slug
from ..report import Report
from ..settings import Settings
from . import topic_lists

# What a mark that is half filled says.
LINKED = "the other text states the linked topic"
# Voices that are no person's, as short as a list of topics has them.
SHORT = {"both": "both leaders", "implied": "implied", "issuer": "narrator", "nobody": "nobody"}
# What a voice says that nobody would guess, and the mark after a topic.
MEANS = {
    "implied": "Implied: both leaders, not named.",
    "nobody": "Nobody: the sentence points to no speaker.",
    "narrator": "Narrator: the account itself.",
}
MARK = "*"
MARKED = f"{MARK} the other account has the matter in its own way."


@figure
def two_accounts(report: Report) -> dict:
    """Which topics of the call in focus the full readouts state: one side's alone, both, the other's alone."""
    settings = report.settings
    topics, (one, other), date = report.table("topics"), settings.two, settings.event
    table = coverage.by_side(report.table("coverage"), date, (one.id, other.id))
    table.insert(1, "label", table["topic"].map(latin(topics.set_index("topic")["label"])))
    linked = dict(topics[["topic", "linked"]].to_numpy()) if "linked" in topics else {}
    half = coverage.halves(table, topics)
    table["linked"] = [linked[topic] if topic in half else "" for topic in table["topic"]]
    alone = {side.id: f"{side.opening} alone" for side in (one, other)}
    groups = {one.id: alone[one.id], "both": "In both accounts", other.id: alone[other.id]}
    names = {
        told_by: "; ".join(
            f"{row.label}{' (the other text states the linked topic)' * bool(row.linked)}"
            for row in table[table["told_by"] == told_by].itertuples()
        )
        for told_by in groups
    }
    return {
        "title": "One call, two accounts",
        "caption": f"Topics of the call of {results.day(date)} that each side’s full readout states, and who is made to speak of them: {{finding}}`topics-{date}-{one.id}` {one.whose} alone, {{finding}}`topics-{date}-both` both, "
        f"{{finding}}`topics-{date}-{other.id}` {other.whose} alone{_unnamed(report, date)}. An asterisk: the other text has the matter in its own way ({{finding}}`topics-{date}-linked` pairs).",
        "alt": f"Three lists of topics, each with who is made to speak of it. In {typed(one.whose)} readout alone: {names[one.id]}. In both: {names['both']}. In {typed(other.whose)} readout alone: {names[other.id]}.",
        "fields": _of_sides(report, date)
        | {
            "told_by": "who states the topic: one side alone, by its short name, both, or neither",
            "linked": "the topic of the same matter that the other text states in its own way; empty where there is none",
        },
        "data": table[
            [
                "topic",
                "label",
                *(side.id + end for side in (one, other) for end in ("", "_voice", "_basis")),
                "told_by",
                "linked",
            ]
        ],
        "draw": draw_two_accounts,
        "look": {
            "sides": {side.id: settings.names[side.id] for side in (one, other)},
            "headings": groups,
            "speakers": {voice: settings.speaker(voice) for voice in settings.voices} | SHORT,
            "date": str(date),
            "first": list(settings.first),
        },
    }


def _unnamed(report: Report, date) -> str:
    """Say of how many topics a text names no speaker, as the lists say it; nothing where each has one."""
    told = []
    for side in report.settings.two:
        known = f"topics-{date}-{side.id}"
        if report.findings[f"{known}-voice-unnamed"].value:
            told.append(
                f"{side.whose} names no speaker for {{finding}}`{known}-voice-unnamed` of {{finding}}`{known}-stated` (“implied” or “nobody”)"
            )
    return "".join(f"; {one}" for one in told)


def draw_two_accounts(
    data: pd.DataFrame,
    sides: dict[str, str],
    headings: dict[str, str],
    speakers: dict[str, str],
    date: str,
    first: list[str],
) -> Picture:
    """Draw lists of topics, each topic with who is made to speak of it in each account that states it: beside each other, on a narrow screen below."""
    styles = side_styles(sides)

    def spoken(row) -> dict[str, str]:
        """Who is made to speak of a topic, by side."""
        found = {}
        for side in sides:
            if getattr(row, side) != "absent":
                voice = getattr(row, f"{side}_voice")
                said = voice.split("; ") if isinstance(voice, str) else ["nobody"]
                implied = getattr(row, f"{side}_basis") == "implied"
                said = ["implied" if implied and one == "both" else one for one in said]
                found[side] = ", ".join(speakers.get(one, one) for one in said)
        return found

    def drawn(row) -> topic_lists.Row:
        found = spoken(row)
        words = [f"{sides[side]}: {said}" for side, said in found.items()]
        label = row.label + MARK * isinstance(row.linked, str)
        said = tuple(words if len(found) > 1 else found.values())
        return topic_lists.Row(label, said, slug("topic", date, row.topic), row.first)

    # What is first stands first; the others keep their order.
    data = data.assign(first=data["topic"].isin(first)).sort_values(
        "first", ascending=False, kind="stable"
    )
    lists = [
        topic_lists.List(
            heading,
            styles[told_by].colour if told_by in styles else NEUTRAL,
            [drawn(row) for row in data[data["told_by"] == told_by].itertuples()],
        )
        for told_by, heading in headings.items()
    ]
    told = data[data["told_by"].isin(headings)].itertuples()
    said = {word for row in told for one in spoken(row).values() for word in one.split(", ")}
    means = [text for name, text in MEANS.items() if name in said]
    marked = [MARKED] if data["linked"].notna().any() else []
    key = " ".join(["In grey: who is made to speak.", *means, *marked])
    return topic_lists.narrow(lists, key) if on_narrow() else topic_lists.wide(lists, key)


def _of_sides(report: Report, date) -> dict[str, str]:
    """Describe the columns that a table of topics has of each side."""
    return {
        f"{side.id}{end}": f"{said} {side.whose} full readout of {results.day(date)}"
        for side in report.settings.two
        for end, said in (
            ("", "the topic: stated or absent in"),
            (
                "_voice",
                "who is made to say it, several joined by a semicolon, empty where nobody is named or implied; in",
            ),
            ("_basis", "how the voice is known: named, implied, agentless, or narrator; in"),
        )
    }


@figure
def voices(report: Report) -> dict:
    """In whose mouth each side's full readout of the call in focus puts the topics that it states."""
    settings, (one, other), date = report.settings, report.settings.two, report.settings.event
    rows = [
        (voice, label, side.id, count, report.findings[slug("topics", str(date), side.id, "stated")].value)
        for voice, label in _mouths(settings).items()
        for side in (one, other)
        for count in [_given(report, date, side.id, voice)]
    ]  # fmt: skip
    data = pd.DataFrame(rows, columns=["voice", "label", "side", "frequency", "n_topics"])
    names = dict(zip(data["voice"], data["label"]))
    counts = data.pivot(index="label", columns="side", values="frequency")
    return {
        "fields": {
            "voice": "the voice: a speaker by his short name, both (by name), issuer (the narrator), or unnamed (implied, or nobody)",
            "label": "the voice in print",
            "frequency": Field("topics that the side’s full readout gives to the voice", "topics"),
            "n_topics": Field("topics that this readout states", "topics"),
        },
        "title": "Who is made to speak, and of how many topics?",
        "caption": f"Topics by the voice that each full readout of {results.day(date)} gives them: {{finding}}`topics-{date}-{one.id}-stated` topics that {one.whose} states, "
        f"{{finding}}`topics-{date}-{other.id}-stated` that {other.whose} states, those given to two voices in turn counted under each. “No speaker named” holds what “was agreed”, where both leaders are implied, and "
        "passives of which a reader cannot tell who spoke.",
        "alt": f"Paired bars, {one.prose} and {other.prose}, a voice: "
        + "; ".join(
            f"{label} {counts.loc[label, one.id]} and {counts.loc[label, other.id]}"
            for label in names.values()
        )
        + ".",
        "data": data,
        "draw": draw_voices,
        "look": {
            "sides": {one.id: one.name, other.id: other.name},
            "call": f"the call of {results.day(date)}",
        },
    }


def _mouths(settings: Settings) -> dict[str, str]:
    """Return the voices that a bar stands for, and how each is called: in the last no speaker is named."""
    names = {voice: settings.speaker(voice) for voice in settings.voices if voice != "nobody"}
    return names | {"both": f"{names['both']}, named", "unnamed": "no speaker named"}


def _given(report: Report, date, side: str, voice: str) -> int:
    """Return how many topics a side's full readout gives to a voice by name, or names no speaker for."""
    told = coverage.by_side(report.table("coverage"), date, (side,))
    told = told[told[side].isin(coverage.SAID)]
    unnamed = told[f"{side}_basis"].isin(coverage.UNNAMED)
    given = told[f"{side}_voice"].fillna("").str.split("; ")
    named = ~unnamed & given.map(lambda voices: voice in voices)
    return int((unnamed if voice == "unnamed" else named).sum())


def draw_voices(data: pd.DataFrame, sides: dict[str, str], call: str) -> Picture:
    """Draw two bars a voice: the topics that each side gives to it."""
    picture, axis = canvas(WIDE, 2.8, taller=1.15)
    paired_bars(axis, data, list(dict.fromkeys(data["label"])), side_styles(sides))
    totals = data.groupby("side", sort=False).agg({"frequency": "sum", "n_topics": "first"})
    twice = [
        f"{sides[side]}’s bars add up to {row.frequency:g}, for {row.n_topics:g} topics: one with two speakers counts for each."
        for side, row in totals.iterrows()
        if row.frequency > row.n_topics
    ]
    said = [f"Topics of {call}.", *twice]
    below = "\n".join(wrapped(said, wide=100, narrow=46))
    picture.supxlabel(below, x=EDGE / picture.get_figwidth(), ha="left", fontsize=small())
    return picture


@figure
def coverage_by_call(report: Report) -> dict:
    """Every topic, each call, both sides: stated, or absent."""
    topics, settings = report.table("topics"), report.settings
    sides = [side.id for side in settings.two]
    labels = latin(topics.set_index("topic")["label"])
    data = report.table("coverage").assign(label=lambda table: table["topic"].map(labels))
    half = {
        (date, topic)
        for date in settings.calls
        for topic in coverage.halves(coverage.by_side(data, date, sides), topics)
    }
    columns = [(date, side) for date in settings.calls for side in sides]
    data = data[[key in columns for key in zip(data["event_date"], data["side"])]]
    data = data.assign(linked=[key in half for key in zip(data["event_date"], data["topic"])])
    order = {topic: place for place, topic in enumerate(labels.index)}
    data = data.sort_values("topic", key=lambda own: own.map(order), kind="stable")
    tally = data.groupby(["event_date", "side"])["status"].value_counts().unstack(fill_value=0)
    said = "; ".join(
        f"{settings.names[side]}, {results.day(date)}: {row.get('stated', 0)} stated, {row.get('absent', 0)} absent"
        for (date, side), row in tally.iterrows()
    )
    said_of = {1: "the call", 2: "both calls"}.get(len(settings.calls), "all calls")
    return {
        "tables": ("coverage",),
        "title": "What does each readout state, and leave out?",
        "caption": f"The {{finding}}`topics` topics coded in the full readouts of {said_of}: a full mark, stated; a half mark, stated, while the other text states the linked topic; a dot, absent. "
        "They are grouped by the calls in whose texts they are; the table behind the figure names the voice and the sentences of each.",
        "alt": f"A grid of topics by call and side. {said}.",
        "data": data[
            [
                "topic",
                "label",
                "event_date",
                "side",
                "status",
                "voice",
                "voice_basis",
                "sentence",
                "note",
                "linked",
            ]
        ],
        "fields": {
            "linked": "whether one text of the call states the topic, and the other the topic that is linked with it"
        },
        "draw": draw_coverage_by_call,
        "look": {
            "sides": {side.id: side.name for side in settings.two},
            "dates": [str(date) for date in settings.calls],
            "linked": LINKED,
        },
    }


def draw_coverage_by_call(
    data: pd.DataFrame, sides: dict[str, str], dates: list[str], linked: str
) -> Picture:
    """Draw a grid of topics by call and side, grouped by the calls whose texts state them: a mark where a topic is stated, half where the linked one is, a dot where it is absent."""
    styles, labels = side_styles(sides), dict(zip(data["topic"], data["label"]))
    stated = data[data["status"] == "stated"].groupby("topic")["event_date"].agg(set)
    calls = {topic: [date for date in dates if date in stated.get(topic, ())] for topic in labels}
    groups = sorted(calls.values(), key=lambda own: (-len(own), [dates.index(one) for one in own]))
    day = {date: f"{pd.Timestamp(date):%-d %b %Y}" for date in dates}
    lines: dict[str, str] = {}  # a heading or a topic, and its label
    for own in groups:
        heading = f"Texts of {' and '.join(map(day.get, own))}{' alone' * (len(own) < len(dates))}"
        lines[f" {own}"] = heading if own else "In no text"
        lines |= {topic: labels[topic] for topic in labels if calls[topic] == own}
    rows = stacked(list(lines.values()), wide=72, narrow=32, close=44, air=0 if closer() else 0.3 if on_narrow() else 0.05)  # fmt: skip
    places = dict(zip(lines, rows.places))
    columns = [(date, side) for date in dates for side in styles]
    picture, axis = canvas(WIDE, rows.inches + 0.07 * small() + 0.1, taller=1)
    for row in data.itertuples():
        x, y = columns.index((row.event_date, row.side)), places[row.topic]
        if row.status == "absent":
            axis.plot(x, y, ".", color="#9a9a9a", markersize=3)
        else:
            axis.plot(
                x,
                y,
                styles[row.side].marker,
                color=styles[row.side].colour,
                markersize=5.5 if closer() else 8,
                markeredgecolor=styles[row.side].colour,
                markeredgewidth=1,
                **(HALF if row.linked else {}),
            )
    middle = (len(styles) - 1) / 2  # a day stands over its columns
    ticks = [place * len(styles) + middle for place in range(len(dates))]
    axis.set_xticks(ticks, [day[date].replace(" 2", "\n2") for date in dates])
    grid(axis, len(columns), rows)
    axis.tick_params(labelsize=small())
    # Each column has its side's name over it; on a narrow screen at two heights, so that none runs into the next.
    step, heights = 1.75 * small(), len(styles) if on_narrow() else 1
    for x, (_, side) in enumerate(columns):
        height = step * (0.5 + (heights - 1 - x % heights))
        named(axis, styles[side], (x, 0), (0, height), ha="center")
    axis.tick_params(axis="x", pad=step * heights + 1)
    for label, topic in zip(axis.get_yticklabels(), lines):
        label.set_fontweight("normal" if topic in labels else "bold")
    if data["linked"].any():
        picture.legend(handles=[half_handle(axis, linked)], loc="outside upper right")
    return picture


@table
def silences(report: Report, date=None) -> dict:
    """One call, by default the one in focus: each topic, stated or absent, and in whose mouth."""
    settings, date = report.settings, date or report.settings.event
    labels = report.table("topics").set_index("topic")["label"]
    names = {side.id: side.name for side in settings.two}
    data = coverage.by_side(report.table("coverage"), date, list(names))
    data = data[data["told_by"] != "neither"].reset_index(drop=True)
    data.insert(1, "label", data["topic"].map(labels))
    for side in names:
        data[f"{side}_shown"] = [_status(row, side, settings) for row in data.itertuples()]
    data["finding"] = [slug("topic", str(date), topic) for topic in data["topic"]]
    data["texts"] = [report.findings[name].value for name in data["finding"]]
    return {
        "id": slug("silences", settings.months[date]),
        "title": f"Topics of the call of {results.day(date)}",
        "data": data,
        "fields": _of_sides(report, date)
        | {
            f"{side}_sentence": f"in which sentences of {name}’s text it stands, numbered from 1, headings left out, joined by a semicolon"
            for side, name in names.items()
        }
        | {
            "texts": Field("of the two readouts, those that state the topic", "readouts"),
            "finding": "id of the finding of texts in the evidence",
        },
        "page_only": tuple(f"{side}_shown" for side in names),
        "caption": "Each topic that one of the full readouts states: its status, and the voice that the readout gives it. The number, of readouts that state the topic, opens the sentences. “Absent” is said of full "
        "texts only.",
        "columns": {
            "label": "Topic",
            **{f"{side}_shown": name for side, name in names.items()},
            "texts": "Readouts",
        },
        "links": {"texts": "{finding}"},
    }


def _status(row, side: str, settings: Settings) -> str:
    voice, basis = getattr(row, f"{side}_voice"), getattr(row, f"{side}_basis")
    if isinstance(voice, str):
        said = " and ".join(settings.speaker(one) for one in voice.split("; ")) + (
            ", implied" if basis == "implied" else ""
        )
        return f"{getattr(row, side)}: {said}"
    return f"{getattr(row, side)}: nobody is named" if basis == "agentless" else getattr(row, side)
