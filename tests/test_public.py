"""What ``import readouts`` gives, as somebody would use it who knows pandas: the same results as the commands, and no surprises."""

import io
import json
import re
import shutil
import subprocess
import sys
import warnings
from importlib import import_module
from types import ModuleType

import pandas as pd
import pytest
import readouts
from conftest import ROOT
from readouts import api
from readouts.__main__ import main
from readouts.engine import plain
from readouts.readers import codebook_file
from shared import SHARED, needs_shared

CALLS = pd.DataFrame(
    {
        "issuer": ["kremlin", "whitehouse", "beijing", "kremlin"],
        "publish_time": ["12 February 2022", "12 February 2022", "15 June 2022", "15 June 2022"],
        "language": ["English", "en", "Chinese", "en-GB"],
        "body": [
            "The presidents discussed the Ukraine crisis, and Ukraine\n\ncrisis of trust.\nSanctions, too.",
            "The President spoke of Ukraine. Sanctions would follow.\r\nA Ukraine crisis; sanctions.",
            "乌克兰危机，危机。",
            "The leaders discussed trade.",
        ],
        "archive_no": ["7", "8", "9", "10"],
    }
)
CODEBOOK = """\
frame,code,language,pattern
naming,crisis,en,Ukrain* crisis
naming,crisis,en,crisis
naming,crisis,zh,危机
measures,sanctions,en,sanction*
measures,sanctions,en,!sanctions too
"""


# --- The names


def test_all_is_sorted_and_is_what_there_is():
    order = sorted(
        readouts.__all__, key=lambda name: (not name.isupper(), not name[0].isupper(), name)
    )
    assert readouts.__all__ == order  # constants, classes, functions
    assert dir(readouts) == sorted(readouts.__all__)
    assert {*readouts._HOMES, "__version__"} == set(readouts.__all__)
    for name in readouts.__all__:
        assert getattr(readouts, name) == getattr(readouts, name)
    with pytest.raises(AttributeError, match="no attribute 'wordcloud'"):
        readouts.wordcloud  # noqa: B018


def test_no_public_name_is_a_module_and_every_function_has_an_example():
    for name in readouts.__all__:
        value = getattr(readouts, name)
        assert not isinstance(value, ModuleType), name
        if callable(value) and value.__module__.startswith(api.__name__) and name.islower():
            assert ">>> import" in value.__doc__, name
            assert all(part in value.__doc__ for part in ("Parameters", "Returns")), name


def test_to_import_the_package_imports_nothing_large():
    code = "import sys, readouts; print(*(name for name in ('pandas', 'numpy', 'matplotlib', 'nltk') if name in sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


# --- The same as the commands


@pytest.fixture(params=["csv", "jsonl", "tsv.gz", "xlsx", "parquet", "folder"])
def corpus(request, tmp_path):
    """One corpus in each form that people have."""
    path = tmp_path / f"calls.{request.param}"
    if request.param == "csv":
        CALLS.to_csv(path, index=False, sep=";", encoding="utf-16")
    elif request.param == "tsv.gz":
        CALLS.to_csv(path, index=False, sep="\t")
    elif request.param == "jsonl":
        path.write_text(
            "".join(json.dumps(row) + "\n" for row in CALLS.to_dict("records")), encoding="utf-8"
        )
    elif request.param == "xlsx":
        CALLS.to_excel(path, index=False)
    elif request.param == "parquet":
        CALLS.to_parquet(path)
    else:
        for row in CALLS.itertuples():
            file = path / row.issuer / f"{pd.Timestamp(row.publish_time):%Y-%m-%d}.txt"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(row.body, encoding="utf-8", newline="")
    return path


@pytest.fixture
def codes(tmp_path):
    file = tmp_path / "codebook.csv"
    file.write_text(CODEBOOK, encoding="utf-8")
    return file


def printed(capsys, *command):
    """What a command prints, as a table of text."""
    assert main([*map(str, command)]) == 0
    return as_text(pd.read_csv(io.StringIO(capsys.readouterr().out), dtype=str))


