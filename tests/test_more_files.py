"""Files of the kinds that went wrong once, made up anew: each is read as its person expects, or refused with the cure."""

import io
import json
import zipfile

import pytest
from readouts import readers
from readouts.corpus.datapackage import DataError
from test_readers_office import OPEN, WORD, packed, pdf_of

TWO = [("A", "2022-06-15", "One."), ("B", "2022-06-16", "Two.")]
TABLE = {
    "fr.csv": "Intervenant;Date de publication;Texte intégral\nA;le 15 juin 2022;One.\nB;jeudi 16 juin 2022;Two.\n",
    "pt.csv": "Lado;Data de publicação;Texto completo\nA;15 de junho de 2022;One.\nB;16 de junho de 2022;Two.\n",
    "it.csv": "Parte;Data;Testo\nA;15 giugno 2022;One.\nB;16 giugno 2022;Two.\n",
    "cs.csv": "strana;datum;text\nA;15. června 2022;One.\nB;16. června 2022;Two.\n",
    "lt.csv": "pusė;data;tekstas\nA;2022-06-15;One.\nB;2022-06-16;Two.\n",
    "ru.csv": "Сторона;Дата публикации;Текст заявления\nA;15 июня 2022 г.;One.\nB;16 июня 2022 г.;Two.\n",
    "ar.csv": "الجانب,التاريخ,النص\nA,١٥ حزيران ٢٠٢٢,One.\nB,16 يونيو 2022,Two.\n",
    "ja.csv": "発表者,日付,本文\nA,令和4年6月15日,One.\nB,2022年6月16日,Two.\n",
    "ko.csv": "발표자,날짜,본문\nA,2022. 6. 15.,One.\nB,2022년 6월 16일,Two.\n",
    "zh.csv": "发布方,发布日期,正文\nA,二〇二二年六月十五日,One.\nB,二零二二年六月十六日,Two.\n",
    "solr.json": json.dumps({"response": {"status": "ok", "docs": [{"source": "A", "pub_date": "2022-06-15", "body": {"content": "One."}}, {"source": "B", "pub_date": "2022-06-16", "body": {"content": "Two."}}]}}),
    "tweets.json": json.dumps([{"user": {"name": "A"}, "created_at": "Wed Jun 15 16:00:00 +0000 2022", "text": "On…", "full_text": "One."}, {"user": {"name": "B"}, "created_at": "Thu Jun 16 16:00:00 +0000 2022", "full_text": "Two."}]),
    "telegram.json": json.dumps({"name": "x", "messages": [{"from": "A", "date": "2022-06-15T11:00:00", "text": ["O", {"type": "bold", "text": "ne"}, "."]}, {"from": "B", "date": "2022-06-16T11:00:00", "text": "Two."}]}, indent=1),
    "nexis.txt": "Call\n\nA\n\nJune 15, 2022 Wednesday\n\nLength: 5 words\n\nBody\n\nOne.\n\nClassification\n\nLanguage: ENGLISH\n\nEnd of Document\n\nCall\n\nB\n\nJune 16, 2022 Thursday\n\nBody\n\nTwo.\n\nEnd of Document\n",
    "lexis.txt": "1 von 2 DOKUMENTEN\n\nA\n\n15. Juni 2022 Mittwoch\n\nANRUF\n\nLÄNGE: 5 Wörter\n\nOne.\n\n2 von 2 DOKUMENTEN\n\nB\n\n16. Juni 2022 Donnerstag\n\nANRUF\n\nTwo.\n\nUPDATE: 17. Juni 2022\n",
    "factiva.txt": "HD Anruf\nPD 15 Juni 2022\nSN A\nLP One.\n\nDokument ZEIT000020220615ei6f0000a\n\nHD Zweite\nPD 16 Juni 2022\nSN B\nLP Two.\n\nDokument ZEIT000020220616ei6f0000b\n",
    "chat.txt": "\u200e[15.06.22, 14:03:12] A: \u200eOne.\n[16.06.22, 14:05:00] B: Two.\n",
}  # fmt: skip
SPOKEN = [("Anna Lee", "One."), ("Ben Ray", "Two."), ("Anna Lee", "Three.")]
TURNS = {
    "names.txt": "Anna Lee: One.\n\nBen Ray: Two.\n\nAnna Lee: Three.\n",
    "bold.txt": "**Anna Lee:** One.\n\n**Ben Ray:** Two.\n\n**Anna Lee:** Three.\n",
    "times.txt": "[00:00:01] Anna Lee: One.\n[00:00:05] Ben Ray: Two.\n[00:00:09] Anna Lee: Three.\n",
    "wide.txt": "Anna Lee：One.\nBen Ray：Two.\nAnna Lee：Three.\n",
    "voices.vtt": "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Anna Lee>One.</v>\n<v Ben Ray>Two.</v>\n\n00:03.000 --> 00:04.000\n<v.loud Anna Lee>Three.\n",
    "labels.srt": "1\n00:00:01,000 --> 00:00:02,000\nAnna Lee: One.\n\n2\n00:00:03,000 --> 00:00:04,000\nBen Ray: Two.\n\n3\n00:00:05,000 --> 00:00:06,000\nAnna Lee: Three.\n",
    "a.xml": "<TEI><teiHeader/><text><body><sp who='Anna Lee'><p>One.</p></sp><sp who='Ben Ray'><p>Two.</p></sp><sp who='Anna Lee'><speaker>A</speaker><p>Three.</p></sp></body></text></TEI>",
}  # fmt: skip
BOX = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
ALTERNATIVES = "<w:p><w:r><w:t>Host </w:t></w:r><w:r><mc:AlternateContent xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'><mc:Choice><w:txbxContent>{0}</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>{0}</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>text.</w:t></w:r></w:p>"
ONE = {
    "box.docx": (packed(word__document_xml=WORD.replace("<w:p/>", ALTERNATIVES.format(BOX.format("Box.")))), "They spoke.\n\nHost text.\n\nBox.\n\nA\tcell"),
    "moved.docx": (packed(word__document_xml=WORD.replace("<w:p/>", f"<w:moveFrom>{BOX}</w:moveFrom><w:moveTo>{BOX}</w:moveTo>".replace("{}", "Moved."))), "They spoke.\n\nMoved.\n\nA\tcell"),
    "hidden.docx": (packed(word__document_xml=WORD.replace("<w:p/>", "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>No.</w:t></w:r></w:p>")), "They spoke.\n\nA\tcell"),
    "frame.odt": (packed(mimetype="application/vnd.oasis.opendocument.text", content_xml=OPEN.replace("spoke<", "spoke<draw:text-box xmlns:draw='urn:oasis:names:tc:opendocument:xmlns:drawing:1.0'><text:p>Box.</text:p></draw:text-box><")), "Call\n\nThey  spoke\n\nBox.\n\n."),
    "tracked.rtf": (rb"{\rtf1\ansi They {\b\deleted never }{\v no }spoke{\field{\*\fldinst{HYPERLINK x.org}}{\fldrslt{ of it}}}.\par{\deleted x{\deleted y}z}}", "They spoke of it."),
    "cells.rtf": (rb"{\rtf1\ansi\trowd\cellx1\cellx2 A\cell They spoke.\cell\row\pard Then.\par}", "A\n\nThey spoke.\n\nThen."),
    "rolling.vtt": (b"WEBVTT\n\n00:01.000 --> 00:02.000\nthey spoke\n\n00:02.000 --> 00:04.000\nthey spoke\nof<00:02.500><c> peace</c>\n", "they spoke of peace"),
    "plain.vtt": (b"WEBVTT\n\n00:01.000 --> 00:02.000\nNo.\n\n00:02.000 --> 00:04.000\nNo.\nYes.\n", "No. No. Yes."),
    "nested.xml": (b"<TEI><teiHeader/><text><body><sp who='A'><p>One.</p><stage>x</stage><p>Two.</p></sp></body></text></TEI>", "One.\n\nTwo."),
    "thai.txt": ("ประธานาธิบดีหารือเรื่องสถานการณ์ในยูเครน".encode("cp874"), "ประธานาธิบดีหารือเรื่องสถานการณ์ในยูเครน"),
}  # fmt: skip
TOLD = {
    "half.pdf": (pdf_of(["They spoke."], []), "half.pdf: no text on page 2 of 2"),
    "rest.xml": (b"<TEI><teiHeader/><text><front><p>Before words.</p></front><body><u who='A'>One.</u></body></text></TEI>", "2 words outside of turns, not read: 'Before words.'"),
    "rolling.vtt": (ONE["rolling.vtt"][0], "1 lines that roll up"),
    "seconds.csv": (b"side,timestamp,text\nA,1655251200,One.\n", "--date timestamp --date-format epoch reads them"),
    "after.txt": (TABLE["factiva.txt"].encode() + b"\nSearch Summary\n", "not read after the last article: 'Search Summary'"),
}  # fmt: skip
REFUSED = {
    "a.mhtml": (b"From: <Saved>\nMIME-Version: 1.0\nContent-Type: text/html\n\n<html>x</html>", "a page or a mail in MIME"),
    "a.xls": (b"<html><body><table><tr><td>side</td></tr></table></body></html>", "HTML under the name of a workbook"),
    "b.xls": (b'<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook></Workbook>', "a workbook in XML of 2003"),
    "a.tex": (b"% notes\n\\documentclass{article}\n", "a file of TeX"),
    "a.pages": (packed(**{"Index/Document.iwa": "x"}), "a file of Pages, Numbers or Keynote"),
    "a.sas7bdat": (b"\0" * 12 + b"\xc2\xea\x81\x60" + b"\0" * 100, "a table of SAS"),
    "a.bin": (b"\1\0\2\3\0" * 100, "bytes that are no text"),
    "a.xml": (b"<speeches><speech>One.</speech></speeches>", "save its texts as .txt"),
    "a.conllu": (b"1\tThey\tthey\n2\tspoke\n", "lines of 2 and 3 columns"),
    "braces.rtf": (b"They spoke.}{\\rtf1 They left.}", "whose braces do not close"),
    "midst.rtf": (rb"{\rtf1\ansi They \g spoke.\par}", "in which the text after"),
    "header.vtt": (b"WEBVTT\n --> 00:02.500\nLost.\n\n00:03.000 --> 00:04.000\nKept.\n", "without times"),
    "inner.zip": (packed(inner_zip="x"), "an archive within an archive is unpacked first"),
    "fa.csv": ("side,تاریخ,متن\nA,۲۵ خرداد ۱۴۰۱,One.\n".encode(), "expected a day such as"),
}  # fmt: skip
NEEDS = {".pdf": "pypdfium2", ".rtf": "striprtf"}


