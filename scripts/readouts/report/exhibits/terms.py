"""The table of terms in the Chinese readouts of both calls."""

from .. import results
from ..drawing import table
from ..fields import Field
from ..findings import slug
from ..report import Report
from .labels import english


@table
def chinese_terms(report: Report) -> dict:
    """Chinese terms in the full Chinese readouts of both calls."""
    calls = report.settings.calls
    counted = report.table(report.settings.series.table("terms"))
    months = [f"{date:%B}".lower() for date in calls]
    wide = counted.pivot(index="term", columns="event_date", values="frequency")
    data = (
        wide.reindex(counted["term"].unique())
        .reset_index()
        .rename(columns=dict(zip(calls, months)))
    )
    data.insert(1, "english", english(report, data["term"]))
    data["slug"] = data["term"].map(slug)
    return {
        "title": "Terms in the Chinese readouts",
        "data": data,
        "fields": {
            month: Field(
                f"occurrences in the full text of {results.day(date)}, inside longer strings too",
                "occurrences",
            )
            for month, date in zip(months, calls)
        },
        "page_only": ("slug",),
        "caption": "Occurrences of strings in the full Chinese texts of both calls. A string is counted inside longer ones too: the second 安全 of June stands in the name of the "
        "Global Security Initiative. Zero means absent from the full text.",
        "columns": {
            "term": "Term",
            "english": "In English",
            **{month: results.day(date) for month, date in zip(months, calls)},
        },
        "links": {month: f"term-{date}-{{slug}}" for month, date in zip(months, calls)},
    }