def as_text(table):
    """The same values as text: numbers to ten digits, what is not there as an empty one."""
    return table.astype(object).map(_as_text)


def _as_text(value):
    if pd.isna(value):
        return ""
    if re.fullmatch(r"-?[\d.]+(e-?\d+)?", str(value)):
        return f"{float(value):.10g}"
    return str(value).lower() if str(value) in ("True", "False") else str(value)


def same(ours, theirs):
    """Whether two tables have the same rows, in the columns that both have."""
    columns = [column for column in theirs if column in ours]
    pd.testing.assert_frame_equal(
        as_text(ours)[columns], theirs[columns], check_dtype=False, check_column_type=False
    )
    return set(columns)


def test_the_coding_is_that_of_the_command(corpus, codes, capsys):
    theirs = printed(capsys, "code", corpus, "--codebook", codes)
    for source in (corpus, str(corpus), readouts.read(corpus)):
        assert same(readouts.code(source, codes), theirs) == set(theirs)
    assert not (theirs["keyword"].str.contains("\n")).any()
    assert len(theirs) == 9  # "Ukraine", a new paragraph, "crisis" is no Ukraine crisis


def test_the_concordance_is_that_of_the_command(corpus, capsys):
    theirs = printed(capsys, "concordance", corpus, "crisis", "--context", 12)
    ours = readouts.concordance(readouts.read(corpus), "crisis", context=12)
    assert same(ours.rename(columns={"document_id": "docname"}), theirs) == set(theirs)
    whole = printed(capsys, "concordance", corpus, "crisis", "--context", 0)
    same(readouts.concordance(corpus, "crisis", context=None), whole)


def test_the_counts_are_those_of_the_command(corpus, codes, capsys):
    passages = readouts.read(corpus)
    theirs = printed(capsys, "count", corpus, "--what", "words")
    assert same(readouts.count(passages), theirs) == set(theirs)
    theirs = printed(capsys, "count", corpus, "--what", "codes", "--codebook", codes, "--zeros")
    shared = same(readouts.count(passages, codebook=codes, zeros=True), theirs)
    assert shared == set(theirs) - {"sha256"}
    theirs = printed(capsys, "count", corpus)
    assert {"n_tokens", "n_segments"} <= same(readouts.count(passages, "documents"), theirs)


def test_keyness_is_that_of_the_command(corpus, capsys):
    pair = ("--target", "kremlin", "--reference", "whitehouse")
    theirs = printed(capsys, "compare", corpus, *pair, "--measure", "simple_maths")
    passages = readouts.read(corpus)
    ours = readouts.keyness(passages, "kremlin", "whitehouse", measures=["simple_maths"])
    assert same(ours, theirs) == set(theirs)


def test_keyness_of_codes_is_that_of_the_command(corpus, codes, capsys):
    pair = ("--target", "kremlin", "--reference", "whitehouse", "--sort", "frequency")
    theirs = printed(capsys, "compare", corpus, *pair, "--frames", "--codebook", codes)
    ours = readouts.keyness(corpus, "kremlin", "whitehouse", codebook=codes, sort="frequency")
    assert same(ours, theirs) == set(theirs) and len(theirs) == 4


@needs_shared
def test_the_readouts_at_hand_give_what_the_commands_give(capsys):
    corpus, book = SHARED / "corpora" / "readouts", readouts.read_codebook("data")
    theirs = printed(capsys, "code", corpus, "--codebook", "data")
    passages = readouts.read(corpus)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", readouts.UnknownLanguage)
        ours = readouts.code(passages, book)
    assert same(ours, theirs) == set(theirs) and len(theirs) > 100
    theirs = printed(capsys, "count", corpus, "--what", "words")
    assert same(readouts.count(passages), theirs) == set(theirs)


# --- What somebody guesses who knows pandas


def test_a_corpus_loads_and_is_filtered_by_what_a_date_is_written_as(corpus):
    passages = readouts.read(corpus)
    assert passages["date"].dtype.kind == "M"
    june = passages[passages["date"] == "2022-06-15"]
    assert june.equals(passages[passages["date"] == pd.Timestamp("2022-06-15")])
    assert sorted(june["side"]) == ["beijing", "kremlin"]
    assert len(passages[passages["date"] < "2022-06-01"]) == len(passages) - 2
    assert len(passages) == 7 and list(passages["paragraph"]).count(1) == 4


