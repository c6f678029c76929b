"""The reference lists: the rules that take and leave texts, the counts, and that they can be made anew."""

import datetime
from collections import Counter

import numpy as np
import pandas as pd
import pytest
from conftest import ROOT
from readouts import paths
from readouts.corpus import codebook, corpus, datapackage
from readouts.measures import dispersion
from readouts.report import settings
from readouts.report.naming import course
from readouts.report.reference import __main__ as command
from readouts.report.reference import choices, comparison, evidence, lists, texts, words
from readouts.report.reference.rules import LONG
from readouts.text import coding
from shared import SHARED, needs_shared

FOLDER = ROOT / "data" / "reference"
REFERENCE = settings.read(paths.DATA).reference
BEFORE, AFTER = (REFERENCE.strata[f"kremlin-{name}"] for name in ("before", "after"))


@pytest.fixture(scope="module")
def tables():
    return corpus.load().tables


@pytest.mark.parametrize(
    ("headline", "summary", "taken"),
    [
        ("Telephone conversation with President of France Emmanuel Macron", "", True),
        (
            "Telephone conversations with President of France Emmanuel Macron and Federal Chancellor of Germany Olaf Scholz",
            "",
            True,
        ),
        (
            "Vladimir Putin had several telephone conversations with heads of CSTO member states",
            "",
            True,
        ),
        ("Telephone conversation with Pope Francis", "", True),
        ("Telephone conversation with someone", "a 13-year-old", False),
        (
            "Vladimir Putin spoke on the phone with participants in the New Year Tree of Wishes campaign",
            "",
            False,
        ),
        ("Briefing by an aide following a telephone conversation with a president", "", False),
        (
            "Meeting with permanent members of the Security Council",
            "The President spoke of a telephone conversation.",
            False,
        ),
    ],
)
def test_telephone_items(headline, summary, taken):
    row = {"headline": headline, "summary": summary}
    assert AFTER.takes(row, datetime.date(2022, 3, 1)) == taken
    assert BEFORE.takes(row, datetime.date(2022, 2, 1)) == taken
    assert not AFTER.takes(row, BEFORE.to) and not BEFORE.takes(row, AFTER.from_)


@pytest.mark.parametrize(
    ("title", "taken"),
    [
        ("readout-of-president-joseph-r-biden-jr-call-with-prime-minister-boris-johnson", True),
        ("readout-of-president-joe-bidens-call-with-president-xi-jinping", True),
        (
            "readout-of-president-bidens-video-call-with-european-leaders-on-russia-and-ukraine",
            True,
        ),
        ("readout-of-president-donald-j-trumps-call-with-president-bukele", True),
        ("readout-of-the-presidents-call-with-allies-and-partners", True),
        ("readout-of-joseph-r-biden-jr-s-call-with-prime-minister-kishida-of-japan", True),
        (
            "readout-of-president-biden-and-vice-president-harris-call-with-prime-minister-netanyahu",
            True,
        ),
        ("readout-of-president-bidens-call-with-venezuelan-interim-president-juan-guaido", True),
        ("readout-of-vice-president-harriss-call-with-president-arevalo-of-guatemala", False),
        ("readout-of-the-vice-presidents-call-with-president-isaac-herzog-of-israel", False),
        ("readout-of-national-security-advisor-jake-sullivans-call-with-his-counterpart", False),
        ("readout-of-president-bidens-meeting-with-president-lacalle-pou-of-uruguay", False),
        ("readout-of-president-joe-bidens-call-with-governor-ron-desantis", False),
        ("readout-of-the-presidents-call-with-democratic-congressional-leadership", False),
        ("readout-of-president-bidens-call-with-energy-sector-leaders-after-a-hurricane", False),
        ("joint-readout-of-quad-leaders-call", False),
    ],
)
def test_presidential_calls(title, taken):
    stratum = REFERENCE.strata["white-house"]
    assert stratum.takes({"id": f"2022-01-01-{title}"}, datetime.date(2022, 1, 1)) == taken


def test_the_two_calls_are_in_no_stratum(tables):
    own = tables["readouts"].set_index("readout_id").loc[list(REFERENCE.columns.values()), "url"]
    assert len(own) == 2 and not set(tables["reference_documents"]["url"]) & set(own)


def test_the_split_is_by_date(tables):
    documents = tables["reference_documents"]
    assert (
        max(documents.loc[documents["stratum"] == "kremlin-before", "date"])
        < AFTER.from_
        <= min(documents.loc[documents["stratum"] == "kremlin-after", "date"])
    )


