"""The chapters of a report, in order: each is in a report whose data have the tables that it needs."""

from collections.abc import Container
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, NamedTuple

from . import (
    afterwards,
    amounts,
    approval,
    argument,
    article,
    chance,
    collocates,
    corrected,
    coverage,
    dates,
    diversity,
    facing,
    formulas,
    frames,
    front,
    headlines,
    keyness,
    originals,
    pairs,
    partner_accounts,
    press,
    readouts,
    renderings,
    searches,
    sentence_counts,
    speed,
    terms,
    timeline,
    unshared,
    validity,
    voices,
    ways,
    words,
)
from .naming import course_findings, names
from .reference import findings as reference_findings

if TYPE_CHECKING:
    from .report import Report
    from .settings import Settings


class Chapter(NamedTuple):
    """A chapter.

    Attributes
    ----------
    name : str
    module : module
        Has ``NEEDS``, the tables and the files of settings without which there is no such chapter; ``findings(context)``,
        which makes its numbers; where it holds the tables against further rules, ``faults(tables)``, as `datapackage.read`
        takes it; and where it holds the settings against the tables, ``settings_faults(context)``.
    exhibits : str
        The module of its figures and tables, seen from this package; none where it has sentences alone.
    figures, tables : tuple of str
        Their functions.
    of_pair, of_sides : tuple of str
        Those among them that only a report with two readouts in focus has, and only one of all sides.
    """

    name: str
    module: ModuleType
    exhibits: str
    figures: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()
    of_pair: tuple[str, ...] = ()
    of_sides: tuple[str, ...] = ()


