"""The published forms of figures and tables: complete, the same bytes each time, and readable elsewhere."""

import base64
import hashlib
import io
import json
import os
import re
import struct
import subprocess
import sys
from dataclasses import replace
from importlib.metadata import version
from xml.etree import ElementTree

import pandas as pd
import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.figure import Figure as Picture
from readouts.report.drawn import CLOSER, NARROW
from readouts.report.findings import Finding, Findings
from readouts.report.publish import FORMATS, MIME, Figure, Table, defused

SPANS = tuple((f"s{n}", 0, 3) for n in range(4))
FINDINGS = Findings(
    [
        Finding("n-war", 4, "war", spans=SPANS),
        Finding("n-peace", 0, "peace"),
        Finding("rate", 2.5, "a rate", parts=("n-war",), shown="2.5"),
    ]
)
DATA = pd.DataFrame(
    {
        "code": ["war", "peace"],
        "label": ["War, “named”", 'Peace\nsaid "so"'],
        "count": [4, 0],
        "rate": [2.5, None],
        "language": ["en", "ru"],
        "word": ["war", "мир"],
    }
)


def draw(data):
    """Draw a picture with all that has made files differ or type illegible: clipped markers, a hatch, a mask, Cyrillic."""
    drawing = Picture(figsize=(NARROW, 2))
    axes = drawing.subplots()
    axes.plot([1, 2, 3], [2, 1, 3], marker="o")
    axes.bar([1, 2], [1, 2], hatch="//")
    axes.fill_between([1, 2, 3], [0, 1, 0], alpha=0.3)
    axes.set_title("Legitimacy, правомерность")  # the same word in Russian
    axes.set_ylabel("count")
    return drawing


def rows(data, high, close):
    """Draw an empty picture as high as it is told, and another for a column that is drawn closer."""
    return Picture(figsize=(NARROW, close if CLOSER.get() else high))


def figure():
    return Figure(
        "war-and-peace",
        "War and peace",
        "There are {finding}`n-war`.",
        DATA,
        FINDINGS,
        alt="Two bars & <a line>.",
        draw=draw,
        says="War is {finding}`n-war`.",
        citation="The project (2026): “War and peace”.",
    )


@pytest.fixture(scope="module")
def files():
    return figure().files()


def table(**options):
    return Table("words", "Words", "Of {finding}`n-war` words.", DATA, FINDINGS, **options)


def test_a_figure_has_its_four_files(files):
    assert {"svg", "pdf", "png", "csv"} <= set(files) and set(FORMATS) <= set(files)
    assert (
        files["svg"].startswith("<?xml")
        and base64.b64decode(files["pdf"]).startswith(b"%PDF-")
        and base64.b64decode(files["png"]).startswith(b"\x89PNG")
    )


@pytest.mark.slow
def test_a_figure_has_the_same_bytes_in_every_process(files):
    command = [
        sys.executable,
        "-c",
        "import json, test_publish; print(json.dumps(test_publish.figure().files(), sort_keys=True))",
    ]
    for seed in ("1", "2"):
        environment = os.environ | {
            "PYTHONHASHSEED": seed,
            "PYTHONDONTWRITEBYTECODE": "1",
            "SOURCE_DATE_EPOCH": str(10**9 * int(seed)),
        }
        done = subprocess.run(
            command,
            capture_output=True,
            text=True,
            check=True,
            cwd=os.path.dirname(__file__),
            env=environment,
            timeout=60,
        )
        assert json.loads(done.stdout) == files


def test_drawing_twice_gives_the_same_bytes(files):
    again = figure()
    assert again.files() == files and again.files() == files


def test_no_file_says_when_or_with_what_it_was_made(files):
    assert not re.search(r"dc:date|Matplotlib v|\b20[0-9]{2}-[0-9]{2}-[0-9]{2}", files["svg"])
    pdf = base64.b64decode(files["pdf"])
    assert not re.search(rb"/(CreationDate|ModDate|Producer|Creator)", pdf)
    png, place, chunks = base64.b64decode(files["png"]), 8, {}
    while place < len(png):
        length, name = struct.unpack(">I4s", png[place : place + 8])
        chunks[name] = png[place + 8 : place + 8 + length]
        place += length + 12
    assert b"tIME" not in chunks and b"Software" not in png and b"atplotlib" not in png


@pytest.mark.parametrize("form", ["svg", "pdf", "png"])
def test_a_picture_names_its_figure_its_version_and_its_data(files, form):
    # So that a file found on its own can be traced; never the commit, of which a file would be a part.
    content = files[form].encode() if form == "svg" else base64.b64decode(files[form])
    digest = hashlib.sha256(files["csv"].encode()).hexdigest()
    for words in (
        "War and peace",
        f"Figure war-and-peace of the package readouts, version {version('readouts')}",
        digest,
    ):
        # A PDF has a text with letters beyond Latin in UTF-16.
        assert words.encode() in content or words.encode("utf-16-be") in content, words


