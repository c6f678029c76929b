"""A figure and a table of what the two accounts of a conversation share, in a report's own pairs and in others."""

import pandas as pd
from matplotlib.figure import Figure as Picture

from .. import pairs as module
from .. import results
from ..drawing import (
    NEUTRAL,
    WIDE,
    canvas,
    figure,
    on_narrow,
    shows,
    small,
    table,
    typed,
    wrapped,
)
from ..fields import Field
from ..report import Report
from ..subcorpora import language_name

# The colour of the report's own pairs, which is no side's, and their marks, by date.
OWN = "#222222"
MARKS = ("D", "o")
# Marks with shares less apart than this stand below one another, in such steps of a row.
NEAR, NEAR_NARROW, STEP = 1.9, 5.5, 0.2
PERCENT = "per cent"
# Columns that the figure and the table share.
FIELDS = {
    "date": "day of the call",
    "leaders": "who spoke",
    "own": "whether this report is on the call",
    "both": Field("codes, or frames, in both accounts", "codes or frames"),
    "found": Field("of how many: the whole of the share", "codes or frames"),
    "share": Field("the share that both have", PERCENT),
}


@figure
def pair_shares(report: Report) -> dict:
    """What share both accounts have, of each pair, under each way to count."""
    rows = [
        (pair.date, pair.texts[0].leaders, pair.own, way, label[:1].upper() + label[1:], len(pair.both(way)), len(pair.whole(way)), _percent(pair, way), f"{pair.name}-share{'' if way == 'codes' else f'-{way}'}")
        for way, (label, _) in module.WAYS.items()
        for pair in module.pairs(report.context)
    ]  # fmt: skip
    columns = ["date", "leaders", "own", "way", "label", "both", "found", "share", "finding"]
    data = pd.DataFrame(rows, columns=columns)
    said = "; ".join(
        f"{label}: "
        + ", ".join(
            f"{results.day(row.date)} {row.both} of {row.found}{' (this report)' * row.own}"
            for row in own.itertuples()
        )
        for label, own in data.groupby("label", sort=False)
    )
    return {
        "title": "How much do two accounts of one call share?",
        "data": data,
        "fields": FIELDS | {
            "way": "in what it is counted: codes; matter, which is codes without those of form and tone; frames; shorter, which is codes as a share of those of the account with fewer",
            "label": "the same in print",
        },
        "draw": draw_pair_shares,
        "look": {"days": {pair.date.isoformat(): results.day(pair.date) for pair in module.pairs(report.context) if pair.own}},
        "caption": "Each mark is a call of which two accounts were coded by the general codebook; filled: the calls that this report is on. Its place is the share of the codes found in either account that both have, and below that the same for other ways to count.",
        "alt": typed(f"Marks of calls on an axis from none to all, one row a way to count. {said}."),
    }  # fmt: skip


def draw_pair_shares(data: pd.DataFrame, days: dict[str, str]) -> Picture:
    """Draw a row a way to count, with a mark for each pair at its share: the report's own filled, named in the first row."""
    labels = list(dict.fromkeys(data["label"]))
    data = data.assign(day=data["date"].astype(str)).sort_values(
        ["own", "share"], ascending=[False, True], kind="stable"
    )
    marks = dict(zip(days, MARKS))
    picture, axis = canvas(WIDE, 3.0, taller=1.15)
    for place, label in enumerate(labels):
        rows = data[data["label"] == label]
        axis.axhline(place, color="#e2e2e2", linewidth=0.6, zorder=0)
        levels = _levels(rows["share"].tolist())
        for number, (row, level) in enumerate(zip(rows.itertuples(), levels)):
            colour = OWN if row.own else NEUTRAL
            (mark,) = axis.plot(
                row.share, place + STEP * level, marks.get(row.day, "o"), color=colour, markersize=6 + row.own,
                markerfacecolor=colour if row.own else "none", zorder=3, clip_on=False,
            )  # fmt: skip
            shows(mark, row.finding)
            if row.own:
                # The lower share stands to the left, the higher to the right.
                right = number == rows["own"].sum() - 1
                between = "\n" if on_narrow() else ": "
                named = f"{days[row.day]}{between}" if place == 0 else ""
                towards = 0 if on_narrow() else 5
                axis.annotate(
                    f"{named}{row.share:.1f} %", (row.share, place), (-towards if right else towards, 6),
                    textcoords="offset points", ha="left" if right else "right", va="bottom",
                    fontsize=small(), fontweight="bold",
                )  # fmt: skip
    axis.set_yticks(range(len(labels)), wrapped(labels, wide=26, narrow=16), fontsize=small())
    axis.set_ylim(len(labels) - 0.4, -0.65)
    axis.set_xlim(0, 100)
    axis.set_xticks(range(0, 101, 25), [f"{share} %" for share in range(0, 101, 25)])
    axis.set_xlabel("share that both accounts have")
    axis.tick_params(axis="y", length=0)
    axis.spines["left"].set_visible(False)
    return picture


