"""The report of anyone's readouts: its counts by hand, what it may say, and every exhibit for corpora of every shape."""

import collections
import datetime
import itertools
import re
from importlib import import_module

import docutils.core
import pytest
from any_report import BOOK, DAY, SHAPES, load, of_shape, said
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from myst_parser.parsers.docutils_ import Parser
from readouts.book.entry import AROUND, WHOLE, layers, stretches, within
from readouts.corpus.datapackage import DataError
from readouts.create import book, codebooks, folder
from readouts.report import keyness, loading, tables, unshared
from readouts.report.chapters import CHAPTERS
from readouts.report.drawing import distinct, drawable, legible, looks
from readouts.report.exhibits.timeline import date_locator
from readouts.report.findings import ROLE, literal, slugs
from readouts.report.publish import Refusal, defused
from readouts.text.concordance import concordance


@pytest.fixture(scope="module", params=SHAPES)
def shape(request, tmp_path_factory):
    """A report of each shape."""
    return of_shape(tmp_path_factory.mktemp("shape"), request.param)


# What a report of all sides has.
OF_SIDES = {
    kind: [
        getattr(import_module(chapter.exhibits, "readouts.report"), name)
        for chapter in CHAPTERS
        if set(chapter.module.NEEDS) <= {"readouts", "segments", *BOOK}
        for name in getattr(chapter, kind)
        if name not in chapter.of_pair
    ]
    for kind in ("figures", "tables")
}


# --- Every exhibit, of every shape -----------------------------------------------------


@pytest.mark.parametrize("function", OF_SIDES["tables"], ids=lambda function: function.__name__)
def test_every_table_shows_findings_that_are_there_or_says_why_it_is_not(shape, function):
    table = function(shape)
    if isinstance(table, Refusal):
        assert (
            table.reason.endswith(".") and table._repr_mimebundle_()["text/plain"] == table.reason
        )
        return
    for text in (table.caption, *table.columns.values()):
        assert all(name in shape.findings for name in ROLE.findall(text))
    for row in table.cells():
        for cell in row:
            if "finding" in cell:
                assert cell["text"] == shape.findings[cell["finding"]].text
    assert table.cells() and len(table.csv().splitlines()) > 1


@pytest.mark.parametrize("function", OF_SIDES["figures"], ids=lambda function: function.__name__)
def test_every_figure_is_drawn_or_says_why_it_is_not(shape, function):
    figure = function(shape)
    if isinstance(figure, Refusal):
        assert figure.reason
        return
    assert (
        all(name in shape.findings for name in ROLE.findall(figure.caption))
        and len(figure.alt) > 40
    )
    assert figure.files()["svg"].startswith("<?xml") and len(figure.csv().splitlines()) > 1


def test_every_finding_has_a_name_that_is_an_address_and_counts_what_it_shows(shape):
    seen = [finding.id for finding in shape.findings]
    assert len(set(seen)) == len(seen) == len({name.casefold() for name in seen})
    assert all(re.fullmatch(r"[\w-]+", name) for name in seen)
    for finding in shape.findings:
        texts = [
            shape.corpus.segments.at[segment, "text"][start:end]
            for segment, start, end in finding.spans
        ]
        assert all(texts) and len(finding.spans) + len(finding.rows) in (finding.value, 0)


def test_every_code_marks_the_words_of_its_patterns(shape):
    for finding in shape.findings:
        if finding.id.startswith("code-"):
            segments = shape.corpus.segments.loc[list(finding.searched)]
            found = {
                (line.docname, len(line.pre), len(line.pre) + len(line.keyword))
                for pattern in finding.patterns
                for line in concordance(segments, pattern).itertuples()
            }
            assert found == set(finding.spans), finding.id


# --- Counts by hand ---------------------------------------------------------------------


@pytest.fixture(scope="module")
def two_events(tmp_path_factory):
    return load(
        tmp_path_factory.mktemp("two"),
        [
            said("North", "War and peace.\nFree trade, trade.", "first"),
            said("South", "Peace!", "first", completeness="excerpts"),
            said("North", "Peace.", "second", date=DAY + datetime.timedelta(9)),
            said("South", "War, the war.", "second", date=DAY + datetime.timedelta(9)),
            said("West", "Война.", "second", "ru", date=DAY + datetime.timedelta(9)),
        ],
    )


