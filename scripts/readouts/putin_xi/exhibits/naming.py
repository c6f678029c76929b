"""Figures and tables of what the war is called."""

import pandas as pd

from ...report import results
from ...report.drawing import (
    COLOURS,
    MARKERS,
    NARROW,
    NEUTRAL,
    WIDE,
    canvas,
    cell,
    figure,
    matrix,
    table,
)
from ...report.findings import slug
from .. import naming
from ..naming import APART, KINDS
from ..programme import TOGETHER
from ..report import CALLS, Report
from .labels import english

# Names of the war in the Chinese items, as the figures say them; the last are four codes together.
SERIES = {
    "special military operation": ("special-military-operation",),
    "issue": ("issue",),
    "situation": ("situation",),
    "crisis": ("crisis",),
    "conflict": ("conflict",),
    "war": ("war",),
    "attack, invasion, aggression, occupation": ("attack", "invasion", "aggression", "occupation"),
}
FEW_ITEMS = 300  # a month with fewer items is not whole in the copies


def _names(report: Report) -> pd.DataFrame:
    """The codes of the names of the war, that which is counted apart at the end: ``code, label``."""
    codes = report.codebook.codes.query("frame == 'naming'")[["code", "label"]].sort_values(
        "code", key=lambda codes: codes == APART, kind="stable", ignore_index=True
    )
    return codes.assign(
        label=codes["label"].mask(codes["code"] == APART, "“Russia’s actions” (apart)")
    )


@figure
def naming_names(report: Report) -> dict:
    """What the full readouts call the war, in both calls."""
    codes = _names(report)
    columns = [(side, date) for side in ("kremlin", "beijing") for date in CALLS]
    rows = [
        (code.code, code.label, side, str(date), report.findings[finding].value, finding)
        for code in codes.itertuples()
        for side, date in columns
        for finding in [
            slug("code", f"kremlin-{date}-full", code.code)
            if side == "kremlin"
            else slug("named", str(date), code.code)
        ]
    ]
    data = pd.DataFrame(
        rows, columns=["code", "label", "side", "event_date", "frequency", "finding"]
    )
    picture, axis = canvas(WIDE, 4.1)
    for row in data.itertuples():
        x, y = (
            columns.index((row.side, pd.Timestamp(row.event_date).date())),
            list(codes["code"]).index(row.code),
        )
        cell(axis, x, y, row.frequency, COLOURS[row.side], MARKERS[row.side])
    axis.set_xticks(
        range(4), [f"{results.side_name(side)}\n{results.day(date)}" for side, date in columns]
    )
    matrix(axis, 4, list(codes["label"]))
    axis.axhline(len(codes) - 1.5, color="black", linewidth=0.8)
    said = "; ".join(
        f"{results.side_name(row.side)}, {row.event_date}: {row.label} {row.frequency}"
        for row in data.itertuples()
        if row.frequency
    )
    return {
        "title": "What each side calls the war",
        "caption": "Occurrences of each name in the full readouts of both calls: the Kremlin’s English texts ({finding}`words-kremlin-2022-02-25-full` and "
        "{finding}`words-kremlin-2022-06-15-full` words), by the codebook; Beijing’s Chinese texts ({finding}`characters-2022-02-25` and {finding}`characters-2022-06-15` characters), by reading every "
        "stretch that can name the war. A dot without a number: absent from the full text. Below the line stands “Russia’s actions”, a general expression for Russia’s conduct: the readouts do not say which actions are meant.",
        "alt": f"A grid of names by side and call. Occurrences: {said}. All other names that were counted are absent.",
        "data": data,
        "picture": picture,
    }


