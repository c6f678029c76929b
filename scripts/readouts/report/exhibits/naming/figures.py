"""Figures of what something is called, on either side and over time."""

import pandas as pd
from matplotlib.figure import Figure as Picture
from matplotlib.patches import Patch

from ...drawing import (
    NARROW,
    NEUTRAL,
    WIDE,
    SideStyle,
    canvas,
    cell,
    count_above,
    figure,
    matrix,
    on_colour,
    on_narrow,
    side_styles,
    small,
    wrapped,
)
from ...fields import Field
from ...findings import NOT_COUNTED, slug
from ...naming import names
from ...report import Report
from .. import labels
from ..labels import english, spelled

FEW_ITEMS = 300  # a month with fewer items is not whole in the copies


def named_codes(report: Report) -> pd.DataFrame:
    """The codes of the names, that which is counted apart at the end: ``code, label``."""
    rules = report.settings.series
    codes = report.codebook.codes.query("frame == @rules.frame")[["code", "label"]].sort_values(
        "code", key=lambda codes: codes == rules.apart.code, kind="stable", ignore_index=True
    )
    return codes.assign(
        label=codes["label"].mask(codes["code"] == rules.apart.code, rules.apart.drawn)
    )


@figure
def naming_names(report: Report) -> dict:
    """What the full readouts of either side call it, in the calls that are compared."""
    settings, rules = report.settings, report.settings.series
    codes = named_codes(report)
    full_texts = dict(zip(settings.calls, settings.full_texts))
    columns = [(side, date) for side in (rules.other, rules.side) for date in settings.calls]
    rows = [
        (code.code, code.label, side, str(date), report.findings[finding].value, finding)
        for code in codes.itertuples()
        for side, date in columns
        for finding in [
            slug("code", full_texts[date], code.code)
            if side == rules.other
            else slug("named", str(date), code.code)
        ]
    ]
    data = pd.DataFrame(
        rows, columns=["code", "label", "side", "event_date", "frequency", "finding"]
    ).astype({"frequency": "Int64"})
    data["size"] = [
        report.findings[
            f"words-{full_texts[pd.Timestamp(row.event_date).date()]}"
            if row.side == rules.other
            else f"characters-{row.event_date}"
        ].value
        for row in data.itertuples()
    ]
    said = "; ".join(
        f"{settings.names[row.side]}, {row.event_date}: {row.label} {row.frequency}"
        for row in data[data["frequency"] > 0].itertuples()
    )
    return {
        "title": f"What each side calls {rules.what}",
        "uncounted": data.loc[data["frequency"].isna(), "label"].unique(),
        "caption": "Occurrences of each name in the full readouts: of the one side by the codebook, of the other by reading every stretch that can be such a name. "
        f"A dot without a number: absent from the full text; names that none of them has stand in one line. Below the line stands {rules.apart.label}, which is counted apart.",
        "alt": f"A grid of names by side and call. Occurrences: {said}. All other names that were counted are absent.",
        "data": data,
        "fields": {
            "code": "the name: its code in the codebook",
            "label": "the name in print",
            "side": "short name of the side whose full readout it is",
            "event_date": "day of the call",
            "frequency": Field("occurrences of the name in the full readout", "occurrences"),
            "size": Field(
                "size of the full readout: words, of Chinese characters", "words or characters"
            ),
        },
        "draw": draw_naming_names,
        "look": {"sides": settings.names},
    }


