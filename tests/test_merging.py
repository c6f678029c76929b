"""An update of a book: what a person filled in stays, what the corpus says anew is taken, and both are told; further columns travel."""

import csv
import io
import json
from contextlib import redirect_stderr
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from readouts import paths, readers
from readouts.__main__ import main
from readouts.corpus.codebook import general
from readouts.corpus.document import Document
from readouts.create import folder
from readouts.create.merging import Plan, merge, remembered
from readouts.readers.column_names import NAMES, plain
from readouts.report import load
from readouts.report.chapters import exhibits
from tables import rows_of

FILLED = {
    "readouts": {
        "licence": "CC BY 4.0",
        "status": "official text",
        "note": "as broadcast",
        "issuer": "Office of the North",
    },
    "segments": {"speaker": "president"},
    "sides": {"label": "The North"},
    "events": {"label": "The first call"},
}


def text_of(rows: list[dict]) -> list[dict]:
    return [{column: str(cell) for column, cell in row.items()} for row in rows]


def tables(*documents: Document) -> dict[str, list[dict]]:
    made, _ = folder.tables(documents)
    return {name: text_of(rows) for name, rows in made.items()}


def said(side: str, text: str, event: str = "one", **more) -> Document:
    return Document(f"{side}-{event}", text, side, event=event, language="en", **more)


def filled(made: dict) -> dict:
    """What a person has made of tables: the first row of each filled in, in a column of his own too."""
    old = {name: [dict(row) for row in rows] for name, rows in made.items()}
    for name, cells in FILLED.items():
        for row in old[name]:
            row["mine"] = ""
        old[name][0] |= cells | {"mine": f"of {name}"}
    return old


def first(made: dict, name: str) -> dict:
    return next(row for row in made[name] if row.get("mine"))


BOTH = said("North", "War and peace.\nTrade."), said("South", "Peace.\nWar.")
NEXT = said("North", "More war.", "two")


# --- What stays -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "known", [True, False], ids=["of now", "made before anything was remembered"]
)
@pytest.mark.parametrize(
    "corpus",
    [BOTH, (*BOTH, NEXT), BOTH[::-1], (NEXT, *BOTH[::-1]), BOTH[:1]],
    ids=["the same", "one more", "another order", "one more, before", "one less"],
)
def test_what_a_person_filled_in_stays(known, corpus):
    made = tables(*BOTH)
    merged = merge(filled(made), tables(*corpus), remembered(made) if known else {})
    for name, cells in FILLED.items():
        row = first(merged.tables, name)
        assert row["mine"] == f"of {name}" and {column: row[column] for column in cells} == cells
    assert len(merged.tables["readouts"]) == len(corpus)
    again = merge(merged.tables, tables(*corpus), merged.base)
    assert again.tables == merged.tables and not [
        line for line in again.lines if not line.startswith("kept")
    ]


def test_the_same_corpus_again_changes_nothing_and_says_nothing():
    made = tables(*BOTH, NEXT)
    merged = merge(made, made, remembered(made))
    assert merged.tables == made and merged.lines == [] and merged.base == remembered(made)


def test_what_was_added_and_dropped_is_said_with_what_a_person_had_filled_in():
    made = tables(*BOTH)
    lines = merge(
        filled(made),
        tables(said("South", "Peace.\nWar."), said("West", "Peace.")),
        remembered(made),
    ).lines
    assert lines == [
        "dropped: readouts.csv: north-one (issuer 'Office of the North', status 'official text', licence 'CC BY 4.0', note 'as broadcast', mine 'of readouts')",
        "dropped: segments.csv: north-one-1 (speaker 'president', mine 'of segments')",
        "added to readouts.csv: west-one",
        "dropped: sides.csv: north (label 'The North', mine 'of sides')",
        "added to sides.csv: west",
    ]


def test_what_the_corpus_says_anew_is_taken_unless_a_person_wrote_there():
    before = (
        BOTH[0]._replace(title="Call", url="http://a.example/"),
        BOTH[1]._replace(title="Call", url="http://b.example/"),
    )
    made = tables(*before)
    old = filled(made)
    old["readouts"][0]["title"] = "The call"
    after = tables(
        *(
            document._replace(title="Telephone call", url=document.url + "new")
            for document in before
        )
    )
    merged = merge(old, after, remembered(made))
    assert [(row["title"], row["url"]) for row in merged.tables["readouts"]] == [
        ("The call", "http://a.example/new"),
        ("Telephone call", "http://b.example/new"),
    ]
    assert merged.lines == [
        "kept: readouts.csv, north-one, title: 'The call', where the corpus has 'Telephone call'",
        "changed: readouts.csv, north-one, url: 'http://a.example/' is now 'http://a.example/new'",
        "changed: readouts.csv, south-one, title: 'Call' is now 'Telephone call'",
        "changed: readouts.csv, south-one, url: 'http://b.example/' is now 'http://b.example/new'",
    ]
    # What is not known to be the corpus's own is a person's.
    merged = merge(old, after, {})
    assert [(row["title"], row["url"]) for row in merged.tables["readouts"]] == [
        ("The call", "http://a.example/"),
        ("Call", "http://b.example/"),
    ]
    assert {line.partition(" where the corpus")[0] for line in merged.lines} >= {
        "kept: readouts.csv, south-one, title: 'Call',"
    } and all(line.startswith("kept: ") for line in merged.lines)


