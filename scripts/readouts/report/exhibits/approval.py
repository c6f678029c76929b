"""A figure and tables of approval in partners' mouths."""

import textwrap
from itertools import zip_longest

import pandas as pd
from matplotlib.figure import Figure as Picture

from .. import approval, results
from ..anchors import points
from ..drawing import (
    LINE,
    NARROW,
    NEUTRAL,
    PALETTE,
    WIDE,
    canvas,
    figure,
    on_narrow,
    small,
    table,
    typed,
)
from ..drawn import EDGE
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
# Values that hold more than their name says, where a call may be coded otherwise.
SHOWN = {"legitimacy": "legitimacy or a right"}
WEEK = 7  # days in a row of marks
# What is said of a call that may be coded otherwise: the two decisions are not one.
DOUBT = {True: "counted, though doubtful", False: "doubtful, not counted"}
# How a call is drawn, by whether there is doubt; it is filled if its approval is counted.
MARKS = {False: "o", True: "s"}


@figure
def approval_by_call(report: Report) -> dict:
    """Each call by its day, and by the approval that the partner is made to give."""
    calls, rules = report.table("approval"), report.settings.approval
    data = calls[COLUMNS].assign(
        attributed=approval.attributed(calls),
        doubtful=approval.doubtful(calls),
        period=pd.to_datetime(sorted(rules.starts)).searchsorted(
            pd.to_datetime(calls["date"]), side="right"
        )
        + 1,
    )
    found, starts = data[data["attributed"]], [str(start) for start in rules.starts]
    said = "; ".join(
        f"{results.day(row.date)}, {row.partner}: {_kind(row, approval.NONE)}"
        for row in found.itertuples()
    )
    return {
        "title": "Whose approval is reported, and when?",
        "data": data,
        "tables": ("approval",),
        "fields": {
            "attributed": "whether approval of the conduct is put into the partner’s mouth",
            "doubtful": "whether its approval is marked as one that may be coded otherwise",
            "period": Field("in which of the periods that are counted it is", "ordinal number"),
        },
        "draw": draw_approval_by_call,
        "look": {"focus": rules.focus, "starts": starts, "none": approval.NONE},
        "caption": f"Each mark is a call of which {rules.issuer} published an account ({{finding}}`approval-calls`), by weeks; filled: approval in the partner’s mouth "
        "({finding}`approval-approving`), with its value on the scale after the partner’s name.",
        "alt": typed(f"{len(data)} calls, a mark each, by weeks, in {len(_periods(data, rules.focus, starts))} periods; {len(found)} are filled, and named with the approval that the partner is made to give. {said}."),
    }  # fmt: skip


def _periods(data: pd.DataFrame, focus: str, starts: list[str]) -> list[pd.DataFrame]:
    """Return the calls of each period; the day of the call in focus begins one of its own."""
    days = pd.to_datetime(data["date"])
    edges = pd.to_datetime(sorted({*starts, *data.loc[data["id"] == focus, "date"].astype(str)}))
    number = pd.Series(edges.searchsorted(days, side="right"), index=data.index)
    return [own.assign(day=days) for _, own in data.groupby(number)]


def _said(period: pd.DataFrame, until: pd.Timestamp | None) -> tuple[str, str]:
    """Say from when to when a period is, up to the day before the next begins, and how many of its calls have approval."""
    first, last = period["day"].min(), until or period["day"].max()
    days = f"{last:%-d\xa0%B\xa0%Y}"  # no line ends within a day
    if last > first:
        begins = f"{first:%-d\xa0%B\xa0%Y}" if first.year < last.year else f"{first:%-d\xa0%B}"
        days = f"{begins} to {days}"
    return days, f"{period['attributed'].sum()} of {len(period)} calls"


def _kind(row, none: str) -> str:
    """Say what approval a call has, and what was decided where that is in doubt."""
    if row.approval == none:
        return DOUBT[False] if row.doubtful else "no approval"
    return (
        f"{SHOWN.get(row.approval, row.approval)}; {DOUBT[True]}" if row.doubtful else row.approval
    )


def _rows(period: pd.DataFrame) -> list[pd.DataFrame]:
    """Return the calls of each week of a period, counted from its first call; weeks without a call have a row too."""
    number = (period["day"] - period["day"].min()).dt.days // WEEK
    return [period[number == week] for week in range(number.max() + 1)]


def draw_approval_by_call(data: pd.DataFrame, focus: str, starts: list[str], none: str) -> Picture:
    """Draw a mark for each call, a column a week, those with approval lifted above a line; on a narrow screen a row a week.

    What has approval or is in doubt is named, and so is what is of the day in focus.
    """
    periods = _periods(data, focus, starts)
    named = data["attributed"] | data["doubtful"]
    named |= data["date"].isin(data.loc[data["id"] == focus, "date"])
    return (_in_rows if on_narrow() else _in_columns)(
        periods, set(data.loc[named, "id"]), focus, none
    )