def draw_naming_names(data: pd.DataFrame, sides: dict[str, str]) -> Picture:
    """Draw a grid of names by side and call; the last, below a line, is counted apart."""
    styles, labels = side_styles(sides), dict(zip(data["code"], data["label"]))
    columns = list(dict.fromkeys(zip(data["side"], data["event_date"])))
    *names, apart = labels
    # A name that no text has is no row: all of them are one line.
    counts = data.groupby("code")["frequency"].agg(lambda own: own.eq(0).all())
    absent = [name for name in names if counts[name]]
    rows = [*(name for name in names if name not in absent), *absent[:1], apart]
    picture, axis = canvas(WIDE, 0.9 + 0.34 * len(rows))
    for row in data[data["code"].isin(rows) & ~data["code"].isin(absent)].itertuples():
        x, y = columns.index((row.side, row.event_date)), rows.index(row.code)
        style = styles[row.side]
        cell(axis, x, y, row.frequency, style.colour, style.marker, row.finding)
    axis.set_xticks(
        range(len(columns)),
        [
            f"{sides[side]}\n{pd.Timestamp(date):{'%-d %b' if on_narrow() else '%-d %B %Y'}}"
            for side, date in columns
        ],
    )
    if absent:
        said = wrapped([f"{', '.join(labels[name] for name in absent).lower()}: in none"], 70, 34)
        axis.text(-0.4, len(rows) - 2, *said, va="center", fontsize=small())
    heads = {
        name: f"{len(absent)} other {'name' if len(absent) == 1 else 'names'}"
        for name in absent[:1]
    }
    matrix(axis, len(columns), [(labels | heads)[name] for name in rows], narrow=20)
    axis.axhline(len(rows) - 1.5, color="black", linewidth=0.8)
    return picture


@figure
def naming_series(report: Report) -> dict:
    """What the items of the series on each contact call it."""
    rules = report.settings.series
    found = names.names_by_contact(rules, report.corpus.tables)
    sizes = names.contacts(report.table(rules.table("series")))
    rows = [
        (
            str(contact.event_date),
            contact.contact,
            label,
            own["frequency"].sum(skipna=False),
            "; ".join(filter(None, own["strings"])),
            contact.n_items,
            contact.n_hanzi,
        )
        for label, codes in rules.drawn.items()
        for contact in sizes.itertuples()
        for own in [found[(found["event_date"] == contact.event_date) & found["name"].isin(codes)]]
    ]
    data = pd.DataFrame(
        rows,
        columns=["event_date", "contact", "english", "frequency", "term", "n_items", "n_hanzi"],
    ).astype({"frequency": "Int64"})
    unread = [
        label for label, own in data.groupby("english", sort=False) if own["frequency"].isna().any()
    ]
    said = "; ".join(
        f"{label}: "
        + (
            ", ".join(
                f"{row.event_date} {row.frequency}"
                for row in own[own["frequency"] > 0].itertuples()
            )
            or (NOT_COUNTED if label in unread else "none")
        )
        for label, own in data.groupby("english", sort=False)
    )
    return {
        "title": f"Names of {rules.this} in the {rules.adjective} texts, {rules.years}",
        "uncounted": unread,
        "caption": f"How often the items on each of {{finding}}`{slug(rules.adjective, 'contacts')}` contacts of {rules.parties} use each name: {{finding}}`{slug(rules.adjective, 'texts')}` items of "
        f"{rules.programme}, those of a contact taken together. Each column is a contact, in their order; a small dot: the name is absent from its items. Every stretch of a string that can be "
        "such a name was read, and those of other matters are left out.",
        "alt": f"{spelled(len(rules.drawn))} names, each with a row of {len(sizes)} contacts from {rules.years}. Occurrences: {said}. Elsewhere the names are absent.",
        "data": data,
        "tables": (rules.table("series"),),
        "fields": {
            "english": "the name in English",
            "frequency": Field(
                "occurrences of the name in the items on the contact", "occurrences"
            ),
            "term": "the strings under which it was found in them, joined by a semicolon",
            "n_items": Field("items on the contact", "items"),
            "n_hanzi": Field(
                "Chinese characters in these items, without the programme’s opening formula; digits, letters and punctuation are not counted",
                "characters",
            ),
        },
        "draw": draw_naming_series,
        "look": {"sides": report.settings.names, "side": rules.side},
    }