def test_what_a_person_emptied_or_took_out_stays_so():
    made = tables(*(document._replace(title="Call") for document in (*BOTH, NEXT)))
    old = {name: [dict(row) for row in rows] for name, rows in made.items()}
    old["readouts"][0]["title"] = ""
    old["readouts"] = [row for row in old["readouts"] if row["event"] != "two"]
    old["segments"] = [
        row
        for row in old["segments"]
        if not row["segment_id"].startswith("north-two") and row["segment_id"] != "south-one-2"
    ]
    old["events"] = old["events"][:1]
    merged = merge(old, made, remembered(made))
    assert merged.tables == old and merged.lines == [
        "left out: readouts.csv: north-two, which was taken out of the table by hand",
        "left out: events.csv: two, which was taken out of the table by hand",
    ]
    again = merge(merged.tables, made, merged.base)
    assert again.tables == old and again.lines == merged.lines


def test_a_persons_own_rows_stay():
    made = tables(*BOTH)
    old = {name: [dict(row) for row in rows] for name, rows in made.items()}
    old["sides"].append({"side": "east", "label": "East"})
    old["events"].append({"event": "talk", "label": "A talk", "date": ""})
    old["readouts"].append(
        old["readouts"][0]
        | {"readout_id": "east-talk", "side": "east", "event": "talk", "sha256": ""}
    )
    old["segments"].append(
        {
            "segment_id": "east-talk-1",
            "readout_id": "east-talk",
            "paragraph": "1",
            "speaker": "",
            "text": "Trade.",
        }
    )
    old["segments"].append(
        {
            "segment_id": "north-one-1b",
            "readout_id": "north-one",
            "paragraph": "1",
            "speaker": "president",
            "text": "and peace",
        }
    )
    for base in (remembered(made), {}):
        merged = merge(old, tables(*BOTH), base)
        assert merged.tables == old and merged.lines == []
        again = merge(merged.tables, tables(BOTH[1]), merged.base)
        assert [row["readout_id"] for row in again.tables["readouts"]] == ["south-one", "east-talk"]


def test_the_words_of_a_passage_that_a_person_changed_stay_and_go_with_a_word():
    made = tables(*BOTH)
    old = {name: [dict(row) for row in rows] for name, rows in made.items()}
    old["segments"][0]["text"] = "War, and peace."
    merged = merge(old, tables(*BOTH), remembered(made))
    assert merged.tables == old and merged.lines == []
    assert (
        "dropped: segments.csv: north-one-1 (text 'War, and peace.')"
        in merge(merged.tables, tables(BOTH[1]), merged.base).lines
    )


def test_a_revised_text_keeps_what_is_said_of_it_and_of_the_passages_that_it_still_has():
    made = tables(*BOTH)
    old = filled(made)
    old["segments"][1] |= {"speaker": "minister", "mine": "second"}
    revised = tables(said("North", "A new beginning.\nWar and peace.\nTrade!"), BOTH[1])
    for base in (remembered(made), {}):
        merged = merge(old, revised, base)
        readout = first(merged.tables, "readouts")
        assert (
            readout["licence"] == "CC BY 4.0"
            and readout["sha256"]
            == revised["readouts"][0]["sha256"]
            != made["readouts"][0]["sha256"]
        )
        assert [
            (row["segment_id"], row["paragraph"], row["text"], row["speaker"])
            for row in merged.tables["segments"][:3]
        ] == [
            ("north-one-1", "1", "A new beginning.", ""),
            ("north-one-2", "2", "War and peace.", "president"),
            ("north-one-3", "3", "Trade!", ""),
        ]
        assert "changed: readouts.csv, north-one: its text" in merged.lines
        assert any(
            line.startswith("dropped: segments.csv: north-one-2 (speaker 'minister'")
            for line in merged.lines
        )
        again = merge(merged.tables, revised, merged.base)
        assert again.tables == merged.tables and not [
            line for line in again.lines if not line.startswith("kept")
        ]


def test_another_text_under_the_id_of_a_dropped_one_is_another_text():
    made = tables(*BOTH)
    merged = merge(
        filled(made),
        tables(
            Document(
                "elsewhere", "Quite another text.\nAnd more.", "North", event="one", language="en"
            ),
            BOTH[1],
        ),
        remembered(made),
    )
    row = next(row for row in merged.tables["readouts"] if row["readout_id"] == "north-one")
    assert row["licence"] == row["note"] == "" and row["issuer"] == "The North"
    assert [
        row["text"] for row in merged.tables["segments"] if row["readout_id"] == "north-one"
    ] == ["Quite another text.", "And more."]
    assert (
        any(line.startswith("dropped: readouts.csv: north-one (issuer") for line in merged.lines)
        and "added to readouts.csv: north-one" in merged.lines
    )


def test_one_text_of_two_sides_is_two_readouts_in_any_order():
    joint = said("North", "A joint statement."), said("South", "A joint statement.")
    made = tables(*joint)
    old = filled(made)
    for corpus in (joint, joint[::-1]):
        merged = merge(old, tables(*corpus), remembered(made))
        assert {row["readout_id"]: row["licence"] for row in merged.tables["readouts"]} == {
            "north-one": "CC BY 4.0",
            "south-one": "",
        }
    one = tables(joint[0])
    merged = merge(one, tables(*joint[::-1]), remembered(one))
    assert sorted(row["readout_id"] for row in merged.tables["readouts"]) == [
        "north-one",
        "south-one",
    ] and not [line for line in merged.lines if "left out" in line]


