"""What decides a count, as a hash: it changes with whatever may change a result, and with nothing else."""

import importlib
import sys
import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st
from readouts.text import coding, fingerprint, tokens
from readouts.text.patterns import Pattern

WORDS = st.text("abcde*-'", min_size=1, max_size=5)
PATTERNS = st.builds(
    Pattern, WORDS, st.sampled_from(["en", "ru", "zh", ""]), WORDS, st.tuples(WORDS, WORDS)
)


# --- Patterns


def different(value):
    """Another value of the same kind."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, str):
        return f"{value}x"
    return (*value, "x") if isinstance(value, tuple) else (value or 0) + 1


@given(st.lists(PATTERNS, max_size=6), st.randoms())
def test_the_order_of_patterns_says_nothing(patterns, random):
    other = random.sample(patterns, len(patterns))
    assert fingerprint.of_patterns(other) == fingerprint.of_patterns(iter(patterns))


@given(st.lists(PATTERNS, min_size=1, max_size=4), st.data())
def test_every_field_of_every_pattern_counts(patterns, data):
    number = data.draw(st.integers(0, len(patterns) - 1))
    name = data.draw(st.sampled_from(Pattern._fields))
    new = different(getattr(patterns[number], name))
    changed = [*patterns]
    changed[number] = patterns[number]._replace(**{name: new})
    assert fingerprint.of_patterns(changed) != fingerprint.of_patterns(patterns)


@given(st.lists(PATTERNS, min_size=1, max_size=4))
def test_one_pattern_fewer_or_twice_is_another_hash(patterns):
    hashes = {fingerprint.of_patterns(some) for some in (patterns, patterns[1:], patterns * 2)}
    assert len(hashes) == 3


def test_an_option_that_is_as_by_default_leaves_the_hash_as_it_was():
    plain = Pattern("war", "en", "war", ("war",))
    assert fingerprint.of_patterns([plain._replace(case=False, gap=0)]) == fingerprint.of_patterns(
        [plain]
    )
    assert fingerprint.of_patterns([plain._replace(case=True)]) != fingerprint.of_patterns([plain])


# --- Code

PACKAGE = {
    "readouts/made_up/__init__.py": "",
    "readouts/made_up/counting.py": '''
        """What counts."""
        from .. import paths
        from .letters import VOWELS
        from .letters import long as is_long

        LEAST = 2  # words

        def count(words: list) -> int:
            """Return how many count."""
            from .rules import chosen

            return len([word for word in words if is_long(word, LEAST) and chosen(word, VOWELS)])

        def other():
            return 3
    ''',
    "readouts/made_up/letters.py": """
        VOWELS = set("aeiou")
        for letter in "y":
            VOWELS.add(letter)

        def long(word, least):
            return len(word) >= least
    """,
    "readouts/made_up/rules.py": """
        from .more import chosen
    """,
    "readouts/made_up/more.py": """
        def chosen(word, letters):
            return bool(set(word) & letters)
    """,
}


@pytest.fixture
def hash_of(tmp_path, monkeypatch):
    """The hash of the made-up function, after one text of its package was put for another."""
    import readouts

    def made(old="", new=""):
        for path, text in PACKAGE.items():
            file = tmp_path / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(
                textwrap.dedent(text).replace(old, new) if old else textwrap.dedent(text)
            )
        assert not old or any(old in textwrap.dedent(text) for text in PACKAGE.values())
        for name in [name for name in sys.modules if name.startswith("readouts.made_up")]:
            monkeypatch.delitem(sys.modules, name)
        fingerprint._names.cache_clear()
        importlib.invalidate_caches()
        return fingerprint.of_code(importlib.import_module("readouts.made_up.counting").count)

    monkeypatch.setattr(readouts, "__path__", [*readouts.__path__, str(tmp_path / "readouts")])
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    return made


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("  # words", ""),
        ("Return how many count.", "Return the number of those that count."),
        ('"""What counts."""', ""),
        ("words: list", "words"),
        (" -> int", ""),
        ("return 3", "return 4"),
        ("len(word) >= least", "(len(word)\\n            >= least)"),
    ],
)
def test_what_changes_no_result_changes_no_hash(hash_of, old, new):
    assert hash_of(old, new.replace("\\n", "\n")) == hash_of()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("LEAST = 2", "LEAST = 3"),
        ("is_long(word, LEAST) and", "is_long(word, LEAST) or"),
        ('"aeiou"', '"aeio"'),
        ('"y"', '"w"'),
        (">= least", "> least"),
        ("bool(set(word) & letters)", "not set(word) & letters"),
    ],
)
def test_what_may_change_a_result_changes_the_hash_wherever_it_stands(hash_of, old, new):
    assert hash_of(old, new) != hash_of()


def test_a_table_that_is_read_counts_by_what_it_holds(tmp_path, monkeypatch):
    from readouts import paths

    def hashes():
        fingerprint.of_code.cache_clear()
        return fingerprint.of_code(tokens.tokenize), fingerprint.of_code(coding.code)

    before, copy = hashes(), tmp_path / "other.csv"
    copy.write_bytes(paths.SPELLING.read_bytes())
    monkeypatch.setattr(paths, "SPELLING", copy)
    assert hashes() == before
    copy.write_text(copy.read_text("utf-8") + "color,colour\n", "utf-8")
    assert all(one != other for one, other in zip(hashes(), before))
    monkeypatch.undo()
    fingerprint.of_code.cache_clear()


def test_all_that_says_what_a_match_is_lies_within_reach():
    found, todo = set(), [("readouts.text.coding", "code")]
    while todo:
        place = todo.pop()
        if place not in found:
            found.add(place)
            todo += fingerprint._definition(*place)[1]
    names = {name for _, name in found}
    assert {"tokenize", "normalize", "british", "match", "parse", "primary"} <= names
    assert {"SPELLING", "HAN", "APOSTROPHES", "HYPHENS", "EXCLUSION"} <= names
    # And no more: how words are stemmed, or which may be compared, changes no count of a codebook.
    assert not names & {"STEMMERS", "comparable", "frequency_list", "Codebook"}
