"""Tables of what is at hand."""

from ...corpus.corpus import EXCERPTS
from ...report import results
from ...report.drawing import table
from ..report import Report


@table
def readouts(report: Report) -> dict:
    """What was published, and what of it is at hand."""
    data = report.table("readouts").copy()
    data["issued"] = [results.day(date) for date in data["date"]]
    data["at_hand"] = [
        "passages" if state == "excerpts" else "counts of the full text"
        for state in data["completeness"]
    ]
    data["passages"] = [
        f"passages-{row.readout_id}" if row.completeness == EXCERPTS else ""
        for row in data.itertuples()
    ]
    data["words"] = [
        f"characters-{row.event_date}" if row.language == "zh" else f"words-{row.readout_id}"
        for row in data.itertuples()
    ]
    return {
        "title": "What is at hand",
        "data": data,
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
        "links": {"passages": "{passages}", "words": "{words}"},
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
        "caption": "Terms of the originals as the official page (or usual practice) has them in English, and as relays and the press have them. Where there are two versions, the words that stand "
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