def read(path, content):
    if library := NEEDS.get(path.suffix):
        pytest.importorskip(library)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    reading = readers.read(path)
    return list(reading), [*reading.guess, *reading.notices]


@pytest.mark.parametrize("name", TABLE)
def test_side_date_and_text(tmp_path, name):
    found, _ = read(tmp_path / name, TABLE[name])
    assert [(one.side, str(one.date), one.text) for one in found] == TWO


@pytest.mark.parametrize("name", TURNS)
def test_who_speaks_is_no_word(tmp_path, name):
    found, _ = read(tmp_path / name, TURNS[name])
    assert [(one.side, one.text) for one in found] == SPOKEN


@pytest.mark.parametrize("name", ONE)
def test_each_word_is_read_once(tmp_path, name):
    found, _ = read(tmp_path / name, ONE[name][0])
    assert [one.text for one in found] == [ONE[name][1]]


@pytest.mark.parametrize("name", TOLD)
def test_what_is_left_out_is_told(tmp_path, name):
    content, needle = TOLD[name]
    assert needle in "\n".join(read(tmp_path / name, content)[1])


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_not_read_says_what_to_do(tmp_path, name):
    content, needle = REFUSED[name]
    with pytest.raises(DataError, match=needle):
        read(tmp_path / name, content)


