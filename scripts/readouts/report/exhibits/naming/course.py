"""Tables of what stays, comes and goes in a series."""

from ...drawing import table
from ...fields import Field
from ...findings import slug
from ...naming.course import DEPENDS, course, course_by_ends, ends
from ...report import Report
from ..labels import english, listed, uncounted_strings


@table
def series_course(report: Report) -> dict:
    """What stays, comes and goes in a series of contacts."""
    rules = report.settings.series
    data = course(report.table(rules.table("series")))
    order = ["stays", "comes", "goes", "passes", DEPENDS, "once", "never"]
    data = data.sort_values(
        ["course", "first"],
        key=lambda column: (
            column.map(order.index) if column.name == "course" else column.astype(str)
        ),
        kind="stable",
        ignore_index=True,
    )
    data.insert(1, "english", english(report, data["term"]))
    data = data.assign(
        slug=data["term"].map(slug), first=data["first"].fillna(""), last=data["last"].fillna("")
    )
    contacts = slug(rules.adjective, "contacts")
    n_contacts = report.findings[contacts].value
    sizes = ends(n_contacts)
    return {
        "id": slug(rules.adjective, "course"),
        "title": "What stays, comes and goes",
        "uncounted": uncounted_strings(report, listed(report, "in_series")),
        "data": data,
        "fields": {
            "first": "day of the first contact that has it; empty where none has",
            "last": "day of the last contact that has it; empty where none has",
            "course": "whether it stays, comes, goes or passes, depends on how many contacts are called an end, is there once, or never",
            "statistic": Field(
                "how many of the last n contacts have it less how many of the first n, summed over every n",
                "contacts",
            ),
            "p": Field(
                "the share of all orders of the contacts in which the two ends differ as much",
                "probability",
            ),
            "holm": Field("the same, corrected by Holm over the strings", "probability"),
        },
        "page_only": ("slug",),
        "caption": f"Each string in the items on {{finding}}`{contacts}` contacts. It stays if one of the first n contacts and one of the last n have it, for every n from {{plain}}`{sizes[0]}` to {{plain}}`{sizes[-1]}`; it goes "
        "if for every such n one of the first has it and none of the last, comes if one of the last has it and none of the first, and passes if it stands between alone. Where the answer changes with n, "
        "the course depends on n ({numref}`tab-{slug(rules.adjective, 'course-ends')}`). A string of a single contact is there once. The p says in which share of all orders of the contacts the two ends differ as much; it is "
        "exact, and corrected by Holm over the strings.",
        "columns": {
            "term": "Term",
            "english": "In English",
            "course": "Course",
            "first": "First contact",
            "last": "Last contact",
            "contacts": "Contacts that have it",
            "p": "p",
            "holm": "p, Holm",
        },
        "links": {
            "contacts": "contacts-with-{slug}",
            "p": "reference-course-p-{slug}",
            "holm": "reference-course-holm-{slug}",
        },
    }


@table
def series_course_ends(report: Report) -> dict:
    """Whether the course of a string hangs on how many contacts are called an end of the series."""
    rules = report.settings.series
    long = course_by_ends(report.table(rules.table("series")))
    sizes = sorted(long["n"].unique())
    wide = long.pivot(index="term", columns="n", values=["first", "last", "course"]).loc[
        long["term"].unique()
    ]
    data = (
        wide.set_axis([f"{name}_{n}" for name, n in wide.columns], axis=1)
        .rename_axis("term")
        .reset_index()
        .astype({f"{end}_{n}": int for n in sizes for end in ("first", "last")})
    )
    data.insert(1, "english", english(report, data["term"]))
    data["slug"] = data["term"].map(slug)
    pairs = [(end, n) for n in sizes for end in ("first", "last")]
    return {
        "id": slug(rules.adjective, "course-ends"),
        "title": "Does the course hang on the ends?",
        "data": data,
        "fields": {
            f"{end}_{n}": Field(f"how many of the {end} {n} contacts have it", "contacts")
            for end, n in pairs
        }
        | {
            f"course_{n}": f"its course where {n} contacts are called an end of the series"
            for n in sizes
        },
        "page_only": ("slug",),
        "caption": "How many of the first n and of the last n contacts have each string, and what its course would be for that n.",
        "columns": {"term": "Term", "english": "In English"}
        | {
            name: heading
            for n in sizes
            for name, heading in (
                (f"first_{n}", f"First {{plain}}`{n}`"),
                (f"last_{n}", f"Last {{plain}}`{n}`"),
                (f"course_{n}", "Course"),
            )
        },
        "links": {f"{end}_{n}": f"reference-{end}-{n}-{{slug}}" for end, n in pairs},
    }
