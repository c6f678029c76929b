"""A figure and tables of approval in partners' mouths."""

from collections.abc import Iterator
from itertools import pairwise

import matplotlib.dates
import pandas as pd
from matplotlib.figure import Figure as Picture

from .. import approval, results
from ..drawing import (
    HALF,
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
from ..findings import literal
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
STEP = 0.17  # between calls of one day
LIFT = 1.0  # from one value of the scale to the next
HEAD = 1.75  # how far above the highest value the numbers of calls stand
NEAR = 0.06  # what share of the axis is between calls whose names stand in one line
# Of a name, so that no line runs through it.
GROUND = {"facecolor": "white", "edgecolor": "none", "pad": 0.6}


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
        "title": "Whose approval is reported, and when?",
        "data": data,
        "tables": ("approval",),
        "fields": {
            "attributed": "whether approval of the conduct is put into the partner’s mouth",
            "doubtful": "whether its approval is marked as one that may be coded otherwise",
        },
        "draw": draw_approval_by_call,
        "look": {"focus": rules.focus, "starts": [str(start) for start in rules.starts], "scale": list(approval.SCALE)},
        "caption": f"Each mark is a call of which {rules.issuer} published an account ({{finding}}`approval-calls`), by its day; open: no approval of the conduct in the partner’s mouth; filled: "
        "approval ({finding}`approval-approving`), by what the partner is made to express. Half-filled, “doubtful”: its approval may be coded otherwise" + _same_day(data, rules.focus) + ".",
        "alt": typed(f"{len(data)} calls on an axis of time, {len(found)} of them lifted by the approval that the partner is made to give. {said}."),
    }  # fmt: skip


def _same_day(data: pd.DataFrame, focus: str) -> str:
    """Say of the calls of the day in focus that are named below that they report no approval."""
    own = data[data["id"] == focus]
    named = data[data["date"].isin(own["date"]) & ~data["attributed"] & ~data["doubtful"]]
    return "".join(
        f"; {literal(partner)}’s call of the same day as {literal(focused)}’s reports no approval"
        for focused in own["partner"]
        for partner in named["partner"]
    )


def draw_approval_by_call(data: pd.DataFrame, focus: str, starts: list[str], scale: list[str]) -> Picture:  # fmt: skip
    """Draw a mark for each call on an axis of time, lifted by the approval that the partner is made to give."""
    data = data.assign(
        day=pd.to_datetime(data["date"]).map(matplotlib.dates.date2num),
        level=[LIFT * max(scale.index(one), 0) for one in data["approval"].where(data["attributed"], scale[0])],
    )  # fmt: skip
    picture, axis = canvas(WIDE, 4.4, taller=1.2)
    ends = data["day"].min() - 4, data["day"].max() + 5
    top = LIFT * (len(scale) - 1)
    for level in range(1, len(scale)):
        axis.axhline(LIFT * level, color="#e2e2e2", linewidth=0.6, zorder=0)
    _periods(axis, data, [matplotlib.dates.datestr2num(one) - 0.5 for one in starts], ends, top)
    without = data[~data["attributed"]]
    without = without.assign(level=-STEP * without.groupby("date").cumcount())
    lowest = without["level"].min() - 2 * STEP if len(without) else -STEP
    for row in pd.concat([without, data[data["attributed"]]]).itertuples():
        colour, in_focus = PALETTE[0] if row.attributed else NEUTRAL, row.id == focus
        axis.plot(
            row.day, row.level, "o", zorder=3 + row.attributed, color=colour,
            markerfacecolor=colour if row.attributed or row.doubtful else "white",
            markeredgecolor=colour, markeredgewidth=0.8,
            markersize=12 if in_focus else 7 if row.attributed else 4 + row.doubtful, clip_on=False,
            **(HALF if row.doubtful else {}),
        )  # fmt: skip
    for own, above in clusters(data[data["attributed"]], ends, focus):
        _name(axis, own, above, ends, focus)
    # Named below the others: what may be coded otherwise, and the other calls of the day in focus.
    same = without["date"].isin(data.loc[data["id"] == focus, "date"])
    for own, line in ((without[without["doubtful"]], 0), (without[same & ~without["doubtful"]], 1)):
        for place, row in enumerate(own.itertuples()):
            y, late = (
                lowest - line * (3.2 if on_narrow() else 2.4) * STEP,
                row.day > ends[0] + 0.7 * (ends[1] - ends[0]),
            )
            axis.plot([row.day] * 2, [row.level - 0.6 * STEP, y - STEP], color=NEUTRAL, linewidth=0.5, zorder=2)  # fmt: skip
            side = "right" if late or (place == 0 and len(own) > 1) else "left"
            axis.annotate(
                _called(own.loc[[row.Index]])[0].replace(" (", "\n(" if on_narrow() else " ("), (row.day, y - STEP), (-3 if side == "right" else 3, 0),
                textcoords="offset points", ha=side, va="center", fontsize=small(), color=NEUTRAL, bbox=GROUND,
            )  # fmt: skip
    said = ["no approval", *(SHOWN.get(step, step) for step in scale[1:]), "calls with approval"]
    levels = [*(LIFT * level for level in range(len(scale))), top + HEAD - 0.3]
    axis.set_yticks(levels, wrapped(said, narrow=13), fontsize=small())
    axis.set_ylim(lowest - (5.4 if on_narrow() else 4.6) * STEP, top + HEAD + 0.15)
    axis.set_xlim(*ends)
    axis.xaxis.set_major_locator(matplotlib.dates.MonthLocator(interval=1 + on_narrow()))
    axis.xaxis.set_major_formatter(matplotlib.dates.DateFormatter("%b\n%Y"))
    axis.tick_params(axis="y", length=0)
    axis.tick_params(axis="x", labelsize=small())
    axis.spines["left"].set_visible(False)
    return picture


