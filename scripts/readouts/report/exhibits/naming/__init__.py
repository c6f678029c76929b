"""Figures and tables of what something is called, and of the series that was read for it."""

from .course import series_course, series_course_ends
from .figures import naming_names, naming_programme, naming_series
from .tables import (
    article_terms,
    names,
    naming_description,
    naming_evaluation,
    series_items,
    series_strings,
)

__all__ = [
    "article_terms",
    "names",
    "naming_description",
    "naming_evaluation",
    "naming_names",
    "naming_programme",
    "naming_series",
    "series_course",
    "series_course_ends",
    "series_items",
    "series_strings",
]