def test_each_picture_says_what_it_shows_and_how_it_is_cited(files):
    tree = ElementTree.fromstring(files["svg"])
    name = "{http://www.w3.org/2000/svg}"
    assert tree.find(f"{name}title").text == "War and peace"
    assert tree.find(f"{name}desc").text == "Two bars & <a line>."
    assert "The project (2026): “War and peace”." in files["svg"]
    pdf = base64.b64decode(files["pdf"])
    assert b"/Subject (Two bars & <a line>.)" in pdf
    cited = ": “War and peace”."  # brackets are escaped in a PDF
    assert cited.encode("utf-16-be") in pdf and cited.encode() in base64.b64decode(files["png"])


def test_a_figure_is_drawn_for_both_numbers_of_columns(files):
    assert {f"{mm}mm.{form}" for mm in (84, 174) for form in ("svg", "pdf")} < set(files)


def test_a_figure_is_saved_in_the_form_that_its_ending_names(tmp_path, files):
    assert figure().save(tmp_path / "a.svg").read_text("utf-8") == files["svg"]
    with pytest.raises(ValueError, match=r"a\.gif: the ending says the form"):
        figure().save(tmp_path / "a.gif")


def test_the_pdf_carries_its_fonts_as_outlines_that_journals_take(files):
    pdf = base64.b64decode(files["pdf"])
    assert b"/FontFile2" in pdf and b"/CIDFontType2" in pdf  # TrueType (42), embedded
    assert b"/Type3" not in pdf


def test_the_words_of_the_svg_are_words(files):
    texts = re.findall(r"<text[^>]*>([^<]+)</text>", files["svg"])
    assert {"Legitimacy, правомерность", "count"} <= set(texts)


def test_the_svg_names_fonts_that_a_reader_without_ours_has(files):
    assert re.search(r"font(-family)?:[^\"]*\bsans-serif", files["svg"])


def test_the_svg_asks_for_nothing_from_elsewhere(files):
    references = re.findall(r'(?:xlink:href|src|href)="([^"]*)"|url\(([^)]*)\)', files["svg"])
    assert all((one or other).startswith(("#", "data:font/")) for one, other in references)


def test_the_png_is_fine_enough_for_print(files):
    png = base64.b64decode(files["png"])
    width, height = struct.unpack(">II", png[16:24])
    # 84 mm by 2 inches, 300 dots an inch; and what stands above and below.
    assert width == 992 and 600 < height < 900


@pytest.mark.parametrize("exhibit", [figure, table])
def test_the_csv_reads_back_as_the_data(exhibit):
    text = exhibit().csv()
    assert "\r" not in text and text.endswith("\n")
    pd.testing.assert_frame_equal(pd.read_csv(io.StringIO(text)), DATA)


def test_a_figure_gives_the_book_all_that_it_prints(files):
    bundle = figure()._repr_mimebundle_()
    assert bundle[MIME] == {
        "kind": "figure",
        "id": "war-and-peace",
        "title": "War and peace",
        "says": "War is 4.",
        "caption": "There are {finding}`n-war`.",
        "provenance": "",
        "alt": "Two bars & <a line>.",
        "schema": figure().schema(),
        "files": files,
        # As wide as every other of a page, and for a narrow screen; a page has the letters already, which a file brings along.
        "pictures": [
            re.sub(
                r"\n  <style type=\"text/css\">@font-face.*?</style>", "", files[f"{width}mm.svg"]
            )
            for width in (174, 84)
        ],
    }
    assert (
        bundle["text/plain"] == "War and peace. There are 4."
        and bundle["image/png"] == files["png"]
    )


def test_files_have_the_form_for_a_column_where_a_page_holds_it_and_else_one_for_a_narrow_screen():
    def drawn(high, close):
        made = replace(figure(), draw=rows, look={"high": high, "close": close}).files()
        return [
            name for name in ("84mm.svg", "84mm.pdf", "174mm.svg", "narrow.svg") if name in made
        ]

    assert drawn(4, 3) == ["84mm.svg", "84mm.pdf", "174mm.svg"]
    assert drawn(12, 8) == ["84mm.svg", "84mm.pdf", "174mm.svg", "narrow.svg"]
    assert drawn(12, 10) == ["174mm.svg", "narrow.svg"]