def _label(row, none: str) -> str:
    """Return the day of a call, its partner, and what approval it has."""
    return f"{row.day:%-d %b}: {row.partner}, {_kind(row, none)}"


def _in_columns(periods: list[pd.DataFrame], named: set[str], focus: str, none: str) -> Picture:
    """Draw the calls of each week as marks above a line and below it, over the days and the counts of each period."""
    letters, line = small(), LINE * small() / 72
    n = sum(len(_rows(period)) for period in periods)
    apart = 0.16  # inches between two periods
    step = (WIDE - 2 * EDGE - apart * (len(periods) - 1)) / n
    marks: list[tuple] = []  # x, y and the call
    names: list[
        list[tuple]
    ] = []  # of each week above or below the line: x, y, what is written and how
    spans: list[tuple] = []  # from x to x, where months begin, and what is written below
    x = EDGE
    for period, following in zip_longest(periods, periods[1:]):
        begin = x
        for own in _rows(period):
            for sign, calls in ((1, own[own["attributed"]]), (-1, own[~own["attributed"]])):
                # What is in doubt stands last, where its name has room.
                calls = calls.sort_values("doubtful", kind="stable") if sign < 0 else calls
                # Above the line each mark has its name beside it.
                pitch = line if sign > 0 else 0.115
                places = [sign * (0.11 + pitch * number) for number in range(len(calls))]
                here = [(x + step / 2, y, row) for y, row in zip(places, calls.itertuples())]
                marks += here
                names.append(
                    [
                        (
                            at,
                            y,
                            textwrap.fill(_label(row, none), 48),
                            "bold" if row.id == focus else "normal",
                        )
                        for at, y, row in here
                        if row.id in named
                    ]
                )
            x += step
        until = following["day"].min() - pd.Timedelta(days=1) if following is not None else None
        spans.append(
            (
                begin,
                x,
                _months(period["day"].min(), until or period["day"].max()),
                *_said(period, until),
            )
        )
        x += apart
    deep = min(y for _, y, _ in marks)
    taken = [(x - 0.05, x + 0.05, y - 0.05, y + 0.05) for x, y, _ in marks]
    written = []
    # From the last week to the first: a name that has no room beside its mark goes above those that are later.
    for week in reversed(names):
        written += _placed(week, taken, letters, line)
    top = max([y for _, y, _ in marks] + [y for *_, y, _, _ in written]) + 3 * line
    bottom = min([deep] + [y for *_, y, _, _ in written]) - 7.2 * line
    picture, axis = canvas(WIDE, top - bottom)
    axis.set_position((0, 0, 1, 1))
    axis.set(xlim=(0, WIDE), ylim=(bottom, top))
    axis.set_axis_off()
    low, years = bottom + 6.2 * line, set()
    for begin, end, months, days, counted in spans:
        axis.plot((begin, end), (0, 0), color=NEUTRAL, linewidth=0.8)
        axis.plot((begin, end), (low, low), color=NEUTRAL, linewidth=0.8)
        for after, month in months:
            at = begin + step * after / WEEK
            axis.plot((at, at), (low, low - 0.35 * line), color=NEUTRAL, linewidth=0.8)
            name = f"{month:%b}" if month.year in years else f"{month:%b %Y}"
            years.add(month.year)
            axis.text(at, low - line, name, va="center_baseline", color=NEUTRAL, fontsize=letters)
        right = begin + points(counted, letters + 1.5, "bold") / 72 > WIDE - EDGE
        at, side = (end, "right") if right else (begin, "left")
        room = 72 * max(end - begin + apart - 0.06, 0.9)
        wide = int(len(days) * room / points(days, letters))
        lines = [
            (counted, {"fontweight": "bold", "fontsize": letters + 1.5}),
            ("with approval", {}),
            *((part, {"color": NEUTRAL}) for part in textwrap.wrap(days, wide)),
        ]
        for number, (text, how) in enumerate(lines):
            y = low - (2.3 + 1.1 * number) * line
            axis.text(at, y, text, ha=side, va="center_baseline", **({"fontsize": letters} | how))
    for x, y, at, beside, level, text, weight in written:
        if level != y:
            axis.plot((x, x), (y, level), color=NEUTRAL, linewidth=0.6, zorder=1)
        side = "left" if beside > 0 else "right"
        axis.text(
            at, level, text, ha=side, va="center_baseline", fontweight=weight, fontsize=letters
        )
    for x, y, row in marks:
        _mark(axis, x, y, (row.attributed, row.doubtful))
    _key(axis, top - 0.8 * line, letters, any(period["doubtful"].any() for period in periods))
    return picture


def _months(first: pd.Timestamp, last: pd.Timestamp) -> list[tuple[int, pd.Timestamp]]:
    """Return the days from one to another on which a month begins, each with how many days after the first it is."""
    return [(number, day) for number, day in enumerate(pd.date_range(first, last)) if day.day == 1]