def test_a_passage_is_found_in_its_document_and_further_columns_stay(tmp_path):
    CALLS.to_csv(tmp_path / "calls.csv", index=False)
    passages = readouts.read(tmp_path / "calls.csv")
    assert set(passages["archive_no"]) == set(CALLS["archive_no"])
    for row in passages.itertuples():
        body = CALLS.loc[CALLS["archive_no"] == row.archive_no, "body"].item()
        assert body.replace("\r\n", "\n")[row.start :].startswith(row.text)


def test_languages_have_names_and_what_finds_nothing_says_so(codes):
    table = pd.DataFrame({"text": ["The Ukraine crisis."], "language": ["English"]})
    assert list(readouts.code(table, codes)["keyword"]) == ["Ukraine crisis", "crisis"]
    for language in ("fr", "", None, float("nan")):
        with pytest.raises(ValueError, match="nothing can be found"):
            readouts.code(table.assign(language=language), codes)
    with pytest.raises(ValueError, match=r"language '\?\?'"):
        readouts.code(table.assign(language="??"), codes)
    both = pd.concat([table, table.assign(language="")], ignore_index=True)
    with pytest.warns(readouts.UnknownLanguage, match="1 in a language that is not known"):
        assert len(readouts.code(both, codes)) == 2
    # A pattern of every language is looked for in a text of any.
    assert len(readouts.code(table.assign(language=""), {"crisis": "crisis"})) == 1
    # Where no column says it, the text tells it.
    told = pd.DataFrame({"text": ["They spoke of the crisis, and that was all."]})
    assert len(readouts.code(told, codes)) == 1


def test_one_codebook_for_every_function(codes):
    book = readouts.load_report().codebook
    ours = readouts.read_codebook("data")
    assert type(book) is type(ours) is readouts.Codebook
    assert ours.codes["definition"].to_dict() == book.codes["definition"].to_dict()
    assert {*ours.patterns} == {*book.patterns}
    passages = readouts.read("data")
    kinds = [book, "data", codebook_file.read_codebook("data")]
    assert len({len(readouts.code(passages, kind)) for kind in kinds}) == 1
    table = pd.read_csv(codes)
    typed = {"crisis": {"en": ["Ukrain* crisis", "crisis"], "zh": "危机"}, "sanctions": "sanction*"}
    for kind in (codes, str(codes), table, typed):
        assert list(readouts.read_codebook(kind).codes.index) == ["crisis", "sanctions"]
    with pytest.raises(ValueError, match="pattern 'a|b' of 'x'".replace("|", r"\|")):
        readouts.read_codebook({"x": "a|b"})
    with pytest.raises(TypeError, match="found int"):
        readouts.read_codebook(3)


def test_the_report_and_the_public_interface_find_the_same():
    book = readouts.load_report()
    spans = readouts.code(readouts.read("data"), "data")
    ours = spans.groupby(["document_id", "code"]).size()
    coded = book.coded.assign(
        document_id=book.coded["segment_id"].map(book.corpus.segments["readout_id"])
    )
    assert ours.to_dict() == coded.groupby(["document_id", "code"]).size().to_dict()
    assert len(readouts.code(book.corpus.segments, book.codebook)) == len(book.coded)


def test_wrong_ways_in_say_what_is_expected():
    passages = readouts.read(readouts.EXAMPLE)
    with pytest.raises(TypeError, match="a path, or a DataFrame"):
        readouts.code([1], {"a": "a"})
    with pytest.raises(ValueError, match="no column 'text'"):
        readouts.count(pd.DataFrame({"body": ["a"]}))
    with pytest.raises(ValueError, match="no rows"):
        readouts.concordance(passages[passages["side"] == "Nowhere"], "river")
    with pytest.raises(ValueError, match="side 'Nowhere'"):
        readouts.keyness(passages, "Nowhere", "Marovia")
    with pytest.raises(ValueError, match="nonsense: no such column"):
        readouts.keyness(passages, "Estvale", "Marovia", measures=["nonsense"])
    with pytest.raises(ValueError, match="side 'Nowhere'"):
        readouts.alone(passages, "Nowhere")
    with pytest.raises(ValueError, match="no column 'year'"):
        readouts.rates(passages, "river", by="year")
    with pytest.raises(ValueError, match="words, codes or documents"):
        readouts.count(passages, "letters")
    with pytest.raises(ValueError, match="counted with a codebook"):
        readouts.count(passages, "codes")


