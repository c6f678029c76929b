"""Documents of word processors, and PDF."""

import io
import zipfile

import pytest
from made_files import documents, fault
from readouts.readers import office

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
WORD = f"""<w:document {W}><w:body>
<w:p><w:r><w:t>They </w:t></w:r><w:r><w:t>spoke.</w:t></w:r><w:del><w:r><w:delText>No.</w:delText></w:r></w:del></w:p>
<w:p/>
<w:tbl><w:tr><w:tc><w:p><w:r><w:t>A</w:t><w:tab/><w:t>cell</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
</w:body></w:document>"""
NAMES = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
OPEN = f"""<office:document-content {NAMES}><office:body><office:text>
<text:tracked-changes><text:changed-region><text:p>Gone.</text:p></text:changed-region></text:tracked-changes>
<text:h>Call</text:h><text:p>They<text:s text:c="2"/>spoke<text:note><text:note-body><text:p>a note</text:p></text:note-body></text:note>.</text:p>
</office:text></office:body></office:document-content>"""


def packed(**parts):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return data.getvalue()


def test_a_document_of_word_is_known_by_what_is_in_it(tmp_path):
    for name in ("a.docx", "a"):
        (tmp_path / name).write_bytes(packed(word__document_xml=WORD))
        (document,) = documents(tmp_path / name)
        assert document.text == "They spoke.\n\nA\tcell"


def test_an_opendocument_text(tmp_path):
    data = packed(mimetype="application/vnd.oasis.opendocument.text", content_xml=OPEN)
    (tmp_path / "a.odt").write_bytes(data)
    (document,) = documents(tmp_path / "a.odt")
    assert document.text.split() == ["Call", "They", "spoke."]


def test_what_cannot_be_read_says_what_it_is(tmp_path):
    for name, data, found in (
        ("a.docx", b"PK\x03\x04" + b"x" * 50, "a damaged ZIP file"),
        ("b.docx", packed(other_xml="<a/>"), "a damaged document"),
        ("a.pptx", packed(ppt__presentation_xml="<a/>"), "a presentation of PowerPoint"),
        (
            "a.ods",
            packed(mimetype="application/vnd.oasis.opendocument.spreadsheet"),
            "a spreadsheet of OpenDocument",
        ),
        ("a.doc", b"\xd0\xcf\x11\xe0" + b"x" * 50, "a file of Office in the form before 2007"),
        ("a.pdf", b"%PDF-1.4 x", "a damaged or locked PDF"),
    ):
        (tmp_path / name).write_bytes(data)
        if name.endswith("pdf"):
            pytest.importorskip("pypdfium2")
        assert fault(tmp_path / name).found.startswith(found)


def test_a_document_that_unpacks_without_end():
    with pytest.raises(ValueError, match="unpacks to"):
        data = io.BytesIO()
        with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("word/document.xml", b" " * (65 * 2**20))
        office.docx(data.getvalue())


def pdf_of(*pages):
    """A PDF by hand: a page of text each, an empty one a page without."""
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    kids = []
    for lines in pages:
        drawn = (
            "BT /F1 12 Tf 72 720 Td 14 TL " + " ".join(f"({line}) Tj T*" for line in lines) + " ET"
        )
        objects.append(f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {len(objects)} 0 R /Resources << /Font << /F1 3 0 R >> >> >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    data, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n{content}\nendobj\n".encode()
    start = len(data)
    data += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    data += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    return (
        data
        + f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF".encode()
    )


def test_the_text_of_a_pdf(tmp_path):
    pytest.importorskip("pypdfium2")
    (tmp_path / "a.pdf").write_bytes(pdf_of(["They spoke of", "peace."], ["They met."]))
    (document,) = documents(tmp_path / "a.pdf")
    assert document.text == "They spoke of peace.\n\nThey met."


def test_a_pdf_of_pictures_is_refused_with_what_to_do(tmp_path):
    pytest.importorskip("pypdfium2")
    (tmp_path / "a.pdf").write_bytes(pdf_of([]))
    assert "OCR" in fault(tmp_path / "a.pdf").found


def test_rtf(tmp_path):
    pytest.importorskip("striprtf")
    (tmp_path / "a.rtf").write_bytes(
        rb"{\rtf1\ansi\ansicpg1251 They {\b spoke}.\par \'cf\'f0\'e8\'e2\'e5\'f2\par}"
    )
    (document,) = documents(tmp_path / "a.rtf")
    assert document.text == "They spoke.\n\nПривет"


def test_rtf_with_the_mark_of_an_unknown_group_in_the_midst_of_one_is_damaged():
    pytest.importorskip("striprtf")
    with pytest.raises(ValueError, match="the text after .* is none"):
        office.rtf(rb"{\rtf1 They \*spoke of peace.\par}")
    assert office.rtf(rb"{\rtf1 They {\*\unknown left}spoke.\par}") == [{"text": "They spoke."}]


@pytest.mark.parametrize(
    "data", [rb"{\rtf1 They {\b spoke}.} mark}", rb"{\rtf1 They {\b spoke.}", rb"{\rtf1 a}b"]
)
def test_rtf_whose_braces_do_not_close_is_damaged(data):
    pytest.importorskip("striprtf")
    with pytest.raises(ValueError, match="a damaged RTF"):
        office.rtf(data)
    assert office.rtf(rb"{\rtf1 \{They\} spoke.\par}" + b"\r\n\0") == [{"text": "{They} spoke."}]