def test_a_text_that_moves_to_another_event_keeps_its_id_and_another_does_not_take_it():
    made = tables(*BOTH)
    merged = merge(
        filled(made),
        tables(
            said("North", "War and peace.\nTrade.", "two"),
            said("North", "First of all, talks."),
            BOTH[1],
        ),
        remembered(made),
    )
    of = {row["readout_id"]: (row["event"], row["licence"]) for row in merged.tables["readouts"]}
    assert of == {
        "north-one": ("two", "CC BY 4.0"),
        "north-one-2": ("one", ""),
        "south-one": ("one", ""),
    }
    assert {
        row["readout_id"]
        for row in merged.tables["segments"]
        if row["segment_id"].startswith("north-one-2")
    } == {"north-one", "north-one-2"}
    assert len({row["segment_id"] for row in merged.tables["segments"]}) == len(
        merged.tables["segments"]
    )


def test_a_readout_that_a_person_gave_another_id_is_known_by_its_text():
    made = tables(*BOTH)
    old = json.loads(json.dumps(made).replace("north-one", "moscow-call"))
    merged = merge(old, made, remembered(made))
    assert merged.tables == old
    again = merge(merged.tables, tables(BOTH[1]), merged.base)
    assert [row["readout_id"] for row in again.tables["readouts"]] == [
        "south-one"
    ] and "dropped: readouts.csv: moscow-call" in again.lines
    # At once, too.
    assert [
        row["readout_id"]
        for row in merge(old, tables(BOTH[1]), remembered(made)).tables["readouts"]
    ] == ["south-one"]


def test_a_column_that_a_person_took_out_stays_out(tmp_path):
    (tmp_path / "a.csv").write_text(
        "side,event,text,mood\na,one,Peace.,good\nb,one,War.,bad\n", encoding="utf-8"
    )
    assert call("create", tmp_path / "book", "--corpus", tmp_path / "a.csv") == 0
    data = tmp_path / "book" / "data"
    described = json.loads((data / "datapackage.json").read_text("utf-8"))
    resource = next(
        resource for resource in described["resources"] if resource["name"] == "readouts"
    )
    assert resource["schema"]["fields"].pop()["name"] == "mood"
    (data / "datapackage.json").write_text(json.dumps(described), encoding="utf-8")
    (data / "readouts.csv").write_text(
        (data / "readouts.csv")
        .read_text("utf-8")
        .replace(",mood", "")
        .replace(",good", "")
        .replace(",bad", ""),
        encoding="utf-8",
    )
    before = {name: (data / name).read_bytes() for name in ("datapackage.json", "readouts.csv")}
    assert call("create", tmp_path / "book", "--corpus", tmp_path / "a.csv", "--update") == 0
    assert {name: (data / name).read_bytes() for name in before} == before
    (tmp_path / "a.csv").write_text(
        "side,event,text,mood\na,one,Peace.,better\nb,one,War.,bad\n", encoding="utf-8"
    )
    assert call("create", tmp_path / "book", "--corpus", tmp_path / "a.csv", "--update") == 0
    assert [row["mood"] for row in rows_of(data / "readouts.csv")] == ["better", ""]


def test_a_codebook_is_merged_too():
    made = {name: text_of(rows) for name, rows in general().items()}
    old = {name: [dict(row) for row in rows] for name, rows in made.items()}
    code = old["codebook"][0]["code"]
    old["codebook"][0] |= {"definition": "mine"}
    old["patterns"].append(
        {"code": old["codebook"][-1]["code"], "language": "en", "pattern": "mine*"}
    )
    new = {
        "frames": made["frames"][:1],
        "codebook": [row | {"label": "Another"} for row in made["codebook"][:1]],
        "patterns": [row for row in made["patterns"] if row["code"] == code][:1],
    }
    merged = merge(old, new, remembered(made))
    assert merged.tables["codebook"][0] == made["codebook"][0] | {
        "definition": "mine",
        "label": "Another",
    }
    assert [row["code"] for row in merged.tables["codebook"]] == [
        code,
        made["codebook"][-1]["code"],
    ]  # which a pattern of a person's own needs
    assert {row["frame"] for row in merged.tables["codebook"]} == {
        row["frame"] for row in merged.tables["frames"]
    }
    assert any(
        line.startswith(f"dropped: codebook.csv: {made['codebook'][1]['code']}")
        for line in merged.lines
    )


# --- Further columns --------------------------------------------------------------------------------


KNOWN = {name for names in NAMES.values() for name in names}
names = st.text(
    st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=12
).filter(lambda name: name.strip() == name and plain(name) not in KNOWN)
cells = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=20)
reserved = st.sampled_from(
    [
        "speaker",
        "licence",
        "note",
        "sha256",
        "segment_id",
        "event_label",
        "paragraph",
        "kind",
        "=1+1",
        "a,b",
        'a"b',
    ]
)


@st.composite
def corpora(draw):
    """Columns of a corpus beside those that are known, and their cells for three texts."""
    columns = draw(st.lists(names | reserved, min_size=1, max_size=4, unique=True))
    return [dict(zip(columns, draw(st.tuples(*[cells] * len(columns))))) for _ in range(3)]


def call(*arguments) -> int:
    return main(list(map(str, arguments)))


# The general codebook has thousands of patterns, which take most of the time in which a book is made, and are the same
# whatever further columns there are: one example of each property has it.
GENERAL = None
FEW = "code,language,pattern\npeace,en,peace\nwar,en,war\n"


