"""A figure and tables of approval in partners' mouths."""

from collections.abc import Iterator

import matplotlib.dates
import pandas as pd
from matplotlib.figure import Figure as Picture

from .. import approval, results
from ..drawing import (
    NEUTRAL,
    PALETTE,
    WIDE,
    canvas,
    figure,
    on_narrow,
    small,
    table,
    typed,
    wrapped,
)
from ..fields import Field
from ..report import Report

# What was coded, column by column: of a call, and of a place of one of the two words.
CODED = {
    "approval": "Value of the scale",
    "object": "What is approved of",
    "leads": "Who leads the sentence",
    "thanks": "Thanks, and for what",
    "attributed": "Whether there is approval",
    "objects": "Whether there is objection",
    "war_named": "Names of the war",
    "of": "Of whose conduct a word is",
    "voice": "In whose mouth a word is",
}
COLUMNS = [
    "id",
    "date",
    "partner",
    "approval",
    "object",
    "verb",
    "leads",
    "war_named",
    "objection",
    "url",
]
# Values that hold more than their name says.
SHOWN = {"legitimacy": "legitimacy or right"}
STEP = 0.16  # between calls of one day, in steps of the scale
WIDTH = 2.3  # days that a letter of a name takes
AWAY = 2.6  # days between a mark and its name
SHARE = 2.2  # how many times as many days both are on a narrow screen
ABOVE = 0.3  # how far above its mark a name stands that has no room beside it
LIFT = 1.0  # how far the lowest approval stands above the calls without one


@figure
def approval_by_call(report: Report) -> dict:
    """Each call by its day, and by the approval that the partner is made to give."""
    calls, rules = report.table("approval"), report.settings.approval
    data = calls[COLUMNS].assign(
        attributed=approval.attributed(calls), doubtful=approval.doubtful(calls)
    )
    found = data[data["attributed"]]
    said = "; ".join(
        f"{results.day(row.date)}, {row.partner}: {row.approval}{', doubtful' * row.doubtful}"
        for row in found.itertuples()
    )
    return {
        "title": "Approval in partners’ mouths, call by call",
        "data": data,
        "tables": ("approval",),
        "fields": {
            "attributed": "whether approval of the conduct is put into the partner’s mouth",
            "doubtful": "whether its approval is marked as one that may be coded otherwise",
        },
        "draw": draw_approval_by_call,
        "look": {"focus": rules.focus, "starts": [str(start) for start in rules.starts], "scale": list(approval.SCALE)},
        "caption": f"Each mark is a call of which {rules.issuer} published an account ({{finding}}`approval-calls`), by its day; open: no approval of the conduct in the partner’s mouth; filled: "
        "approval ({finding}`approval-approving`), by what the partner is made to express. Marks of one day stand below each other. A name below a mark: a call without approval on the day of the readout that is compared. Dotted lines part the periods that are counted, and have the day from which the next is counted; they were chosen when the calls had been read. The order of the scale is this project’s choice. “Doubtful”: the call may be coded otherwise.",
        "alt": typed(f"{len(data)} calls on an axis of time, {len(found)} of them lifted by the approval that the partner is made to give. {said}."),
    }  # fmt: skip


