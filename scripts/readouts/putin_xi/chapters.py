"""The chapters that have not yet moved into `readouts.report`, as `report.chapters.Chapter` takes them."""

from types import SimpleNamespace

import pandas as pd

from ..report.findings import Finding, Withheld, slug
from . import naming, reference_findings


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