def _levels(shares: list[float]) -> list[int]:
    """How many steps below its line each mark stands, so that none hides another."""
    near, levels = (NEAR_NARROW if on_narrow() else NEAR), []
    for share in shares:
        level = 0
        while any(abs(share - other) < near and level == own for other, own in zip(shares, levels)):
            level += 1
        levels.append(level)
    return levels


def _percent(pair: module.Pair, way: str = "codes") -> float:
    return round(100 * float(pair.share(way)), 1)


@table
def pair_baseline(report: Report) -> dict:
    """How many codes each account of a pair has alone, and how many both, of each pair."""
    every = module.pairs(report.context)
    rows = []
    for pair in every:
        first, second = pair.found()
        row = {
            "date": pair.date,
            "leaders": pair.texts[0].leaders,
            "own": pair.own,
            "call": f"{pair.call}{', this report' * pair.own}",
        }
        for name, text in zip(("first", "second"), pair.texts):
            row[name] = _opening(_account(text))
            row |= {
                f"{name}_{column}": getattr(text, column)
                for column in ("issuer", "form", "language", "size", "size_unit")
            }
        row |= {
            "first_alone": len(first - second),
            "both": len(first & second),
            "second_alone": len(second - first),
            "found": len(first | second),
            "share": _percent(pair),
        }
        rows.append(row)
    of_accounts = {
        f"{name}_{column}": described
        for name in ("first", "second")
        for column, described in {
            "issuer": f"who published the {name} account",
            "form": "what it was published as",
            "language": "in what language",
            "size": Field("how long it is", "words or Chinese characters"),
            "size_unit": "in what: words, or Chinese characters (hanzi)",
            "alone": Field("codes that it has and the other has not", "codes"),
        }.items()
    }
    return {
        "title": "What two accounts of one call share",
        "data": pd.DataFrame(rows),
        "fields": FIELDS | of_accounts | {
            "both": Field("codes that both have", "codes"),
            "found": Field("codes that one of them has, or both", "codes"),
        },
        "page_only": ("call", "first", "second"),
        "caption": "Codes of the general codebook in both accounts of a call, and in one of them. The last column is the share of all codes found that both have.",
        "columns": {
            "call": "Call",
            "first": "First account",
            "second": "Second account",
            "first_alone": "In the first alone",
            "both": "In both",
            "second_alone": "In the second alone",
            "share": "Share in both",
        },
        "links": {
            "first_alone": "pair-{date}-first",
            "both": "pair-{date}-both",
            "second_alone": "pair-{date}-second",
            "share": "pair-{date}-share",
        },
        "sources": ("call", "first", "second"),
    }  # fmt: skip


def _account(text) -> str:
    """An account in a cell: who, what, in which language, how long.

    A size is no result of the table, and stands here as the length of a source does.
    """
    form = "" if text.form == "readout" else f" ({text.form})"
    unit = "characters" if text.size_unit == "hanzi" else "words"
    return f"{text.issuer}{form}, {language_name(text.language)}, {text.size:,} {unit}"


def _opening(text: str) -> str:
    return text[:1].upper() + text[1:]
