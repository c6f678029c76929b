"""The two glossaries, of this book and of the books that are created: the same term has the same definition."""

import re

import pytest
from conftest import ROOT

OWN, CREATED = (
    ROOT / "chapters" / "glossary.md",
    ROOT / "scripts" / "readouts" / "create" / "book_template" / "chapters" / "glossary.md",
)
TERM = re.compile(r"\{term\}`([^<`]*?)(?:\s*<[^`]*>)?`")


def definitions(text: str) -> dict[str, str]:
    """Each term with its definition, without the links of the one glossary."""
    block = text.partition("```{glossary}\n")[2].partition("```")[0]
    return {
        term: TERM.sub(r"\1", meaning)
        for term, meaning in re.findall(r"^(\S[^\n]*)\n  ([^\n]*)$", block, re.MULTILINE)
    }


def differing(own: dict[str, str], created: dict[str, str]) -> set[str]:
    """The terms of both that are defined otherwise."""
    return {term for term in own.keys() & created.keys() if own[term] != created[term]}


@pytest.fixture(scope="module")
def both() -> tuple[dict[str, str], dict[str, str]]:
    """The definitions of both glossaries."""
    return tuple(definitions(path.read_text("utf-8")) for path in (OWN, CREATED))


def test_the_same_term_has_the_same_definition(both):
    own, created = both
    assert len(own) > 25 and len(created) > 12 and "passage" in own.keys() & created.keys()
    assert not differing(own, created)
    assert not created.keys() - own.keys()


def test_another_definition_is_seen(both):
    own, created = both
    assert differing(own, created | {"passage": "A segment as a press article quotes it."}) == {
        "passage"
    }
