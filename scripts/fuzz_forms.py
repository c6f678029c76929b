"""Small whole files of every form, with marked words in them, which `fuzz.py` damages."""

import io
import json
import sys
import tempfile
import zipfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
ROWS = [{"side": side, "date": f"{day}/06/2022", "text": f"They mark{day} of peace, and mark{day + 40} left."} for day, side in ((15, "Mark81"), (16, "Mark82"), (17, "Mark81"))]  # fmt: skip


def tables():
    """Whole files of tables, by their names."""
    import pandas as pd

    frame = pd.DataFrame(ROWS)
    csv = frame.to_csv(index=False)
    records = json.dumps(ROWS)
    yield "a.csv", csv.encode()
    yield "b.csv", csv.replace(",", ";").replace("They", "Они").encode("koi8-r")
    yield "a.tsv", frame.to_csv(index=False, sep="\t").encode("utf-16")
    yield "a.jsonl", "".join(json.dumps(row) + "\n" for row in ROWS).encode()
    yield "a.json", records.encode()
    yield "b.json", json.dumps({"data": ROWS, "made": 1}, indent=1).encode()
    for name, write in [("a.xlsx", frame.to_excel), ("a.parquet", frame.to_parquet), ("a.feather", frame.to_feather)]:  # fmt: skip
        stream = io.BytesIO()
        write(stream, **({"index": False} if name == "a.xlsx" else {}))
        yield name, stream.getvalue()
    with tempfile.TemporaryDirectory() as folder:
        import pyreadstat
        import rdata

        path = Path(folder, "x")
        frame.to_stata(path, write_index=False, version=118)
        yield "a.dta", path.read_bytes()
        pyreadstat.write_sav(frame, str(path))
        yield "a.sav", path.read_bytes()
        rdata.write_rds(path, frame.astype(object), compression=None)
        yield "a.rds", path.read_bytes()


def texts():
    """Whole files of texts."""
    import test_readers_office as office

    spoke = "They mark11 of peace, and mark12 left.\n\nThey mark13 again."
    yield "a.txt", spoke.encode()
    yield "a.md", f"---\nside: A\ndate: 2022-06-15\n---\n# Call\n\n{spoke}".encode()
    yield "a.html", f"<html><head><title>Call</title></head><body><article><p>{spoke * 3}</p></article></body></html>".encode()  # fmt: skip
    yield (
        "a.docx",
        office.packed(
            word__document_xml=office.WORD.replace("They", "Mark11").replace("A<", "Mark12<")
        ),
    )
    yield "a.odt", office.packed(mimetype="application/vnd.oasis.opendocument.text", content_xml=office.OPEN.replace("They", "Mark11"))  # fmt: skip
    yield "a.rtf", rb"{\rtf1\ansi\ansicpg1251 They {\b mark11}.\par \'cf\'f0\'e8\'e2 mark12\par}"
    yield "a.pdf", office.pdf_of(["They mark11 of", "peace."])
    yield (
        "a.xml",
        b'<TEI><teiHeader><title>Call</title></teiHeader><text><body><u who="#A">They mark11.</u><u who="#B">We mark12.</u></body></text></TEI>',
    )
    yield (
        "a.vrt",
        b'<text id="a" who="A">\n<s>\nThey\tPRP\nmark11\tVBD\n.\t.\n</s>\n</text>\n<text id="b" who="B">\nWe\tPRP\nmark12\tVBD\n</text>\n',
    )
    yield (
        "a.conllu",
        b"# newdoc id = a\n1\tThey\tthey{}2\tmark11\tx{}\n# text = left\n1\tleft\tleave{}\n# newdoc id = b\n1\tWe\twe{}2\tmark12\tx{}".replace(
            b"{}", b"\t_" * 7 + b"\n"
        ),
    )
    yield "t.txt", b"A debate.\n\nMODERATOR: We mark11 come.\n\nMS. SMITH: We mark12 act. The border: mark13.\nMODERATOR: Thanks mark14.\n"  # fmt: skip
    yield "a.srt", b"1\n00:00:01,000 --> 00:00:02,500\n<i>The mark11</i>\n\n2\n00:00:03,000 --> 00:00:05,000\nis\nmark12.\n"  # fmt: skip
    yield "a.vtt", b"WEBVTT\n\n00:01.000 --> 00:02.500\n<v Anna>Good mark11.\n\n00:03.000 --> 00:04.000\n<v Bob>Good mark12.\n"  # fmt: skip
    import test_readers_articles as articles

    yield "l.txt", articles.LEXIS.encode()
    yield "f.txt", articles.FACTIVA.encode()
    yield "w.tsv", _webanno("They mark11 of peace.\nWe 😀 mark12.", "peace", "war")
    yield from _archives(spoke, "peace")


