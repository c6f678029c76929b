"""The chapters that have not yet moved into `readouts.report`, as `report.chapters.Chapter` takes them."""

from types import SimpleNamespace

import pandas as pd

from ..report.findings import Finding, Withheld, slug
from . import coverage, headlines, naming, press, reference_findings, validity, voices


def _article(context):
    """What the article calls the war in its own words: ``article-<pattern>``."""
    terms: pd.DataFrame = context.data.tables["article_terms"]
    for row in terms.itertuples():
        text = Withheld(
            "the article’s own words, without the passages that it quotes",
            f"{row.n_tokens} words",
            sha256=row.sha256,
        )
        yield Finding(
            slug("article", row.pattern),
            row.frequency,
            f"{row.pattern} in the article’s own words",
            (row.n_tokens, "words"),
            patterns=(row.pattern,),
            withheld=(text,),
        )


def _naming(context):
    yield from naming.findings(context.data.tables, context.settings.full_texts)
    yield from _article(context)


def _of(findings, *needs: str, **more) -> SimpleNamespace:
    return SimpleNamespace(NEEDS=needs, findings=findings, **more)


CHAPTERS = (
    (
        "silences",
        _of(
            lambda context: coverage.findings(context.data.tables, context.settings.calls),
            *("topics", "coverage", "coverage_second"),
            faults=coverage.faults,
        ),
        "..putin_xi.exhibits.silences",
        ("two_accounts", "voices", "coverage_by_call"),
        ("silences",),
    ),
    (
        "naming",
        _of(_naming, "naming", "naming_standards", "beijing_items", "article_terms"),
        "..putin_xi.exhibits.naming",
        ("naming_names", "naming_series", "naming_programme"),
        (
            "names",
            "naming_description",
            "naming_evaluation",
            "article_terms",
            "chinese_items",
            "chinese_series",
        ),
    ),
    (
        "terms",
        _of(lambda context: iter(()), "beijing_terms", "beijing_strings"),
        "..putin_xi.exhibits.terms",
        (),
        ("chinese_terms",),
    ),
    (
        "robustness",
        _of(
            lambda context: headlines.findings(
                context.data,
                context.codebook,
                context.coded,
                context.settings.pair,
                context.settings.full_texts,
            ),
            *("coverage", "fulltext_words"),
        ),
        "..putin_xi.exhibits.robustness",
        ("headline_ranges",),
        ("certainty", "turning"),
    ),
    (
        "voices",
        _of(
            lambda context: voices.findings(context.data, context.settings.calls),
            *("voices", "agency", "coverage"),
        ),
        "..putin_xi.exhibits.voices",
        ("claims_by_voice",),
        ("attribution_ladder", "passage_voices", "reporting_verbs", "agency", "agency_original"),
    ),
    (
        "press",
        _of(
            lambda context: press.findings(context.data.tables, context.settings.event),
            *("press_claims", "press_kinds"),
        ),
        "..putin_xi.exhibits.press",
        (),
        ("press_verdicts", "press_kinds", "press_claims"),
    ),
    (
        "validity",
        _of(
            lambda context: validity.findings(context.data, context.codebook, context.coded),
            "reference_coding",
            faults=validity.faults,
        ),
        "..putin_xi.exhibits.validity",
        (),
        ("validity_overall", "validity_codes", "validity_stretches", "disagreements"),
    ),
    (
        "reference",
        _of(
            lambda context: reference_findings.findings(context.data.tables),
            *("reference_strata", "reference_documents"),
        ),
        "..putin_xi.exhibits.reference",
        ("reference_frames", "reference_time"),
        (
            "reference_strata",
            "reference_rates",
            "reference_places",
            "reference_choices",
            "reference_words",
            "reference_keyness",
            "reference_keyness_white_house",
            "reference_collocates",
            "reference_dispersion",
            "reference_phrases",
            "chinese_course",
            "chinese_course_ends",
        ),
    ),
)
