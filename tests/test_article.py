"""What the article says in its own words: a count, out of its words, of a text that is named by its hash."""

from made_up import context, frame
from readouts.report import article


def of(*rows):
    return list(
        article.findings(context(article_terms=frame("pattern frequency n_tokens sha256", *rows)))
    )


def test_each_term_has_its_count_and_what_it_is_out_of():
    first, second = of(("invad*", 3, 400, "ab"), ("harvest", 0, 400, "ab"))
    assert (first.id, first.value, first.patterns) == ("article-invad", 3, ("invad*",))
    assert (
        first.denominator == (400, "words") and first.label == "invad* in the article’s own words"
    )
    assert (second.id, second.value) == ("article-harvest", 0)


def test_the_text_is_withheld_and_known_by_its_hash():
    (found,) = of(("harvest", 2, 400, "c0ffee"))
    (text,) = found.withheld
    assert text.sha256 == "c0ffee" and "400 words" in str(text)
    assert not found.spans


def test_without_terms_there_is_no_finding():
    assert of() == []


def test_this_report_has_one_for_each_term(report):
    terms = report.table("article_terms")
    assert len(terms) == len([f for f in report.findings if f.id.startswith("article-")]) > 3
