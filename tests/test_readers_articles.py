"""Exports of Lexis and of Factiva are split into articles."""

from made_files import documents
from readouts.readers import articles

LEXIS = """
1 of 2 DOCUMENTS

The Daily Sample

June 15, 2022 Wednesday

LEADERS SPEAK
AT LENGTH

BYLINE: A. Writer
SECTION: World

LENGTH: 12 words

The leaders spoke
of peace.

They said: more.

LOAD-DATE: June 16, 2022


2 of 2 DOCUMENTS

The Morning Sample

June 16, 2022 Thursday

LEADERS MEET

LENGTH: 3 words

They met.
"""


def test_articles_of_lexis():
    assert articles.is_lexis(LEXIS) and not articles.is_lexis("The leaders spoke.")
    first, second = articles.lexis(LEXIS)
    assert first["title"] == "LEADERS SPEAK AT LENGTH" and first["section"] == "World"
    assert first["text"] == "The leaders spoke of peace.\n\nThey said: more."
    assert (second["source"], second["date"], second["text"]) == (
        "The Morning Sample",
        "June 16, 2022",
        "They met.",
    )


FACTIVA = """HD Leaders speak
WC 12 words
PD 15 June 2022
SN Sample Times
LA English
LP The leaders
spoke.
TD They agreed.

They met.

Document SAMPLE0020220615

HD Second
PD 16 June 2022
SN Other Times
LP They left.

Document SAMPLE0020220616
"""


def test_articles_of_factiva(tmp_path):
    assert articles.is_factiva(FACTIVA) and not articles.is_factiva("HD Leaders\nPD 1 May 2022")
    path = tmp_path / "export.txt"
    path.write_text(FACTIVA, encoding="utf-8")
    first, second = documents(path)
    assert (first.side, str(first.date), first.language, first.title) == (
        "Sample Times",
        "2022-06-15",
        "en",
        "Leaders speak",
    )
    assert first.text == "The leaders\nspoke.\n\nThey agreed.\n\nThey met."
    assert (second.document_id, second.text) == ("SAMPLE0020220616", "They left.")
