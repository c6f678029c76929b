"""An update of a book: what a person filled in stays, what the corpus says anew is taken, and both are told; further columns travel."""

import csv
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from readouts import paths, readers
from readouts.__main__ import main
from readouts.corpus.document import Document
from readouts.create import codebooks, folder
from readouts.create.merging import merge, remembered
from readouts.readers.column_names import NAMES, plain
from readouts.report import load
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
    made = {name: text_of(rows) for name, rows in codebooks.general().items()}
    old = {name: [dict(row) for row in rows] for name, rows in made.items()}
    code = old["codebook"][0]["code"]
    old["codebook"][0] |= {"definition": "mine"}
    old["patterns"].append(
        {"code": old["codebook"][-1]["code"], "language": "en", "pattern": "mine*"}
    )
    new = {
        "frames": made["frames"][:1],
        "codebook": [row | {"label": "Another"} for row in made["codebook"][:1]],
        "patterns": made["patterns"][:1],
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


@pytest.mark.parametrize("form", ["csv", "jsonl"])
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(further=corpora())
def test_any_further_column_travels(tmp_path_factory, form, further):
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
    assert call("create", path / "book", "--corpus", corpus) == 0
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
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    column=names,
    written=st.lists(cells, min_size=3, max_size=3),
    table=st.sampled_from(["readouts", "segments", "sides", "events"]),
)
def test_a_column_of_a_persons_own_stays(tmp_path_factory, column, written, table):
    path = tmp_path_factory.mktemp("own")
    (path / "corpus.csv").write_text(
        "side,event,text\na,one,Peace.\nb,one,War.\nc,two,Trade.\n", encoding="utf-8"
    )
    assert call("create", path / "book", "--corpus", path / "corpus.csv") == 0
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


# --- This project's own folder ----------------------------------------------------------------------


def test_a_book_of_this_projects_own_data_loses_nothing(tmp_path, capsys):
    assert call("create", tmp_path / "book", "--corpus", paths.DATA, "--codebook", paths.DATA) == 0
    made = tmp_path / "book" / "data"
    of = {
        name: {row[key]: row for row in rows_of(made / f"{name}.csv")}
        for name, key in (
            ("readouts", "readout_id"),
            ("without_text", "readout_id"),
            ("segments", "segment_id"),
            ("events", "date"),
        )
    }
    readouts, segments, events = (
        rows_of(paths.DATA / f"{name}.csv") for name in ("readouts", "segments", "events")
    )
    for row in readouts:
        found = (of["readouts"] | of["without_text"])[row["readout_id"]]
        assert {column: found[column] for column, cell in row.items() if cell} == {
            column: cell for column, cell in row.items() if cell
        }
    repeats = {"event_date", "issuer", "side", "date", "language", "completeness"}
    assert (
        len(of["segments"]) == len(segments)
        and len(of["events"]) == len(events)
        and len(of["readouts"] | of["without_text"]) == len(readouts)
    )
    for row in segments:
        found = of["segments"][row["segment_id"]]
        assert all(found[column] == cell for column, cell in row.items() if column not in repeats)
        assert all(of["readouts"][row["readout_id"]][column] == row[column] for column in repeats)
    assert all(
        of["events"][row["date"]][column] == cell for row in events for column, cell in row.items()
    )
    for name in ("frames", "codebook"):
        assert {tuple(row.values()) for row in rows_of(made / f"{name}.csv")} == {
            tuple(row.values()) for row in rows_of(paths.DATA / f"{name}.csv")
        }
    assert "not taken over" in capsys.readouterr().err
    report = load(made)
    assert report.corpus.segments["speaker"].to_dict() == {
        row["segment_id"]: row["speaker"] for row in segments if row["quotation"] != "heading"
    }
    before = {path: path.read_bytes() for path in (tmp_path / "book").rglob("*") if path.is_file()}
    assert call("create", tmp_path / "book", "--corpus", paths.DATA, "--update") == 0
    assert {
        path: path.read_bytes() for path in (tmp_path / "book").rglob("*") if path.is_file()
    } == before
