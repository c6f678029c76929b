"""Patterns: what they may be, what is said of the others, and what they match word by word."""

import subprocess
import sys
from types import SimpleNamespace

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from readouts.book import entry
from readouts.book.directives import CodebookDirective
from readouts.corpus.codebook import load
from readouts.corpus.datapackage import DataError
from readouts.report.findings import Finding
from readouts.text.patterns import Pattern, parse, word_matches, words_of
from readouts.text.tokens import tokenize


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("Special Military Operation*", ("special", "military", "operation*")),
        ("Russia’s actions", ("russia's", "actions")),  # the curly apostrophe of a word processor
        ("military\u2011technical", ("military-technical",)),
        ("defense ties", ("defence", "ties")),
        ("партнёрств*", ("партнерств*",)),  # "partnership", with its ending open
        ("特别军事行动", tuple("特别军事行动")),  # "special military operation"
        ("un*ed **nation**", ("un*ed", "*nation*")),
        ("  two   words ", ("two", "words")),
    ],
)
def test_a_pattern_is_read_as_a_text_is(pattern, words):
    assert parse(pattern) == words


@pytest.mark.parametrize(
    ("pattern", "message"),
    [
        ("", "a word or a phrase, each word with at least one letter"),
        ("   ", "a word or a phrase, each word with at least one letter"),
        ("*", "a word or a phrase, each word with at least one letter"),  # would match every word
        ("crisis *", r"\* stands for letters inside a word"),
        ("-", "'-' is not understood"),
        ("(special operation", r"'\(' is not understood"),
        ("[special", r"'\[' is not understood"),
        ("{special", "'{' is not understood"),
        ('"special operation', "'\"' is not understood"),
        ("“special operation", "'“' is not understood"),
        ("«специальная", "'«' is not understood"),  # "special", after a guillemet
        ("(special|so-called) operation", r"'\(', '\|', '\)' are not understood"),
        ("crisi.", r"'\.' is not understood"),
        ("cris[ie]s", r"'\[', '\]' are not understood"),
        (r"cris\w+", r"'\\\\', '\+' are not understood"),
        ("^crisis$", r"'\^', '\$' are not understood"),
        ("crisis?", r"'\?' is not understood"),
        ("snake_case", "'_' is not understood"),
        (
            "危*",
            "Chinese characters without \\*",
        ),  # "danger" and anything: a string has no inner word
        (
            "乌克兰 war*",
            "Chinese characters without \\*",
        ),  # "Ukraine" in Chinese, and an English word
    ],
)
def test_what_is_no_pattern_says_what_is_expected(pattern, message):
    with pytest.raises(ValueError, match=message):
        parse(pattern)


def codebook_tables(patterns):
    return {
        "frames": pd.DataFrame({"frame": ["f"]}),
        "codebook": pd.DataFrame({"frame": ["f"], "code": ["c"]}),
        "patterns": pd.DataFrame(
            [("c", "en", pattern) for pattern in patterns], columns=["code", "language", "pattern"]
        ),
    }


def test_all_bad_patterns_of_a_table_come_at_once_with_their_rows():
    with pytest.raises(DataError) as error:
        load(codebook_tables(["crisis", "*", "war", "(war", "a|b"]))
    assert [(fault.file, fault.row, fault.column, fault.found) for fault in error.value.faults] == [
        ("patterns.csv", 3, "pattern", "'*'"),
        ("patterns.csv", 5, "pattern", "'(war'"),
        ("patterns.csv", 6, "pattern", "'a|b'"),
    ]


def test_a_codebook_gives_the_patterns_of_a_code_as_written():
    book = load(codebook_tables(["Ukraine crisis", "defense*"]))
    assert book.of("c", "en") == ["Ukraine crisis", "defense*"] and book.of("c", "ru") == []
    assert book.patterns[0] == Pattern("c", "en", "Ukraine crisis", ("ukraine", "crisis"))


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("!west bank", ("west", "bank")),
        ("! West  Bank*", ("west", "bank*")),
        ("!巴西方面", tuple("巴西方面")),
        ("west", ("west",)),
    ],
)
def test_a_row_of_a_codebook_may_be_an_exclusion(written, words):
    assert words_of(written) == words
    assert Pattern("c", "en", written, words).excludes is (written[0] == "!")


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("!", "with at least one letter"),
        ("!*", "with at least one letter"),
        ("!!west", "'!' is not understood"),
        ("the !west", "'!' is not understood"),
    ],
)
def test_an_exclusion_is_made_of_words_too(written, message):
    with pytest.raises(ValueError, match=message):
        words_of(written)


def test_what_is_looked_for_in_a_text_begins_with_no_exclamation_mark():
    with pytest.raises(ValueError, match="'!' is not understood"):
        parse("!west bank")


