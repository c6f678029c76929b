"""The search in the page: what it says of what it does not find, in a browser."""

import pytest
from readouts import paths
from readouts.__main__ import main
from readouts.book.reader import sides
from readouts.book.reader_search import page_data, safe_json
from readouts.report import load
from readouts.text.near import NearForms
from readouts.text.patterns import Pattern, parse

TEXTS = {
    "paris": ("en", "Ukraine's partners told the U.S. side of Co-operation in the naïve (non-nuclear) élite; T. D. and the fore-cast."),
    "moscow": ("ru", "Обсудили бо́льшую часть вопросов и т. д. В России и с украинской стороной."),
    "beijing": ("zh", "双方谈及乌克兰 危机和关系。"),
    "taipei": ("zh", "雙方談及烏克蘭危機與關係。"),
    "ankara": ("tr", "İstanbul’da Kırgızistan ve ilişkiler ele alındı."),
    "cairo": ("ar", "تحدثا عن أوكرانيا والتعـاون."),
    "jerusalem": ("he", 'שוחחו עם ארה"ב ועם שָׁלוֹם.'),
    "lyon": ("fr", "La crise de l’Ukraine et les élections."),
}  # fmt: skip


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    """What a page over all these texts is shipped with."""
    folder = tmp_path_factory.mktemp("search")
    rows = [
        f'{side},call,{language},full,"{text.replace(chr(34), chr(34) * 2)}"'
        for side, (language, text) in TEXTS.items()
    ]
    (folder / "calls.csv").write_text(
        "side,event,language,completeness,text\n" + "\n".join(rows) + "\n", "utf-8"
    )
    assert main(["create", str(folder / "book"), "--corpus", str(folder / "calls.csv")]) == 0
    report = load(folder / "book" / "data")
    return page_data(report, sides(report, "call"))


@pytest.fixture
def said(browser, data):
    """A function that asks the page's script for a pattern: what it says of each side."""
    context = browser.new_context()
    page = context.new_page()
    page.set_content("<!doctype html><title>Search</title>")
    page.evaluate(f"window.given = {safe_json(data)}")
    page.add_script_tag(
        content=(paths.PACKAGE / "book" / "static" / "reader.js").read_text("utf-8")
    )
    script = """query => {
      const search = {data: given, patterns: new Patterns(given.rules), lines: []}, forms = search.patterns.parse(query);
      search.lines = concordance(given, forms);
      return given.sides.map((side, number) => countOf(side, search.lines.filter(line => line.side === number).length,
        nearForms(search, number, forms), isOfAnotherScript(side, query)));
    }"""

    def ask(pattern: str) -> dict[str, str]:
        lines = page.evaluate(script, pattern)
        return {line.partition(": ")[0].lower(): line.partition(": ")[2] for line in lines}

    yield ask
    context.close()


# A side, a pattern that does not match it or only in part, and the near form that is told.
PLANTED = [
    ("paris", "US", "U.S."),
    ("paris", "cooperation", "Co-operation"),
    ("paris", "cooperat*", "Co-operation"),
    ("paris", "naive", "naïve"),
    ("paris", "elite", "élite"),
    ("paris", "TD", "T. D."),
    ("paris", "forecast", "fore-cast"),
    ("moscow", "большую", "бо́льшую"),
    ("moscow", "тд", "т. д."),
    ("moscow", "Россия", "России"),
    ("moscow", "украинский", "украинской"),
    ("beijing", "乌克兰危机", "乌克兰 危机"),
    ("taipei", "乌克兰危机", "烏克蘭危機"),
    ("beijing", "烏克蘭", "乌克兰"),
    ("ankara", "istanbul", "İstanbul’da"),
    ("ankara", "Kirgizistan", "Kırgızistan"),
    ("cairo", "اوكرانيا", "أوكرانيا"),
    ("jerusalem", "ארהב", 'ארה"ב'),
    ("jerusalem", "שלום", "שָׁלוֹם"),
    ("lyon", "Ukraine", "l’Ukraine"),
    ("lyon", "elections", "élections"),
]


@pytest.mark.parametrize(("side", "pattern", "form"), PLANTED)
def test_what_stands_in_a_near_form_is_not_called_absent(said, side, pattern, form):
    line = said(pattern)[side]
    # A form that matches is counted.
    assert (line[0].isdigit() and not line.startswith("0")) or line.startswith(
        f"not in this form; near: {form} (1) (0 in "
    )


@pytest.mark.parametrize(("side", "pattern", "form"), PLANTED)
def test_what_the_page_calls_near_the_package_does(side, pattern, form):
    language, text = TEXTS[side]
    found = NearForms([Pattern("a", "", pattern, parse(pattern))], language).find(text)
    assert form in {text[one.start : one.end] for one in found}


@pytest.mark.parametrize("pattern", ["Ukraine", "war", "sanction*"])
def test_a_text_in_another_script_is_not_searched(said, pattern):
    lines = said(pattern)
    assert lines["beijing"] == "not searched: the text is Chinese."
    assert lines["moscow"] == "not searched: the text is Russian."
    assert lines["jerusalem"] == "not searched: the text is Hebrew."


@pytest.mark.parametrize("pattern", ["战争", "война"])
def test_nor_is_an_english_text_for_other_letters(said, pattern):
    assert said(pattern)["paris"] == "not searched: the text is English."


@pytest.mark.parametrize(
    ("side", "pattern"),
    [("paris", "grain"), ("beijing", "战争"), ("moscow", "мир"), ("beijing", "G20")],
)
def test_what_is_nowhere_near_is_absent(said, side, pattern):
    assert said(pattern)[side].startswith("absent (0 in ")


def test_near_forms_stand_beside_a_count(said):
    assert said("crise")["lyon"].startswith("1 in ")
    assert "; near:" not in said("crise")["lyon"]
