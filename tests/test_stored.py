"""A number whose counts were made with other patterns, or not at all, says so, and is never 0."""

import csv
import random
import re
import shutil

import pytest
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st
from readouts import paths
from readouts.corpus import codebook, corpus
from readouts.report import __main__ as check
from readouts.report import fulltext, loading, settings, stored
from readouts.report.chapters import exhibits
from readouts.report.findings import NOT_COUNTED
from readouts.report.publish import Refusal
from readouts.report.stored import Record
from shared import SHARED, needs_shared
from this_report import FULL_TEXTS, KREMLIN

FEBRUARY, JUNE = FULL_TEXTS


def rows_of(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write(path, rows):
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def pattern(folder, code, language, text):
    path = folder / "patterns.csv"
    first = rows_of(path)[0]
    write(
        path,
        [
            *rows_of(path),
            dict.fromkeys(first, "") | {"code": code, "language": language, "pattern": text},
        ],
    )


def without(folder, name, chosen):
    path = folder / name
    rows = rows_of(path)
    left = [row for row in rows if not chosen(row)]
    assert len(left) < len(rows)
    write(path, left)


def a_pattern_more(folder):
    pattern(folder, "peace", "en", "president")


def a_new_code(folder):
    path = folder / "codebook.csv"
    row = rows_of(path)[-1] | {"frame": "order", "code": "new-code", "label": "A new code"}
    write(path, [*rows_of(path), row])
    pattern(folder, "new-code", "en", "conversation")
    pattern(folder, "new-code", "en", "exchange*")


def a_pattern_fewer(folder):
    without(
        folder,
        "patterns.csv",
        lambda row: (
            row["code"] == "crisis"
            and row["language"] == "en"
            and row["pattern"].startswith("ukraine")
        ),
    )


def changed(folder, name, cell, new):
    """Change the one row of a table that has a cell."""
    path = folder / name
    rows = rows_of(path)
    (row,) = [row for row in rows if cell.items() <= row.items()]
    row.update(new)
    write(path, rows)


def another_exclusion(folder):
    changed(folder, "patterns.csv", {"pattern": "!west bank"}, {"pattern": "!west banks"})


def no_pattern_left(folder):
    without(
        folder,
        "patterns.csv",
        lambda row: (row["code"], row["language"]) == ("international-law", "en"),
    )


def another_code_of_a_frame(folder):
    changed(folder, "codebook.csv", {"code": "talks"}, {"frame": "order"})


def a_code_that_is_gone(folder):
    """As far as data made by hand do not name it."""
    for name in (
        "codebook.csv",
        "codebook_validity.csv",
        "patterns.csv",
        "reference_coding.csv",
        "disagreements.csv",
    ):
        path = folder / name
        rows = rows_of(path)
        left = [row for row in rows if row["code"] != "support"]
        if len(left) < len(rows):
            write(path, left)


def a_new_string(folder):
    path = folder / "beijing_strings.csv"
    write(
        path, [*rows_of(path), rows_of(path)[0] | {"term": "中方", "english": "the Chinese side"}]
    )


# What is changed, and the codes and the frames that are then not counted.
CHANGES = {
    a_pattern_more: ({"peace"}, {"settlement"}),
    a_new_code: ({"new-code"}, {"order"}),
    a_pattern_fewer: ({"crisis"}, {"naming"}),
    another_exclusion: ({"west-and-nato"}, {"security"}),
    no_pattern_left: ({"international-law"}, {"legitimacy"}),
    another_code_of_a_frame: (set(), {"order", "settlement"}),
    a_code_that_is_gone: (set(), {"partnership"}),
    a_new_string: (set(), set()),
}


# The others are of the same kinds, and each loads a report anew for every test.
FAST = (a_pattern_more,)
CASES = [
    pytest.param(change, id=change.__name__, marks=() if change in FAST else pytest.mark.slow)
    for change in CHANGES
]


@pytest.fixture(scope="module", params=CASES)
def case(request, tmp_path_factory):
    """The report after a change, and what of it is not counted."""
    folder = shutil.copytree(ROOT / "data", tmp_path_factory.mktemp("changed") / "data")
    request.param(folder)
    return loading.load(folder), *CHANGES[request.param]


# --- Findings


def test_what_is_not_counted_says_so_and_all_else_is_as_it_was(case, report):
    changed, codes, frames = case
    for text in FULL_TEXTS:
        for level, names, gone in (
            ("code", changed.codebook.codes["code"], codes),
            ("frame", changed.codebook.frames["frame"], frames),
        ):
            for name in names:
                for kind in (level, f"rate-{level}"):
                    found = changed.findings[f"{kind}-{text}-{name}"]
                    if name in gone:
                        assert (found.value, found.text) == (None, NOT_COUNTED)
                    else:
                        assert found == report.findings[found.id]


@pytest.mark.slow
def test_a_frame_is_not_counted_in_the_lists_where_a_code_of_it_is_not(case, report):
    changed, codes, frames = case
    whole = frames if codes else set()  # a frame of other codes is summed anew from their counts
    for frame in changed.codebook.frames["frame"]:
        for name in (
            "reference-has-kremlin-after",
            "reference-rate-white-house",
            "reference-shift",
        ):
            found = changed.findings[f"{name}-{frame}"]
            assert (found.text == NOT_COUNTED) is (frame in whole), found
        place = changed.findings[f"reference-count-call-{JUNE}-{frame}"]
        assert (place.text == NOT_COUNTED) is (frame in whole)
    assert (
        changed.findings["reference-texts-kremlin-after"].value
        == report.findings["reference-texts-kremlin-after"].value
    )


@pytest.mark.slow
def test_no_number_of_before_is_gone(case, report):
    """Prose that names one still builds: each id is there, except those of what the passages have."""
    changed, _codes, _ = case
    now = {finding.id for finding in changed.findings}
    gone = {finding.id for finding in report.findings} - now
    if len(changed.codebook.codes) < len(report.codebook.codes):
        gone = {name for name in gone if not name.endswith("-support")}
    assert not {name for name in gone if "full" in name or name.startswith("reference-")}
    assert len(gone) < 12, gone


def test_the_passages_are_at_hand_and_are_counted(case):
    changed, codes, _ = case
    for code in codes - {"international-law"}:
        assert changed.findings[f"code-{KREMLIN}-{code}"].value is not None


def test_a_zero_is_never_made_of_what_is_not_counted(case):
    changed, codes, _frames = case
    for finding in changed.findings:
        if finding.id.startswith("named-"):  # by reading, and not by the codebook
            continue
        if finding.value == 0 and any(finding.id.endswith(f"-{name}") for name in codes):
            assert KREMLIN in finding.id or "quoted" in finding.id or "validity" in finding.id, (
                finding
            )


# --- Figures and tables


def test_every_exhibit_is_there_and_names_what_it_lacks(case):
    changed, codes, frames = case
    made = [
        function(changed) for kind in ("figures", "tables") for function in exhibits(kind, changed)
    ]
    assert not [one for one in made if isinstance(one, Refusal)]
    by_id = {one.id: one for one in made}
    labels = changed.codebook.frames.set_index("frame")["label"]
    for one in made:
        shown = one.text()
        assert (
            "nan" not in f"{shown} {getattr(one, 'alt', '')}".lower().split()
            and "<NA>" not in one.csv()
        )
    if codes:
        for name in (
            "reference-frames",
            "reference-time",
            "reference-rates",
            "reference-places",
            "february-june",
        ):
            for frame in frames:
                assert f"ot counted with these patterns: {labels[frame]}" in by_id[name].text(), (
                    name
                )
        assert set(by_id["reference-frames"].data["frame"]) == set(labels.index) - frames
    table = by_id["codes"].data.set_index("code")
    for column in [column for column in table if "full" in column]:
        assert set(table.index[table[column].isna()]) == codes
    if not codes and not frames:
        assert "中方" not in by_id["chinese-series"].csv()
        assert "ot counted with these patterns: the Chinese side" in by_id["chinese-series"].text()


# --- The check


def test_the_check_names_what_is_not_counted_and_the_command_that_counts_it(case, capsys):
    changed, codes, frames = case
    said = "\n".join(stored.told(changed.stale))
    assert all(name in said for name in codes | frames)
    assert "make counts TEXTS=folder WRITE=1" in said
    assert ("make reference TEXTS=folder WRITE=1" in said) is bool(codes)


def test_it_is_no_fault(case, monkeypatch, capsys):
    changed, codes, _ = case
    monkeypatch.setattr(check, "load", lambda folder: changed)
    assert check.main("data") == 0
    shown = capsys.readouterr()
    assert all(f"code {code}" in shown.err for code in codes) and "The data agree" in shown.out


def test_of_what_is_counted_nothing_is_said(report):
    assert report.stale == () and report.as_if is None and stored.told([]) == []


def test_the_order_of_patterns_and_of_records_changes_nothing(tmp_path):
    folder = shutil.copytree(ROOT / "data", tmp_path / "data")
    for name in ("patterns.csv", "counted_with.csv"):
        rows = rows_of(folder / name)
        random.Random(7).shuffle(rows)
        write(folder / name, rows)
    assert loading.load(folder).stale == ()


def test_without_records_nothing_is_counted_and_the_report_is_there(tmp_path):
    folder = shutil.copytree(ROOT / "data", tmp_path / "data")
    first = (folder / "counted_with.csv").read_text("utf-8").splitlines()[0]
    (folder / "counted_with.csv").write_text(f"{first}\n", "utf-8")
    changed = loading.load(folder)
    for name in (
        f"words-{JUNE}",
        f"code-{JUNE}-peace",
        "reference-texts-kremlin-after",
        "reference-with-kremlin-after-conversation",
        "named-2022-06-15-crisis",
        "term-2022-06-15-战争",
        "article-invasion",
        "validity-passages",
    ):
        assert changed.findings[name].text == NOT_COUNTED, name
    for kind in ("figures", "tables"):
        for function in exhibits(kind, changed):
            assert not isinstance(function(changed), Refusal)


# --- Records

NAMES = st.text("abc", min_size=1, max_size=2)
RECORDS = st.builds(
    Record,
    st.sampled_from(["codes", "words"]),
    st.sampled_from(["", "june"]),
    st.just("code"),
    NAMES,
    st.just("en"),
    NAMES,
    NAMES,
)


@given(st.lists(RECORDS, unique_by=lambda record: record.key))
def test_what_is_recorded_comes_back_from_its_table(records):
    assert set(stored.recorded(stored.as_table(records))) == set(records)
    assert stored.stale(records, records) == []


@given(
    st.lists(RECORDS, unique_by=lambda record: record.key),
    st.lists(RECORDS, unique_by=lambda record: record.key),
)
def test_what_is_recorded_otherwise_or_not_at_all_is_stale(needed, had):
    gone = {one.record for one in stored.stale(needed, had)}
    assert gone == set(needed) - set(had)


@given(
    st.lists(RECORDS, unique_by=lambda record: record.key),
    st.lists(RECORDS, unique_by=lambda record: record.key),
)
def test_what_was_made_anew_is_recorded_and_the_rest_stays(old, made):
    now = set(stored.recorded(stored.renewed(old, made)))
    anew = {(record.table, record.readout_id) for record in made}
    assert now == set(made) | {one for one in old if (one.table, one.readout_id) not in anew}


@given(
    st.lists(RECORDS, unique_by=lambda record: record.key),
    st.lists(RECORDS, unique_by=lambda record: record.key),
)
def test_where_some_texts_were_counted_anew_what_was_otherwise_before_holds_of_none(old, partly):
    now = set(stored.recorded(stored.renewed(old, [], partly)))
    assert now & set(partly) == set(old) & set(partly)
    assert not {one.key for one in now} & {one.key for one in set(partly) - set(old)}


# --- The commands


@pytest.fixture
def data(tmp_path, monkeypatch):
    folder = shutil.copytree(ROOT / "data", tmp_path / "data")
    monkeypatch.setattr(paths, "DATA", folder)
    return folder


@needs_shared
def test_counted_anew_it_is_a_number_again(data):
    from readouts.report.reference import __main__ as lists

    a_pattern_more(data)
    a_new_code(data)
    assert fulltext.main([str(SHARED), "--write"]) == 0
    assert {one.record.table for one in loading.load(data).stale} == {
        "reference_codes",
        "reference_coding",
    }
    assert lists.main([str(SHARED / "corpora"), "--write"]) == 0
    loading._load.cache_clear()
    changed = loading.load(data)
    assert {one.record.table for one in changed.stale} == {"reference_coding"}
    texts = fulltext.texts_at_hand(
        SHARED, set(corpus.load(data).tables["readouts"]["sha256"].dropna())
    )
    sha256 = corpus.load(data).tables["readouts"].set_index("readout_id").at[JUNE, "sha256"]
    times = len(re.findall(r"\bpresident\b", texts[sha256].lower()))
    assert times >= 2 and changed.findings[f"code-{JUNE}-peace"].value >= times
    assert changed.findings[f"code-{JUNE}-new-code"].value > 0


def test_with_one_text_at_hand_the_other_stays_uncounted(data, tmp_path):
    a_pattern_more(data)
    tables = corpus.load(data).tables
    sha256 = tables["readouts"].set_index("readout_id").at[JUNE, "sha256"]
    own = settings.read(data)
    table = fulltext.records({sha256}, corpus.load(data), own)
    gone = stored.stale(stored.due(tables, codebook.load(tables), own), stored.recorded(table))
    of_texts = [one.record for one in gone if one.record.table == "fulltext_codes"]
    assert {record.readout_id for record in of_texts} == {FEBRUARY}
    assert {record.name for record in of_texts} == {"peace", "settlement"}