# --- Rates, and what a side has alone


def test_rates_count_spans_and_have_a_row_for_nothing():
    passages = readouts.read(readouts.EXAMPLE)
    table = readouts.rates(passages, {"river": ["river", "riv*"], "moon": "moon"})
    assert table["name"].tolist() == ["river", "moon"] * 2
    assert table["frequency"].tolist() == [2, 0, 3, 0]
    assert table["rate_low"].tolist()[1] == 0 and (table["rate_high"] > table["rate"]).all()
    words = readouts.rates(passages).set_index(["side", "name"])["frequency"]
    counted = readouts.count(passages).set_index(["side", "word"])["frequency"]
    assert words[words > 0].sort_index().to_dict() == counted.sort_index().to_dict()
    paragraphs = readouts.rates(passages, "river", by=["side", "paragraph"])
    assert paragraphs["frequency"].sum() == 5 and len(paragraphs) == 8


def test_a_frame_counts_a_span_once():
    text = pd.DataFrame({"text": ["The crisis."], "side": ["a"]})
    table = pd.DataFrame(
        {"frame": ["f", "f"], "code": ["one", "two"], "pattern": ["crisis", "cris*"]}
    )
    assert readouts.rates(text, table, level="frame")["frequency"].tolist() == [1]
    assert readouts.rates(text, table)["frequency"].tolist() == [1, 1]


def test_alone_says_of_excerpts_no_more_than_it_may():
    table = pd.DataFrame({"text": ["peace now", "war now"], "side": ["a", "b"]})
    assert readouts.alone(table, "a").values.tolist() == [["peace", 1, "absent"]]
    table["completeness"] = ["full", "excerpts"]
    assert readouts.alone(table, "a").values.tolist() == [
        ["peace", 1, "not in the quoted passages"]
    ]
    with pytest.raises(ValueError, match="not the same types"):
        readouts.alone(table.assign(language=["en", "ru"]), "a")


def test_tokens_are_those_that_are_counted():
    passages = readouts.read(readouts.EXAMPLE)
    assert len(readouts.tokens(passages)) == passages["n_tokens"].sum()
    documents = list(readouts.readers.read(readouts.EXAMPLE))
    counted = plain.word_counts(documents)
    assert set(readouts.tokens(passages["text"])) == set(counted.forms)


# --- Figures


@pytest.fixture
def table():
    return readouts.rates(readouts.EXAMPLE, ["river", "talks", "sanctions"])


def test_a_figure_has_the_width_and_the_colours_asked_for(table):
    for width, inches in (("one column", 3.5), ("two columns", 7.2), (5, 5)):
        picture = readouts.figure(table, width=width, colours={"Marovia": "black"}, title="A title")
        assert picture.figure.get_figwidth() == pytest.approx(inches)
        assert (0, 0, 0, 1) in {bar.get_facecolor() for bar in picture.axes.patches}
        assert picture.axes.get_title(loc="left") == "A title"
    with pytest.raises(ValueError, match="'one column', 'two columns'"):
        readouts.figure(table, width="three columns")
    styled = readouts.figure(table, style={"axes.facecolor": "red"})
    assert styled.axes.get_facecolor() == (1, 0, 0, 1)


