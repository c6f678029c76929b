"""Figures and tables of a report's readouts among others."""

from .figures import reference_frames, reference_time
from .tables import reference_choices, reference_places, reference_rates, reference_strata
from .words import (
    reference_collocates,
    reference_dispersion,
    reference_keyness,
    reference_keyness_other,
    reference_phrases,
    reference_words,
)

__all__ = [
    "reference_choices",
    "reference_collocates",
    "reference_dispersion",
    "reference_frames",
    "reference_keyness",
    "reference_keyness_other",
    "reference_phrases",
    "reference_places",
    "reference_rates",
    "reference_strata",
    "reference_time",
    "reference_words",
]