def test_a_codebook_tells_its_exclusions_apart():
    book = load(codebook_tables(["the west", "!west bank"]))
    assert book.of("c", "en") == ["the west", "!west bank"] and [
        pattern.excludes for pattern in book.patterns
    ] == [False, True]
    with pytest.raises(DataError) as error:
        load(codebook_tables(["the west", "!(west bank"]))
    assert [(fault.row, fault.found) for fault in error.value.faults] == [(3, "'!(west bank'")]


def test_the_book_shows_an_exclusion_as_one(report):
    class Shown(CodebookDirective):
        env = SimpleNamespace(app=SimpleNamespace(readouts_report=report))

        def __init__(self):
            pass

    entry = Shown()._code(report.codebook.codes.loc["west-and-nato"])
    said = dict(
        zip(
            (
                name.astext()
                for name in entry.findall(
                    lambda node: node.get("tag") == "dt" if hasattr(node, "get") else False
                )
            ),
            (
                text.astext()
                for text in entry.findall(
                    lambda node: node.get("tag") == "dd" if hasattr(node, "get") else False
                )
            ),
        )
    )
    assert (
        "west bank" in said["English exclusions"]
        and "west bank" not in said["English patterns"]
        and "巴西方" in said["Chinese exclusions"]
    )
    assert "matches nothing" not in said["English exclusions"]


def test_the_evidence_says_what_was_not_counted():
    finding = Finding("one", 0, "mentions of the West", patterns=("the west", "!west bank"))
    assert [paragraph.astext() for paragraph in entry._looked_for(finding)] == [
        "Looked for: the west.",
        "Not counted where it shares a word with: west bank.",
    ]


def test_an_exclusion_is_no_pattern_in_what_is_said_of_the_codebook(report):
    looked_for = [pattern for pattern in report.codebook.patterns if not pattern.excludes]
    assert report.findings["patterns"].value == len(looked_for) < len(report.codebook.patterns)
    assert report.findings["patterns-english"].value == sum(
        pattern.language == "en" for pattern in looked_for
    )
    assert not report.unmatched["pattern"].str.startswith("!").any()


@given(
    st.lists(st.text(alphabet="abzжё危'-", min_size=1, max_size=6), min_size=1, max_size=4).map(
        " ".join
    )
)
@settings(deadline=None, max_examples=150)
def test_a_pattern_without_star_has_the_words_of_the_same_text(pattern):
    tokens = tokenize(pattern)
    if tokens and sum(token.end - token.start for token in tokens) == len(pattern.replace(" ", "")):
        assert parse(pattern) == tuple(token.form for token in tokens)
    else:  # a hyphen or an apostrophe at the edge of a word
        with pytest.raises(ValueError, match="understood"):
            parse(pattern)


@pytest.mark.parametrize(
    ("word", "form", "expected"),
    [
        ("sanction*", "sanction", True),  # the star stands for nothing as well
        ("*military", "paramilitary", True),
        ("u*e", "ukraine", True),
        ("u*e", "ukraines", False),
        ("*a*", "war", True),
        ("ukrain*", "russia-ukraine", False),  # a word is matched from its start to its end
        ("operation", "operations", False),
        ("op.ration*", "operation", False),
        # a pattern in American spelling finds words, whose forms are British
        ("demilitariz*", "demilitarisation", True),
        ("*defens*", "defence", True),
        ("neighbor*", "neighbourly", True),
        ("demilitaris*", "demilitarisation", True),
        ("priz*", "prison", False),
        ("siz*", "sister", False),
    ],
)
def test_a_word_with_a_star(word, form, expected):
    assert word_matches(word, form) is expected


def test_no_star_is_slow():
    # By backtracking this would outlast the sun, each star trying each of 20,000 letters: so in a process that can be ended.
    check = (
        "from readouts.text.patterns import word_matches as matches; word, form = 'a*' * 12 + 'b', 'a' * 20_000; "
        "assert not matches(word, form) and matches(word, form + 'b')"
    )
    subprocess.run([sys.executable, "-c", check], check=True, timeout=60)


def test_options_of_patterns_are_columns_that_may_be_missing():
    tables = codebook_tables(["EEC", "actions russia"])
    assert not any(pattern.case or pattern.gap for pattern in load(tables).patterns)
    tables["patterns"] = tables["patterns"].assign(case=["yes", None], gap=[None, "3"])
    assert [(one.case, one.gap, one.within) for one in load(tables).patterns] == [
        (True, 0, "sentence"),
        (False, 3, "sentence"),
    ]
    tables["patterns"]["gap"] = ["20", "21"]
    with pytest.raises(DataError) as error:
        load(tables)
    assert [(one.row, one.column, one.found) for one in error.value.faults] == [(3, "gap", "'21'")]
