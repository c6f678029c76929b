"""Tables of what something is called: counted, described, judged by standards; and of the series that was read for it."""

import datetime

import pandas as pd

from ...drawing import table
from ...fields import Field
from ...findings import slug
from ...report import Report
from ..labels import english, listed, uncounted_strings
from .figures import named_codes, naming_names

UNDETERMINED = "undetermined"  # by a standard whose sources do not say


@table
def names(report: Report) -> dict:
    """What each side calls it: the counts behind the figure."""
    settings, rules = report.settings, report.settings.series
    long = naming_names(report).data
    long["column"] = [
        _column(report, side, datetime.date.fromisoformat(date))
        for side, date in zip(long["side"], long["event_date"])
    ]
    named = list(named_codes(report).itertuples(index=False, name=None))
    wide = long.pivot(index=["code", "label"], columns="column", values=["frequency", "finding"])
    wide = wide.loc[named]
    data = wide["frequency"].astype("Int64").reset_index().rename_axis(columns=None)
    columns = {
        _column(report, side, date): f"{settings.names[side]}, {settings.months[date]}"
        for side in (rules.other, rules.side)
        for date in settings.calls
    }
    return {
        "title": f"Names of {rules.what}, counted",
        "data": data,
        "fields": {
            "code": "the name: its code in the codebook",
            "label": "the name in print",
        }
        | {
            _column(report, side, date): Field(
                f"occurrences in the full readout of {date:%B %Y} of {settings.names[side]}",
                "occurrences",
            )
            for side in (rules.other, rules.side)
            for date in settings.calls
        },
        "caption": "Occurrences in the full readouts: of the one side by the codebook, of the other by reading every stretch of a string that can be such a name. "
        f"Zero means absent from the full text. {rules.apart.label} is counted apart.",
        "columns": {"label": "Name"} | columns,
        "links": {column: list(wide["finding"][column]) for column in columns},
        "uncounted": data.loc[data[list(columns)].isna().any(axis=1), "label"],
    }


def _column(report: Report, side: str, date: datetime.date) -> str:
    return f"{side}_{slug(report.settings.months[date]).replace('-', '_')}"


@table
def naming_description(report: Report) -> dict:
    """The descriptive layer: what each name presents."""
    labels = report.codebook.codes["label"]
    data = report.table("naming").assign(label=lambda naming: naming["code"].map(labels))
    return {
        "title": f"Names of {report.settings.series.what}, described",
        "data": data,
        "tables": ("naming",),
        "fields": {"label": "the name in print"},
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
    """The evaluative layer: the same names under each standard."""
    labels = report.codebook.codes["label"]
    table = report.table("naming_standards")
    columns = {
        standard: slug(standard).replace("-", "_") for standard in dict.fromkeys(table["standard"])
    }
    wide = table.pivot(index="code", columns="standard", values="evaluation")
    data = wide.rename(columns=columns).reset_index()
    order = list(labels.index)
    data = data.assign(label=data["code"].map(labels)).sort_values(
        "code", key=lambda codes: codes.map(order.index), ignore_index=True
    )
    data["changes"] = [
        "yes" if len({*evaluations} - {UNDETERMINED}) > 1 else ""
        for evaluations in data[list(columns.values())].itertuples(index=False)
    ]
    return {
        "title": "The same names under each standard",
        "data": data,
        "fields": {
            column: f"the name by the standard “{standard}”: orthophemism, euphemism or dysphemism; or undetermined"
            for standard, column in columns.items()
        }
        | {
            "code": "the name: its code in the codebook",
            "label": "the name in print",
            "changes": "yes where standards that judge it differ",
        },
        "caption": "Each name as straight talk (orthophemism), sweet talk (euphemism) or offensive talk (dysphemism), relative to a named standard; undetermined where the sources at hand do not say. The reasons stand in the CSV of the data.",
        "columns": {
            "label": "Name",
            **{column: f"By {standard}" for standard, column in columns.items()},
            "changes": "Changes with the standard",
        },
    }


@table
def article_terms(report: Report) -> dict:
    """What the article calls it in its own words."""
    data = report.table("article_terms").assign(slug=lambda terms: terms["pattern"].map(slug))
    every = report.as_if.table("article_terms") if report.as_if else data
    return {
        "uncounted": every.loc[~every["pattern"].isin(data["pattern"]), "pattern"],
        "title": "The article’s own words",
        "data": data,
        "tables": ("article_terms",),
        "fields": {
            "frequency": Field("occurrences outside the quoted passages", "occurrences"),
            "n_tokens": Field("words of the article outside the quoted passages", "words"),
        },
        "page_only": ("slug",),
        "caption": f"What the article through which the passages come calls {report.settings.series.what} outside them. These are the journalist’s words, and no government’s.",
        "columns": {"pattern": "Looked for", "frequency": "Occurrences"},
        "links": {"frequency": "article-{slug}"},
    }


@table
def series_items(report: Report) -> dict:
    """Which items of the programme belong to a contact, by what they report."""
    rules = report.settings.series
    items = slug(rules.adjective, "items")
    data = pd.DataFrame(
        {
            "kind": list(rules.kinds),
            "label": [kind.label[0].upper() + kind.label[1:] for kind in rules.kinds.values()],
            "belongs": ["yes" if kind.together else "no" for kind in rules.kinds.values()],
        }
    )
    data["items"] = [report.findings[slug(items, kind)].value for kind in data["kind"]]
    return {
        "id": items,
        "title": "Which items belong to a contact",
        "data": data,
        "fields": {
            "kind": "what the item reports, by its title: short name",
            "label": "the same in print",
            "belongs": "whether items of the kind belong to a contact: yes or no",
            "items": Field("items of the kind", "items"),
        },
        "caption": f"The {{finding}}`{items}` items of the programme on {rules.about}, {rules.years}, by what their titles say that they report. Those that belong to a contact "
        f"report what {rules.parties} do together; all items of one day are one contact.",
        "columns": {
            "label": "The item reports",
            "belongs": "Belongs to a contact",
            "items": "Items",
        },
        "links": {"items": f"{items}-{{kind}}"},
    }


@table
def series_strings(report: Report) -> dict:
    """On how many contacts the items of the series have each string."""
    rules = report.settings.series
    series = report.table(rules.table("series"))
    data = pd.DataFrame({"term": series["term"].unique()})
    data.insert(1, "english", english(report, data["term"]))
    data["slug"] = data["term"].map(slug)
    for name in ("contacts", "texts"):
        data[name] = [report.findings[f"{name}-with-{string}"].value for string in data["slug"]]
    data = data.sort_values(
        ["contacts", "texts"], ascending=False, kind="stable", ignore_index=True
    )
    return {
        "id": slug(rules.adjective, "series"),
        "title": f"Strings across the {rules.adjective} items",
        "uncounted": uncounted_strings(report, listed(report, "in_series")),
        "data": data,
        "fields": {"texts": Field("items on contacts that have the string", "items")},
        "page_only": ("slug",),
        "caption": f"Of {{finding}}`{slug(rules.adjective, 'contacts')}` contacts of {rules.parties}, and of the {{finding}}`{slug(rules.adjective, 'texts')}` items on them, how many have each string. A string is counted wherever it stands, inside longer names too: "
        "the tables in {plain}`data/` say how many of its occurrences do.",
        "columns": {
            "term": "Term",
            "english": "In English",
            "contacts": "Contacts that have it",
            "texts": "Items that have it",
        },
        "links": {"contacts": "contacts-with-{slug}", "texts": "texts-with-{slug}"},
    }
