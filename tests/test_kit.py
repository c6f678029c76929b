"""The second coder's kit: it leaks nothing, a filled sheet comes back as it was meant, and each fault of a sheet is named."""

import csv
import itertools
import re
import shutil

import numpy as np
import pytest
from made_up import context
from readouts import paths
from readouts.corpus.datapackage import DataError
from readouts.report import kit
from tables import rows_of

HEADER = kit.SHEET


@pytest.fixture(scope="module")
def folder(report, tmp_path_factory):
    """A kit."""
    folder = tmp_path_factory.mktemp("kit") / "kit"
    kit.make(folder, report.context)
    return folder


def sheet(path, rows, header=HEADER):
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, header, restval="", extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)
    return path


def filled(report, reference=None):
    """The rows of a sheet that says what a coding says."""
    digest = kit.frozen(report.codebook)[1]
    reference = report.table("reference_coding") if reference is None else reference
    names = {
        row.segment_id: row.passage for row in kit.passages(report.corpus.segments).itertuples()
    }
    texts = report.corpus.segments["text"]
    rows = [
        {
            "passage": names[row.segment_id],
            "code": row.code,
            "words": texts[row.segment_id][row.start : row.end].replace("\u00a0", " "),
            "codebook": digest,
        }
        for row in reference.itertuples()
    ]
    return rows + [
        {"passage": name, "codebook": digest}
        for segment, name in names.items()
        if segment not in set(reference["segment_id"])
    ]


# --- What the coder gets


def test_the_kit_has_its_files_and_the_key_lies_apart(folder):
    assert sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.*")) == [
        "for-the-coder/codebook.csv",
        "for-the-coder/codebook.md",
        "for-the-coder/guide.md",
        "for-the-coder/passages.csv",
        "for-the-coder/sheet.csv",
        "for-the-scorer/key.csv",
    ]


def test_every_counted_passage_is_in_the_kit_once_to_the_letter(folder, report):
    key = {row["passage"]: row["segment_id"] for row in rows_of(folder / "for-the-scorer/key.csv")}
    passages = rows_of(folder / "for-the-coder/passages.csv")
    assert sorted(key.values()) == sorted(report.corpus.segments["segment_id"]) and len(key) == len(
        passages
    )
    assert all(
        report.corpus.segments.at[key[row["passage"]], "text"] == row["text"] for row in passages
    )


def test_no_column_says_whose_a_passage_is(folder, report):
    header = (folder / "for-the-coder/passages.csv").read_text(encoding="utf-8").splitlines()[0]
    assert header == "passage,text"
    shown = "\n".join(row["passage"] for row in rows_of(folder / "for-the-coder/passages.csv"))
    shown += (folder / "for-the-coder/sheet.csv").read_text(encoding="utf-8") + (
        folder / "for-the-coder/guide.md"
    ).read_text(encoding="utf-8")
    segments = report.corpus.segments
    hidden = {
        str(value).casefold()
        for column in (
            "segment_id",
            "readout_id",
            "event_date",
            "issuer",
            "side",
            "date",
            "speaker",
            "completeness",
        )
        for value in segments[column]
    }
    assert not [value for value in hidden - {"both", "issuer"} if value in shown.casefold()]
    assert all(
        re.fullmatch("p[0-9a-f]{7}", row["passage"])
        for row in rows_of(folder / "for-the-coder/passages.csv")
    )


def test_the_codebook_of_the_kit_has_no_sources_and_no_patterns(folder, report):
    text = (folder / "for-the-coder/codebook.csv").read_text(encoding="utf-8")
    assert text.splitlines()[0] == ",".join(kit.FROZEN) and "source" not in kit.FROZEN
    readable = (folder / "for-the-coder/codebook.md").read_text(encoding="utf-8")
    assert not [
        source for source in report.codebook.codes["source"] if source in text or source in readable
    ]
    assert all(f"`{code}`" in readable for code in report.codebook.codes["code"])


