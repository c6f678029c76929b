"""Annotations of other programs: read, held against the texts, and in a round trip the same as before."""

import io
import json
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from readouts.corpus.datapackage import DataError
from readouts.corpus.document import Document
from readouts.readers import annotations
from readouts.readers.annotations import Span, brat, doccano, qdpx, webanno
from readouts.readers.annotations.placing import Placing
from readouts.readers.faults import Faults

TEXT = "Today 😀 they spoke.\nThey spoke of peace, and of the U.S. plan."
DOCUMENTS = [Document("a", TEXT, "north"), Document("b", "They talked of war.", "south")]


def read(path):
    faults = Faults()
    found, remarks = annotations.read(path, faults)
    placing = Placing(DOCUMENTS, faults, path.name)
    placed = placing.placed(found)
    return placed, [str(fault) for fault in faults], [*remarks, *placing.remarks]


def written(tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def words(placed):
    return [(DOCUMENTS[n].text[span.start : span.end], span.frame, span.code) for n, span in placed]


def test_doccano_as_lists_and_as_objects(tmp_path):
    at = TEXT.index("peace")
    lines = [
        {"id": 7, "text": TEXT, "label": [[at, at + 5, "PEACE"]]},
        {"id": 8, "text": DOCUMENTS[1].text, "entities": [{"label": "WAR", "start_offset": 15, "end_offset": 18}]},
    ]  # fmt: skip
    path = written(tmp_path, "a.jsonl", "\n".join(map(json.dumps, lines)))
    placed, faults, _ = read(path)
    assert words(placed) == [("peace", "", "PEACE"), ("war", "", "WAR")] and not faults


def test_every_fault_is_named_with_its_row(tmp_path):
    lines = [
        {"text": TEXT, "label": [[0, 5000, "A"], [3, 3, "B"], [5, 6, "C"], ["x", 2, "D"]]},
        {"text": "No text of the corpus.", "label": [[0, 2, "E"]]},
        {"text": None, "label": []},
        {"text": TEXT.replace("peace", "trade"), "id": "a", "label": [[0, 5, "F"]]},
    ]
    content = "\n".join([*map(json.dumps, lines), "{"])
    placed, faults, _ = read(written(tmp_path, "a.jsonl", content))
    assert not placed
    for said in (
        'row 1, column \'label\': found ["x", 2, "D"]',
        "row 3, column 'text': found nothing",
        "row 5: found '{' (Expecting",
        "row 1: found offsets 0 to 5000",
        "row 1: found offsets 3 to 3",
        "row 1: found offsets 5 to 6; expected a word, and not spaces alone",
        "a text that no document has, 'No text of the corpus.'; 1 spans are of it",
        "a: another text, from 'trade, and of",
    ):
        assert any(said in fault for fault in faults), (said, faults)
    assert len(faults) == 8


def test_spaces_that_differ_move_the_offsets(tmp_path):
    raw = "  Today 😀 they\u00a0spoke.\r\n\r\nThey spoke of peace, and of the U.S. plan.\n"
    at = raw.index("peace")
    path = written(tmp_path, "a.jsonl", json.dumps({"text": raw, "label": [[at, at + 5, "P"]]}))
    placed, faults, remarks = read(path)
    assert words(placed) == [("peace", "", "P")] and not faults
    assert remarks == ["spaces differ, and offsets are counted anew, in: a"]


def test_one_text_of_two_documents_is_told_apart_by_its_name():
    twice = [Document("x", "They met."), Document("y", "They met.")]
    faults = Faults()
    placing = Placing(twice, faults, "f")
    spans = [Span(5, 8, "M", row=1)]
    assert [n for n, _ in placing.placed([annotations.Annotated("y", "They met.", spans)])] == [1]
    assert not faults
    assert placing.placed([annotations.Annotated("z", "They met.", spans)]) == []
    assert "that of x, y" in str(faults[0])


WEBANNO = """\
#FORMAT=WebAnno TSV 3.3
#T_SP=webanno.custom.Frame|value|by
#T_RL=webanno.custom.Link|x


#Text=Today 😀 they spoke.
1-1\t0-5\tToday\t_\t_\t_\t
1-2\t6-8\t😀\t_\t_\t_\t
1-3\t9-13\tthey\tTALK[1]|X\\|Y[2]\tab[1]|_[2]\t_\t
1-4\t14-19\tspoke\tTALK[1]\tab[1]\t_\t
1-5\t19-20\t.\t_\t_\t_\t

#Text=They spoke of peace, and of the U.S. plan.
2-1\t21-25\tThey\t_\t_\t_\t
2-2\t26-31\tspoke\t_\t_\t_\t
2-3\t32-34\tof\t_\t_\t_\t
2-4\t35-40\tpeace\t*\t*\t_\t
2-4.1\t36-39\teac\tPART\t_\t_\t
2-5\t40-41\t,\t_\t_\t_\t
2-6\t42-45\tand\t_\t_\t_\t
2-7\t46-48\tof\t_\t_\t_\t
2-8\t49-52\tthe\t_\t_\t_\t
2-9\t53-57\tU.S.\t_\t_\t_\t
2-10\t58-62\tplan\t_\t_\t_\t
2-11\t62-63\t.\t_\t_\t_\t
"""


def test_webanno_has_offsets_of_utf16_stacks_and_parts_of_words(tmp_path):
    placed, faults, remarks = read(written(tmp_path, "a.tsv", WEBANNO))
    assert words(placed) == [
        ("they", "Frame", "X|Y"),
        ("they spoke", "Frame", "TALK"),
        ("they spoke", "Frame", "ab"),
        ("peace", "Frame", "Frame"),
        ("eac", "Frame", "PART"),
    ]
    assert not faults and remarks == ["a.tsv: not read: layers of relations (1)"]
    torn = WEBANNO.replace("9-13", "9-14").replace("2-2\t", "2 2\t")
    _, faults, _ = read(written(tmp_path, "a.tsv", torn))
    assert "offsets 9-14 of 'they'" in faults[0] and "'2 2\\t26-31" in faults[1]


def test_brat_has_parts_notes_and_quotations(tmp_path):
    at = TEXT.index("spoke of peace")
    written(tmp_path, "a.txt", TEXT)
    lines = f"T1\tTALK {at} {at + 5}\tspoke\nT2\tTWO {at} {at + 5};{at + 9} {at + 14}\tspoke peace\nR1\tx\n#1\tnote\nT3\tBAD 0 5\tpeace\nT4 bad\n"
    placed, faults, remarks = read(written(tmp_path, "a.ann", lines))
    assert [one[0] for one in words(placed)] == ["spoke", "spoke", "peace"]
    assert ["row 4" in fault or "row 5" in fault or "row 6" in fault for fault in faults] == [
        True,
        True,
    ]
    assert "offsets that give 'Today'; expected 'peace'" in "\n".join(faults)
    assert "relations (1)" in remarks[0] and "notes (1)" in remarks[1] and "rows 2" in remarks[2]
    (tmp_path / "a.txt").unlink()
    with pytest.raises(DataError, match=r"no a\.txt beside it"):
        read(tmp_path / "a.ann")


def test_a_table_of_maxqda(tmp_path):
    table = "Document;Code;Beginning;End;Segment;Created by;Weight\nNorth;war > peace;2;2;They  spoke of peace;AB;3\nNorth;talk;2;2;spoke;;0\n;talk;;;talked of;;0\nNorth;talk;;;absent words;;0\nNorth;talk;;;spoke;;0\n;;;;war;;0\n"
    placed, faults, remarks = read(written(tmp_path, "a.csv", table))
    assert words(placed) == [
        ("They spoke of peace", "war", "peace"),
        ("spoke", "", "talk"),
        ("talked of", "", "talk"),
    ]
    assert placed[0][1].coder == "AB" and placed[1][1].start == TEXT.rindex("spoke")
    assert "row 5: found North: 'absent words', which stands nowhere" in "\n".join(faults)
    assert "row 6: found North: 'spoke', which stands in 2 places" in "\n".join(faults)
    assert "row 7, column 'code': found an empty cell" in "\n".join(faults) and len(faults) == 3
    assert remarks == ["a.csv: not read: 'End', 'Weight'"]


def test_a_table_of_atlas_has_several_codes_in_a_cell(tmp_path):
    table = 'ID,Document,Quotation Content,Codes,Comment\n1:1,b.docx,talked,"talk\nwar, or peace",seen\n'
    placed, faults, remarks = read(written(tmp_path, "a.csv", table))
    assert [(one[2], span.note) for one, (_, span) in zip(words(placed), placed)] == [
        ("talk", "seen"),
        ("war, or peace", "seen"),
    ]
    assert not faults and "with a comma, and taken as one code each: 'war, or peace'" in remarks[1]


def test_an_earlier_output_is_held_against_the_text(tmp_path):
    table = "document_id,side,start,end,frame,code,pattern,keyword,coder_kind,coder\na,north,0,5,f,c,,Today,person,AB\na,north,1,5,f,c,,Today,person,AB\nq,,0,1,f,c,,x,person,\na,north,0,5,f,c,today,Today,,\na,north,x,5,f,c,,Today,,\na,,0,5,f,c,,Today,wizard,\n"
    placed, faults, _ = read(written(tmp_path, "a.csv", table))
    assert [(span.coder_kind, span.coder) for _, span in placed] == [
        ("person", "AB"),
        ("pattern", "today"),
    ]
    for said in (
        "row 3: found a: offsets that give 'oday'",
        "row 4: found 'q', which no document is called",
        "row 6, column 'start': found 'x'",
        "row 7, column 'coder_kind': found 'wizard'",
    ):
        assert any(said in fault for fault in faults), (said, faults)


def test_what_is_no_annotation_is_said(tmp_path):
    for name, content, said in [
        ("a.csv", "side,text\nA,One.\n", "the columns 'side', 'text'"),
        ("a.zip", b"PK\x05\x06" + bytes(18), "no file of annotations"),
    ]:
        with pytest.raises(DataError, match=said):
            read(written(tmp_path, name, content))


PROJECT = """\
<Project xmlns="urn:QDA-XML:project:1.0" name="p"><Users><User guid="u1" name="Ann"/></Users>
<CodeBook><Codes><Code guid="c1" name="war" isCodable="true"><Code guid="c2" name="arms"/></Code><Code guid="c3" name="other"/>
<Code guid="c4" name="x"><Code guid="c5" name="other"/></Code></Codes></CodeBook>
<Sources><TextSource guid="s1" name="a" plainTextPath="internal://S1.txt">
<PlainTextSelection guid="p1" name="spoke" startPosition="{0}" endPosition="{1}" creatingUser="u1" creationDateTime="2024-05-01T10:00:00Z">
<Coding guid="k1" creatingUser="u1"><CodeRef targetGUID="c2"/></Coding><Coding guid="k2"><CodeRef targetGUID="c5"/></Coding></PlainTextSelection>
<PlainTextSelection guid="p2" startPosition="0" endPosition="5"/>
<PlainTextSelection guid="p3" startPosition="0" endPosition="x"><Coding guid="k"><CodeRef targetGUID="c1"/></Coding></PlainTextSelection>
<PlainTextSelection guid="p4" startPosition="0" endPosition="5"><Coding guid="k"><CodeRef targetGUID="c9"/></Coding></PlainTextSelection>
</TextSource><TextSource guid="s2" name="gone" plainTextPath="internal://S2.txt"><PlainTextSelection guid="p5" startPosition="0" endPosition="1"/></TextSource></Sources>
<Notes><Note guid="n1" name="memo"/></Notes></Project>"""


@pytest.mark.parametrize("one_character", [True, False])
def test_a_project_of_refi_qda(tmp_path, one_character):
    text = TEXT.replace("\n", "\r\n")
    at = (TEXT if one_character else text).rindex("spoke")
    with zipfile.ZipFile(tmp_path / "a.qdpx", "w") as archive:
        archive.writestr("project.qde", PROJECT.format(at, at + 5))
        archive.writestr("Sources/S1.txt", text.encode("utf-8-sig"))
    placed, faults, remarks = read(tmp_path / "a.qdpx")
    assert words(placed) == [("spoke", "war", "arms"), ("spoke", "x", "x.other")]
    assert [(span.coder, span.coded_on) for _, span in placed] == [("Ann", "2024-05-01")] * 2
    told = "\n".join([*faults, *remarks])
    for said in (
        "a stretch from '0' to 'x'",
        "a code 'c9' at 0",
        "gone: a source whose text is not in the project",
        "not read: memos (1)",
        "without a code, and not read: ",
    ):
        assert said in told
    assert ("counts as one character in a" in told) == one_character


def test_a_damaged_project_is_named(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.qdpx", "w") as archive:
        archive.writestr("project.qde", "<Project")
    assert "a damaged project" in read(tmp_path / "a.qdpx")[1][0]


texts = st.text(
    st.sampled_from("aB c.,'-|\\_[]*;\t\n😀é战争\u0301<&\"="), min_size=1, max_size=40
).filter(lambda text: text.strip() and text[0].strip() and text[-1].strip())


@st.composite
def coded(draw):
    """Documents of different texts, with spans whose ends are no spaces."""
    documents = [Document(f"d{n}", text) for n, text in enumerate(draw(st.lists(texts, min_size=1, max_size=3, unique_by=lambda text: "".join(text.split()))))]  # fmt: skip
    every = []
    for document in documents:
        ink = [place for place, letter in enumerate(document.text) if not letter.isspace()]
        found = []
        for _ in range(draw(st.integers(0, 4))):
            first, last = sorted((draw(st.sampled_from(ink)), draw(st.sampled_from(ink))))
            kind = draw(st.sampled_from(annotations.KINDS))
            coder = draw(st.sampled_from(["AB", "A. Núñez", "rule 3"]))
            frame, code = draw(st.sampled_from([("", "peace"), ("war", "arms"), ("war", "a|b_c [1]"), ("x", "y.z")]))  # fmt: skip
            day = draw(st.sampled_from(["", "2022-06-15"]))
            pattern = coder if kind == "pattern" else ""
            note = draw(st.sampled_from(["", "seen"])) if kind != "pattern" else ""
            found.append(Span(first, last + 1, code, frame, coder, kind, day, note, pattern))
        every.append((document, found))
    return every


def carried(form, span):
    """What of a span a form has a place for."""
    if form is qdpx:
        return span[:9]
    if form is webanno:
        return (*span[:6], span.pattern)
    return (*span[:2], span.code.replace(" ", "_") if form is brat else span.code)


@pytest.mark.parametrize("form", [qdpx, webanno, doccano, brat])
@settings(max_examples=60, deadline=None)
@given(every=coded())
def test_what_is_written_is_read(form, every, tmp_path_factory):
    if form is brat:  # of which a span over two lines is two
        every = [
            (d, [s for s in spans if "\n" not in d.text[s.start : s.end]]) for d, spans in every
        ]
    file = io.BytesIO()
    form.write(file, every)
    path = tmp_path_factory.mktemp("round") / {qdpx: "a.qdpx", doccano: "a.jsonl"}.get(form, "a.zip")  # fmt: skip
    path.write_bytes(file.getvalue())
    if not any(spans for _, spans in every) and form is not qdpx:
        return
    faults = Faults()
    found, _ = annotations.read(path, faults)
    placing = Placing([document for document, _ in every], faults, path.name)
    placed = placing.placed(found)
    assert not faults, list(faults)
    assert sorted((n, *carried(form, span)) for n, span in placed) == sorted(
        (n, *carried(form, span)) for n, (_, spans) in enumerate(every) for span in spans
    )


def test_brat_has_a_span_over_two_lines_in_parts(tmp_path):
    at, end = TEXT.index("spoke"), TEXT.index("They spoke") + 4
    file = io.BytesIO()
    brat.write(file, [(DOCUMENTS[0], [Span(at, end, "A")])])
    lines = zipfile.ZipFile(file).read("a.ann").decode()
    assert lines == f"T1\tA {at} {at + 6};{at + 7} {end}\tspoke. They\n"