def test_a_figure_draws_counts_a_cross_table_and_the_largest_alone(table):
    assert readouts.figure(table, "frequency").axes.get_xlabel() == "occurrences"
    crossed = table.pivot(index="name", columns="side", values="frequency")
    assert len(readouts.figure(crossed).data) == 6
    top = readouts.figure(readouts.count(readouts.EXAMPLE), top=4)
    assert top.data["label"].nunique() == 4
    with pytest.raises(ValueError, match="nothing to draw"):
        readouts.figure(table[:0])
    with pytest.raises(ValueError, match="no column 'side'"):
        readouts.figure(pd.DataFrame({"word": ["a"], "frequency": [1]}))


def test_a_figure_is_saved_with_its_text_as_text(table, tmp_path):
    picture = readouts.figure(table, title="Rivers and talks")
    pdf = picture.save(tmp_path / "x.pdf").read_bytes()
    assert pdf.startswith(b"%PDF") and b"DejaVuSans" in pdf and b"/Type3" not in pdf
    assert ">Rivers and talks<" in picture.save(str(tmp_path / "x.svg")).read_text("utf-8")
    assert picture.save(tmp_path / "x.png").read_bytes().startswith(b"\x89PNG")
    again = picture.save(tmp_path / "y.pdf")
    assert again.read_bytes() == pdf
    with pytest.raises(ValueError, match=r"\.pdf, \.svg or \.png"):
        picture.save("x.docx")
    shown = picture._repr_mimebundle_()
    assert 'alt="Rivers and talks. river: ' in shown["text/html"]


def test_the_report_is_loaded_from_one_place():
    from readouts.api import loading

    assert readouts.load_report() is import_module(loading.LOADER).load()


def test_a_passage_that_is_only_shown_takes_nothing_from_the_others_of_its_text(tmp_path):
    folder = tmp_path / "data"
    shutil.copytree(ROOT / "data", folder)
    segments = pd.read_csv(folder / "segments.csv", dtype=str, keep_default_na=False)
    shown = segments.index[segments["quotation"] != "heading"][1]
    segments.loc[shown, "counted"] = "no"
    segments.to_csv(folder / "segments.csv", index=False, lineterminator="\n")
    counted = segments[(segments["counted"] == "yes") & (segments["quotation"] != "heading")]
    passages = readouts.read(folder)
    assert set(passages["segment_id"]) == set(counted["segment_id"])
    given = counted.set_index("segment_id")["text"].str.replace("\xa0", " ")
    assert passages.set_index("segment_id")["text"].to_dict() == given.to_dict()


def test_each_paragraph_of_a_segment_has_the_columns_of_the_segment(tmp_path):
    folder = tmp_path / "data"
    shutil.copytree(ROOT / "data", folder)
    segments = pd.read_csv(folder / "segments.csv", dtype=str, keep_default_na=False)
    counted = segments.index[(segments["counted"] == "yes") & (segments["quotation"] != "heading")]
    first = counted[0]
    segments.loc[first, "text"] = "They spoke.\n\n  Trade grew. \nThey agreed."
    segments.to_csv(folder / "segments.csv", index=False, lineterminator="\n")
    passages = readouts.read(folder)
    own = passages[passages["segment_id"] == segments["segment_id"][first]]
    assert own["text"].to_list() == ["They spoke.", "Trade grew.", "They agreed."]
    assert own["paragraph"].to_list() == [1, 2, 3] and own["first_word"].to_list() == [1, 3, 5]
    columns = ["speaker", "speaker_basis", "quotation", "counted"]
    assert (own[columns] == segments.loc[first, columns]).all(axis=None)
    assert sorted(passages["segment_id"].unique()) == sorted(segments["segment_id"][counted])
    assert passages.attrs["notices"] == readouts.read(ROOT / "data").attrs["notices"]


def test_paragraphs_that_are_not_those_of_the_segments_are_told():
    # One line is made of all passages of a text, so that no row of segments.csv is true of it.
    passages = readouts.read(ROOT / "data", join_lines=True)
    joined = passages[passages["document_id"] == "kremlin-2022-06-15-quoted"]
    assert len(joined) == 1 and joined["speaker"].isna().all()
    (told,) = [
        line
        for line in passages.attrs["notices"]
        if line.startswith("kremlin-2022-06-15-quoted: its paragraphs are not those of its rows")
    ]
    assert "segments.csv" in told