@figure
def naming_series(report: Report) -> dict:
    """What the Chinese items on each contact call the war, 2022 to 2026."""
    found = naming.names_by_contact(report.corpus.tables)
    sizes = naming.contacts(report.table("beijing_series"))
    rows = [
        (
            str(contact.event_date),
            contact.contact,
            label,
            int(own["frequency"].sum()),
            "; ".join(filter(None, own["strings"])),
            contact.n_items,
            contact.n_hanzi,
        )
        for label, codes in SERIES.items()
        for contact in sizes.itertuples()
        for own in [found[(found["event_date"] == contact.event_date) & found["name"].isin(codes)]]
    ]
    data = pd.DataFrame(
        rows,
        columns=["event_date", "contact", "english", "frequency", "term", "n_items", "n_hanzi"],
    )
    years = [date.year for date in sizes["event_date"]]
    picture, axis = canvas(NARROW, 4.1)
    for y, (label, own) in enumerate(data.groupby("english", sort=False)):
        some = own[own["frequency"] > 0]
        last = (
            f": {len(some)} of {len(own)} contacts, last {pd.Timestamp(some['event_date'].iloc[-1]):%b %Y}"
            if len(some)
            else ": none"
        )
        axis.text(
            -0.5,
            y - 0.3,
            label + last,
            fontsize=7.5,
            va="bottom",
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.5},
        )
        for x, frequency in enumerate(own["frequency"]):
            _mark(axis, x, y, frequency)
    for x in range(1, len(years)):
        if years[x] != years[x - 1]:
            axis.axvline(x - 0.5, color="#cccccc", linewidth=0.8, zorder=0)
    axis.set_xticks(
        [
            sum(places) / len(places)
            for places in (
                [x for x, one in enumerate(years) if one == year] for year in sorted(set(years))
            )
        ],
        sorted(set(years)),
    )
    axis.set(xlim=(-0.7, len(years) - 0.3), ylim=(len(SERIES) - 0.5, -0.75), yticks=[])
    axis.tick_params(length=0)
    axis.spines[:].set_visible(False)
    said = "; ".join(
        f"{label}: "
        + (
            ", ".join(
                f"{row.event_date} {row.frequency}"
                for row in own[own["frequency"] > 0].itertuples()
            )
            or "none"
        )
        for label, own in data.groupby("english", sort=False)
    )
    return {
        "title": "Names of this war in the Chinese texts, 2022 to 2026",
        "caption": "How often the items on each of {finding}`chinese-contacts` contacts of Putin and Xi call this war by each name: {finding}`chinese-texts` items of China’s evening news programme, those of a contact taken "
        "together. Each column is a contact, in their order; a small dot: the name is absent from its items. Every stretch of a string that can name the war was read ({finding}`stretches-all`), and those of "
        "other matters are left out: {finding}`stretches-war` of “war”, for one, of which none is of this war. “Issue” is counted with “Ukraine” before it, the other nouns also without, where they mean this war.",
        "alt": f"Seven names, each with a row of {len(sizes)} contacts from 2022 to 2026. Occurrences: {said}. Elsewhere the names are absent.",
        "data": data,
        "picture": picture,
    }


def _mark(axis, x: float, y: float, frequency: int) -> None:
    """A count of Beijing's as a small mark with its number; zero as a dot."""
    if frequency:
        axis.plot(
            x,
            y,
            MARKERS["beijing"],
            color=COLOURS["beijing"],
            markersize=10.5,
            markeredgecolor="black",
            markeredgewidth=0.5,
        )
        axis.text(
            x, y, str(frequency), fontsize=7.5, fontweight="bold", ha="center", va="center_baseline"
        )
    else:
        axis.plot(x, y, ".", color="#9a9a9a", markersize=3)


@figure
def naming_programme(report: Report) -> dict:
    """What the whole programme calls the war, month by month, and what it calls it on contacts with Putin."""
    data = naming.programme_and_contacts(report.corpus.tables)
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
    highest = data["per_100_items"].max()
    picture, axes = canvas(NARROW, 6.4, rows=data["term"].nunique())
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
                    MARKERS["beijing"],
                    color=COLOURS["beijing"] if row.contact_items_with else "white",
                    markersize=4.5,
                    markeredgecolor="black",
                    markeredgewidth=0.6,
                )
        axis.set_title(
            f"{label}: {own['item_frequency'].sum()} of {own['n_items'].sum():,} items;\nof the {own['contact_items'].sum()} on contacts with Putin: {own['contact_items_with'].sum()}",
            fontsize=7.5,
            fontweight="normal",
        )
        axis.set(ylim=(-0.38 * highest, 1.05 * highest), xlim=(-0.8, len(own) - 0.2), yticks=[0, 5])
        axis.set_xticks(
            [x for x, month in enumerate(months) if month.endswith("-01")],
            [month[:4] for month in months if month.endswith("-01")] if axis is axes[-1] else [],
        )
    picture.supylabel("items with the name, of 100 of the programme", fontsize=8)
    for fill, said in (
        (COLOURS["beijing"], "month with a contact that has the name"),
        ("white", "month with contacts, none has it"),
    ):
        axes[-1].plot(
            [],
            [],
            MARKERS["beijing"],
            color=fill,
            markersize=4.5,
            markeredgecolor="black",
            markeredgewidth=0.6,
            label=said,
        )
    picture.legend(*axes[-1].get_legend_handles_labels(), loc="outside lower center", fontsize=7.5)
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
        "title": "What the programme says, and what it says on contacts with Putin",
        "caption": "Bars: of {plain}`100` items of China’s evening news programme in a month, how many have each name of the war, from the end of September 2022 to August 2026 ({finding}`programme-items` items in {finding}`programme-months` "
        f"months). White bars: the first and the last month, which are not whole (fewer than {{plain}}`{FEW_ITEMS}` items). Squares below: the months with contacts of Putin and Xi; orange if an item on them has the name. The "
        "{finding}`programme-contact-items` items on contacts are among the programme’s.",
        "alt": f"Five panels, one a name, each with a bar for every month from September 2022 to August 2026 and a square for every month with a contact of Putin and Xi. {said}.",
        "data": data,
        "picture": picture,
    }