def test_sizes_add_up(tables):
    documents, words = (
        tables["reference_documents"].groupby("stratum"),
        tables["reference_words"].groupby("stratum"),
    )
    for row in tables["reference_strata"].itertuples():
        own, listed = documents.get_group(row.stratum), words.get_group(row.stratum)
        assert (len(own), own["n_tokens"].sum()) == (row.n_documents, row.n_tokens)
        assert len(listed) == row.n_types - row.n_types_once
        assert (
            listed["frequency"].sum() == row.n_tokens - row.n_types_once
        )  # what is left out of the list is counted
        assert (
            listed["document_frequency"] <= np.minimum(listed["frequency"], row.n_documents)
        ).all()
        assert (
            (listed["dp"] >= 0)
            & (listed["dp"] <= listed["dp_corrected"])
            & (listed["dp_corrected"] <= 1)
        ).all()


def test_phrases_keep_the_committing_rule(tables):
    phrases = tables["reference_phrases"]
    assert (
        (phrases["frequency"] >= 5).all()
        and (phrases["document_frequency"] >= 3).all()
        and phrases["n_words"].max() <= 5
    )
    assert (phrases["phrase"].str.split().str.len() == phrases["n_words"]).all()


def test_the_lists_are_small_and_hold_no_text():
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < 1_500_000
    own_prose = {
        "strata.csv",
        "documents.csv",
        "other_matters.csv",
    }  # rules and addresses, and matters in our words
    for path in FOLDER.iterdir():
        cells = [
            cell
            for line in path.read_text(encoding="utf-8").splitlines()
            for cell in line.split(",")
        ]
        assert path.name in own_prose or max(len(cell.split()) for cell in cells) <= max(
            lists.PHRASE_LENGTHS
        ), path.name


def test_a_fault_names_the_file_by_its_folder(tmp_path):
    schema = {"fields": [{"name": "a", "type": "integer"}]}
    (tmp_path / "words.csv").write_text("a\nx\n", encoding="utf-8")
    assert (
        datapackage.read_table(tmp_path / "words.csv", schema, "reference/words.csv")[1][0].file
        == "reference/words.csv"
    )
    assert datapackage.read_table(tmp_path / "words.csv", schema)[1][0].file == "words.csv"


def test_a_folder_without_the_texts_is_answered(tmp_path, capsys):
    assert command.main([str(tmp_path)]) == 2
    assert (
        "found no kremlin_en.csv.gz and no whitehouse_readouts.jsonl.gz" in capsys.readouterr().err
    )


@needs_shared
def test_made_anew_the_counts_agree_with_the_data(capsys):
    assert command.main([str(SHARED / "corpora")]) == 0
    assert capsys.readouterr().out.count("agrees") == 8


@needs_shared
def test_the_alliance_that_the_white_house_names_is_its_own(found, tables):
    own = [item for item in found if item["stratum"] == "white-house"]
    segments = pd.DataFrame(
        [(str(number), "en", text) for number, item in enumerate(own) for text in item["segments"]],
        columns=["segment_id", "language", "text"],
    )
    coded = coding.spans(
        coding.code(segments, codebook.load(tables)).query("code == 'west-and-nato'")
    )
    assert len(coded) == 59 and set(coded["keyword"]) <= {"NATO", "NATO’s", "NATO's"}


@pytest.fixture(scope="module")
def found():
    if not SHARED.is_dir():
        pytest.skip("no ../shared on this machine")
    return texts.items(SHARED / "corpora", REFERENCE)


@needs_shared
def test_the_two_calls_counted_by_these_rules_are_the_full_texts(found, tables):
    own, words = tables["readouts"].set_index("url")["readout_id"], tables["fulltext_words"]
    compared = [item for item in found if own.get(item["url"]) in REFERENCE.columns.values()]
    assert len(compared) == 2
    for item in compared:
        listed = words[words["readout_id"] == own[item["url"]]].set_index("word")["frequency"]
        counted = Counter(word for segment in item["words"] for word in segment)
        assert counted == listed.to_dict()


@needs_shared
def test_dispersion_in_the_list_is_that_of_the_texts(found, tables):
    own = [item for item in found if item["stratum"] == "kremlin-before"]
    size = pd.Series({item["document"]: sum(map(len, item["words"])) for item in own})
    counts = pd.DataFrame(
        {
            item["document"]: [
                sum(segment.count(word) for segment in item["words"])
                for word in ("situation", "talks")
            ]
            for item in own
        },
        index=["situation", "talks"],
    )
    listed = (
        tables["reference_words"]
        .query("stratum == 'kremlin-before'")
        .set_index("word")
        .loc[["situation", "talks"], ["frequency", "document_frequency", "dp", "dp_corrected"]]
    )
    assert dispersion.dispersion(counts, size).to_numpy() == pytest.approx(
        listed.to_numpy(dtype=float), abs=6e-5
    )


@needs_shared
def test_no_text_is_taken_twice(found):
    texts = [tuple(item["segments"]) for item in found]
    assert len(texts) == len(set(texts)) and len({item["document"] for item in found}) == len(found)