CHAPTERS = (
    Chapter(
        "readouts",
        readouts,
        ".exhibits.readouts",
        tables=("sides", "readouts", "events"),
        of_sides=("sides", "events"),
    ),
    Chapter(
        "renderings",
        renderings,
        ".exhibits.readouts",
        tables=("renderings",),
        of_pair=("renderings",),
    ),
    Chapter(
        "words",
        words,
        ".exhibits.words",
        figures=("content_words", "term_frequency"),
        tables=("words", "phrases", "words_alone"),
        of_pair=("term_frequency",),
        of_sides=("content_words", "words_alone"),
    ),
    Chapter(
        "collocates",
        collocates,
        ".exhibits.collocates",
        tables=("collocates",),
        of_sides=("collocates",),
    ),
    Chapter(
        "diversity",
        diversity,
        ".exhibits.diversity",
        tables=("lexical_diversity",),
        of_sides=("lexical_diversity",),
    ),
    Chapter(
        "frames",
        frames,
        ".exhibits.frames",
        figures=("coded_frames", "codes_by_side", "february_june"),
        tables=("frames", "frame_words", "codes"),
        of_pair=("february_june", "frame_words"),
        of_sides=("codes_by_side",),
    ),
    Chapter(
        "corrected",
        corrected,
        ".exhibits.corrected",
        figures=("corrected_rates",),
        tables=("corrected",),
        of_sides=("corrected", "corrected_rates"),
    ),
    Chapter(
        "keyness",
        keyness,
        ".exhibits.keyness",
        figures=("detectable_difference", "zero_bound"),
        tables=("keyness", "keyness_needs", "attainable_p"),
        of_pair=("detectable_difference", "zero_bound"),
    ),
    Chapter(
        "chance",
        chance,
        ".exhibits.keyness",
        tables=("keyness_chance",),
        of_sides=("keyness_chance",),
    ),
    Chapter("amounts", amounts, ".exhibits.amounts", tables=("amounts",), of_sides=("amounts",)),
    Chapter("front", front, ""),
    Chapter("unshared", unshared, ".exhibits.unshared", tables=("alone",), of_sides=("alone",)),
    Chapter(
        "timeline",
        timeline,
        ".exhibits.timeline",
        figures=("frames_by_event",),
        tables=("frames_of_events",),
        of_sides=("frames_by_event", "frames_of_events"),
    ),
    Chapter(
        "silences",
        coverage,
        ".exhibits.silences",
        figures=("two_accounts", "voices", "coverage_by_call"),
        tables=("silences",),
    ),
    Chapter("ways", ways, ""),
    Chapter("facing", facing, ".exhibits.facing", figures=("facing_quotations",)),
    Chapter(
        "naming",
        names,
        ".exhibits.naming",
        figures=("naming_names", "naming_series", "naming_programme"),
        tables=(
            "names",
            "naming_description",
            "naming_evaluation",
            "series_items",
            "series_strings",
        ),
    ),
    Chapter("article", article, ".exhibits.naming", tables=("article_terms",)),
    Chapter("terms", terms, ".exhibits.terms", tables=("series_terms",)),
    Chapter(
        "reference",
        reference_findings,
        ".exhibits.reference",
        figures=("reference_frames", "reference_time"),
        tables=(
            "reference_strata",
            "reference_rates",
            "reference_places",
            "reference_choices",
            "reference_words",
            "reference_keyness",
            "reference_keyness_other",
            "reference_collocates",
            "reference_dispersion",
            "reference_phrases",
        ),
    ),
    Chapter("pairs", pairs, ".exhibits.pairs", figures=("pair_shares",), tables=("pair_baseline",)),
    Chapter(
        "course",
        course_findings,
        ".exhibits.naming",
        tables=("series_course", "series_course_ends"),
    ),
    Chapter(
        "voices",
        voices,
        ".exhibits.voices",
        figures=("claims_by_voice",),
        tables=(
            "attribution_ladder",
            "passage_voices",
            "reporting_verbs",
            "agency",
            "agency_original",
        ),
    ),
    Chapter(
        "codings",
        sentence_counts,
        ".exhibits.codings",
        figures=("sentences_by_speaker", "topics_by_account"),
        tables=(
            "sentence_speakers",
            "reported_verbs",
            "sentence_agency",
            "sentence_topics",
            "names_by_speaker",
            "coder_agreement",
        ),
    ),
    Chapter(
        "press",
        press,
        ".exhibits.press",
        tables=("press_verdicts", "press_kinds", "press_claims"),
    ),
    Chapter(
        "whose-words",
        approval,
        ".exhibits.approval",
        figures=("approval_by_call",),
        tables=("approval_calls", "approval_periods", "approval_mouths", "approval_agreement"),
    ),
    Chapter(
        "partner-accounts",
        partner_accounts,
        ".exhibits.partner_accounts",
        tables=("partner_accounts",),
    ),
    Chapter(
        "argument",
        argument,
        ".exhibits.argument",
        figures=("argument_functions",),
        tables=(
            "sentences_in_order",
            "argument_matters",
            "argument_actors",
            "argument_grounds",
            "argument_agreement",
            "argument_codes",
        ),
    ),
    Chapter(
        "formulas",
        formulas,
        ".exhibits.formulas",
        figures=("formula_sentences",),
        tables=("antecedents",),
    ),
    Chapter("searches", searches, ".exhibits.formulas", tables=("formula_searches",)),
    Chapter("originals", originals, ".exhibits.originals", tables=("key_terms",)),
    Chapter("dates", dates, ".exhibits.dates", figures=("timeline",), tables=("dates",)),
    Chapter("afterwards", afterwards, ".exhibits.afterwards", tables=("changes",)),
    Chapter(
        "validity",
        validity,
        ".exhibits.validity",
        tables=("validity_overall", "validity_codes", "validity_stretches", "disagreements"),
    ),
    Chapter(
        "robustness",
        headlines,
        ".exhibits.robustness",
        figures=("headline_ranges",),
        tables=("certainty", "turning"),
        of_pair=("headline_ranges", "certainty", "turning"),
    ),
    Chapter("speed", speed, ".exhibits.speed", tables=("benchmark", "benchmark_cluster")),
)


def present(tables: Container[str], settings: "Settings") -> list[Chapter]:
    """Return the chapters whose tables and settings are there; without two readouts in focus, those that have an exhibit then."""
    return [
        chapter
        for chapter in CHAPTERS
        if all(name in tables or name in settings.files for name in chapter.module.NEEDS)
        and (
            settings.focused
            or not (shown := {*chapter.figures, *chapter.tables})
            or shown - {*chapter.of_pair}
        )
    ]


def names(kind: str, tables: Container[str], settings: "Settings") -> list[tuple[Chapter, str]]:
    """Return the names of the ``figures`` or ``tables`` of a report with these tables and settings, each with its chapter."""
    return [
        (chapter, name)
        for chapter in present(tables, settings)
        for name in getattr(chapter, kind)
        if name not in (chapter.of_sides if settings.focused else chapter.of_pair)
    ]


def exhibits(kind: str, report: "Report | None" = None) -> tuple:
    """Return the functions of all ``figures`` or of all ``tables``, chapter by chapter; of those that a report has, if one is given."""
    found = (
        [(chapter, name) for chapter in CHAPTERS for name in getattr(chapter, kind)]
        if report is None
        else names(kind, report.corpus.tables, report.settings)
    )
    return tuple(
        getattr(import_module(chapter.exhibits, __package__), name) for chapter, name in found
    )