def _periods(axis, data: pd.DataFrame, starts: list[float], ends: tuple[float, float], top: float) -> None:  # fmt: skip
    """Write over each period from when it is, and how many of its calls have approval; a line stands between two."""
    edges = [ends[0], *starts, ends[1]]
    for number, (since, until) in enumerate(pairwise(edges)):
        own = data[(data["day"] >= since) & (data["day"] < until)]
        if number:
            axis.axvline(since, color=NEUTRAL, linewidth=0.8, linestyle=(0, (4, 3)), zorder=-1)
        first = matplotlib.dates.num2date(since + 0.5 if number else data["day"].min())
        axis.text(
            (since + until) / 2, top + HEAD, f"{own['attributed'].sum()} of {len(own)}",
            ha="center", va="top", fontsize=small() + 1.5, fontweight="bold",
        )  # fmt: skip
        axis.annotate(
            f"from{chr(10) if on_narrow() else chr(32)}{first:%-d %b}", ((since + until) / 2, top + HEAD), (0, -1.6 * small()), textcoords="offset points",
            ha="center", va="top", fontsize=small(), color=NEUTRAL,
        )  # fmt: skip


def _called(own: pd.DataFrame) -> list[str]:
    """The partners of calls, with what is said of one that may be coded otherwise."""
    return [f"{row.partner}{' (doubtful)' * row.doubtful}" for row in own.itertuples()]


def clusters(found: pd.DataFrame, ends: tuple[float, float], focus: str) -> Iterator[tuple]:
    """Yield the calls of one value that lie so near to each other that their names stand in one line, and whether above.

    Above and below take turns along the days; the call in focus has its name above, and those of its value below.

    Parameters
    ----------
    found : DataFrame
        ``id, day, level``.
    ends : tuple of float
        The first and the last day of the axis.
    focus : str
        Id of the call in focus.
    """
    near = NEAR * (ends[1] - ends[0])
    for _, own in found.sort_values("day", kind="stable").groupby("level"):
        focused = focus in set(own["id"])
        for number, together in own.groupby((own["day"].diff() > near).cumsum()):
            yield together, focus in set(together["id"]) if focused else number % 2 == 0


def _name(axis, own: pd.DataFrame, above: bool, ends: tuple[float, float], focus: str) -> None:
    """Write the names of calls from their first mark on; where these would not fit, or the call is in focus, up to the end."""
    in_focus, text = focus in set(own["id"]), ", ".join(_called(own))
    inches = 2.3 if on_narrow() else 5.9
    takes = len(text) * 0.5 * small() / 72 / inches * (ends[1] - ends[0])
    late = in_focus or own["day"].min() + takes > ends[1]
    x, away = own["day"].min() - 1.5, 9 if in_focus else 5
    if late:
        x = ends[1] if in_focus else ends[1] - 3.5 * takes / len(text)
    axis.annotate(
        text, (x, own["level"].iloc[0]), (0, away if above else -away), textcoords="offset points",
        ha="right" if late else "left", va="bottom" if above else "top", zorder=5,
        fontsize=small() + 2 * in_focus, fontweight="bold" if in_focus else "normal", bbox=GROUND,
    )  # fmt: skip


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
        "caption": f"Every call of which {report.settings.approval.issuer} published an account in which approval is put into the partner’s mouth; the table says of what. The day opens the account.",
        "columns": {"day": "Day", "partner": "Partner", "verb": "Verb", "approval": "Approval", "object": "Of what", "war_named": "Names of the war in the account"},
        "sources": ("partner",),
        "addresses": {"day": "url"},
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
        "title": "Who is made to say the two words?",
        "data": data,
        "fields": {voice: Field(f"places in the mouth of {named.get(voice, voice)}", "places") for voice in voices} | {"word": "the word, in singular or plural"},
        "caption": f"In whose mouth two words stand where they name the conduct in question, whether it is approved of or not. Counted in {report.settings.approval.issuer}’s accounts of calls from {approval.in_words(report.settings.approval.starts[0])} on.",
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
