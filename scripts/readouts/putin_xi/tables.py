"""The tables of this report: each a function of the report that gives a `publish.Table`. Its name is its id."""

from ..report.exhibits.naming import (
    article_terms,
    names,
    naming_description,
    naming_evaluation,
    series_course,
    series_course_ends,
    series_items,
    series_strings,
)
from ..report.exhibits.press import press_claims, press_kinds, press_verdicts
from ..report.exhibits.reference import (
    reference_choices,
    reference_collocates,
    reference_dispersion,
    reference_keyness,
    reference_keyness_other,
    reference_phrases,
    reference_places,
    reference_rates,
    reference_strata,
    reference_words,
)
from ..report.exhibits.robustness import certainty, turning
from ..report.exhibits.silences import silences
from ..report.exhibits.validity import (
    disagreements,
    validity_codes,
    validity_overall,
    validity_stretches,
)
from ..report.exhibits.voices import (
    agency,
    agency_original,
    attribution_ladder,
    passage_voices,
    reporting_verbs,
)
from .exhibits.frames import chinese_terms, codes, frame_words, frames
from .exhibits.frequency import phrases, words
from .exhibits.keyness import attainable_p, keyness, keyness_needs
from .exhibits.readouts import readouts, renderings
from .exhibits.speed import benchmark, benchmark_cluster

TABLES = (
    readouts,
    words,
    phrases,
    frames,
    frame_words,
    codes,
    names,
    naming_description,
    naming_evaluation,
    article_terms,
    silences,
    chinese_terms,
    series_items,
    series_strings,
    attribution_ladder,
    passage_voices,
    reporting_verbs,
    agency,
    agency_original,
    press_verdicts,
    press_kinds,
    press_claims,
    renderings,
    validity_overall,
    validity_codes,
    validity_stretches,
    disagreements,
    keyness,
    keyness_needs,
    attainable_p,
    certainty,
    turning,
    reference_strata,
    reference_rates,
    reference_places,
    reference_choices,
    reference_words,
    reference_keyness,
    reference_keyness_other,
    reference_collocates,
    reference_dispersion,
    reference_phrases,
    series_course,
    series_course_ends,
    benchmark,
    benchmark_cluster,
)