def _placed(week: list[tuple], taken: list[tuple], letters: float, line: float) -> list[tuple]:
    """Return where the names of a week stand: beside their marks, on the side of the last one, or where no room is, farther from the line.

    A place is x and y of the mark, x of the name, on which side it is, its y, and what is written and how.
    """
    placed, last = [], 1
    for x, y, text, weight in week:
        levels = (y + (number * line if y > 0 else -number * line) for number in range(100))
        for level, side in ((level, side) for level in levels for side in (last, -last)):
            near = x + side * 0.1
            far = near + side * max(points(one, letters, weight) for one in text.split("\n")) / 72
            high = 0.45 * line * (text.count("\n") + 1)
            box = min(near, far), max(near, far), level - high, level + high
            if box[0] >= 0 and box[1] <= WIDE and not any(_meet(box, other) for other in taken):
                last = side
                taken.append(box)
                placed.append((x, y, near, side, level, text, weight))
                break
    return placed


def _meet(one: tuple, other: tuple) -> bool:
    """Whether two boxes meet: each is from x to x and from y to y."""
    return one[0] < other[1] and other[0] < one[1] and one[2] < other[3] and other[2] < one[3]


def _in_rows(periods: list[pd.DataFrame], named: set[str], focus: str, none: str) -> Picture:
    """Draw the calls of each week as marks in a row, and the names below, under a heading for each period."""
    letters, line = small(), LINE * small() / 72
    step, begin = 0.082, 0.62 * small() / 9.5
    marks: list[tuple] = []  # x, y and the call
    texts: list[tuple] = []  # x, y, what is written and how
    characters = int(72 * (NARROW - EDGE - begin) / (0.49 * letters))
    y = EDGE + 2.7 * line
    for period, following in zip_longest(periods, periods[1:]):
        until = following["day"].min() - pd.Timedelta(days=1) if following is not None else None
        y += 0.5 * line
        days, counted = _said(period, until)
        texts.append((EDGE, y, days, {"fontweight": "bold", "fontsize": letters + 1.5}))
        y += 1.2 * line
        texts.append((EDGE, y, f"{counted} with approval", {"fontweight": "bold"}))
        y += 1.3 * line
        since = period["day"].min()
        for week, own in enumerate(_rows(period)):
            texts.append(
                (EDGE, y, f"{since + pd.Timedelta(days=WEEK * week):%-d %b}", {"color": NEUTRAL})
            )
            marks += [
                (begin + step * (place + 0.5), y, row) for place, row in enumerate(own.itertuples())
            ]
            for row in own[own["id"].isin(named)].itertuples():
                how = {"fontweight": "bold"} if row.id == focus else {}
                for part in textwrap.wrap(_label(row, none), characters, subsequent_indent="    "):
                    y += line
                    texts.append((begin, y, part, how))
            y += line
    picture, axis = canvas(NARROW, y - 0.4 * line + EDGE, taller=1)
    axis.set_position((0, 0, 1, 1))
    axis.set(xlim=(0, NARROW), ylim=(picture.get_figheight(), 0))
    axis.set_axis_off()
    for x, at, row in marks:
        _mark(axis, x, at, (row.attributed, row.doubtful))
    for x, at, text, how in texts:
        axis.text(x, at, text, va="center_baseline", **({"fontsize": letters} | how))
    _key(axis, EDGE + 0.5 * line, letters, any(period["doubtful"].any() for period in periods))
    return picture


def _key(axis, y: float, letters: float, doubtful: bool) -> None:
    """Say what the marks are, on a narrow screen in two lines."""
    kinds = [("call with approval", (True, False)), ("call without", (False, False))]
    kinds += [(text, (counted, True)) for counted, text in DOUBT.items() if doubtful]
    x = EDGE + 0.05
    for number, (text, kind) in enumerate(kinds):
        if number == 2 and on_narrow():
            x, y = EDGE + 0.05, y + 1.2 * LINE * small() / 72
        _mark(axis, x, y, kind)
        axis.text(x + 0.1, y, text, va="center_baseline", fontsize=letters)
        x += points(text, letters) / 72 + 0.35


def _mark(axis, x: float, y: float, kind: tuple[bool, bool]) -> None:
    """Draw the mark of a call: whether its approval is counted, and whether that may be coded otherwise."""
    counted, doubtful = kind
    colour = PALETTE[0] if counted or doubtful else NEUTRAL
    axis.plot(
        x, y, MARKS[doubtful], color=colour, markerfacecolor=colour if counted else "white",
        markeredgewidth=1.3 if doubtful else 0.8, markersize=4.6 if on_narrow() else 6,
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
        "caption": f"Every call of which {report.settings.approval.issuer} published an account in which approval is put into the partner’s mouth; the table says of what. The date links to the account.",
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
        "caption": f"In whose mouth two words stand where they name the conduct in question, whether it is approved of or not. Counted in {report.settings.approval.issuer}’s accounts of calls from {results.day(report.settings.approval.starts[0])} on.",
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
