"""What each account states, in whose mouth, and what the other accounts have of it."""

import textwrap

import pandas as pd
from matplotlib.figure import Figure as Picture

from ... import sentence_counts, unshared
from ...codings import NONE
from ...drawing import (
    NARROW,
    NEUTRAL,
    canvas,
    cell,
    distinct,
    figure,
    legible,
    matrix,
    shows,
    side_styles,
    table,
)
from ...publish import InsufficientData
from ...report import Report
from ...sentence_counts import counts, in_print
from ...unshared import ABSENT
from ..headings import listed
from .counted import FIELDS, count_table, counted, sizes

TOPICS = 40  # a picture shows so many


def _elsewhere(report: Report, data: pd.DataFrame) -> pd.DataFrame:
    """What the other accounts of the event have of a topic, and their nearest sentence."""
    accounts = report.analysis.accounts
    told, coded = unshared.as_told(accounts, report.analysis.codes_by_account, report.corpus.excerpts)  # fmt: skip
    sentences = report.analysis.sentences
    read = sentence_counts.by_reading(sentences, report.codebook.codes.index)
    having = {(row.account, row.topic): row for row in data.itertuples()}
    by_id = sentences.set_index("sentence_id")
    at = {(row.segment_id, row.start, row.end): row.Index for row in by_id.itertuples()}
    rows = []
    for row in data.itertuples():
        said, near = [], []
        for other in accounts:
            name = other.part.id
            if other.event != row.event or name == row.account:
                continue
            if there := having.get((name, row.topic)):
                said.append(f"{other.side.name}: {'stated' if there.confirmed else 'found by patterns, a draft'}")  # fmt: skip
                continue
            if read.get((name, row.topic)) == ABSENT:
                readers = "; ".join(dict.fromkeys(by_id.loc[by_id["account"] == name, "topic_by"]))
                said.append(f"{other.side.name}: not stated, by the reading of {readers}")
            else:
                said.append(f"{other.side.name}: {coded.absence(told[name], row.topic).short}")
            near.append(_nearest(by_id, at[row.spans[0]], other) or _by_words(coded, told, row, other))  # fmt: skip
        rows.append(("; ".join(said), "; ".join(filter(None, near))))
    return data.assign(others=[one for one, _ in rows], nearest=[one for _, one in rows])


def _nearest(by_id: pd.DataFrame, sentence: str, other) -> str:
    """The sentence of another account that coders, or a model, name as the counterpart of one."""
    row = by_id.loc[sentence]
    if row["counterpart"] == (NONE,) and row["counterpart_confirmed"]:
        return f"{other.side.name}: no counterpart of the sentence, by the reading of {row['counterpart_by']}"
    for name in row["counterpart"]:
        if name in by_id.index and by_id.at[name, "account"] == other.part.id:
            same = f"counterpart of the sentence, by the reading of {row['counterpart_by']}: " if row["counterpart_confirmed"] else ""  # fmt: skip
            return f"{other.side.name}: {same}{by_id.at[name, 'text']}"
    return ""


def _by_words(coded, told, row, other) -> str:
    """The same by rare words that both sentences have."""
    first = next(iter(coded.stretches(told[row.account], row.topic)), None)
    found = coded.nearest(first, told[other.part.id], told[row.account]) if first else ""
    return f"{other.side.name}: {found}" if found else ""


def _mouths(report: Report, data: pd.DataFrame) -> list[str]:
    """In whose mouth each topic of each account is put; what is not confirmed in both respects is called a draft."""
    told = counts(report.analysis.sentences, "told")
    labels, found = report.codebook.codes["label"], {}
    for row in told.itertuples():
        name = in_print("speaker", row.speaker, labels)
        found.setdefault((row.account, row.topic), []).append(
            name if row.confirmed else f"{name} (draft)"
        )
    return ["; ".join(found[key]) for key in zip(data["account"], data["topic"])]


@table
def sentence_topics(report: Report) -> dict:
    """What each account states, in whose mouth, and what the other accounts have of it."""
    data = counted(report, "on")
    data["mouths"] = _mouths(report, data)
    data = _elsewhere(report, data)
    order = {code: place for place, code in enumerate(report.codebook.codes.index)}
    data["place"] = data["topic"].map(order)
    data["events"] = data["event"].map({event: place for place, event in enumerate(dict.fromkeys(one.event for one in report.analysis.accounts))})  # fmt: skip
    data = data.sort_values(["events", "place"], kind="stable").drop(columns=["events", "place"])
    made = count_table(
        report, data, ["topic"], "What each account states, and in whose mouth",
        "Topics that sentences of each account state: the codes that a person gave them, or that patterns of the codebook find. Of another account that has none of its sentences is said what may be "
        "said: that it is not stated, where a person has read all sentences; else that none of the code’s wordings stands there, or which near forms do. The nearest sentence is proposed by similarity, "
        "unless a person names it: it decides nothing. A counterpart is one of a whole sentence, of which the topic may be a part.",
        {"topic_shown": "Topic"}, {"mouths": "In whose mouth", "others": "In the others", "nearest": "Nearest there"},
    )  # fmt: skip
    made["fields"] = made["fields"] | {
        "mouths": "who is made to speak in these sentences",
        "others": "what the other accounts of the event have of the topic",
        "nearest": "the sentence of each other account without the topic that is nearest to the first of these",
    }
    return made


