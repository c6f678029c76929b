"""The figures of this report: each a function of the report that gives a `publish.Figure`. Its name is its id."""

from ..report.exhibits.naming import naming_names, naming_programme, naming_series
from ..report.exhibits.reference import reference_frames, reference_time
from ..report.exhibits.robustness import headline_ranges
from ..report.exhibits.silences import coverage_by_call, two_accounts, voices
from ..report.exhibits.voices import claims_by_voice
from .exhibits.frames import coded_frames, february_june
from .exhibits.frequency import term_frequency
from .exhibits.keyness import detectable_difference, zero_bound

FIGURES = (
    two_accounts,
    coded_frames,
    term_frequency,
    naming_names,
    naming_series,
    naming_programme,
    voices,
    claims_by_voice,
    coverage_by_call,
    february_june,
    zero_bound,
    detectable_difference,
    headline_ranges,
    reference_frames,
    reference_time,
)
