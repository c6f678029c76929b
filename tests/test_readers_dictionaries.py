"""Dictionaries of other programs are codebooks: levels, wildcards, words that YAML would take for yes and no; what is left is named."""

import json

import pytest
from readouts import read_codebook as api_codebook
from readouts.corpus.datapackage import DataError
from readouts.readers.codebook_file import read_codebook


def written(tmp_path, name, text, encoding="utf-8"):
    path = tmp_path / name
    path.write_text(text, encoding=encoding)
    return path


def pairs(codebook):
    return [(one.code, one.pattern) for one in codebook.patterns]


def fault(path):
    with pytest.raises(DataError) as error:
        read_codebook(path)
    return str(error.value)


NESTED = {
    "economy": {"trade": ["trade*", "free trade"], "work": ["no", "on"]},
    "war": ["war*", {"arms": ["tank*"]}],
}
YAML = """\
economy:
  trade: [trade*, free trade]
  work:
    - no
    - on
war:
  - war*
  - arms: [tank*]
"""
EXPECTED = [
    ("economy.trade", "trade*"),
    ("economy.trade", "free trade"),
    ("economy.work", "no"),
    ("economy.work", "on"),
    ("war", "war*"),
    ("war.arms", "tank*"),
]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("d.yml", YAML),
        ("d.yaml", "\ufeff" + YAML),
        ("d.json", json.dumps(NESTED)),
        ("e.json", json.dumps(NESTED, indent="\t")),
    ],
)
def test_levels_are_frame_and_code(tmp_path, name, text):
    codebook = read_codebook(written(tmp_path, name, text))
    assert pairs(codebook) == EXPECTED and codebook.remarks == ()
    assert codebook.codes == {
        "economy.trade": "economy",
        "economy.work": "economy",
        "war": "",
        "war.arms": "war",
    }


def test_what_cannot_be_carried_is_named_with_its_row(tmp_path):
    text = "war: [war, 'wa?', ':-)']\nwar: [attack*]\nnothing: []\nempty:\n"
    codebook = read_codebook(written(tmp_path, "d.yml", text))
    assert pairs(codebook) == [("war", "war"), ("war", "attack*")]
    told = "\n".join(codebook.remarks)
    assert "1 entry of d.yml left out: 'wa?' (row 1): ? for one letter" in told
    assert "':-)' (row 1)" in told and "without a pattern: empty, nothing" in told
    with pytest.warns(UserWarning, match="left out: 'wa"):
        api_codebook(tmp_path / "d.yml")


LIWC = """\
%
1\tfunction
\t2\tpronoun
3\tposemo (Positive emotion)
4\tunused
%
he\t1\t2
a lot*\t3
café 3
"""


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_liwc(tmp_path, encoding):
    codebook = read_codebook(written(tmp_path, "d.dic", LIWC, encoding))
    assert pairs(codebook) == [
        ("function", "he"),
        ("pronoun", "he"),
        ("posemo (Positive emotion)", "a lot*"),
        ("posemo (Positive emotion)", "café"),
    ]
    assert codebook.codes["pronoun"] == "function" and codebook.codes["function"] == ""
    *guessed, unused = codebook.remarks
    assert unused == "codes of d.dic without a pattern: unused"
    assert [("encoding: Windows-1252, guessed" in one) for one in guessed] == [True] * (
        encoding != "utf-8"
    )


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("d.dic", "war\t1\n", "no categories between two lines of %"),
        ("d.dic", "%\n1\ta\n", "no second line of %"),
        ("d.dic", "%\n1\ta\n%\nwar\t7\n", "row 4: found the categories 7"),
        ("d.dic", "%\n1\ta\n%\nwar\n", "row 4: found 'war'"),
        ("d.dic", "%\none\n%\n", "row 2: found 'one'"),
        ("d.yml", "- war\n", "no names with words under them"),
        ("d.yml", "war: [war\n", "no YAML"),
        ("d.yml", "war: &a [*a]\n", "a dictionary without end"),
        ("d.yml", "[a]: war\n", "a name that is no text"),
        ("d.yml", "war: []\n", "no patterns"),
    ],
)
def test_what_is_wrong_is_said(tmp_path, name, text, said):
    assert said in fault(written(tmp_path, name, text))


def test_a_file_that_stands_for_itself_a_billion_times_is_refused(tmp_path):
    levels = [f"  - &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]" for n in range(1, 12)]
    text = "\n".join(["a:", "  - &l0 [war]", *levels])
    assert "a dictionary without end" in fault(written(tmp_path, "d.yml", text))


def test_a_table_of_terms_has_several_patterns_in_a_cell(tmp_path):
    text = 'category,terms,who\npeace,"peace, truce;ceasefire",x\nwar,war,y\nwar,"war, attack",\n'
    codebook = read_codebook(written(tmp_path, "d.csv", text))
    assert [one.pattern for one in codebook.patterns] == [
        "peace",
        "truce",
        "ceasefire",
        "war",
        "attack",
    ]
    assert codebook.remarks == (
        "d.csv: not read: 'who'",
        "d.csv: the first is taken of patterns that a code has twice: 'war' (row 4)",
    )


def test_a_table_of_json_is_no_dictionary(tmp_path):
    rows = [{"code": "a", "pattern": "war"}, {"code": "b", "pattern": "peace"}]
    for text in (json.dumps(rows), json.dumps({"items": rows}), "\n".join(map(json.dumps, rows))):
        codebook = read_codebook(written(tmp_path, "d.json", text))
        assert pairs(codebook) == [("a", "war"), ("b", "peace")]