def draw_naming_series(data: pd.DataFrame, sides: dict[str, str], side: str) -> Picture:
    """Draw a row of contacts for each name, with how often their items have it."""
    style = side_styles(sides)[side]
    named = data.groupby("english", sort=False)
    years = [int(date[:4]) for date in data["event_date"][: len(data) // len(named)]]
    picture, axis = canvas(NARROW, 4.1)
    for y, (label, own) in enumerate(named):
        unread = own["frequency"].isna().any()
        some = own[own["frequency"] > 0]
        last = (
            f": on {len(some)} of {len(own)}, last {pd.Timestamp(some['event_date'].iloc[-1]):%b %Y}"
            if len(some)
            else f": {NOT_COUNTED}"
            if unread
            else ": none"
        )
        axis.text(
            -0.5,
            y - 0.3,
            label + last,
            fontsize=small(),
            va="bottom",
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.5},
        )
        for x, frequency in enumerate(() if unread else own["frequency"]):
            _mark(axis, style, x, y, frequency)
    for x in range(1, len(years)):
        if years[x] != years[x - 1]:
            for y in range(len(named)):  # beside the marks of a row, and not through its name
                axis.plot([x - 0.5] * 2, [y - 0.22, y + 0.3], color="#cccccc", linewidth=0.8, zorder=0)  # fmt: skip
    axis.set_xticks(
        [
            sum(places) / len(places)
            for places in (
                [x for x, one in enumerate(years) if one == year] for year in sorted(set(years))
            )
        ],
        sorted(set(years)),
    )
    axis.set(xlim=(-0.7, len(years) - 0.3), ylim=(len(named) - 0.5, -0.75), yticks=[])
    axis.set_xlabel("contacts, in the order of their dates")
    axis.tick_params(length=0)
    axis.spines[:].set_visible(False)
    return picture


def _mark(axis, style: SideStyle, x: float, y: float, frequency: int) -> None:
    """A count as a small mark with its number; zero as a dot."""
    if frequency:
        axis.plot(
            x,
            y,
            style.marker,
            color=style.colour,
            markersize=10.5,
            markeredgecolor="black",
            markeredgewidth=0.5,
        )
        axis.text(
            x,
            y,
            f"{frequency:.0f}",
            fontsize=small(),
            fontweight="bold",
            color=on_colour(style.colour),
            ha="center",
            va="center_baseline",
        )
    else:
        axis.plot(x, y, ".", color="#9a9a9a", markersize=3)


@figure
def naming_programme(report: Report) -> dict:
    """What the whole programme calls it, month by month, and what the items on contacts call it."""
    settings, rules = report.settings, report.settings.series
    data = names.programme_and_contacts(rules, report.corpus.tables)
    data.insert(2, "english", english(report, data["term"]))
    data["per_100_items"] = (100 * data["item_frequency"] / data["n_items"]).round(2)
    data["whole"] = data["n_items"] >= FEW_ITEMS
    # The name that most items have comes first.
    data = data.sort_values(
        "term",
        key=lambda terms: -terms.map(data.groupby("term")["item_frequency"].sum()),
        kind="stable",
        ignore_index=True,
    )
    months = list(data["month"].unique())
    peaks = {
        label: own.loc[own["per_100_items"].where(own["whole"]).idxmax()]
        for label, own in data.groupby("english", sort=False)
    }
    said = "; ".join(
        f"{label}: {own['item_frequency'].sum()} items of {own['n_items'].sum()}, in a whole month at most {peaks[label]['per_100_items']:.1f} of 100 ({peaks[label]['month']}), and of "
        f"{own['contact_items'].sum()} items on contacts {own['contact_items_with'].sum()}"
        for label, own in data.groupby("english", sort=False)
    )
    return {
        "title": "What the programme says, and what it says on contacts",
        "uncounted": labels.uncounted_strings(report, report.table(rules.table("months"))["term"]),
        "caption": f"Bars: of {{plain}}`100` items of {rules.programme} in a month, how many have each name ({{finding}}`programme-items` items in {{finding}}`programme-months` "
        f"months). Hollow bars: months that are not whole (fewer than {{plain}}`{FEW_ITEMS}` items). Marks below: the months with contacts of {rules.parties}; filled if an item on them has the name. The "
        "{finding}`programme-contact-items` items on contacts are among the programme’s.",
        "alt": f"{spelled(len(peaks))} panels, one a name, each with a bar for every month from {pd.Timestamp(months[0]):%B %Y} to {pd.Timestamp(months[-1]):%B %Y} "
        f"and a square for every month with a contact of {rules.parties}. {said}.",
        "data": data,
        "fields": {
            "month": "month of the broadcasts: year and month",
            "term": "the name, a string of characters",
            "english": "the name in English",
            "item_frequency": Field("items of the month that have the name", "items"),
            "frequency": Field("occurrences of the name in these items", "occurrences"),
            "n_items": Field("items of the programme in the month", "items"),
            "contact_items": Field("of these, items that belong to a contact", "items"),
            "contact_items_with": Field("of those, items that have the name", "items"),
            "per_100_items": Field(
                "item_frequency of 100 items of the month, to two decimals", "items of 100"
            ),
            "whole": f"whether the copies have at least {FEW_ITEMS} items of the month, so that it is taken as whole",
        },
        "draw": draw_naming_programme,
        "look": {
            "sides": settings.names,
            "side": rules.side,
            "leader": settings.speaker(settings.leaders[rules.other]),
        },
    }


def draw_naming_programme(
    data: pd.DataFrame, sides: dict[str, str], side: str, leader: str
) -> Picture:
    """Draw a panel for each name: a bar a month, and a mark below each month with a contact."""
    style, months = side_styles(sides)[side], list(data["month"].unique())
    highest = data["per_100_items"].max()
    picture, axes = canvas(NARROW, 6.8, rows=data["term"].nunique())
    for axis, (label, own) in zip(axes, data.groupby("english", sort=False)):
        for x, row in enumerate(own.itertuples()):
            if row.item_frequency:
                axis.bar(
                    x,
                    row.per_100_items,
                    0.8,
                    color=NEUTRAL if row.whole else "white",
                    edgecolor=NEUTRAL,
                    linewidth=0.6,
                )
            if row.contact_items:
                axis.plot(
                    x,
                    -0.22 * highest,
                    style.marker,
                    color=style.colour if row.contact_items_with else "white",
                    markersize=4.5,
                    markeredgecolor="black",
                    markeredgewidth=0.6,
                )
        axis.set_title(f"{label}", pad=17)
        axis.annotate(
            f"{own['item_frequency'].sum()} of {own['n_items'].sum():,} items; {own['contact_items_with'].sum()} of the {own['contact_items'].sum()} on {leader}",
            (0, 1), (0, 5), "axes fraction", "offset points", fontsize=small(),
        )  # fmt: skip
        axis.set(ylim=(-0.38 * highest, 1.05 * highest), xlim=(-0.8, len(own) - 0.2), yticks=[0, 5])
        axis.set_xticks(
            [x for x, month in enumerate(months) if month.endswith("-01")],
            [month[:4] for month in months if month.endswith("-01")] if axis is axes[-1] else [],
        )
    count_above(picture, "items that have the name, of each 100 in the month")
    for fill, said in (
        (style.colour, f"month with {leader}: an item has the name"),
        ("white", f"month with {leader}: no item has it"),
    ):
        axes[-1].plot(
            [],
            [],
            style.marker,
            color=fill,
            markersize=4.5,
            markeredgecolor="black",
            markeredgewidth=0.6,
            label=said,
        )
    handles, labels = axes[-1].get_legend_handles_labels()
    if not data["whole"].all():
        handles.append(Patch(facecolor="white", edgecolor=NEUTRAL, linewidth=0.6))
        labels.append("hollow bar: a month that is not whole")
    picture.legend(handles, labels, loc="outside lower center", fontsize=small())
    return picture
