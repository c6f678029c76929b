"""A table of terms of the originals and their English."""

from .. import results
from ..drawing import table
from ..report import Report


@table
def key_terms(report: Report) -> dict:
    """Terms in the originals, in English, and what shifts."""
    data = report.table("key_terms").fillna("")
    data["day"] = data["event_date"].map(results.day)
    return {
        "title": "Terms in the originals and in English",
        "data": data,
        "tables": ("key_terms",),
        "fields": {"russian_quoted_by": "who quotes the Russian"},
        "page_only": ("day",),
        "caption": "Terms of the originals as far as they were seen, the English of the official page or of the press, and what shifts. Where each was read stands in the CSV.",
        "columns": {"english": "English", "russian": "Russian", "chinese": "Chinese", "other_english": "Other English", "shift": "What shifts", "day": "Of"},
        "sources": ("shift", "day"),
    }  # fmt: skip