def test_the_order_says_nothing_of_the_side(report):
    """Over many seeds each passage stands on average in the middle; and no order is that of the data."""
    segments = report.corpus.segments
    orders = [list(kit.passages(segments, seed)["segment_id"]) for seed in range(300)]
    places = np.array(
        [[order.index(segment) for order in orders] for segment in segments["segment_id"]]
    )
    assert (np.abs(places.mean(axis=1) - (len(segments) - 1) / 2) < 1.1).all()
    assert list(segments["segment_id"]) not in orders
    chosen = segments.loc[kit.passages(segments)["segment_id"], "side"].to_list()
    assert (
        sum(one != other for one, other in itertools.pairwise(chosen)) > segments["side"].nunique()
    )


def test_the_names_and_the_order_hang_on_the_seed_and_not_on_the_order_of_the_data(report):
    segments = report.corpus.segments
    assert kit.passages(segments).equals(kit.passages(segments.iloc[::-1]))
    assert set(kit.passages(segments, 1)["passage"]).isdisjoint(
        kit.passages(segments, 2)["passage"]
    )


def test_the_hash_stands_in_the_guide_and_in_the_sheet_and_is_that_of_the_file(folder):
    import hashlib

    digest = hashlib.sha256((folder / "for-the-coder/codebook.csv").read_bytes()).hexdigest()
    assert digest in (folder / "for-the-coder/guide.md").read_text(encoding="utf-8")
    assert {row["codebook"] for row in rows_of(folder / "for-the-coder/sheet.csv")} == {digest}


def test_a_kit_overwrites_nothing(folder, report):
    with pytest.raises(FileExistsError, match="expected a new or empty folder"):
        kit.make(folder, report.context)


def test_making_it_twice_gives_the_same_bytes(folder, report, tmp_path):
    made = kit.make(tmp_path / "again", report.context)
    assert all(
        path.read_bytes() == (folder / path.relative_to(tmp_path / "again")).read_bytes()
        for path in made
    )


# --- The score


def test_a_sheet_filled_from_the_reference_coding_comes_back_and_agrees_wholly(report, tmp_path):
    coding = kit.read_sheet(sheet(tmp_path / "sheet.csv", filled(report)), report.context)
    columns = ["segment_id", "start", "end", "code"]
    reference = report.table("reference_coding")
    assert set(coding[columns].itertuples(index=False, name=None)) == set(
        reference[columns].itertuples(index=False, name=None)
    )
    codes, overall = kit.scores(coding, report.context)["the reference coding"]
    used = codes[codes["reference"] > 0]
    assert (
        (used["alpha"] == 1).all()
        and (used["unitized_alpha"] == 1).all()
        and (overall["value"] == 1).all()
    )
    assert "over all codes" in kit.shown(coding, report.context)


def test_half_a_sheet_and_a_shuffled_one_agree_less(report, tmp_path):
    reference = report.table("reference_coding")
    half = kit.read_sheet(
        sheet(tmp_path / "half.csv", filled(report, reference.iloc[::2])), report.context
    )
    shuffled = reference.assign(
        code=reference["code"].sample(frac=1, random_state=1).to_list()
    ).drop_duplicates(["segment_id", "start", "code"])
    shuffled = kit.read_sheet(
        sheet(tmp_path / "shuffled.csv", filled(report, shuffled)), report.context
    )
    values = [
        kit.scores(coding, report.context)["the reference coding"][1].set_index("measure")["value"]
        for coding in (half, shuffled)
    ]
    assert 0 < values[0]["alpha"] < 1 and 0 < values[0]["unitised alpha"] < 1
    assert values[1]["alpha"] < 0.5 and values[1]["unitised alpha"] < 0.5


def test_an_empty_sheet_is_a_coding_of_nothing(folder, report):
    coding = kit.read_sheet(folder / "for-the-coder/sheet.csv", report.context)
    assert (
        coding.empty
        and kit.scores(coding, report.context)["the machine"][1]
        .set_index("unit")
        .at["words", "value"]
        <= 0
    )


@pytest.mark.parametrize(
    ("words", "text", "found"),
    [
        ("the West", "While the West and the\u00a0West", [(6, 14), (19, 27)]),
        ("“drive a wedge.”", "drive a wedge", [(0, 13)]),
        ("Russia's actions", "of Russia’s actions", [(3, 19)]),
        ("sanction", "sanctions", []),
        ("military and\n  defense", "military and\u00a0defense ties", [(0, 20)]),
        ("a.c", "abc", []),
        ("...", "abc", []),
    ],
)
def test_words_are_found_as_a_person_copies_them(words, text, found):
    assert kit.places(words, text) == found