def test_sizes_are_of_sides_and_readouts(two_events):
    value = {
        name: two_events.findings[name].value
        for name in (
            "readouts",
            "sides",
            "events",
            "languages",
            "readouts-full",
            "words-north",
            "words-south",
            "passages-north",
            "texts-north",
            "texts-on-second",
        )
    }
    assert value == {
        "readouts": 5,
        "sides": 3,
        "events": 2,
        "languages": 2,
        "readouts-full": 4,
        "words-north": 7,
        "words-south": 4,
        "passages-north": 3,
        "texts-north": 2,
        "texts-on-second": 3,
    }


def test_codes_are_counted_by_side_and_by_account(two_events):
    counts = two_events.analysis.codes.counts()
    assert counts["north"].to_dict() == {
        "war": 1,
        "peace": 2,
        "trade": 3,
    }  # “free trade” is one stretch, and “trade” in it another
    assert counts["south"].to_dict() == {"war": 2, "peace": 1, "trade": 0}
    assert counts["west"]["war"] == 1 and counts["west"].isna().to_dict() == {
        "war": False,
        "peace": True,
        "trade": True,
    }
    by_account = two_events.analysis.codes_by_account
    assert [by_account.count(f"north__on__{event}", "peace") for event in ("first", "second")] == [
        1,
        1,
    ]


def test_what_one_account_alone_has(two_events):
    rows = unshared.codes(two_events.analysis.accounts, two_events.analysis.codes_by_account)
    assert rows[["event", "code", "part", "frequency", "others"]].values.tolist() == [
        ["first", "war", "north__on__first", 1, "South: not in the passages at hand"],
        ["first", "trade", "north__on__first", 3, "South: not in the passages at hand"],
        # In the second, two accounts have the war; nobody else could have been found to have peace but the South.
        ["second", "peace", "north__on__second", 1, "South: absent"],
    ]


def test_absence_is_said_of_a_side_only_where_all_its_texts_are_full(two_events):
    parts = {part.id: part.absent for part in two_events.analysis.subcorpora}
    assert parts == {"north": "absent", "south": "not in the passages at hand", "west": "absent"}
    assert (
        two_events.findings["code-south-trade"].note
        == "Not in the passages at hand: 2 passages with 4 words were searched."
    )


def test_words_are_those_of_another_count(shape):
    texts = collections.defaultdict(str)
    for segment in shape.corpus.segments.itertuples():
        texts[segment.side] += f"\n{segment.text}"
    for vocabulary in shape.analysis.vocabularies:
        for part in vocabulary.parts:
            own = " ".join(part.segments["text"])
            if own.isascii():
                plain = collections.Counter(re.findall(r"[a-z0-9]+(?:['-][a-z0-9]+)*", own.lower()))
                assert vocabulary.words[part.id][vocabulary.words[part.id] > 0].to_dict() == plain


def test_keyness_of_a_side_is_against_all_the_others(tmp_path):
    sides = {"A": "tax tax tax of it", "B": "of war", "C": "of tax and peace peace"}
    found = load(tmp_path, [said(side, text) for side, text in sides.items()])
    (vocabulary,) = found.analysis.vocabularies
    pair = keyness.pairs(vocabulary)[0]
    row = pair.words.set_index("word").loc["tax"]
    assert (row["frequency"], row["n_target"], row["frequency_reference"], row["n_reference"]) == (
        3,
        5,
        1,
        7,
    )
    assert found.findings["word-a__others-tax"].value == 1 and found.findings[
        "word-a__others-tax"
    ].parts == ("word-b-tax", "word-c-tax")
    assert found.findings["words-a__others"].value == 7
    assert pair.words.loc[pair.words["shown"], "word"].to_list() == [
        "tax"
    ]  # “of” is a function word, “it” stands once