def test_a_notebook_shows_a_figure_at_its_printed_size_with_title_caption_and_words_for_the_blind(
    files,
):
    tree = BeautifulSoup(figure()._repr_mimebundle_()["text/html"], "html.parser")
    image = tree.select_one("figure > img")
    assert (
        image["src"] == f"data:image/png;base64,{files['png']}"
        and image["alt"] == "Two bars & <a line>."
    )
    assert image["width"] == "317"  # 84 mm, 96 dots an inch
    assert tree.select_one("figure > figcaption").get_text() == "War and peace. There are 4."
    assert tree.p.get_text() == "The project (2026): “War and peace”."
    assert len(tree.select("details tbody tr")) == len(DATA)


def test_a_notebook_shows_a_table_whole_with_title_and_caption():
    long = "so long that pandas would cut it short and put three dots in the place of the rest"
    made = Table(
        "words",
        "Words & <b>markup</b>",
        "Of {finding}`n-war` words: {numref}`tab-other`, {plain}`2`.",
        DATA.assign(label=[long, "<i>"]),
        FINDINGS,
        columns={"label": "Label", "count": "Of {finding}`n-war`"},
        links={"count": "n-{code}"},
    )
    tree = BeautifulSoup(made._repr_mimebundle_()["text/html"], "html.parser")
    assert tree.select_one(
        "figure > figcaption"
    ).get_text() == "Words & <b>markup</b>. Of 4 words: tab-other, 2." and not tree.select(
        "figcaption b, td i"
    )
    assert [
        [cell.get_text() for cell in row.select("th, td")]
        for row in tree.select("figure > table tr")
    ] == [["Label", "Of 4"], [long, "4"], ["<i>", "0"]]


def test_a_cell_shows_its_finding_and_leads_to_it():
    cells = table(columns={"label": "Label", "count": "Count"}, links={"count": "n-{code}"}).cells()
    assert cells == [
        [{"text": "War, “named”"}, {"text": "4", "finding": "n-war"}],
        [{"text": 'Peace\nsaid "so"'}, {"text": "0", "finding": "n-peace"}],
    ]


def test_a_cell_shows_the_finding_and_not_what_the_data_say():
    # Else a stale column could stand under a link to other words.
    stale = Table(
        "words",
        "Words",
        "",
        DATA.assign(count=99),
        FINDINGS,
        columns={"count": "Count"},
        links={"count": "n-{code}"},
    )
    assert [row[0]["text"] for row in stale.cells()] == ["4", "0"]


def test_an_empty_id_leaves_a_cell_as_it_is():
    data = DATA.assign(link=["n-war", ""])
    cells = Table(
        "words", "Words", "", data, FINDINGS, columns={"count": "Count"}, links={"count": "{link}"}
    ).cells()
    assert cells == [[{"text": "4", "finding": "n-war"}], [{"text": "0"}]]


def test_an_unknown_finding_is_refused_by_name():
    with pytest.raises(KeyError, match="no finding 'm-war'; near it: n-war"):
        table(columns={"count": "Count"}, links={"count": "m-{code}"}).cells()


def test_what_is_not_there_is_an_empty_cell():
    cells = table(columns={"rate": "Rate"}).cells()
    assert cells == [[{"text": "2.5"}], [{"text": ""}]]


def test_a_cell_says_that_it_is_a_source():
    cells = table(columns={"code": "Code", "word": "Word"}, sources=("code",)).cells()
    assert cells[1] == [{"text": "peace", "source": True}, {"text": "мир"}]  # "peace"


def test_a_cell_has_the_address_that_it_opens_where_one_is_known():
    data = DATA.assign(url=["http://a", None])
    made = Table(
        "words", "Words", "", data, FINDINGS, columns={"code": "Code"}, addresses={"code": "url"}
    )
    first, second = made.cells()
    assert first[0]["address"] == "http://a" and "address" not in second[0]


def test_only_the_columns_named_are_shown_and_all_are_published():
    made = table(columns={"word": "The word"})
    bundle = made._repr_mimebundle_()
    assert bundle[MIME]["header"] == ["The word"] and bundle[MIME]["rows"] == [
        [{"text": "war"}],
        [{"text": "мир"}],
    ]
    assert bundle[MIME]["files"] == {"csv": made.csv()} and made.csv().startswith(
        "code,label,count,rate,language,word\n"
    )
    assert (
        bundle["text/plain"] == "Words. Of 4 words." and "<th>The word</th>" in bundle["text/html"]
    )


@given(st.text(max_size=20))
def test_a_cell_for_people_is_no_formula(text):
    cell = defused(text)
    assert cell.endswith(text) and (
        not re.match(r"[=@\t\r+-]", cell) or re.fullmatch(r"[+-][\d.,]+", cell)
    )