def faults(report, path):
    with pytest.raises(DataError) as error:
        kit.read_sheet(path, report.context)
    return str(error.value)


def test_every_fault_of_a_sheet_is_named_at_once(report, tmp_path):
    rows, texts = filled(report), report.corpus.segments["text"]
    names = {
        row.segment_id: row.passage for row in kit.passages(report.corpus.segments).itertuples()
    }
    zakharova, digest = (
        names["russian-foreign-ministry-2022-06-15-3"],
        kit.frozen(report.codebook)[1],
    )
    assert texts["russian-foreign-ministry-2022-06-15-3"].count("itself") == 2
    wrong = [
        {"passage": "p0000000", "code": "war", "words": "war"},
        {"passage": zakharova, "code": "wars", "words": "China"},
        {"passage": zakharova, "code": "war", "words": "World War"},
        {"passage": zakharova, "code": "war", "words": "itself"},
        {"passage": zakharova, "code": "war", "words": "China", "occurrence": "2"},
        {"passage": zakharova, "code": "war", "words": "China", "occurrence": "first"},
        {"passage": zakharova, "code": "war"},
        {"passage": zakharova, "words": "China"},
        {"passage": zakharova, "codebook": "0" * 64},
        {"code": "war", "words": "China"},
        {"passage": zakharova, "code": "west-and-nato", "words": "while the West"},
    ]
    shown = faults(report, sheet(tmp_path / "sheet.csv", rows + wrong))
    first = len(rows) + 2
    for number, (column, found, expected) in enumerate(
        [
            ("passage", "'p0000000'", "one of p"),
            ("code", "'wars'", "a code of codebook.csv"),
            ("words", "'World War'", f"whole words as they stand in {zakharova}"),
            ("occurrence", "an empty cell", "which of the 2 places is meant"),
            ("occurrence", "2", "from 1 to 1"),
            ("occurrence", "'first'", "a whole number"),
            ("words", "an empty cell", "the words to which the code is given"),
            ("code", "an empty cell", "the code that is given to these words"),
            ("codebook", f"'{'0' * 64}'", f"{digest}, the SHA-256 of the codebook of now"),
            ("passage", "an empty cell", "the name of a passage"),
            ("words", "'while the West'", "two stretches of one code may not overlap"),
        ]
    ):
        assert re.search(
            rf"sheet\.csv, row {first + number}, column '{column}': found {re.escape(found)}; expected {re.escape(expected)}|"
            rf"sheet\.csv, row {first + number}, column '{column}': found {re.escape(found)}; expected .*{re.escape(expected)}",
            shown,
        ), (number, shown)
    assert len(shown.splitlines()) == 1 + len(wrong)


def test_stretches_of_one_code_that_touch_do_not_overlap(tmp_path):
    of = context()
    one = of.data.segments["segment_id"].iloc[0]
    of.data.segments.loc[one, "text"] = "和平发展"  # nothing stands between two words
    names = kit.passages(of.data.segments).set_index("segment_id")["passage"]
    digest = kit.frozen(of.codebook)[1]
    rows = [{"passage": name, "codebook": digest} for name in names.drop(one)]
    given = {"passage": names[one], "codebook": digest, "code": "peace"}
    rows += [given | {"words": words} for words in ("和平", "发展")]
    coding = kit.read_sheet(sheet(tmp_path / "sheet.csv", rows), of)
    assert coding[["start", "end"]].values.tolist() == [[0, 2], [2, 4]]


def test_the_second_place_of_repeated_words_can_be_meant(report, tmp_path):
    rows = filled(report, report.table("reference_coding").iloc[:0])
    name = (
        kit.passages(report.corpus.segments)
        .set_index("segment_id")
        .at["russian-foreign-ministry-2022-06-15-3", "passage"]
    )
    coding = kit.read_sheet(
        sheet(
            tmp_path / "sheet.csv",
            [*rows, {"passage": name, "code": "war", "words": "itself", "occurrence": "2"}],
        ),
        report.context,
    )
    text = report.corpus.segments.at["russian-foreign-ministry-2022-06-15-3", "text"]
    assert coding.iloc[0]["start"] == text.rindex("itself")


