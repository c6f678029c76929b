"""Texts in TEI, by utterance where speakers are told."""

import pytest
from readouts.readers import tei

PAGE = """<?xml version="1.0"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en" xml:id="call">
<teiHeader><fileDesc><titleStmt><title>On the <hi>call</hi></title></titleStmt>
<sourceDesc><bibl><date when="2022-06-15">then</date></bibl></sourceDesc></fileDesc></teiHeader>
<text><body><head>Call</head><p>They <hi>spoke</hi>
of peace.<note>An editor's word.</note></p><p>They met.</p></body></text></TEI>"""


def test_a_text_with_the_date_and_title_of_its_header():
    assert tei.tei(PAGE.encode()) == [
        {
            "id": "call",
            "language": "en",
            "title": "On the call",
            "date": "2022-06-15",
            "text": "Call\n\nThey spoke of peace.\n\nThey met.",
        }
    ]


def test_speeches_and_utterances():
    page = "<TEI><text><body><sp who='#a'><speaker>ANNA</speaker><p>One.</p><stage>leaves</stage></sp><sp><speaker>BEN</speaker><p>Two.</p></sp></body></text></TEI>"
    assert tei.tei(page.encode()) == [
        {"speaker": "a", "text": "One."},
        {"speaker": "BEN", "text": "Two."},
    ]


def test_a_corpus_of_several():
    page = "<teiCorpus>" + "<TEI><text><body><p>One.</p></body></text></TEI>" * 2 + "</teiCorpus>"
    assert [record["text"] for record in tei.tei(page.encode())] == ["One.", "One."]


@pytest.mark.parametrize(
    ("page", "message"),
    [("<html><p>One.</p></html>", "'html', and no TEI"), ("<TEI>", "no XML"), ("", "no XML")],
)
def test_what_is_no_tei_says_what_it_is(page, message):
    with pytest.raises(ValueError, match=message):
        tei.tei(page.encode())


def test_entities_that_expand_without_end_are_not_expanded():
    bomb = '<!DOCTYPE a [<!ENTITY a0 "ha">' + "".join(
        f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12)
    )
    with pytest.raises(ValueError):
        tei.tei(f"{bomb}]><TEI><text><p>&a11;</p></text></TEI>".encode())