def test_two_sides_are_one_contrast_and_the_guard_withholds_what_they_cannot_bear(tmp_path):
    found = load(tmp_path, [said("A", "tax tax of it"), said("B", "of war")])
    ((_, pair),) = found.analysis.pairs
    assert pair.target.id == "a" and pair.reference_id == "b"
    assert pair.words[["fisher_p", "lrc"]].isna().all(axis=None)


def test_long_texts_of_many_readouts_are_ordered_by_the_bound_of_their_interval(tmp_path):
    north = [said("North", "peace " * 40 + "the " * 260, f"e{n}") for n in range(4)]
    south = [said("South", "war " * 30 + "the " * 270, f"e{n}") for n in range(4)]
    ((_, pair),) = load(tmp_path, north + south).analysis.pairs
    assert pair.words["word"].to_list()[:2] == ["peace", "war"]
    assert pair.words["fisher_p"].notna().all()


# --- Languages ----------------------------------------------------------------------------


def test_words_of_different_languages_are_never_set_against_each_other(tmp_path):
    found = load(
        tmp_path,
        [
            said("North", "Война и мир. Война и 1945", language="ru"),
            said("South", "和平与战争, 1945", language="zh"),
        ],
    )
    assert found.analysis.pairs == []
    assert "Words of different languages are not the same types" in tables.keyness(found).reason
    assert not isinstance(tables.codes(found), Refusal)  # by coded frames they are compared
    rows = tables.words(found).data
    assert rows[["north_frequency", "south_frequency"]].notna().sum(axis=1).eq(1).all()
    assert (
        len(rows[rows["word"] == "1945"]) == 2
    )  # a row for each language, though they are spelt alike


def test_a_side_that_writes_in_two_languages_is_two_parts(tmp_path):
    found = load(
        tmp_path,
        [
            said("North", "War.", language="en"),
            said("North", "Война.", language="ru"),
            said("South", "War.", language="en"),
        ],
    )
    assert [(part.id, part.name) for part in found.analysis.subcorpora] == [
        ("north__in__en", "North (English)"),
        ("north__in__ru", "North (Russian)"),
        ("south", "South"),
    ]
    assert (
        found.findings["code-north__in__ru-war"].value
        == found.findings["code-north__in__en-war"].value
        == 1
    )


def test_regional_variants_are_one_language(tmp_path):
    found = load(
        tmp_path, [said("North", "War.", language="en-GB"), said("South", "War.", language="en")]
    )
    assert len(found.analysis.pairs) == 1


# --- Faults and names -----------------------------------------------------------------------


def test_a_readout_without_a_word_is_refused(tmp_path):
    load(tmp_path, [said("North", "War."), said("South", "Peace.")])
    rows = (tmp_path / "segments.csv").read_text("utf-8").replace("Peace.", "...")
    (tmp_path / "segments.csv").write_text(rows, "utf-8")
    with pytest.raises(
        DataError,
        match="readouts.csv, row 3, column 'readout_id': found 'south-2020-03-04'; expected a readout with at least one word",
    ):
        loading._load.__wrapped__(tmp_path)


def test_documents_without_words_are_left_out_and_told():
    made, notices = folder.tables([said("North", "War."), said("South", " ... ")])
    assert (
        len(made["readouts"]) == 1
        and notices[0] == "'South--en' has no word in it and was left out"
    )
    with pytest.raises(DataError, match="no word in them"):
        folder.tables([said("South", "...")])


def test_accounts_are_gathered_by_event_or_by_date():
    made, notices = folder.tables(
        [
            said("North", "War."),
            said("South", "War."),
            said("North", "War.", date=DAY + datetime.timedelta(1)),
            said("South", "War.", date=None),
        ]
    )
    assert [(row["event"], row["label"]) for row in made["events"]] == [
        ("2020-03-04", "4 March 2020"),
        ("2020-03-05", "5 March 2020"),
        ("event", "No event named"),
    ]
    assert notices == [
        "3 documents name no event: those of one date are taken for accounts of one event"
    ]