@figure
def topics_by_account(report: Report) -> dict:
    """Which topics are found in which account of the one event: confirmed full, drafts hatched."""
    accounts = report.analysis.accounts
    if len({one.event for one in accounts}) > 1 or not 2 <= len(accounts) <= 4:
        raise InsufficientData("A picture of topics is of one event of which two to four accounts are at hand: the table has them all.")  # fmt: skip
    found = counts(report.analysis.sentences, "on")
    if found["topic"].nunique() < 3:
        raise InsufficientData("Too few topics are found for a picture: the table has them all.")
    names = {one.part.id: one.side.name for one in accounts}
    having = found.groupby("topic", sort=False)["account"].agg(tuple)
    codes = report.codebook.codes
    groups = {account: f"{legible(name, account, 20)} alone" for account, name in names.items()}
    placed = {
        code: having[code][0] if len(having[code]) == 1 else "several"
        for code in codes.index
        if code in having
    }
    order = [*list(names)[:1], "several", *list(names)[1:]]
    headings = groups | {"several": "Both" if len(names) == 2 else "Several"}
    kept = list(placed)[:TOPICS]
    data = found[["topic", "account", "side"]].assign(
        label=found["topic"].map(codes["label"]),
        confirmed=found["confirmed"].map(len),
        drafts=found["drafts"].map(len),
        finding=found["id"],
    )
    lists = "; ".join(
        f"{headings[group]}: {listed([codes.at[code, 'label'] for code in own])}"
        for group in order
        if (own := [code for code in placed if placed[code] == group])
    )
    rest = f" The first {{plain}}`{TOPICS}` topics are drawn." if len(placed) > TOPICS else ""
    return {
        "title": "Topics found, by account",
        "data": data,
        "fields": FIELDS | {"account": "the account, in ids of findings"},
        "caption": f"Sentences of each account that state a topic. A full mark: so many are confirmed by a person, drafts not counted. A hatched one: drafts alone, by patterns. A dot: none is found, which is no "
        f"absence: {{numref}}`tab-sentence-topics` says of each what may be said. {sizes(report)}{rest}",
        "alt": f"A grid of topics by account. {lists}.",
        "draw": draw_topics_by_account,
        "look": {
            "sides": names,
            "groups": {
                headings[group]: own
                for group in order
                if (own := [code for code in kept if placed[code] == group])
            },
            "topics": {code: legible(codes.at[code, "label"], code) for code in kept},
        },
    }


def draw_topics_by_account(
    data: pd.DataFrame,
    sides: dict[str, str],
    groups: dict[str, list[str]],
    topics: dict[str, str],
) -> Picture:
    """Draw a grid of topics, in groups, by account: confirmed full, drafts hatched."""
    styles = side_styles(sides)
    lines = [line for heading, own in groups.items() for line in (heading, *own)]
    picture, axis = canvas(NARROW, 0.7 + 0.25 * len(lines))
    picture.get_layout_engine().set(rect=(0.03, 0, 0.97, 1))  # names at the edge are drawn whole
    spots = data.set_index(["topic", "account"])
    for y, line in enumerate(lines):
        for x, (account, style) in enumerate(styles.items() if line in topics else ()):
            if (line, account) in spots.index:
                row = spots.loc[(line, account)]
                if row["confirmed"]:
                    sure = row["confirmed"]
                    cell(axis, x, y, sure, style.colour, style.marker, row["finding"])
                else:
                    number = _draft(axis, x, y, row["drafts"], style)
                    shows(number, f"{row['finding']}-drafts")
            else:
                axis.plot(x, y, ".", color=NEUTRAL, markersize=3)
    shown_as = [
        "\n".join(textwrap.wrap(topics[line], 22)) if line in topics else line for line in lines
    ]
    matrix(axis, len(styles), shown_as)
    axis.set_yticks(range(len(lines)), distinct(shown_as))  # in lines that suit a narrow picture
    axis.set_xticks(range(len(styles)), [legible(one.label, one.label, 14) for one in styles.values()])  # fmt: skip
    axis.tick_params(axis="both", labelsize=9)
    for y, line in enumerate(lines):
        if line not in topics:
            axis.get_yticklabels()[y].set_fontweight("bold")
    return picture


def _draft(axis, x: int, y: int, number: int, style):
    """Draw a count of drafts: a hatched mark with its number beside it, which is returned."""
    axis.scatter(x, y, s=130, marker=style.marker, facecolor="none", edgecolor=style.colour, hatch="//////", linewidth=0.9)  # fmt: skip
    return axis.text(x + 0.22, y, str(number), va="center_baseline", fontsize=9)