def test_a_passage_that_the_sheet_passes_over_is_a_fault(report, tmp_path):
    rows = filled(report)
    name = rows[-1]["passage"]
    shown = faults(
        report, sheet(tmp_path / "sheet.csv", [row for row in rows if row["passage"] != name])
    )
    assert f"no row for {name}; expected at least one row for each passage" in shown


def test_a_sheet_without_hash_columns_or_with_other_columns_is_refused(report, tmp_path):
    bare = sheet(tmp_path / "bare.csv", [row | {"codebook": ""} for row in filled(report)])
    assert "no SHA-256 in any row" in faults(report, bare)
    other = sheet(
        tmp_path / "other.csv", filled(report), [name for name in HEADER if name != "words"]
    )
    assert "other.csv, row 1, column 'words': found no such column" in faults(report, other)


def test_a_changed_codebook_does_not_fit_an_old_sheet(report, tmp_path):
    from dataclasses import replace

    path = sheet(tmp_path / "sheet.csv", filled(report))
    codes = report.codebook.codes.copy()
    codes.loc["war", "definition"] += " Or as a conflict."
    assert "the SHA-256 of the codebook of now" in faults(
        replace(report, codebook=replace(report.codebook, codes=codes)), path
    )


def test_the_commands_end_as_they_should(report, tmp_path, capsys):
    assert kit.main(["make", str(tmp_path / "kit")]) == 0
    assert "keep" in capsys.readouterr().out
    assert (
        kit.main(["make", str(tmp_path / "kit")]) == 1
        and "expected a new or empty folder" in capsys.readouterr().err
    )
    assert kit.main(["score", str(sheet(tmp_path / "sheet.csv", filled(report)))]) == 0
    shown = capsys.readouterr().out
    assert (
        "Against the reference coding" in shown
        and "Against the machine" in shown
        and "unitised alpha" in shown
    )
    assert kit.main(["score", str(tmp_path / "none.csv")]) == 1
    assert "none.csv: found no such file; expected a sheet from the kit" in capsys.readouterr().err


def test_another_seed_needs_to_be_named(report, tmp_path, capsys):
    assert kit.main(["--seed", "5", "make", str(tmp_path / "kit")]) == 0
    path = tmp_path / "kit/for-the-coder/sheet.csv"
    assert kit.main(["score", str(path)]) == 1 and "as seed 2022 names" in capsys.readouterr().err
    assert kit.main(["--seed", "5", "score", str(path)]) == 0


def test_any_report_has_a_kit(tmp_path):
    """Without include and exclude rules, and without a reference coding."""
    from dataclasses import replace

    of = context()
    codes = of.codebook.codes.drop(columns=["include", "exclude"])
    of = replace(of, codebook=replace(of.codebook, codes=codes))
    kit.make(tmp_path / "kit", of)
    coder = tmp_path / "kit" / "for-the-coder"
    said = "".join(path.read_text(encoding="utf-8") for path in coder.iterdir())
    assert "north" not in said.replace("Northland", "") and "### Peace (`peace`)" in said
    texts = {row["text"]: row["passage"] for row in rows_of(coder / "passages.csv")}
    rows = rows_of(coder / "sheet.csv")
    for row in rows:
        if row["passage"] == texts["It was agreed that trade grows."]:
            row.update(code="trade", words="trade")
    coding = kit.read_sheet(sheet(tmp_path / "sheet.csv", rows), of)
    assert coding[["segment_id", "code"]].values.tolist() == [["south-july-quoted-2", "trade"]]
    assert list(kit.scores(coding, of)) == ["the machine"]
    assert "Against the machine" in kit.shown(coding, of)


def test_another_data_folder_can_be_named(tmp_path, capsys):
    data = shutil.copytree(paths.DATA, tmp_path / "data")
    path = data / "segments.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("laid out", "laid down"), encoding="utf-8")
    assert kit.main(["--data", str(data), "make", str(tmp_path / "kit")]) == 0
    passages = tmp_path / "kit/for-the-coder/passages.csv"
    assert "laid down" in passages.read_text(encoding="utf-8")
    capsys.readouterr()
    assert kit.main(["--data", str(tmp_path / "none"), "make", str(tmp_path / "kit2")]) == 1
    assert "none" in capsys.readouterr().err