@table
def names(report: Report) -> dict:
    """What each side calls the war: the counts behind the figure."""
    long = naming_names(report).data
    long["column"] = (
        long["side"]
        + "_"
        + long["event_date"].str.slice(5, 7).map({"02": "february", "06": "june"})
    )
    data = (
        long.pivot(index=["code", "label"], columns="column", values="finding")
        .loc[_names(report).itertuples(index=False, name=None)]
        .reset_index()
    )
    columns = ["kremlin_february", "kremlin_june", "beijing_february", "beijing_june"]
    return {
        "title": "Names of the war, counted",
        "data": data,
        "caption": "Occurrences in the full readouts: the Kremlin’s in English, by the codebook; Beijing’s in Chinese, by reading every stretch of a string that can name the war. Zero means absent from the full text. "
        "“Russia’s actions” is counted apart: it says whose conduct is meant and not which.",
        "columns": {"label": "Name"}
        | {column: column.replace("_", ", ").title() for column in columns},
        "links": {column: f"{{{column}}}" for column in columns},
    }


@table
def naming_description(report: Report) -> dict:
    """The descriptive layer: what each name presents."""
    labels = report.codebook.codes["label"]
    data = report.table("naming").assign(label=lambda naming: naming["code"].map(labels))
    return {
        "title": "Names of the war, described",
        "data": data,
        "caption": "What each name presents, whether it says who acts, of what place it speaks, and whose official term it is. This layer rests on the words alone.",
        "columns": {
            "label": "Name",
            "presents": "Presents",
            "agent_expressed": "Agent expressed",
            "scope": "Scope",
            "whose_term": "Whose term",
        },
        "sources": ("whose_term",),
    }


@table
def naming_evaluation(report: Report) -> dict:
    """The evaluative layer: the same names under two standards."""
    labels = report.codebook.codes["label"]
    wide = (
        report.table("naming_standards")
        .pivot(index="code", columns="standard", values="evaluation")
        .reset_index()
    )
    wide = wide.rename(
        columns={"ES-11/1": "es_11_1", "russian-official-usage": "russian_official_usage"}
    )
    order = list(labels.index)
    data = wide.assign(label=wide["code"].map(labels)).sort_values(
        "code", key=lambda codes: codes.map(order.index), ignore_index=True
    )
    data["changes"] = [
        "yes" if row.es_11_1 != row.russian_official_usage else "" for row in data.itertuples()
    ]
    return {
        "title": "The same names under two standards",
        "data": data,
        "caption": "Each name as straight talk (orthophemism), sweet talk (euphemism) or offensive talk (dysphemism), relative to a named standard. The reasons stand in the CSV of the data.",
        "columns": {
            "label": "Name",
            "es_11_1": "By resolution ES-11/1",
            "russian_official_usage": "By Russian official usage",
            "changes": "Changes with the standard",
        },
    }


@table
def article_terms(report: Report) -> dict:
    """What the article calls the war in its own words."""
    data = report.table("article_terms").assign(slug=lambda terms: terms["pattern"].map(slug))
    return {
        "title": "The article’s own words",
        "data": data,
        "caption": "What the article through which the passages come calls the war outside them. These are the journalist’s words, and no government’s.",
        "columns": {"pattern": "Looked for", "frequency": "Occurrences"},
        "links": {"frequency": "article-{slug}"},
    }


@table
def chinese_items(report: Report) -> dict:
    """Which items of the programme belong to a contact, by what they report."""
    data = pd.DataFrame(
        {
            "kind": list(KINDS),
            "label": [label[0].upper() + label[1:] for label in KINDS.values()],
            "belongs": ["yes" if kind in TOGETHER else "no" for kind in KINDS],
        }
    )
    data["items"] = [report.findings[slug("chinese-items", kind)].value for kind in data["kind"]]
    return {
        "title": "Which items belong to a contact",
        "data": data,
        "caption": "The {finding}`chinese-items` items of the evening news programme on Xi or the leadership with Putin or Russia, February 2022 to June 2026, by what their titles say that they report. Those that belong to a contact "
        "report what Xi and Putin do together; all items of one day are one contact.",
        "columns": {
            "label": "The item reports",
            "belongs": "Belongs to a contact",
            "items": "Items",
        },
        "links": {"items": "chinese-items-{kind}"},
    }


@table
def chinese_series(report: Report) -> dict:
    """On how many contacts the Chinese items have each string."""
    series = report.table("beijing_series")
    data = pd.DataFrame({"term": series["term"].unique()})
    data.insert(1, "english", english(report, data["term"]))
    data["slug"] = data["term"].map(slug)
    for name in ("contacts", "texts"):
        data[name] = [report.findings[f"{name}-with-{string}"].value for string in data["slug"]]
    data = data.sort_values(
        ["contacts", "texts"], ascending=False, kind="stable", ignore_index=True
    )
    return {
        "title": "Strings across the Chinese items",
        "data": data,
        "caption": "Of {finding}`chinese-contacts` contacts of Putin and Xi, and of the {finding}`chinese-texts` items on them, how many have each string. A string is counted wherever it stands, inside longer names too: "
        "the tables in {plain}`data/` say how many of its occurrences do.",
        "columns": {
            "term": "Term",
            "english": "In English",
            "contacts": "Contacts that have it",
            "texts": "Items that have it",
        },
        "links": {"contacts": "contacts-with-{slug}", "texts": "texts-with-{slug}"},
    }
