"""A folder of texts: described by the names of its files, by a manifest, or by front matter."""

import datetime

import pytest
from readouts import readers
from readouts.corpus.datapackage import DataError, Fault

DAY = datetime.date(2022, 6, 15)


def folder(tmp_path, names, text="They spoke."):
    for name in names:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{text} {name}", encoding="utf-8")
    return tmp_path


def told(path, **mapping):
    """Of each file, by its name: side, date, event, language."""
    return {
        document.document_id: (
            document.side,
            document.date and document.date.isoformat(),
            document.event,
            document.language,
        )
        for document in readers.read(path, **mapping)
    }


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        # As in the issue: event with its date, side, language.
        (
            [
                "2022-06-15_putin-xi_phone__kremlin__en.txt",
                "2022-06-15_putin-xi_phone__beijing__en.txt",
                "2022-02-25_putin-xi_phone__kremlin__en.txt",
            ],
            [
                ("kremlin", "2022-02-25", "2022-02-25_putin-xi_phone", "en"),
                ("beijing", "2022-06-15", "2022-06-15_putin-xi_phone", "en"),
                ("kremlin", "2022-06-15", "2022-06-15_putin-xi_phone", "en"),
            ],
        ),
        # Two texts, and their names are the sides.
        (["north.txt", "south.txt"], [("north", None, "", "en"), ("south", None, "", "en")]),
        (
            ["north_20220615.txt", "south_20220615.txt"],
            [("north", "2022-06-15", "", "en"), ("south", "2022-06-15", "", "en")],
        ),
        (
            [
                "2022-06-15__north.txt",
                "2022-06-15__south.txt",
                "2022-02-25__north.txt",
                "2022-02-25__south.txt",
            ],
            [
                ("north", "2022-02-25", "", "en"),
                ("south", "2022-02-25", "", "en"),
                ("north", "2022-06-15", "", "en"),
                ("south", "2022-06-15", "", "en"),
            ],
        ),
        # Sides as folders.
        (
            ["north/2022-06-15.txt", "north/2022-02-25.txt", "south/2022-06-15.txt"],
            [
                ("north", "2022-02-25", "", "en"),
                ("north", "2022-06-15", "", "en"),
                ("south", "2022-06-15", "", "en"),
            ],
        ),
        # A word that is also the code of a language, in one file of two.
        (["no_limits.txt", "big_limits.txt"], [("big", None, "", "en"), ("no", None, "", "en")]),
        # Names that tell nothing.
        (["0001.txt", "0002.txt", "0003.txt"], [("", None, "", "en")] * 3),
        (
            [
                "a text with a long name that is its title.txt",
                "another text with another long title of it.txt",
            ],
            [("", None, "", "en")] * 2,
        ),
    ],
)
def test_what_names_tell(tmp_path, names, expected):
    assert list(told(folder(tmp_path, names)).values()) == expected


def test_a_side_and_an_event_in_parts_of_their_own(tmp_path):
    names = [
        f"{event}_{side}.txt" for event in ("gas", "grain", "summit") for side in ("north", "south")
    ]
    assert list(told(folder(tmp_path, names)).values()) == [
        (side, None, event, "en")
        for event in ("gas", "grain", "summit")
        for side in ("north", "south")
    ]


def test_ids_are_the_names_of_the_files(tmp_path):
    path = folder(tmp_path, ["north/a.b.txt", "south/a.b.txt", "../outside.txt"][:2])
    assert list(told(path)) == ["north-a-b", "south-a-b"]


def test_one_text(tmp_path):
    path = tmp_path / "2022-06-15_north.txt"
    path.write_text("They spoke.", encoding="utf-8")
    (document,) = readers.read(path, side_is="north")
    assert (document.document_id, document.date, document.side) == (
        "2022-06-15_north",
        DAY,
        "north",
    )


def test_each_file_has_its_encoding(tmp_path):
    (tmp_path / "north.txt").write_bytes(
        "Беседа двух руководителей продолжалась час.".encode("cp1251")
    )
    (tmp_path / "south.txt").write_bytes("两国领导人通电话，同意扩大合作。".encode("gb18030"))
    reading = readers.read(tmp_path)
    assert [document.text[:6] for document in reading] == ["Беседа", "两国领导人通"]
    assert reading.guess[1] == (
        "encoding: Windows-1251, guessed by its letters (--encoding says another); it gives 'Беседа', 'двух', 'руководителей' (north.txt); "
        "GB18030, guessed by its letters (--encoding says another); it gives '两国领导人通电话', '同意扩大合作' (south.txt)"
    )


