"""Terms of the originals: each counted once, with a row of its own."""

from this_report import value


def test_each_term_is_counted_with_its_row(report):
    terms = report.table("key_terms")
    assert value(report, "key-terms") == len(terms) == len(set(terms["id"]))
    # No page with the Russian is at hand: each has who quotes it.
    assert (terms["russian"].notna() == terms["russian_quoted_by"].notna()).all()
    assert [row.key for row in report.findings["key-terms"].rows] == list(terms["id"])