def test_a_text_is_cut_into_its_paragraphs_and_kept_to_the_letter():
    made, _ = folder.tables([said("North", "One,  two.\n\n\tThree \u202e<b>.")])
    assert [(row["segment_id"], row["text"]) for row in made["segments"]] == [
        ("north-2020-03-04-1", "One,  two."),
        ("north-2020-03-04-2", "Three \u202e<b>."),
    ]


@given(st.lists(st.text(max_size=200), max_size=30))
def test_ids_are_distinct_and_cannot_leave_a_folder(names):
    made = folder.identifiers(names)
    assert len(set(made)) == len(names)
    assert all(re.fullmatch(r"[^\W_]+(-[^\W_]+)*", name) and len(name) < 100 for name in made)


@given(st.lists(st.text(max_size=100), max_size=30))
def test_slugs_are_distinct_and_short(names):
    made = slugs(names)
    assert set(made) == set(names) and len(set(made.values())) == len(made)
    assert all(name and re.fullmatch(r"[\w-]+", name) and len(name) <= 70 for name in made.values())


def test_a_slug_that_is_shared_by_none_is_left_as_it_is():
    assert slugs(["peace", "russia's", "win-win"]) == {
        "peace": "peace",
        "russia's": "russia-s",
        "win-win": "win-win",
    }


EXTENSIONS = ["attrs_inline", "colon_fence", "deflist", "dollarmath"]


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(
    st.text(
        st.characters(codec="utf-8", exclude_categories=["Cc", "Zl", "Zp", "Cs"])
        | st.sampled_from("*_`{}[]()<>$&;:#|\\!~^-=+.1"),
        max_size=40,
    )
)
def test_a_name_is_read_as_it_is_written(name):
    shown = docutils.core.publish_doctree(
        f"A name: {literal(name)} it was.",
        parser=Parser(),
        settings_overrides={
            "myst_enable_extensions": EXTENSIONS,
            "report_level": 5,
            "_disable_config": True,
        },
    )
    assert " ".join(shown.astext().split()) == " ".join(f"A name: {name} it was.".split())


@given(st.text(max_size=20))
def test_a_cell_for_people_is_no_formula(text):
    cell = defused(text)
    assert cell.endswith(text) and (
        not re.match(r"[=@\t\r+-]", cell) or re.fullmatch(r"[+-][\d.,]+", cell)
    )


# --- Drawing ----------------------------------------------------------------------------------


def test_looks_are_apart_and_no_more_than_eight():
    made = looks({str(n): f"Side {n}" for n in range(9)})
    assert (
        len(made) == 8
        and len({look.colour for look in made.values()})
        == len({look.marker for look in made.values()})
        == 8
    )


def test_what_the_font_lacks_is_drawn_by_another_name():
    assert drawable("Ελλάς, Кремль, Ivory") and not drawable("中国")
    assert (
        legible("中国", "no. 2"),
        legible("__x", "no. 2"),
        legible("_", "no. 2"),
        legible("n" * 50, "no. 2"),
    ) == ("no. 2", "x", "no. 2", "n" * 39 + "…")


@given(
    st.lists(st.sampled_from(["a", "b", "a ", "c"]), max_size=6).map(
        lambda labels: [label.strip() for label in labels]
    )
)
def test_labels_are_made_distinct_by_what_is_not_seen(labels):
    assert (
        len(set(distinct(labels))) == len(labels)
        and [label.strip() for label in distinct(labels)] == labels
    )


# --- Evidence of thousands ----------------------------------------------------------------------