def of_codebook(path: Path, codebook: str | None) -> list:
    """How a codebook is asked for."""
    if codebook is GENERAL:
        return []
    (path / "codes.csv").write_text(codebook, encoding="utf-8")
    return ["--codebook", path / "codes.csv"]


@pytest.mark.parametrize("form", ["csv", pytest.param("jsonl", marks=pytest.mark.slow)])
@settings(
    max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(further=corpora(), codebook=st.just(FEW))
@example(further=[{"speaker": "a", "=1+1": ""}] * 3, codebook=GENERAL)
def test_any_further_column_travels(tmp_path_factory, form, further, codebook):
    """From the corpus to documents, into a book, through an update, and out of it again."""
    path = tmp_path_factory.mktemp("travel")
    rows = [
        {"side": side, "event": "one", "language": "en", "text": f"Peace {number}."} | cells
        for number, (side, cells) in enumerate(zip("abc", further))
    ]
    if form == "csv":
        with (path / "corpus.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, rows[0], quoting=csv.QUOTE_ALL)
            writer.writeheader()
            writer.writerows(rows)
    else:
        (path / "corpus.jsonl").write_text(
            "".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8"
        )
    corpus = path / f"corpus.{form}"
    assert [dict(document.more) for document in readers.read(corpus, further=True)] == further
    asked = of_codebook(path, codebook)
    assert call("create", path / "book", "--corpus", corpus, *asked) == 0
    first = [dict(document.more) for document in readers.read(path / "book" / "data", further=True)]
    for found, given_cells in zip(first, further):
        assert all(
            (value == "" and name in ("licence", "note", "issuer", "status"))
            or found.get(name) == value
            or found.get(f"corpus_{name}") == value
            for name, value in given_cells.items()
        )
    before = {file: file.read_bytes() for file in (path / "book").rglob("*") if file.is_file()}
    assert call("create", path / "book", "--corpus", corpus, "--update") == 0
    assert {
        file: file.read_bytes() for file in (path / "book").rglob("*") if file.is_file()
    } == before
    assert (
        call(
            "create",
            path / "again",
            "--corpus",
            path / "book" / "data",
            "--codebook",
            path / "book" / "data",
        )
        == 0
    )
    assert [
        dict(document.more) for document in readers.read(path / "again" / "data", further=True)
    ] == first
    for name in ("sides", "events", "readouts", "segments"):
        assert (path / "again" / "data" / f"{name}.csv").read_bytes() == (
            path / "book" / "data" / f"{name}.csv"
        ).read_bytes()


@settings(
    max_examples=7, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    column=names,
    written=st.lists(cells, min_size=3, max_size=3),
    table=st.sampled_from(["readouts", "segments", "sides", "events"]),
    codebook=st.just(FEW),
)
@example(column="mine", written=["a", "", "b"], table="readouts", codebook=GENERAL)
def test_a_column_of_a_persons_own_stays(tmp_path_factory, column, written, table, codebook):
    path = tmp_path_factory.mktemp("own")
    asked = of_codebook(path, codebook)
    (path / "corpus.csv").write_text(
        "side,event,text\na,one,Peace.\nb,one,War.\nc,two,Trade.\n", encoding="utf-8"
    )
    assert call("create", path / "book", "--corpus", path / "corpus.csv", *asked) == 0
    data = path / "book" / "data"
    described = json.loads((data / "datapackage.json").read_text("utf-8"))
    resource = next(resource for resource in described["resources"] if resource["name"] == table)
    if column in {field["name"] for field in resource["schema"]["fields"]}:
        return
    resource["schema"]["fields"].append({"name": column, "type": "string"})
    (data / "datapackage.json").write_text(json.dumps(described), encoding="utf-8")
    rows = [row | {column: cell} for row, cell in zip(rows_of(data / f"{table}.csv"), written)]
    with (data / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0], quoting=csv.QUOTE_ALL)
        writer.writeheader()
        writer.writerows(rows)
    (path / "corpus.csv").write_text(
        "side,event,text\nd,one,Talks.\na,one,Peace.\nb,one,War.\nc,two,Trade.\n", encoding="utf-8"
    )
    assert call("create", path / "book", "--corpus", path / "corpus.csv", "--update") == 0
    found = {next(iter(row.values())): row[column] for row in rows_of(data / f"{table}.csv")}
    assert [found[next(iter(row.values()))] for row in rows] == [row[column] for row in rows]


def test_a_column_of_each_kind_is_text_and_one_met_late_travels(tmp_path):
    rows = [{"text": f"Peace {number}."} for number in range(300)] + [
        {
            "text": "War.",
            "n": 5,
            "x": 0.5,
            "yes": True,
            "none": None,
            "list": ["a", {"b": "c"}],
            "": "unnamed",
        }
    ]
    (tmp_path / "a.jsonl").write_text(
        "".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8"
    )
    assert call("create", tmp_path / "book", "--corpus", tmp_path / "a.jsonl") == 0
    row = rows_of(tmp_path / "book" / "data" / "readouts.csv")[-1]
    assert {name: row[name] for name in ("n", "x", "yes", "none", "list", "unnamed")} == {
        "n": "5",
        "x": "0.5",
        "yes": "true",
        "none": "",
        "list": '["a", {"b": "c"}]',
        "unnamed": "unnamed",
    }
    (tmp_path / "b.csv").write_text("text,tag,tag,\nPeace.,a,b,c\nWar.,,,\n", encoding="utf-8")
    assert [dict(document.more) for document in readers.read(tmp_path / "b.csv", further=True)] == [
        {"tag": "a", "tag (2)": "b", "column 4": "c"},
        {"tag": "", "tag (2)": "", "column 4": ""},
    ]
    assert not any(document.more for document in readers.read(tmp_path / "b.csv"))


def test_a_long_title_and_address_are_not_cut(tmp_path):
    url, title = "https://a.example/" + "a" * 300, "Peace " * 50
    (tmp_path / "a.csv").write_text(f"text,title,url\nPeace.,{title},{url}\n", encoding="utf-8")
    assert call("create", tmp_path / "book", "--corpus", tmp_path / "a.csv") == 0
    (row,) = rows_of(tmp_path / "book" / "data" / "readouts.csv")
    assert (row["title"], row["url"]) == (title.strip(), url)


def test_of_a_text_that_is_not_at_hand_the_description_is_kept(tmp_path, capsys):
    (tmp_path / "a.csv").write_text(
        "id,side,event,text,archive\n1,a,one,Peace.,x\n2,b,one,,y\n3,b,two,NA,z\n", encoding="utf-8"
    )
    assert call("create", tmp_path / "book", "--corpus", tmp_path / "a.csv") == 0
    assert "2 documents have no text" in capsys.readouterr().err
    data = tmp_path / "book" / "data"
    assert [
        (row["source"], row["side"], row["event"], row["archive"])
        for row in rows_of(data / "without_text.csv")
    ] == [("2", "b", "one", "y"), ("3", "b", "two", "z")]
    report = load(data)
    assert report.findings["readouts"].value == report.findings[
        "events"
    ].value == 1 and "chapters/reader/two" not in (tmp_path / "book" / "_toc.yml").read_text(
        "utf-8"
    )
    (tmp_path / "a.csv").write_text(
        "id,side,event,text,archive\n1,a,one,Peace.,x\n3,b,two,War.,z\n", encoding="utf-8"
    )
    assert call("create", tmp_path / "book", "--corpus", tmp_path / "a.csv", "--update") == 0
    assert (
        "dropped: without_text.csv: b-one" in capsys.readouterr().out
        and rows_of(data / "without_text.csv") == []
    )
    assert load(data).findings["readouts"].value == 2


# --- Further tables ---------------------------------------------------------------------------------


def data_of(path: Path) -> dict[str, list[dict[str, str]]]:
    """Every table of a data folder, every cell a text."""
    described = json.loads((path / "datapackage.json").read_text("utf-8"))
    return {
        resource["name"]: rows_of(path / resource["path"]) for resource in described["resources"]
    }


def resource(name: str, path: str, key: list[str], foreign: dict, columns: list[str]) -> dict:
    """A table as a descriptor has it."""
    return {
        "name": name,
        "path": path,
        "profile": "tabular-data-resource",
        "title": f"Title of {name}",
        "schema": {
            "fields": [{"name": column, "type": "string"} for column in columns],
            **({"primaryKey": key} if key else {}),
            "foreignKeys": [
                {"fields": column, "reference": {"resource": other, "fields": named}}
                for column, (other, named) in foreign.items()
            ],
        },
    }


PLAIN = [
    resource("sides", "sides.csv", ["side"], {}, ["side", "label"]),
    resource("events", "events.csv", ["event"], {}, ["event", "label", "date"]),
    resource(
        "readouts",
        "readouts.csv",
        ["readout_id"],
        {"event": ("events", "event"), "side": ("sides", "side")},
        ["readout_id", "event", "side", "language", "completeness", "size"],
    ),
    resource(
        "segments",
        "segments.csv",
        ["segment_id"],
        {"readout_id": ("readouts", "readout_id")},
        ["segment_id", "readout_id", "paragraph", "text"],
    ),
]
SIDES = ("north", "south", "west")


def write_folder(path: Path, further: list[tuple[dict, list[dict]]], sides=SIDES) -> Path:
    """A data folder of three sides, with further tables and settings of a report."""
    tables = {
        "sides": [{"side": side, "label": side.title()} for side in sides],
        "events": [{"event": "one", "label": "One", "date": "2031-05-04"}],
        "readouts": [
            {"readout_id": f"{side}-one", "event": "one", "side": side, "language": "en"}
            | {"completeness": "full", "size": "9" if side == "west" else ""}
            for side in sides
        ],
        "segments": [
            {"segment_id": f"{side}-one-1", "readout_id": f"{side}-one", "paragraph": "1"}
            | {"text": f"Peace in the {side}."}
            for side in sides
            if side != "west"
        ],
    }
    described = {"name": "made-up", "title": "Made up", "resources": list(PLAIN)}
    for about, rows in further:
        described["resources"].append(about)
        tables[about["name"]] = rows
    path.mkdir(exist_ok=True)
    (path / "datapackage.json").write_text(json.dumps(described), encoding="utf-8")
    for about in described["resources"]:
        file = path / about["path"]
        file.parent.mkdir(exist_ok=True)
        with file.open("w", encoding="utf-8", newline="") as handle:
            columns = [field["name"] for field in about["schema"]["fields"]]
            writer = csv.DictWriter(handle, columns, quoting=csv.QUOTE_ALL)
            writer.writeheader()
            writer.writerows(tables[about["name"]])
    (path / "report.yml").write_text(SETTINGS, encoding="utf-8")
    return path


SETTINGS = "sides:\n  north: {name: The North}\n  south: {name: The South}\n"
column_names = st.text(st.characters(codec="ascii", categories=["L"]), min_size=1, max_size=5)


@st.composite
def further_tables(draw):
    """Tables with a key and without one, that name readouts, passages and each other; one in a folder of its own."""
    named = draw(st.lists(column_names, min_size=2, max_size=3, unique_by=str.casefold))
    ids = draw(st.lists(cells.filter(str.strip), min_size=1, max_size=4, unique_by=str.strip))
    keyed = [
        {"id": key, "readout": f"{draw(st.sampled_from(SIDES))}-one"}
        | {f"c_{name}": draw(cells) for name in named}
        for key in ids
    ]
    plain = [
        {"of": draw(st.sampled_from(ids)), "segment": f"{draw(st.sampled_from(SIDES[:2]))}-one-1"}
        | {f"d_{name}": draw(cells) for name in named}
        for _ in range(draw(st.integers(0, 4)))
    ]
    return three(
        named, keyed, plain, [{"only": draw(cells)} for _ in range(draw(st.integers(0, 3)))]
    )


def three(named: list[str], keyed: list[dict], plain: list[dict], single: list[dict]) -> list:
    """The tables, as `write_folder` takes them."""
    first = resource(
        "keyed",
        "deep/keyed.csv",
        ["id"],
        {"readout": ("readouts", "readout_id")},
        ["id", "readout", *(f"c_{name}" for name in named)],
    )
    second = resource(
        "plain",
        "plain.csv",
        [],
        {"of": ("keyed", "id"), "segment": ("segments", "segment_id")},
        ["of", "segment", *(f"d_{name}" for name in named)],
    )
    third = resource("single", "single.csv", [], {}, ["only"])
    return [(first, keyed), (second, plain), (third, single)]


def of_further(path: Path) -> tuple[dict, dict]:
    """The further tables of a data folder, and how they are described."""
    described = json.loads((path / "datapackage.json").read_text("utf-8"))["resources"]
    names = ("keyed", "plain", "single")
    return {name: rows for name, rows in data_of(path).items() if name in names}, {
        about["name"]: about for about in described if about["name"] in names
    }


ONE_OF_EACH = three(
    ["a"],
    [{"id": "one", "readout": "north-one", "c_a": "x"}],
    [{"of": "one", "segment": "south-one-1", "d_a": ""}],
    [{"only": "y"}],
)


@settings(
    max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(further=further_tables(), codebook=st.just(FEW))
@example(further=ONE_OF_EACH, codebook=GENERAL)
def test_further_tables_travel(tmp_path_factory, further, codebook):
    """From a data folder into a book, through an update, and from that book into another: the same cells, described alike."""
    path = tmp_path_factory.mktemp("further")
    corpus = write_folder(path / "corpus", further)
    asked = of_codebook(path, codebook)
    assert call("create", path / "book", "--corpus", corpus, *asked) == 0
    assert of_further(path / "book" / "data") == of_further(corpus)
    assert (path / "book" / "data" / "report.yml").read_text("utf-8") == SETTINGS
    before = {file: file.read_bytes() for file in (path / "book").rglob("*") if file.is_file()}
    assert call("create", path / "book", "--corpus", corpus, "--update") == 0
    after = {file: file.read_bytes() for file in (path / "book").rglob("*") if file.is_file()}
    assert after == before
    assert call("create", path / "again", "--corpus", path / "book" / "data") == 0
    assert data_of(path / "again" / "data") == data_of(path / "book" / "data")
    assert of_further(path / "again" / "data") == of_further(corpus)


NOTES = resource(
    "notes",
    "notes.csv",
    ["note"],
    {"readout": ("readouts", "readout_id")},
    ["note", "readout", "says"],
)


def notes(*rows: tuple[str, str, str]) -> tuple[dict, list[dict]]:
    return NOTES, [dict(zip(("note", "readout", "says"), row)) for row in rows]


@pytest.fixture
def noted(tmp_path) -> Path:
    """A book of a data folder with notes."""
    corpus = write_folder(
        tmp_path / "corpus",
        [notes(("a", "north-one", "old"), ("b", "south-one", "old"), ("c", "west-one", "old"))],
    )
    assert call("create", tmp_path / "book", "--corpus", corpus) == 0
    return tmp_path / "book"


def test_further_tables_are_merged_by_their_keys(tmp_path, noted, capsys):
    table = noted / "data" / "notes.csv"
    table.write_text(
        "note,readout,says\na,north-one,mine\nb,south-one,old\nmine,north-one,own\n", "utf-8"
    )
    write_folder(
        tmp_path / "corpus",
        [
            notes(
                ("a", "north-one", "new"),
                ("b", "south-one", "new"),
                ("c", "west-one", "old"),
                ("d", "west-one", "new"),
            )
        ],
    )
    capsys.readouterr()
    assert call("create", noted, "--corpus", tmp_path / "corpus", "--update") == 0
    assert [tuple(row.values()) for row in rows_of(table)] == [
        ("a", "north-one", "mine"),
        ("b", "south-one", "new"),
        ("d", "west-one", "new"),
        ("mine", "north-one", "own"),
    ]
    out = capsys.readouterr().out
    for line in (
        "kept: notes.csv, a, says: 'mine', where the corpus has 'new'",
        "changed: notes.csv, b, says: 'old' is now 'new'",
        "left out: notes.csv: c, which was taken out of the table by hand",
        "added to notes.csv: d",
    ):
        assert line in out


def test_a_further_table_that_the_corpus_no_longer_has_is_dropped_but_for_what_a_person_wrote(
    tmp_path, noted, capsys
):
    table = noted / "data" / "notes.csv"
    table.write_text(table.read_text("utf-8").replace("b,south-one,old", "b,south-one,mine"))
    write_folder(tmp_path / "corpus", [])
    capsys.readouterr()
    assert call("create", noted, "--corpus", tmp_path / "corpus", "--update") == 0
    out = capsys.readouterr().out
    assert "dropped: notes.csv: a, c" in out and (
        "dropped: notes.csv: b (says 'mine')" in out or rows_of(table)[0]["note"] == "b"
    )


def test_a_table_and_settings_that_nobody_touched_go_with_the_corpus(tmp_path, noted, capsys):
    corpus = tmp_path / "calls.csv"
    corpus.write_text("side,event,text\nnorth,two,War.\nsouth,two,Trade.\n", encoding="utf-8")
    capsys.readouterr()
    assert call("create", noted, "--corpus", corpus, "--update") == 0
    out = capsys.readouterr().out
    assert "dropped: notes.csv: a, b, c, all that it had, which the corpus no longer has" in out
    assert "dropped: report.yml, which the corpus no longer has" in out
    assert not (noted / "data" / "notes.csv").exists()
    assert not (noted / "data" / "report.yml").exists() and "notes" not in data_of(noted / "data")
    assert [row["readout_id"] for row in data_of(noted / "data")["readouts"]] == [
        "north-two",
        "south-two",
    ]


def test_a_table_and_settings_of_a_persons_own_stay(tmp_path):
    corpus = tmp_path / "calls.csv"
    corpus.write_text("side,event,text\nnorth,one,War.\nsouth,one,Trade.\n", encoding="utf-8")
    assert call("create", tmp_path / "book", "--corpus", corpus) == 0
    data = tmp_path / "book" / "data"
    described = json.loads((data / "datapackage.json").read_text("utf-8"))
    described["resources"].append(NOTES)
    (data / "datapackage.json").write_text(json.dumps(described), encoding="utf-8")
    (data / "notes.csv").write_text("note,readout,says\na,north-one,mine\n", encoding="utf-8")
    (data / "report.yml").write_text(SETTINGS, encoding="utf-8")
    corpus.write_text("side,event,text\nnorth,one,War.\nwest,one,Talks.\n", encoding="utf-8")
    # South is gone from the corpus, and report.yml names it: all is as it was, and it is said what is in the way.
    assert call("create", tmp_path / "book", "--corpus", corpus, "--update") == 1
    (data / "report.yml").write_text(SETTINGS.replace("south", "west"), encoding="utf-8")
    assert call("create", tmp_path / "book", "--corpus", corpus, "--update") == 0
    assert rows_of(data / "notes.csv") == [{"note": "a", "readout": "north-one", "says": "mine"}]
    assert (data / "report.yml").read_text("utf-8") == SETTINGS.replace("south", "west")


def test_settings_are_the_corpus_s_until_a_person_writes_them(tmp_path, noted, capsys):
    settings_of = noted / "data" / "report.yml"
    (tmp_path / "corpus" / "report.yml").write_text(f"{SETTINGS}excerpts: words\n", "utf-8")
    assert call("create", noted, "--corpus", tmp_path / "corpus", "--update") == 0
    assert settings_of.read_text("utf-8") == f"{SETTINGS}excerpts: words\n"
    assert "changed: report.yml" in capsys.readouterr().out
    settings_of.write_text(f"{SETTINGS}excerpts: mine\n", "utf-8")
    assert call("create", noted, "--corpus", tmp_path / "corpus", "--update") == 0
    assert "report.yml" not in capsys.readouterr().out
    (tmp_path / "corpus" / "report.yml").write_text(f"{SETTINGS}excerpts: other\n", "utf-8")
    assert call("create", noted, "--corpus", tmp_path / "corpus", "--update") == 0
    assert settings_of.read_text("utf-8") == f"{SETTINGS}excerpts: mine\n"
    assert "kept: report.yml, as a person has it" in capsys.readouterr().out


def test_keys_that_no_row_has_are_told_all_at_once_and_nothing_is_made(tmp_path, capsys):
    corpus = write_folder(
        tmp_path / "corpus", [notes(("a", "north-one", ""), ("b", "south-one", ""))]
    )
    (corpus / "report.yml").write_text(f"{SETTINGS}pair: [nobody-one, north-one]\n", "utf-8")
    # The ids are not addresses, so that the book has others.
    for name in ("readouts", "segments", "notes"):
        file = corpus / f"{name}.csv"
        file.write_text(file.read_text("utf-8").replace("-one", "_one"), "utf-8")
    assert call("create", tmp_path / "book", "--corpus", corpus) == 1
    err = capsys.readouterr().err
    assert "notes.csv, row 2" in err and "notes.csv, row 3" in err
    assert not (tmp_path / "book").exists()
    for name in ("readouts", "segments", "notes"):
        file = corpus / f"{name}.csv"
        file.write_text(file.read_text("utf-8").replace("_one", "-one"), "utf-8")
    assert call("create", tmp_path / "book", "--corpus", corpus) == 1
    assert "report.yml, column 'pair': found 'nobody-one'" in capsys.readouterr().err


def test_a_readout_that_is_renamed_keeps_what_the_corpus_says_of_it_in_other_tables(tmp_path):
    """The same text has another id in the corpus than in the book: its notes go to the book's."""
    plain = tmp_path / "calls.csv"
    plain.write_text(
        "id,side,event,date,text\n1,north,one,2031-05-04,Peace in the north.\n"
        "2,south,one,2031-05-04,Peace in the south.\n",
        encoding="utf-8",
    )
    assert call("create", tmp_path / "book", "--corpus", plain) == 0
    names = [row["readout_id"] for row in rows_of(tmp_path / "book" / "data" / "readouts.csv")]
    assert "north-one" not in names
    corpus = write_folder(tmp_path / "corpus", [notes(("a", "north-one", "x"))], SIDES[:2])
    assert call("create", tmp_path / "book", "--corpus", corpus, "--update") == 0
    data = data_of(tmp_path / "book" / "data")
    assert [row["readout_id"] for row in data["readouts"]] == names
    assert data["notes"] == [{"note": "a", "readout": names[0], "says": "x"}]


def test_rows_of_one_key_are_told_apart():
    rows = [{"a": "x y", "b": ""}, {"a": "x", "b": "y"}, {"a": "x y", "b": ""}]
    described = {"resources": [resource("further", "further.csv", [], {}, ["a", "b"])]}
    plan = Plan.of(described)
    merged = merge({"further": rows}, {"further": rows[::-1]}, {}, plan)
    assert sorted(map(str, merged.tables["further"])) == sorted(map(str, rows))
    assert merge({"further": rows}, {"further": rows}, {}, plan).lines == []


# --- This project's own folder ----------------------------------------------------------------------


@pytest.fixture(scope="module")
def own(tmp_path_factory) -> tuple[Path, str]:
    """A book of this project's own data, which no test changes, and what was said when it was made."""
    book = tmp_path_factory.mktemp("own") / "book"
    with redirect_stderr(io.StringIO()) as said:
        assert call("create", book, "--corpus", paths.DATA) == 0
    return book, said.getvalue()


def test_a_book_of_this_projects_own_data_loses_nothing(own):
    book, err = own
    made = book / "data"
    found, given = data_of(made), data_of(paths.DATA)
    # A passage repeats what its readout says; of an event the day is its key there.
    repeats = {"event_date", "issuer", "side", "date", "language", "completeness"}
    of_readouts = {row["readout_id"]: row for row in found["readouts"]}
    for row, segment in zip(given["segments"], found["segments"], strict=True):
        assert {name: segment[name] for name in row if name not in repeats} == {
            name: cell for name, cell in row.items() if name not in repeats
        }
        assert all(of_readouts[row["readout_id"]][name] == row[name] for name in repeats)
    for row, readout in zip(given["readouts"], found["readouts"], strict=True):
        assert {name: readout[name] for name, cell in row.items() if cell} == {
            name: cell for name, cell in row.items() if cell
        }
    events = {row["date"]: row for row in found["events"]}
    assert len(events) == len(given["events"]) and all(
        events[row["date"]] | row == events[row["date"]] for row in given["events"]
    )
    assert "recorded" not in found  # a person corrects the rows of a book freely
    rest = given.keys() - {"readouts", "segments", "events", "recorded"}
    assert {name: found[name] for name in rest} == {name: given[name] for name in rest}
    described, ours = (
        json.loads((folder_of / "datapackage.json").read_text("utf-8"))
        for folder_of in (made, paths.DATA)
    )
    of_ours = {about["name"]: about for about in ours["resources"]}
    for about in described["resources"]:
        if about["name"] in rest - {"frames", "codebook", "patterns"}:
            # What hangs on the bytes of its file, and on who used which source, is said of ours alone.
            ours_only = {"bytes", "hash", "sources"}
            kept = {
                key: said for key, said in of_ours[about["name"]].items() if key not in ours_only
            }
            assert {key: said for key, said in about.items() if key not in ours_only} == kept
    assert described["title"] == ours["title"] and described["sources"] == ours["sources"]
    for name in ("report.yml", "exhibits.yml", "reference.yml", "series.yml"):
        assert (made / name).read_bytes() == (paths.DATA / name).read_bytes()
    assert "not taken over from" in err and "README.md" in err
    before = {path: path.read_bytes() for path in book.rglob("*") if path.is_file()}
    assert call("create", book, "--corpus", paths.DATA, "--update") == 0
    assert {path: path.read_bytes() for path in book.rglob("*") if path.is_file()} == before


def test_the_book_of_this_projects_own_data_has_its_findings_and_its_exhibits(own):
    book, _ = own
    ours = load(paths.DATA)
    findings = {finding.id: (str(finding.value), finding.text) for finding in ours.findings}
    shown = [[function.__name__ for function in exhibits(kind, ours)] for kind in KINDS]
    made = load(book / "data")
    assert {finding.id: (str(finding.value), finding.text) for finding in made.findings} == findings
    assert [[function.__name__ for function in exhibits(kind, made)] for kind in KINDS] == shown
    # Each exhibit stands in one page, and the evidence of each page with numbers beside it.
    pages_of = {path: path.read_text("utf-8") for path in (book / "chapters").glob("*.md")}
    cells_with = [
        f"{kind}.{name}(book)" for kind, names_of in zip(KINDS, shown) for name in names_of
    ]
    text = "\n".join(pages_of.values())
    assert {cell: text.count(cell) for cell in cells_with} == dict.fromkeys(cells_with, 1)
    toc = (book / "_toc.yml").read_text("utf-8")
    for name in ("naming", "voices", "silences", "robustness", "press", "reference", "validity"):
        assert f"chapters/{name}\n" in toc and f"chapters/evidence/{name}\n" in toc


KINDS = ("figures", "tables")
