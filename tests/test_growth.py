"""Nothing takes longer than in proportion to what it reads: files of a folder, columns, rows, sheets, drafts of long texts."""

import gc
import json
import math
import time
import zipfile
from collections import deque

import pytest
from invented_drafts import NoCodes
from readouts import readers
from readouts.cli.preview import Preview
from readouts.draft import draft
from readouts.readers import annotations
from readouts.readers.annotations.placing import Placing
from readouts.readers.codebook_file import read_codebook
from readouts.readers.faults import Faults

# What is read of each size takes long enough that the clock does not matter.
MOST = 1.1
# Seconds after which a size is not read again.
_LONG = 5


def files(folder, count):
    for number in range(count):
        name = f"{'north' if number % 2 else 'south'}_{number:06}.txt"
        (folder / name).write_text(f"They spoke {number} times.", encoding="utf-8")
    return folder


def mixed_files(folder, count):
    for number in range(count // 2):
        (folder / f"text {number:06} 2022-06-15.md").write_text(
            f"---\nside: a\n---\nThey {number}.", encoding="utf-8"
        )
        (folder / f"picture {number:06}.png").write_bytes(b"\x89PNG")
    return folder


def manifest(folder, count):
    files(folder, count)
    rows = [f"{'north' if n % 2 else 'south'}_{n:06}.txt,a,2022-06-15" for n in range(count)]
    (folder / "manifest.csv").write_text("\n".join(["file,side,date", *rows]), encoding="utf-8")
    return folder


def tables(folder, count):
    for number in range(count):
        (folder / f"{number:06}.csv").write_text(
            f"side,text\na,They spoke {number} times.\n", encoding="utf-8"
        )
    return folder


def columns(folder, count):
    path = folder / "a.csv"
    names = ["text", "side", *(f"c{number}" for number in range(count))]
    path.write_text(f"{','.join(names)}\nThey spoke.,a{',1' * count}\n", encoding="utf-8")
    return path


def keys(folder, count):
    path = folder / "a.jsonl"
    record = {"text": "They spoke."} | {f"c{number}": {"a": 1} for number in range(count)}
    path.write_text(json.dumps(record) + "\n", encoding="utf-8")
    return path


def rows(folder, count):
    path = folder / "a.csv"
    lines = (
        f"{number % 28 + 1}/06/2022,s{number % 7},They spoke {number} times."
        for number in range(count)
    )
    path.write_text("\n".join(["date,side,text", *lines]), encoding="utf-8")
    return path


def lines(folder, count):
    path = folder / "a.jsonl"
    records = (
        json.dumps({"text": f"They spoke {number} times.", "id": number}) for number in range(count)
    )
    path.write_text("\n".join(records), encoding="utf-8")
    return path


def elements(folder, count):
    path = folder / "a.json"
    path.write_text(
        json.dumps([{"text": f"They spoke {n} times."} for n in range(count)], indent=1),
        encoding="utf-8",
    )
    return path


def sheets(folder, count):
    book = pytest.importorskip("openpyxl").Workbook(write_only=True)
    for number in range(count):
        sheet = book.create_sheet(f"s{number}")
        sheet.append(["text"])
        sheet.append([f"They spoke {number} times."])
    book.save(folder / "a.xlsx")
    return folder / "a.xlsx"


def turns(folder, count):
    path = folder / "a.txt"
    text = (
        f"{'SMITH' if number % 3 else 'JONES'}: They spoke {number} times.\n"
        for number in range(count)
    )
    path.write_text("".join(text), encoding="utf-8")
    return path


def written(folder, name, head, part, count, foot=""):
    """A text of many parts alike, each with its number."""
    path = folder / name
    parts = (part.replace("{}", str(number)) for number in range(count))
    path.write_text("".join([head, *parts, foot]), encoding="utf-8")
    return path


def words(folder, count):
    return written(folder, "a.vrt", "<text id='a'>\n", "word{}\tNN\tword\n", count, "</text>\n")


def sentences(folder, count):
    part = "# text = Word{} left\n1\tWord{}" + "\t_" * 8 + "\n2\tleft" + "\t_" * 8 + "\n\n"
    return written(folder, "a.conllu", "# newdoc id = a\n", part, count)


def utterances(folder, count):
    head = "<TEI><teiHeader/><text><body>"
    return written(folder, "a.xml", head, "<u who='A'>They spoke {}.</u>", count, "</body></text></TEI>")  # fmt: skip


def subtitles(folder, count):
    part = "{}\n00:00:01,000 --> 00:00:02,500\nThey spoke {} times.\n\n"
    return written(folder, "a.srt", "", part, count)


def messages(folder, count):
    return written(folder, "a.txt", "", "15.06.22, 14:03 - Anna: They spoke {} times.\n", count)


def articles(folder, count):
    part = "1 of 9 DOCUMENTS\n\nThe Daily\n\nJune 15, 2022 Wednesday\n\nTITLE\n\nThey spoke {}.\n\n"
    return written(folder, "a.txt", "", part, count)


def exports(folder, count):
    part = "HD Title\nPD 15 June 2022\nSN The Daily\nLP They spoke {}.\n\nDocument SAMPLE00{}20220615\n\n"
    return written(folder, "a.txt", "", part, count)


def rich_text(folder, count):
    pytest.importorskip("striprtf")
    return written(folder, "a.rtf", r"{\rtf1\ansi ", r"{\b They} spoke {}.\par ", count, "}")


def of_word(folder, count):
    name = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    paragraphs = "".join(f"<w:p><w:r><w:t>They {n}.</w:t></w:r></w:p>" for n in range(count))
    with zipfile.ZipFile(folder / "a.docx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{name}"><w:body>{paragraphs}</w:body></w:document>')  # fmt: skip
    return folder / "a.docx"


def members(folder, count):
    with zipfile.ZipFile(folder / "a.zip", "w") as archive:
        for number in range(count):
            archive.writestr(f"{'north' if number % 2 else 'south'}_{number:06}.txt", f"They spoke {number} times.")  # fmt: skip
    return folder / "a.zip"


def of_statistics(folder, count):
    pandas, pyreadstat = pytest.importorskip("pandas"), pytest.importorskip("pyreadstat")
    frame = pandas.DataFrame({"text": [f"They spoke {number} times." for number in range(count)]})
    pyreadstat.write_sav(frame, str(folder / "a.sav"))
    return folder / "a.sav"


def of_r(folder, count):
    pandas, rdata = pytest.importorskip("pandas"), pytest.importorskip("rdata")
    frame = pandas.DataFrame({"text": [f"They spoke {number} times." for number in range(count)]})
    rdata.write_rds(folder / "a.rds", frame.astype(object))
    return folder / "a.rds"


def segments(folder, count):
    words = [f"word{number:07}" for number in range(count)]
    records = (
        json.dumps({"id": f"d{first // 10}", "text": "\n".join(words[first : first + 10])})
        for first in range(0, count, 10)
    )
    (folder / "a.jsonl").write_text("\n".join(records), encoding="utf-8")
    rows = (f"d{number // 10},war,{word},{number % 10 + 1}" for number, word in enumerate(words))
    table = "\n".join(["Document,Code,Segment,Beginning", *rows])
    (folder / "coded.csv").write_text(table, encoding="utf-8")
    return folder


def offsets(folder, count):
    text = " ".join(f"word{number:07}" for number in range(count))
    (folder / "a.jsonl").write_text(json.dumps({"id": "a", "text": text}), encoding="utf-8")
    rows = (f"a,{12 * number},{12 * number + 11},war" for number in range(count))
    table = "\n".join(["document_id,start,end,code", *rows])
    (folder / "coded.csv").write_text(table, encoding="utf-8")
    return folder


def patterns(folder, count):
    path = folder / "codes.csv"
    rows = (f"c{number % 300},word{number} of number" for number in range(count))
    path.write_text("\n".join(["code,pattern", *rows]), encoding="utf-8")
    return path


def dictionary(folder, count):
    path = folder / "codes.yml"
    rows = (f"f{number % 20}:\n  c{number}: [word{number}, other*]" for number in range(count))
    path.write_text("\n".join(rows), encoding="utf-8")
    return path


def annotated(folder, count):
    path = folder / "a.jsonl"
    records = (
        json.dumps({"text": f"They spoke {number} times.", "label": [[0, 4, "WHO"]]})
        for number in range(count)
    )
    path.write_text("\n".join(records), encoding="utf-8")
    return path


def alike(folder, count):
    path = folder / "a.jsonl"
    formula = " ".join(f"word{number}" for number in range(40))
    records = (json.dumps({"text": f"{formula} {number} times."}) for number in range(count))
    path.write_text("\n".join(records), encoding="utf-8")
    return path


def told(folder, count, *sentences):
    """One text of so many sentences, of two persons who are named throughout."""
    path = folder / "north.txt"
    text = " ".join(sentences[n % len(sentences)] for n in range(count))
    path.write_text(text, encoding="utf-8")
    return path


def told_in_english(folder, count):
    return told(folder, count, "President Ada Oda met the President of Marovia Bo Ruiz.", "He noted the ferry.", "The Marovian President, in turn, stressed peace.")  # fmt: skip


def told_in_russian(folder, count):
    return told(folder, count, "Анна Иванова приняла Президента Маровии Олега Петрова.", "Помощник Президента отметил мост.", "Президент Маровии поддержал мир.")  # fmt: skip


def told_in_chinese(folder, count):
    return told(folder, count, "欧达总统会见鲁伊斯总理。", "欧达表示，大桥开通。", "双方同意合作。")


def persons(folder, count):
    """One text that names somebody else in each sentence, as a list of those who took part does."""
    path = folder / "north.txt"
    names = (f"{chr(65 + n % 26)}{chr(97 + n // 26 % 26)}n O{chr(97 + n // 676 % 26)}{chr(97 + n // 26 % 26)}{chr(97 + n % 26)}" for n in range(count))  # fmt: skip
    path.write_text(
        " ".join(f"Minister {name} noted the ferry." for name in names), encoding="utf-8"
    )
    return path


def placed_in_text(folder):
    """Read a table of coded segments and find them in the text beside it."""
    faults = Faults()
    found, _ = annotations.read(folder / "coded.csv", faults)
    assert Placing(list(readers.read(folder / "a.jsonl")), faults, "coded.csv").placed(found)
    assert not faults


def placed(path):
    """Read annotations and find them in the texts of the same file."""
    faults = Faults()
    found, _ = annotations.read(path, faults)
    assert Placing(list(readers.read(path)), faults, path.name).placed(found) and not faults


LOADERS = {
    patterns: read_codebook,
    dictionary: read_codebook,
    annotated: placed,
    segments: placed_in_text,
    offsets: placed_in_text,
    alike: lambda path: list(Preview(readers.read(path))),
    **dict.fromkeys(
        (told_in_english, told_in_russian, told_in_chinese, persons),
        lambda path: draft(readers.read(path), NoCodes),
    ),
}
SIZES = {
    files: (1000, 10_000, 100_000),
    mixed_files: (1000, 10_000, 100_000),
    manifest: (1000, 10_000, 100_000),
    tables: (1000, 10_000, 100_000),
    columns: (6000, 25_000, 100_000),
    keys: (6000, 25_000, 100_000),
    rows: (6000, 25_000, 100_000),
    lines: (6000, 25_000, 100_000),
    elements: (6000, 25_000, 100_000),
    turns: (6000, 25_000, 100_000),
    sheets: (100, 1000, 10_000),
    words: (6000, 25_000, 100_000),
    sentences: (6000, 25_000, 100_000),
    utterances: (6000, 25_000, 100_000),
    subtitles: (6000, 25_000, 100_000),
    messages: (6000, 25_000, 100_000),
    articles: (1000, 4000, 16_000),
    exports: (6000, 25_000, 100_000),
    rich_text: (6000, 25_000, 100_000),
    of_word: (6000, 25_000, 100_000),
    members: (1000, 4000, 16_000),
    of_statistics: (6000, 25_000, 100_000),
    of_r: (6000, 25_000, 100_000),
    segments: (6000, 25_000, 100_000),
    offsets: (6000, 25_000, 100_000),
    patterns: (6000, 25_000, 100_000),
    dictionary: (1000, 4000, 16_000),
    annotated: (6000, 25_000, 100_000),
    alike: (1000, 4000, 16_000),
    told_in_english: (500, 2000, 8000),
    told_in_russian: (500, 2000, 8000),
    told_in_chinese: (500, 2000, 8000),
    persons: (200, 800, 3200),
}


def seconds(path, load):
    """The least processor time of three readings, or of one that takes long.

    Python's collector of cycles is off: it begins to go through all that is held somewhere between these sizes, which is a
    step and no growth of the loader's.
    """
    found = []
    gc.collect()
    gc.disable()
    try:
        while len(found) < 3 and sum(found) < _LONG:
            start = time.process_time()
            load(path)
            found.append(time.process_time() - start)
    finally:
        gc.enable()
    return min(found)


def exponent(made, folder, sizes):
    """The power of the size with which the time grows, over the largest two sizes."""
    times = {}
    for count in sizes:
        (folder / str(count)).mkdir()
        path = made(folder / str(count), count)
        times[count] = seconds(path, LOADERS.get(made, lambda path: deque(readers.read(path), 0)))
    *_, small, large = sizes
    return math.log(times[large] / times[small]) / math.log(large / small), times


@pytest.mark.slow
@pytest.mark.parametrize("made", SIZES, ids=lambda made: made.__name__)
def test_time_grows_in_proportion(tmp_path, made):
    found, times = exponent(made, tmp_path, SIZES[made])
    print(f"{made.__name__}: {found:.2f}", {size: round(took, 3) for size, took in times.items()})
    assert found <= MOST, times