def test_a_manifest_describes_the_files_and_names_fill_what_it_does_not_say(tmp_path):
    folder(tmp_path, ["2022-06-15__x__en.txt", "2022-02-25__y__en.txt", "notes.txt"])
    (tmp_path / "manifest.csv").write_text(
        "file,issuer,title\n2022-02-25__y__en.txt,north,Second\n./2022-06-15__x__en.txt,south,First\n",
        encoding="utf-8",
    )
    reading = readers.read(tmp_path)
    assert [(document.side, document.title, document.date.isoformat()) for document in reading] == [
        ("north", "Second", "2022-02-25"),
        ("south", "First", "2022-06-15"),
    ]
    assert "not in manifest.csv, and not read: notes.txt" in reading.guess
    (tmp_path / "manifest.csv").write_text(
        "file,side\nlost.txt,north\n../manifest.csv,south\n", encoding="utf-8"
    )
    with pytest.raises(DataError) as error:
        readers.read(tmp_path)
    assert error.value.faults == [
        Fault("manifest.csv", 2, "file", "'lost.txt'", "a file of the folder"),
        Fault("manifest.csv", 3, "file", "'../manifest.csv'", "a file of the folder"),
    ]
    (tmp_path / "manifest.csv").write_text("side\nnorth\n", encoding="utf-8")
    with pytest.raises(DataError, match="no column that names files"):
        readers.read(tmp_path)


MATTER = """---
title: "On the call: an account"
published: 2022-06-15T16:00:00Z
source: north
tags: [a, b]
---

# Account

They *spoke* of [trade](https://example.org).
"""


def test_markdown_with_front_matter(tmp_path):
    (tmp_path / "one.md").write_text(MATTER, encoding="utf-8")
    (tmp_path / "two.md").write_text(
        "---\ndate: June 15, 2022\nissuer: south\n---\nThey spoke.\n---\nA rule.", encoding="utf-8"
    )
    (tmp_path / "three.md").write_text("No matter.", encoding="utf-8")
    found = {document.document_id: document for document in readers.read(tmp_path)}
    assert found["one"].text == "Account\n\nThey spoke of trade."
    assert [
        (found[name].side, found[name].date, found[name].title) for name in ("one", "two", "three")
    ] == [("north", DAY, "On the call: an account"), ("south", DAY, ""), ("", None, "")]
    assert found["two"].text == "They spoke.\n\nA rule."
    (tmp_path / "four.md").write_text("A sign: &lt;b&gt;.", encoding="utf-8")
    assert next(iter(readers.read(tmp_path / "four.md"))).text == "A sign: <b>."
    assert (
        "[trade](https://example.org)"
        in next(iter(readers.read(tmp_path / "one.md", markup="none"))).text
    )


@pytest.mark.parametrize(
    ("matter", "found"),
    [
        ("title: [", "front matter that is no YAML"),
        ("- a\n- b", "front matter that is a list"),
        (
            "a: &a [*a, *a]\nb: !!python/object/apply:os.system ['echo']",
            "front matter that is no YAML",
        ),
        ("{" * 5000, "front matter with more than 100 brackets"),
        ("- " * 5000, "front matter that is no YAML"),
        ("? " * 5000, "front matter that is no YAML"),
    ],
)
def test_front_matter_that_is_none_is_a_fault_of_its_file(tmp_path, matter, found):
    (tmp_path / "one.md").write_text(f"---\n{matter}\n---\nThey spoke.", encoding="utf-8")
    (tmp_path / "two.md").write_text("They spoke.", encoding="utf-8")
    with pytest.raises(DataError) as error:
        list(readers.read(tmp_path))
    (fault,) = error.value.faults
    assert fault.file == "one.md" and fault.found.startswith(found)


def test_front_matter_that_expands_without_end_is_not_expanded(tmp_path):
    bomb = (
        "a0: &a0 [x, x]\n"
        + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 40))
        + "title: *a39"
    )  # 2**40 times x
    (tmp_path / "one.md").write_text(f"---\n{bomb}\n---\nThey spoke.", encoding="utf-8")
    (document,) = readers.read(tmp_path)
    assert document.title == ""


def test_files_that_are_no_texts_are_left_alone(tmp_path):
    folder(tmp_path, ["north.txt", ".hidden/a.txt", "_build/a.txt"])
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    (tmp_path / "README.md").write_text("About these texts.", encoding="utf-8")
    reading = readers.read(tmp_path)
    assert [document.document_id for document in reading] == ["north"]
    assert "no text of the corpus, and not read: README.md, picture.png" in reading.guess


@pytest.mark.parametrize("names", [[], ["picture.png"]])
def test_a_folder_without_texts(tmp_path, names):
    with pytest.raises(DataError, match="a folder without texts and tables"):
        readers.read(folder(tmp_path, names))


def test_an_empty_file_is_told_of(tmp_path):
    folder(tmp_path, ["north.txt", "south.txt"])
    (tmp_path / "south.txt").write_bytes(b"")
    reading = readers.read(tmp_path)
    assert len(list(reading)) == 1
    assert reading.notices == ["1 row without a text, left out: south.txt"]


def test_a_link_to_nothing_and_one_to_a_folder_are_named_and_the_rest_is_read(tmp_path):
    folder, other = tmp_path / "texts", tmp_path / "other"
    other.mkdir()
    (other / "north_2022-06-16.txt").write_text("They met.", encoding="utf-8")
    folder.mkdir()
    (folder / "north_2022-06-15.txt").write_text("They spoke.", encoding="utf-8")
    (folder / "south_2022-06-15.txt").symlink_to(tmp_path / "nowhere.txt")
    (folder / "more").symlink_to(other)
    reading = readers.read(folder)
    assert [document.text for document in reading] == ["They spoke."]
    assert "no text of the corpus, and not read: more, south_2022-06-15.txt" in reading.guess