def draw_approval_by_call(data: pd.DataFrame, focus: str, starts: list[str], scale: list[str]) -> Picture:  # fmt: skip
    """Draw a mark for each call on an axis of time, lifted by the approval that the partner is made to give."""
    days = pd.to_datetime(data["date"]).map(matplotlib.dates.date2num)
    size = small()
    picture, axis = canvas(WIDE, 4.2)
    without = data[~data["attributed"]]
    places = -STEP * without.groupby("date").cumcount()
    axis.plot(
        days[without.index],
        places,
        "o",
        color="white",
        markersize=3.6,
        markeredgecolor=NEUTRAL,
        markeredgewidth=0.7,
    )
    ends = days.min() - 3, days.max() + 4 * (SHARE if on_narrow() else 1)
    found = data[data["attributed"]].assign(
        day=days,
        level=lambda own: own["approval"].map(scale.index) - 1 + LIFT,
        partner=lambda own: own["partner"] + own["doubtful"].map({True: " (doubtful)", False: ""}),
    )
    for row in found.itertuples():
        in_focus = row.id == focus
        axis.plot(
            row.day, row.level, "o", zorder=3,
            color=PALETTE[0],
            markersize=11 if in_focus else 6,
            markeredgecolor="black", markeredgewidth=1.6 if in_focus else 0.6,
        )  # fmt: skip
    ground = {"facecolor": "white", "edgecolor": "none", "pad": 0.6}  # no line runs through a name
    for row, text, (x, y), side in names_beside(found, ends, SHARE if on_narrow() else 1):
        weight = "bold" if row.id == focus else "normal"
        x += (row.id == focus) * (x - row.day) / 2  # its mark is larger
        axis.text(
            x,
            y,
            text,
            ha=side,
            va="center",
            fontsize=size,
            fontweight=weight,
            bbox=ground,
            zorder=2,
        )
    # A call of the same day without approval is named, since it stands under the one in focus.
    same = without[without["date"].isin(data.loc[data["id"] == focus, "date"])]
    if len(same):
        text, day, below = ", ".join(same["partner"]), days[same.index[0]], places.min() - STEP
        axis.plot([day, day], [places[same.index].min() - 0.5 * STEP, below], color=NEUTRAL, linewidth=0.5)  # fmt: skip
        axis.text(ends[1], below, text, ha="right", va="top", fontsize=size)
    top = LIFT + len(scale) - 2
    for start in starts:
        day = matplotlib.dates.datestr2num(start) - 0.5
        axis.axvline(day, color="black", linewidth=0.7, linestyle=":", zorder=1)
        since, last = f" from \n {pd.Timestamp(start):%-d %b} ", start == starts[-1]
        axis.text(
            day, top + 0.9, since,
            ha="left" if last else "right", va="top", fontsize=size, color=NEUTRAL,
        )  # fmt: skip
    axis.set_yticks(
        [0, *(LIFT + step for step in range(len(scale) - 1))],
        wrapped(["no approval", *(SHOWN.get(step, step) for step in scale[1:])], narrow=13),
    )
    axis.set_ylim(places.min() - 3.4 * STEP, top + 0.95)
    axis.set_xlim(*ends)
    axis.xaxis.set_major_locator(matplotlib.dates.MonthLocator(interval=1 + on_narrow()))
    axis.xaxis.set_major_formatter(matplotlib.dates.DateFormatter("%-d %b\n%Y"))
    axis.tick_params(labelsize=size)
    return picture


def names_beside(found: pd.DataFrame, ends: tuple[float, float], share: float) -> Iterator[tuple]:
    """Yield each call with its partner's name and the place and side of that: after its mark where there is room before the next, or before it, or above.

    Parameters
    ----------
    found : DataFrame
        ``day, level, partner``.
    ends : tuple of float
        The first and the last day of the axis.
    share : float
        How many times as many days a letter takes as in a wide picture.
    """
    away = AWAY * share
    for _, own in found.sort_values("day", kind="stable").groupby("level"):
        taken = ends[0]
        for row, following in zip(own.itertuples(), [*own["day"][1:], ends[1]]):
            text = wrapped([row.partner], narrow=10)[0]
            room = away + share * WIDTH * max(map(len, text.split("\n")))
            if row.day + room + away <= following:
                yield row, text, (row.day + away, row.level), "left"
                taken = row.day + room
            elif row.day - room >= taken:
                yield row, text, (row.day - away, row.level), "right"
                taken = row.day + away
            else:
                yield row, text, (row.day, row.level + ABOVE), "center"
                taken = row.day + away


