"""Tables of what is at hand."""

import pandas as pd

from ...corpus.corpus import EXCERPTS, FULL, day
from ...text.absence import not_found, of_code
from ..analysis import READOUTS
from ..drawing import table
from ..fields import PER_THOUSAND, SHARED, Field
from ..publish import InsufficientData
from ..report import Report
from ..subcorpora import language_name
from .headings import compared

EVENTS = 100
_AT_HAND = {
    "passages": Field(
        "passages at hand that are counted; empty where counts alone are at hand", "passages"
    ),
    "words": Field(
        "words of what is counted; of a Chinese text its characters", "words or characters"
    ),
}


@table
def sides(report: Report) -> dict:
    """Each side: its readouts, its words, and what a zero in so many words can hide."""
    parts = report.analysis.subcorpora
    data = pd.DataFrame(
        {
            "part": [part.id for part in parts],
            "side": [part.name for part in parts],
            "language": [language_name(part.language) for part in parts],
        }
    )
    for column in ("texts", "passages", "words", "zero-bound"):
        data[column.replace("-", "_")] = [
            report.findings[f"{column}-{part}"].value for part in data["part"]
        ]
    data["unit"] = [part.unit for part in parts]
    data["silence"] = [
        of_code(FULL) if part.absent == not_found(FULL) else part.absent for part in parts
    ]
    return {
        "title": "The sides",
        "data": data,
        "fields": {
            "part": "short name of the side’s texts in one language",
            "side": "name of the side in print",
            "language": "language of these texts",
            "texts": Field("readouts of the side in the language", "readouts"),
            "passages": Field("passages of these readouts", "passages"),
            "words": Field("size of these readouts, counted in what the column unit says", "words"),
            "zero_bound": Field(
                "the highest rate that is compatible with no occurrence in so many words: upper end of the exact Poisson 95 % interval of a zero count",
                PER_THOUSAND,
            ),
            "unit": "what is counted as a word: words or, of Chinese, characters",
            "silence": "what may be said of something that is not found in these texts",
        },
        "caption": "What is at hand of each side. A passage is a paragraph, the unit within which is counted; of Chinese every character counts. The last column but one: "
        "with what rate per {plain}`1,000` no occurrence at all is still compatible (the upper end of the exact Poisson {plain}`95 %` interval of a zero count, if "
        "words were independent). The last: what may be said of something that is not found; it may stand there in other words."
        + compared(report),
        "columns": {
            "side": "Side",
            "language": "Language",
            "texts": "Readouts",
            "passages": "Passages",
            "words": "Words",
            "unit": "Unit",
            "zero_bound": "A zero can hide, per {plain}`1,000`",
            "silence": "Not found is",
        },
        "links": {
            "texts": "texts-{part}",
            "passages": "passages-{part}",
            "words": "words-{part}",
            "zero_bound": "zero-bound-{part}",
        },
    }


@table
def readouts(report: Report) -> dict:
    """What was published, and what of it is at hand."""
    # Where texts were counted that are not given, the published table says so instead of the event.
    given = set(report.corpus.segments["readout_id"])
    if report.settings.focused and not given.issuperset(report.corpus.readouts["readout_id"]):
        return _readouts_and_counts(report)
    columns = [
        "readout_id",
        "side_name",
        "issuer",
        "event_name",
        "date",
        "language",
        "status",
        "completeness",
        "title",
        "url",
        "licence",
    ]
    data = report.corpus.readouts.reindex(columns=columns).reset_index(drop=True)
    data["issued"] = [day(date) if pd.notna(date) else "" for date in data["date"]]
    data["language"] = data["language"].map(language_name)
    own = (
        report.corpus.segments.groupby("readout_id")["n_tokens"]
        .agg(["size", "sum"])
        .reindex(data["readout_id"])
    )
    for column, sizes in (("passages", own["size"]), ("words", own["sum"])):
        data[column] = sizes.astype("Int64").to_numpy()
    data["shown"] = data.index < READOUTS
    # A text that was counted elsewhere and is not given has no words here.
    ids = [
        report.analysis.readout_id(name) if number < READOUTS and name in given else ""
        for number, name in enumerate(data["readout_id"])
    ]
    rest = (
        ""
        if len(data) <= READOUTS
        else f" The first {{plain}}`{READOUTS}` are shown; the CSV has all."
    )
    return {
        "title": "What is at hand",
        "data": data,
        "tables": ("readouts",),
        "fields": {
            "readout_id": SHARED["readout_id"],
            "side_name": "name of the side in print",
            "issuer": "who published it",
            "event_name": SHARED["event_name"],
            "language": "language of the words at hand",
            **_AT_HAND,
        },
        "page_only": ("issued",),
        "shown": "shown",
        "sources": ("event_name", "issued", "side_name"),
        "caption": f"All {{finding}}`readouts` readouts: {{finding}}`readouts-full` in full, {{finding}}`readouts-excerpts` in excerpts.{rest}",
        "columns": {
            "side_name": "Side",
            "event_name": "Event",
            "issued": "Date",
            "language": "Language",
            "completeness": "At hand",
            "passages": "Passages",
            "words": "Words",
        },
        "links": {
            "passages": [f"passages-{name}" if name else "" for name in ids],
            "words": [f"words-{name}" if name else "" for name in ids],
        },
    }