def test_a_phrase_of_three_words_that_a_readout_has_is_a_finding(report):
    phrases = report.table("reference_phrases")
    had = phrases[list(REFERENCE.readouts)].sum(axis=1) > 0
    three = phrases[(phrases["n_words"] == 3) & had]
    assert len(three)
    for row in three.itertuples():
        finding = report.findings[evidence.word_finding("reference-phrase", row.phrase)]
        assert finding.value == row.frequency


def test_a_place_is_among_the_calls_of_its_own_stratum_and_of_like_length(tables):
    places = comparison.places(tables, REFERENCE)
    documents = tables["reference_documents"]
    n = int(((documents["stratum"] == "kremlin-after") & (documents["n_tokens"] >= LONG)).sum())
    assert (
        (places[["below", "equal", "above"]].sum(axis=1) == n).all()
        and (places["n_texts"] == n).all()
        and len(places) == 24
    )
    assert (
        (places["low"] <= places["percentile"]) & (places["percentile"] <= places["high"])
    ).all()
    assert (places["holm"].notna() == ~places["frame"].isin(REFERENCE.narrowed)).all() and (
        places["holm"].dropna() >= places["p"].dropna()
    ).all()


def test_what_presupposes_the_war_is_not_tested(tables):
    shifts = comparison.shifts(
        tables,
        REFERENCE,
        comparison.document_rates(tables, comparison.views(tables, REFERENCE)),
    ).set_index("frame")
    untested = shifts["p"].isna()
    assert (
        set(shifts.index[untested])
        == {"naming", "naming-without-actions", "legitimacy", "fighting"}
        and shifts["difference"].notna().all()
    )
    assert shifts.loc[untested, ["holm", "p_partners", "holm_partners"]].isna().all(axis=None)
    tested = shifts[~untested]
    assert (tested["holm"] >= tested["p"]).all() and (
        tested["holm_partners"] >= tested["p_partners"]
    ).all()
    # A p cannot be below the share that one relabelling is.
    assert tested["p"].min() >= 1 / tested["relabellings"].iloc[0]


def test_stretches_of_other_matters_are_counted_once_each(tables):
    listed = tables["reference_other_matters"].groupby(["document", "code"]).size()
    counted = tables["reference_codes"].set_index(["document", "code"])
    assert listed.to_dict() == counted.loc[counted["other_matters"] > 0, "other_matters"].to_dict()
    assert (counted["other_matters"] <= counted["frequency"]).all()
    frame_of = tables["codebook"].set_index("code")["frame"]
    assert {frame_of[code] for _, code in listed.index} == {"settlement", "legitimacy"} and {
        code for _, code in listed.index if frame_of[code] == "legitimacy"
    } == {"stated-aims"}


def test_the_frames_of_the_two_readouts_are_the_sums_of_their_codes(tables):
    counts = comparison.readout_counts(
        tables, REFERENCE, comparison.views(tables, REFERENCE)
    ).set_index(["readout_id", "frame"])["frequency"]
    whole = (
        tables["fulltext_codes"]
        .query("level == 'frame'")
        .set_index(["readout_id", "name"])["frequency"]
    )
    assert {key: counts[key] for key in whole.index} == whole.to_dict()


def test_choices_agree_with_the_places_where_they_are_the_same(tables):
    grid = choices.choices(tables, REFERENCE)
    here = grid[grid["choice"] == choices.ComparisonChoice()].set_index(["readout_id", "frame"])
    places = comparison.places(tables, REFERENCE).set_index(["readout_id", "frame"])
    for column in ("frequency", "n_texts", "has", "above"):
        assert (here[column] == places.loc[here.index, column]).all(), column
    anywhere = choices.choices(tables, REFERENCE, (1,))
    anywhere = anywhere[anywhere["choice"] == choices.ComparisonChoice(floor=1)].set_index(
        ["readout_id", "frame"]
    )
    assert (anywhere["as_many"] == places.loc[anywhere.index, "as_many"]).all()
    assert (
        grid["choice"].map(lambda choice: choice.floor).unique().tolist() == list(REFERENCE.floors)
        and grid["choice"].map(choices.one_thing_else).sum() < len(grid) / 2
    )


@pytest.mark.parametrize(
    ("headline", "party"),
    [
        ("Telephone conversation with European Council President Charles Michel", "European Union"),
        ("Telephone conversation with Serbian President Aleksandar Vucic", "Serbia"),
        (
            "Telephone conversation with UAE President Mohammed bin Zayed Al Nahyan",
            "United Arab Emirates",
        ),
        ("Telephone conversation with Angela Merkel", "Germany"),
        (
            "Telephone conversations with President of France Emmanuel Macron and Federal Chancellor of Germany Olaf Scholz",
            "France and Germany",
        ),
        ("Telephone conversation with President of Belarus Alexander Lukashenko", "Belarus"),
        (
            "Vladimir Putin had several telephone conversations with heads of CSTO member states",
            "CSTO",
        ),
    ],
)
def test_the_party_of_a_call(headline, party):
    assert AFTER.parties.of({"headline": headline}) == party