@given(
    st.integers(1, 3000).flatmap(
        lambda n: st.tuples(
            st.just(n),
            st.lists(st.tuples(st.integers(0, n - 1), st.integers(1, 12)), min_size=1, max_size=20),
        )
    )
)
def test_what_is_shown_around_words_holds_them_and_no_more_than_it_must(case):
    length, places = case
    text = ("word " * (length // 5 + 1))[:length]
    spans = sorted({(start, min(length, start + size)) for start, size in places})
    windows = stretches(text, spans)
    assert all(
        any(first <= start and end <= last for first, last in windows) for start, end in spans
    )
    assert (
        all(one[1] < other[0] for one, other in itertools.pairwise(windows))
        and windows[0][0] >= 0
        and windows[-1][1] <= length
    )
    if length > WHOLE:
        assert sum(last - first for first, last in windows) <= len(spans) * (
            12 + 2 * AROUND + 40 + AROUND // 2
        )


@given(
    st.lists(
        st.tuples(st.integers(0, 12), st.integers(1, 6)).map(lambda span: (span[0], sum(span))),
        max_size=12,
        unique=True,
    )
)
def test_spans_of_one_layer_never_cross_and_none_is_lost(spans):
    spans = sorted(spans, key=lambda span: (span[0], -span[1]))
    made = layers(spans)
    assert sorted(span for layer in made for span in layer) == sorted(spans)
    assert not [
        (one, other)
        for layer in made
        for one in layer
        for other in layer
        if one[0] < other[0] < one[1] < other[1]
    ]
    assert len(made) <= 1 or any(
        one[0] < other[0] < one[1] < other[1] for one in spans for other in spans
    )


@given(st.lists(st.integers(1, 50), max_size=8), st.integers(0, 300))
def test_no_more_is_shown_than_there_is_room_for(lengths, room):
    windows = [(100 * n, 100 * n + length) for n, length in enumerate(lengths)]
    kept = within(windows, room)
    assert sum(end - start for start, end in kept) == min(room, sum(lengths))
    assert all(start == first and end <= last for (start, end), (first, last) in zip(kept, windows))


# --- Pages ----------------------------------------------------------------------------------------


def paths_of(documents):
    return book.pages(folder.tables(documents)[0])


def test_chapters_are_those_that_the_texts_can_fill():
    def has(documents, name):
        return f"chapters/{name}\n" in paths_of(documents)["_toc.yml"].decode()

    pair = [said("North", "War.", "a"), said("South", "War.", "a")]
    assert has(pair, "keyness") and not has(pair, "timeline") and not has(pair, "concordance")
    assert has([*pair, said("North", "War.", "b")], "timeline") and has(
        [*pair, said("North", "War.", "b")], "concordance"
    )
    assert not has([said("North", "War.", "a"), said("South", "Война.", "a", "ru")], "keyness")


def test_a_page_for_each_event_but_not_for_hundreds():
    made = paths_of([said("North", "War.", f"e{n}") for n in range(40)])
    assert sum(path.startswith("chapters/reader/") for path in made) == book.PAGES


def test_the_general_codebook_is_whole_and_names_no_party():
    made = codebooks.general()
    codes = {row["code"] for row in made["codebook"]}
    assert {row["code"] for row in made["patterns"]} == codes and {
        row["frame"] for row in made["codebook"]
    } == {row["frame"] for row in made["frames"]}
    assert {(row["code"], row["language"]) for row in made["patterns"]} == {
        (code, language) for code in codes for language in ("en", "ru", "zh")
    }
    text = " ".join(value for rows in made.values() for row in rows for value in row.values())
    assert not re.search(
        r"putin|\bxi\b|ukrain|kremlin|beijing|\brussia\b|china\b|украин|росси|кита[йяе]|путин|乌克兰|俄|中方",
        text,
        re.IGNORECASE,
    )


def test_a_book_that_the_first_version_made_finds_its_report():
    """Its settings name ``readouts.comparison.report:load``, its cells import from ``readouts.comparison``."""
    from readouts import report
    from readouts.comparison import figures, tables
    from readouts.comparison.report import load as loader

    assert loader is report.load
    assert {"coded_frames", "content_words", "codes_by_side", "frames_by_event"} <= {*vars(figures)}
    assert {"sides", "readouts", "events", "words", "keyness", "alone"} <= {*vars(tables)}


@pytest.mark.parametrize("days", [1, 2, 3, 4, 30, 400, 900, 1161, 1400, 5000, 40000])
def test_the_axis_of_time_suits_any_span(days):
    """A warning here is an error: of 900 to 1,400 days, and of two to four, it was one in a page."""
    start = datetime.datetime(2022, 1, 1)
    assert 1 <= len(date_locator().tick_values(start, start + datetime.timedelta(days=days))) <= 8