def _webanno(text, *codes):
    from readouts.corpus.document import Document
    from readouts.readers.annotations import Span, webanno

    stream = io.BytesIO()
    spans = [Span(5, 10, codes[0], "f", "AB"), Span(5, 13, f"{codes[1]} x|y", "", "C D")]
    webanno.write(stream, [(Document("a", text), spans)])
    with zipfile.ZipFile(stream) as archive:
        return archive.read("a.tsv")


def _archives(spoke, code):
    import test_readers_archives as archives
    from readouts.corpus.document import Document
    from readouts.readers.annotations import Span, qdpx

    with tempfile.TemporaryDirectory() as folder:
        archives.as_zip(Path(folder, "x"), {"north/a.txt": spoke, "south/b.txt": "We met."})
        yield "a.zip", Path(folder, "x").read_bytes()
        archives.as_tar(Path(folder, "x"), {"north/a.txt": spoke, "south/b.txt": "We met."})
        yield "a.tar.gz", Path(folder, "x").read_bytes()
    stream = io.BytesIO()
    qdpx.write(stream, [(Document("a", spoke), [Span(0, 4, code, "f", "AB")])])
    yield "a.qdpx", stream.getvalue()


CODEBOOKS = {
    "codes.csv": b"frame,code,language,pattern,case\nf,war,en,mark11 war*,\nf,war,ru,mark12,\n,us,,mark13,yes\n",
    "terms.csv": b'category,terms\npeace,"mark11, mark12; mark13"\nwar,mark14\n',
    "codes.yml": b"economy:\n  trade: [mark11, mark12]\n  work:\n    - mark13\nwar: mark14\n",
    "codes.json": b'{"economy": {"trade": ["mark11", "mark12"]}, "war": ["mark13"]}',
    "codes.dic": b"%\n1\tposemo\n2\tnegemo\n%\nmark11\t1\nmark12*\t2\nmark13\t1\t2\n",
}
CODED = "They spoke of peace.\nWe 😀 agreed."
ANNOTATIONS = {
    "a.jsonl": json.dumps(
        {"id": "a", "text": CODED, "label": [[5, 10, "mark11"], [26, 32, "mark12"]]}
    ).encode(),
    "a.json": json.dumps(
        [{"id": "a", "text": CODED, "label": [[5, 10, "mark11"], [26, 32, "mark12"]]}], indent=1
    ).encode(),
    "a.tsv": b"",
    "a.qdpx": b"",
    "a.csv": b"Document,Code,Segment,Beginning\na,war > mark11,They spoke,1\na,mark12,agreed,2\n",
    "spans.csv": b"document_id,side,start,end,frame,code,pattern,keyword,coder_kind,coder\na,,5,10,f,mark11,,spoke,person,AB\na,,26,32,f,mark12,,agreed,person,AB\n",
}


def forms():
    """Every form: the whole file, by its name and by what reads it."""
    found = {("corpus", name): data for name, data in (*tables(), *texts())}
    found |= {("codebook", name): data for name, data in CODEBOOKS.items()}
    found |= {("annotations", name): data for name, data in ANNOTATIONS.items()}
    found["annotations", "a.tsv"] = _webanno(CODED, "mark11", "mark12")
    found["annotations", "a.qdpx"] = dict(_archives(CODED, "mark31"))["a.qdpx"]
    return found