def test_turns_within_a_turn_are_of_their_own_speaker(tmp_path):
    text = "<TEI><teiHeader/><text><body><sp who='A'><p>One.</p><sp who='B'><p>Two.</p></sp><p>Three.</p></sp></body></text></TEI>"
    found, _ = read(tmp_path / "a.xml", text)
    assert [(one.side, one.text) for one in found] == [("A", "One.\n\nThree."), ("B", "Two.")]


def test_an_archive_of_tweets(tmp_path):
    records = [{"tweet": {"full_text": "One.", "created_at": "Wed Jun 15 16:00:00 +0000 2022"}}]
    found, _ = read(tmp_path / "tweets.js", f"window.YTD.tweet.part0 = {json.dumps(records)};\n")
    assert [(one.text, str(one.date)) for one in found] == [("One.", "2022-06-15")]


def test_labels_are_names_only_where_they_come_again(tmp_path):
    text = "Note: they met.\nPlace: the capital.\nThey spoke.\n"
    found, _ = read(tmp_path / "a.txt", text)
    assert [one.text for one in found] == [text.strip()]


def test_dates_in_names_are_read_in_the_order_that_one_of_them_shows(tmp_path):
    def dates(*names, **options):
        folder = tmp_path / str(len(list(tmp_path.iterdir())))
        folder.mkdir()
        for name in names:
            (folder / f"{name}.txt").write_text(f"{name} spoke.", encoding="utf-8")
        reading = readers.read(folder, **options)
        return [str(one.date) for one in reading], "\n".join(reading.guess)

    assert dates("05-06-2022 A", "15-06-2022 B")[0] == ["2022-06-05", "2022-06-15"]
    found, told = dates("05-06-2022 A", "07-06-2022 B")
    assert found == ["None", "None"] and "--date-format day-first or month-first" in told
    assert dates("05-06-2022 A", "07-06-2022 B", date_format="month-first")[0] == ["2022-05-06", "2022-07-06"]  # fmt: skip
    assert "--date-format" in dates("05-06-2022 A", "15-06-2022 B", "06-15-2022 C")[1]


def test_sheets_whose_columns_differ_in_order_and_spelling_are_sides(tmp_path):
    book = pytest.importorskip("openpyxl").Workbook()
    for name, rows in {"A": [("Date", "Text"), ("2022-06-15", "One.")], "B": [("text", "date"), ("Two.", "2022-06-16")]}.items():  # fmt: skip
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(stream := io.BytesIO())
    found, _ = read(tmp_path / "a.xlsx", stream.getvalue())
    assert [(one.side, str(one.date), one.text) for one in found] == TWO


def test_a_name_in_an_old_archive_and_a_folder_in_it(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("calls/A_2022-06-15.txt", "One.")
        archive.writestr("calls/B_2022-06-16.txt", "Two.")
        archive.writestr("__MACOSX/calls/._A_2022-06-15.txt", "x")
    found = list(readers.read(tmp_path / "a.zip"))
    assert [(one.side, str(one.date), one.text) for one in found] == TWO
