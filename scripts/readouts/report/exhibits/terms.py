"""The table of terms in the full texts of a side that were counted string by string."""

from .. import results
from ..drawing import table
from ..fields import Field
from ..findings import slug
from ..report import Report
from .labels import english, listed, uncounted_strings


@table
def series_terms(report: Report) -> dict:
    """Terms in the full texts of the side that publishes the series, call by call."""
    settings, rules = report.settings, report.settings.series
    counted = report.table(rules.table("terms"))
    wide = counted.pivot(index="term", columns="event_date", values="frequency")
    columns = {
        date: slug(month).replace("-", "_")
        for date, month in settings.months.items()
        if date in wide
    }
    data = (
        wide[list(columns)].reindex(counted["term"].unique()).reset_index().rename(columns=columns)
    )
    data.insert(1, "english", english(report, data["term"]))
    data["slug"] = data["term"].map(slug)
    # On how many contacts of the series: what the side says of such conversations over the years.
    contacts = [
        name if (name := f"contacts-with-{term}") in report.findings else ""
        for term in data["slug"]
    ]
    data["contacts"] = [report.findings[name].value if name else None for name in contacts]
    data["contacts"] = data["contacts"].astype("Int64")
    return {
        "id": slug(rules.adjective, "terms"),
        "title": f"Terms in the {rules.adjective} readouts",
        "uncounted": uncounted_strings(report, listed(report, "in_terms")),
        "data": data,
        "fields": {
            column: Field(
                f"occurrences in the full text of {results.day(date)}, inside longer strings too",
                "occurrences",
            )
            for date, column in columns.items()
        },
        "page_only": ("slug",),
        "caption": f"Occurrences of strings in the full {rules.adjective} texts. A string is counted inside longer ones too. Zero means absent from the full text. "
        f"The last column is the base rate: of {{finding}}`{slug(rules.adjective, 'contacts')}` contacts, those counted here among them, how many have items with the string.",
        "columns": {
            "term": "Term",
            "english": "In English",
            **{column: results.day(date) for date, column in columns.items()},
            "contacts": "Contacts that have it",
        },
        "links": {column: f"term-{date}-{{slug}}" for date, column in columns.items()}
        | {"contacts": contacts},
    }