@table
def events(report: Report) -> dict:
    """Each event, and which sides published an account of it."""
    readouts = report.corpus.readouts
    if readouts["event"].nunique() < 2:
        raise InsufficientData("All readouts are of one event.")
    grouped = readouts.groupby("event", sort=False)
    order = list(dict.fromkeys(account.event for account in report.analysis.accounts))
    data = pd.DataFrame(
        {
            "event": order,
            "event_name": [grouped.get_group(event)["event_name"].iloc[0] for event in order],
            "readouts": [len(grouped.get_group(event)) for event in order],
            "sides": [
                ", ".join(dict.fromkeys(grouped.get_group(event)["side_name"])) for event in order
            ],
        }
    )
    left_out = report.analysis.leaves_out
    data["compared"] = [
        "left out" if left_out and event not in report.analysis.matched else "yes"
        for event in data["event"]
    ]
    data["shown"] = data.index < EVENTS
    rest = (
        "" if len(data) <= EVENTS else f" The first {{plain}}`{EVENTS}` are shown; the CSV has all."
    )
    return {
        "title": "The events",
        "data": data,
        "fields": {
            "readouts": Field("accounts of the event that are at hand", "readouts"),
            "sides": "the sides that these are of",
            "compared": "whether its texts are among those over which sides are compared",
        },
        "shown": "shown",
        "sources": ("event_name", "sides"),
        "caption": f"The {{finding}}`events` events, and the sides of which an account is at hand.{compared(report)}{rest}",
        "columns": {"event_name": "Event", "readouts": "Readouts", "sides": "Sides"}
        | ({"compared": "Compared"} if left_out else {}),
        "links": {"readouts": "texts-on-{event}"},
    }


def _readouts_and_counts(report: Report) -> dict:
    """What was published, and what of it is at hand."""
    data = report.table("readouts").copy()
    data["issued"] = [day(date) if pd.notna(date) else "" for date in data["date"]]
    data["size"] = data["size"].astype("Int64")
    given, dates = set(report.corpus.segments["readout_id"]), report.corpus.readouts["event_date"]
    parts = {EXCERPTS: "passages"}
    data["at_hand"] = [
        parts.get(row.completeness, "full text")
        if row.readout_id in given
        else "counts of the full text"
        for row in data.itertuples()
    ]
    passages = [f"passages-{name}" if name in given else "" for name in data["readout_id"]]
    words = [
        next((name for name in names if name in report.findings), "")
        for names in ((f"words-{name}", f"characters-{dates[name]}") for name in data["readout_id"])
    ]
    for column, ids in (("passages", passages), ("words", words)):
        values = [report.findings[name].value if name else None for name in ids]
        data[column] = pd.array(values, dtype="Int64")
    return {
        "title": "What is at hand",
        "data": data,
        "tables": ("readouts",),
        "fields": {
            "size": Field(
                "length of a text that was counted and is not given, as the table of the data has it",
                "words or hanzi, as size_unit says",
            ),
            "at_hand": "what is at hand: its passages, its full text, or counts of it",
            **_AT_HAND,
        },
        "page_only": ("issued",),
        "caption": "Every readout and statement of this report. The texts marked as counts are not given; the evidence of each number counted in one has its address and SHA-256, as far as they are recorded.",
        "columns": {
            "issuer": "Issuer",
            "issued": "Date",
            "language": "Language",
            "status": "Status",
            "at_hand": "At hand",
            "passages": "Passages",
            "words": "Words, or Chinese characters",
        },
        "links": {"passages": passages, "words": words},
    }


@table
def renderings(report: Report) -> dict:
    """Terms of the originals and their English."""
    data = (
        report.table("renderings")
        .fillna("")
        .sort_values(
            "other_wording", key=lambda wording: wording == "", kind="stable", ignore_index=True
        )
    )
    data["shown"] = [
        row.original or ("(English page)" if row.language == "en" else "(not seen whole)")
        for row in data.itertuples()
    ]
    return {
        "title": "Wording against wording",
        "data": data,
        "tables": ("renderings",),
        "page_only": ("shown",),
        "caption": "Terms of the originals as the official page (or usual practice) has them in English, and another wording with where it comes from. Where there are two versions, the words that stand "
        "in one of them are marked there; a notebook has them in square brackets.",
        "columns": {
            "shown": "Original",
            "official_or_usual_english": "Official or usual English",
            "other_wording": "Other wording",
            "kind_of_other": "Where from",
        },
        "against": {
            "official_or_usual_english": "other_wording",
            "other_wording": "official_or_usual_english",
        },
    }
