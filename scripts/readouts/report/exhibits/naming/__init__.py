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

FIGURES = (naming_names, naming_series, naming_programme)
TABLES = (
    names,
    naming_description,
    naming_evaluation,
    article_terms,
    series_items,
    series_strings,
    series_course,
    series_course_ends,
)