@table
def approval_calls(report: Report) -> dict:
    """The calls with approval: partner, verb, and what is approved."""
    data = approval.approving(report.context)[COLUMNS].reset_index(drop=True)
    data["day"] = data["date"].map(results.day)
    return {
        "title": "The calls with approval",
        "data": data,
        "tables": ("approval",),
        "page_only": ("day",),
        "caption": f"Every call of which {report.settings.approval.issuer} published an account in which approval is put into the partner’s mouth; the table says of what. The address of each account stands in the CSV.",
        "columns": {"day": "Day", "partner": "Partner", "verb": "Verb", "approval": "Approval", "object": "Of what", "war_named": "Names of the war in the account"},
        "sources": ("partner",),
    }  # fmt: skip


@table
def approval_periods(report: Report) -> dict:
    """Calls, those that name the war, and those with approval, period by period."""
    found = approval.periods(report.context)
    data = pd.DataFrame({"number": range(1, len(found) + 1), "days": found["days"].to_numpy()})
    for name in ("calls", "named", "approving"):
        data[name] = [
            report.findings[f"approval-{name}-{number}"].value for number in data["number"]
        ]
    return {
        "title": "Approval by period",
        "data": data,
        "fields": {
            "days": "its first and its last call",
            "calls": Field("calls of which there is an account", "calls"),
            "named": Field("those whose account names the war", "calls"),
            "approving": Field("those with approval in the partner’s mouth", "calls"),
        },
        "page_only": ("number",),
        "caption": f"Calls of which {report.settings.approval.issuer} published an account, those that name the war, and those with approval in the partner’s mouth.",
        "columns": {"days": "Calls from", "calls": "Calls", "named": "With a name of the war", "approving": "With approval"},
        "links": {name: f"approval-{name}-{{number}}" for name in ("calls", "named", "approving")},
    }  # fmt: skip


@table
def approval_mouths(report: Report) -> dict:
    """In whose mouth two words stand where they name the conduct."""
    own = approval.conduct(report.table("actions"), report.settings.approval.conduct)
    voices = approval.voices(own)
    data = pd.DataFrame({"word": sorted(own["word"].unique())})
    for voice in voices:
        data[voice] = [
            report.findings[f"approval-mouth-{word}-{voice}"].value for word in data["word"]
        ]
    named = {"partner": "the partner"} | report.settings.speakers
    return {
        "title": "In whose mouth the words stand",
        "data": data,
        "fields": {voice: Field(f"places in the mouth of {named.get(voice, voice)}", "places") for voice in voices} | {"word": "the word, in singular or plural"},
        "caption": f"Two words where they name the conduct in question, approved of or not, and in whose mouth they stand, in {report.settings.approval.issuer}’s accounts of calls from the first day of the second period on.",
        "columns": {"word": "Word", **{voice: _opening(named.get(voice, voice)) for voice in voices}},
        "links": {voice: f"approval-mouth-{{word}}-{voice}" for voice in voices},
    }  # fmt: skip


def _opening(text: str) -> str:
    return text[:1].upper() + text[1:]


@table
def approval_agreement(report: Report) -> dict:
    """How far the two codings of the calls agree."""
    found = approval.agreement_of_tables(report.corpus.tables)
    data = found.reset_index(names="column")
    data["slug"] = data["column"].str.replace("_", "-")
    data["label"] = data["column"].map(CODED)
    calls = len(report.table("approval"))
    return {
        "title": "Two codings of the calls",
        "data": data,
        "page_only": ("slug", "label"),
        "fields": {
            "column": "what was coded",
            "n": Field("units that both coded: calls, or places of a word", "units"),
            "same": Field("units that both have alike", "units"),
            "kappa": Field("Cohen’s kappa, nominal", "kappa"),
            "low": Field("lower end of its 95 % interval; empty where the codings are alike", "kappa"),
            "high": Field("upper end of it", "kappa"),
        },
        "caption": "The calls were coded twice, the second time from the rules and the texts alone. Both codings are the project’s.",
        "columns": {"label": "Coded", "same": "Alike", "n": "Of", "kappa": "Kappa"},
        "links": {
            "same": "approval-same-{slug}",
            "kappa": "approval-kappa-{slug}",
            "n": ["approval-calls" if n == calls else "approval-places" for n in data["n"]],
        },
    }  # fmt: skip