def test_a_party_that_is_not_known_is_a_fault():
    with pytest.raises(ValueError, match="expected the name of a party"):
        AFTER.parties.of({"headline": "Telephone conversation with someone"})


def test_every_call_of_the_kremlin_has_its_party(tables):
    documents = tables["reference_documents"]
    assert (documents["partner"].notna() == (documents["stratum"] != "white-house")).all()


def item(*segments):
    return {"document": "a", "language": "en", "segments": list(segments)}


def other_matters(*rows):
    return pd.DataFrame(rows, columns=["document", "paragraph", "start", "end", "code", "matter"])


def test_codes_are_counted_by_paragraph_and_a_list_that_fits_no_stretch_is_a_fault(tables):
    book = codebook.load(tables)
    texts = [item("A peace treaty.", "Peace, and a settlement.")]
    listed = other_matters(("a", 1, 2, 7, "peace", "elsewhere"))
    assert lists.code_counts(texts, book, listed).values.tolist() == [
        ["a", "settlement", 1, 0],
        ["a", "peace", 2, 1],
    ]
    with pytest.raises(ValueError, match="no such coded stretch"):
        lists.code_counts(texts, book, other_matters(("a", 2, 2, 7, "peace", "elsewhere")))


def test_one_call_bears_no_test(tables):
    table = words.call_keyness(words.call_words(tables, REFERENCE))
    assert (
        table[["poisson_p", "lrc", "lrc_bonferroni_100", "benjamini_hochberg", "log_odds_z"]]
        .isna()
        .all(axis=None)
    )
    assert (table["poisson_p_withheld"] != "").all() and table["log_likelihood"].notna().all()


def test_rates_of_a_stratum_are_of_all_its_words(tables):
    codes = tables["reference_codes"]
    for other, counted in (
        (False, codes["frequency"] - codes["other_matters"]),
        (True, codes["frequency"]),
    ):
        rates = comparison.document_rates(tables, other_matters=other)
        assert len(rates) == len(tables["reference_documents"]) * len(tables["frames"])
        pooled = comparison.frame_rates(tables, rates)
        assert pooled["frequency"].sum() == counted.sum()
        assert (pooled["rate"] == pooled["frequency"] * 1000 / pooled["n_tokens"]).all()
        some = pooled[pooled["low"].notna()]
        assert ((some["low"] <= some["rate"]) & (some["rate"] <= some["high"])).all() and len(
            some
        ) >= 20
        assert pooled.loc[pooled["frequency"] == 0, ["low", "high"]].isna().all(axis=None)


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ((), "never"),
        ((0,), "once"),
        ((17,), "once"),
        ((0, 17), "stays"),
        ((0, 9), "goes"),
        ((9, 17), "comes"),
        ((7, 9), "passes"),
        ((0, 12), "depends"),
        ((3, 9), "depends"),
        ((5, 12), "depends"),
        ((2, 15), "stays"),
    ],
)
def test_the_course_of_a_string_holds_for_every_end(at, expected):
    series = pd.DataFrame(
        [(f"2022-01-{day + 1:02}", "phone", "peace", int(day in at)) for day in range(18)],
        columns=["event_date", "contact", "term", "frequency"],
    )
    table = course.course(series)
    assert table["course"].item() == expected and table["contacts"].item() == len(at)
    each = course.course_by_ends(series)
    assert list(each["n"]) == [3, 4, 5, 6] and (
        set(each["course"]) == {expected}
        or (expected == "depends" and each["course"].nunique() > 1)
    )


def test_the_contacts_at_the_ends_are_counted(tables):
    each = course.course_by_ends(tables["beijing_series"]).set_index(["term", "n"])
    assert each.loc[("乌克兰问题", 3)].to_list() == [2, 0, "goes"] and each.loc[
        ("台湾", 6)
    ].to_list() == [3, 1, "stays"]


def test_the_family_of_the_course_is_all_strings(tables):
    table = course.course(tables["beijing_series"])
    assert len(table) == 31 and (table["holm"] >= table["p"]).all()
    assert table["holm"].min() == pytest.approx(min(1, 31 * table["p"].min()))


def test_the_lists_are_those_that_the_description_names():
    described = {resource["path"] for resource in datapackage.descriptor()["resources"]}
    assert {path.relative_to(paths.DATA).as_posix() for path in FOLDER.iterdir()} <= described
