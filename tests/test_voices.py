"""Voices: the coding by hand against the passages, the article, the full texts and the coverage, and counts by hand."""

import gzip
import json
import re

import pandas as pd
import pytest
from made_up import JULY, context, frame
from made_up import report as made_report
from readouts.corpus.datapackage import DataError
from readouts.report import coverage, fulltext, voices
from readouts.report.exhibits import voices as exhibits
from readouts.report.settings import Settings, Side
from readouts.text import tokens, wording
from shared import SHARED, needs_shared
from this_report import CALLS, FULL_TEXTS, JUNE

LEADER = {"kremlin": "putin", "beijing": "xi"}
NEAR = 110  # characters of the article on either side of a passage


@pytest.fixture(scope="module")
def passages(report) -> pd.DataFrame:
    """Every segment, headings included, with its row of voices.csv."""
    segments = pd.concat([report.corpus.segments, report.corpus.repeated])
    return report.table("voices").merge(
        segments[["segment_id", "text", "speaker", "side", "quotation", "completeness"]],
        on="segment_id",
        how="outer",
        indicator=True,
    )


@pytest.fixture(scope="module")
def full_texts(report) -> dict[str, list[str]]:
    """The sentences of the Kremlin's full texts."""
    hashes = report.table("readouts").set_index("readout_id")["sha256"]
    texts = fulltext.texts_at_hand(SHARED, {hashes[name] for name in FULL_TEXTS})
    return {
        name: re.split(r"(?<=\.)\s+(?=[A-Z])", texts[hashes[name]].strip()) for name in FULL_TEXTS
    }


def test_every_segment_has_a_row_and_every_row_a_segment(report, passages):
    assert set(passages["_merge"]) == {"both"}
    assert len(report.table("voices")) == len(report.corpus.segments) + len(report.corpus.repeated)


def test_the_verb_of_a_passage_stands_in_it(passages):
    own = voices.verbs(passages[passages["verb_basis"] == "passage"])
    assert len(own) == 6
    assert [row.segment_id for row in own.itertuples() if row.reporting_verb not in row.text] == []


def test_a_verb_is_there_or_its_lack_is_stated(passages):
    none = passages["verb_basis"] == "none"
    assert (passages["reporting_verb"].isna() == none).all() and (
        passages["verb_lemma"].isna() == none
    ).all()
    assert passages.loc[none, "segment_id"].to_list() == ["russian-foreign-ministry-2022-06-15-1"]
    for row in passages[~none].itertuples():
        assert len(row.reporting_verb.split("; ")) == len(row.verb_lemma.split("; ")), (
            row.segment_id
        )


@needs_shared
def test_the_verb_of_the_article_stands_near_the_passage(passages):
    article = (SHARED / "source" / "article.txt").read_text(encoding="utf-8")
    lost = []
    for row in voices.verbs(passages[passages["verb_basis"] == "article"]).itertuples():
        start = article.index(row.text)
        around = (
            article[max(0, start - NEAR) : start]
            + " ¶ "
            + article[start + len(row.text) : start + len(row.text) + NEAR]
        )
        if not re.search(rf"\b{row.reporting_verb}\b", around):
            lost.append(row.segment_id)
    assert lost == []


def test_the_rung_fits_the_speaker(passages):
    for row in passages.itertuples():
        fits = {
            "both": {"both named"},
            "issuer": {"issuer"},
            "putin": {"own leader", "other leader"},
            "xi": {"own leader", "other leader"},
        }[row.speaker]
        assert row.ladder in fits, row.segment_id
        if row.side in LEADER and row.speaker in LEADER.values():
            assert row.ladder == voices.rung(LEADER[row.side], row.speaker, "named"), row.segment_id


def test_an_unbroken_quotation_that_says_who_speaks_keeps_its_own_verb(passages):
    unbroken = passages[
        (passages["quotation"] == "unbroken") & (passages["verb_basis"] == "article")
    ]
    # Both are whole quotations without a verb of saying of their own.
    assert unbroken["segment_id"].to_list() == [
        "beijing-2022-06-15-5",
        "russian-foreign-ministry-2022-06-15-3",
    ]


def test_every_topic_of_a_passage_is_stated_in_the_full_text(report):
    table = voices.against_full(report.context)
    with_topic = table[table["topic"].notna()]
    assert set(with_topic["side"]) == {"kremlin", "beijing"}
    for row in with_topic.itertuples():
        stated = set(
            voices.placed(report.table("coverage"), row.event_date, report.settings).query(
                "side == @row.side"
            )["topic"]
        )
        assert set(row.topic.split("; ")) <= stated, row.segment_id


@pytest.mark.parametrize("readout", FULL_TEXTS)
def test_sentences_and_coverage_agree_on_every_topic_and_voice(report, readout):
    """Two codings of the same text, by topic and by sentence: what one states the other has, in the same voice."""
    sentences = report.table("agency").query("readout_id == @readout")
    date = CALLS[FULL_TEXTS.index(readout)]
    by_sentence = {
        (topic, row.speaker, row.speaker_basis)
        for row in sentences.dropna(subset=["topic"]).itertuples()
        for topic in row.topic.split("; ")
    }
    places = voices.placed(report.table("coverage"), date, report.settings).query(
        "side == 'kremlin'"
    )
    assert by_sentence == set(zip(places["topic"], places["voice"], places["basis"]))


def test_agency_follows_its_rules(report):
    table = report.table("agency")
    assert list(table.groupby("readout_id")["sentence"].agg(list)) == [
        list(range(1, 12)),
        list(range(1, 14)),
    ]
    passive = table["agency"] == "agentless passive"
    assert (
        set(table[passive]["speaker_basis"]) == {"implied", "agentless"}
        and not table[~passive]["speaker_basis"].isin(["implied", "agentless"]).any()
    )
    assert (
        table["reporting_verb"].notna() == table["agency"].isin(["active", "agentless passive"])
    ).all()
    assert set(table[table["agency"] == "none"]["speaker_basis"]) == {"narrator"}


@needs_shared
def test_the_full_texts_have_the_sentences_and_the_verbs(report, full_texts):
    for row in report.table("agency").itertuples():
        sentences = full_texts[row.readout_id]
        assert len(sentences) == (report.table("agency")["readout_id"] == row.readout_id).sum()
        sentence = sentences[row.sentence - 1]
        if isinstance(row.reporting_verb, str):
            assert re.search(rf"\b{row.reporting_verb}\b", sentence), (row.readout_id, row.sentence)
            passive = re.search(rf"\b(?:was|were)\b(?: [a-z]+)? {row.reporting_verb}\b", sentence)
            # “were reviewed in detail”: nothing but an adverbial may stand between, and no agent after the verb.
            assert bool(passive) == (row.agency == "agentless passive"), (
                row.readout_id,
                row.sentence,
            )
            assert not passive or not sentence[passive.end() :].startswith(" by "), (
                row.readout_id,
                row.sentence,
            )


@needs_shared
def test_quotations_against_the_official_pages(report, full_texts):
    official = {
        "kremlin-2022-02-25": " ".join(full_texts[FULL_TEXTS[0]]),
        "kremlin-2022-06-15": " ".join(full_texts[FULL_TEXTS[1]]),
    }
    for row in report.table("quotations").itertuples():
        page = official.get(row.segment_id.rpartition("-")[0])
        assert (page is None) == (row.agreement == "not compared"), row.segment_id
        if page:
            # The article keeps no-break spaces of the page, which the copy at hand has not.
            passage = " ".join(
                report.corpus.segments.at[row.segment_id, "text"].rstrip(",.").split()
            )
            # Spelling, capitals and apostrophes are what the package's normal form of a word folds.
            ours, theirs = (
                " ".join(token.form for token in tokens.tokenize(text)) for text in (passage, page)
            )
            found = "letter" if passage in page else "spelling" if ours in theirs else "words"
            assert row.agreement == found, row.segment_id


def test_every_counted_passage_of_the_two_readouts_has_a_row_of_quotations(report):
    segments = report.corpus.segments
    assert set(report.table("quotations")["segment_id"]) == set(
        segments[segments["side"].isin(LEADER)]["segment_id"]
    )


@needs_shared
def test_renderings_against_the_official_pages(report, full_texts):
    pages = " ".join(" ".join(sentences) for sentences in full_texts.values())
    for row in report.table("renderings").query("issuer != 'beijing'").itertuples():
        for version in row.official_or_usual_english.split("; "):
            assert version in pages, version
        if row.kind_of_other == "press quotation":
            for version in row.other_wording.split("; "):
                assert version not in pages, version


@needs_shared
def test_press_quotations_stand_in_the_article(report):
    """All but the last, which is Bloomberg's, of which no text is at hand."""
    article = " ".join((SHARED / "source" / "article.txt").read_text(encoding="utf-8").split())
    quoted = (
        report.table("renderings")
        .query("kind_of_other == 'press quotation'")["other_wording"]
        .to_list()
    )
    assert [all(version in article for version in text.split("; ")) for text in quoted] == [
        True,
        True,
        True,
        False,
    ]


def test_counts_by_hand(report):
    value = {finding.id: finding.value for finding in report.findings}
    kinds = ("active", "agentless-passive", "nominalised", "none")
    assert [value[f"agency-{FULL_TEXTS[0]}-{kind}"] for kind in kinds] == [7, 1, 2, 1]
    assert [value[f"agency-{FULL_TEXTS[1]}-{kind}"] for kind in kinds] == [5, 6, 1, 1]
    assert [value[f"agency-kremlin-2022-06-15-quoted-{kind}"] for kind in kinds] == [5, 0, 0, 0]
    assert [value[f"agency-beijing-2022-06-15-quoted-{kind}"] for kind in kinds] == [3, 0, 0, 2]
    steps = ("both-named", "both-implied", "nobody", "issuer", "own-leader", "other-leader")
    assert [value[f"rung-2022-06-15-kremlin-{step}"] for step in steps] == [3, 5, 8, 1, 2, 3]
    assert [value[f"rung-2022-06-15-beijing-{step}"] for step in steps] == [1, 0, 0, 0, 18, 7]
    assert [value[f"same-voice-{date}"] for date in CALLS] == [4, 0]
    assert [value[f"same-voice-{date}-both-as-each"] for date in CALLS] == [4, 5]
    assert [
        value[f"moved-{name}"]
        for name in (
            "kremlin-2022-06-15-quoted",
            "beijing-2022-06-15-quoted",
            "kremlin-2022-02-25-quoted",
        )
    ] == [3, 0, 0]
    assert [value[f"quoted-{agreement}"] for agreement in ("letter", "spelling", "words")] == [
        2,
        3,
        1,
    ]


def test_verbs_add_up_to_sentences_with_a_verb(report):
    for readout, expected in zip(FULL_TEXTS, (8, 11)):
        assert (
            sum(
                finding.value
                for finding in report.findings
                if finding.id.startswith(f"verb-{readout}-")
            )
            == expected
        )


def test_a_verb_in_a_passage_is_marked_where_it_stands(report):
    ((segment, start, end),) = report.findings["verb-kremlin-2022-06-15-quoted-lay-out"].spans
    assert report.corpus.segments.at[segment, "text"][start:end] == "laid out"


def test_passages_and_full_texts_are_never_in_one_denominator(report):
    for finding in report.findings:
        if finding.id.startswith(("agency-", "verb-", "ladder-", "moved-")):
            unit = "sentences of the full text" if "-full" in finding.id else "passages"
            assert finding.denominator[1] == unit, finding.id
            assert not (finding.spans and finding.rows), finding.id


def test_placed_has_every_stated_topic_and_no_absent_one(report):
    table = coverage.by_side(report.table("coverage"), JUNE)
    for side in LEADER:
        stated = set(table[table[side].isin(coverage.SAID)]["topic"])
        assert (
            set(
                voices.placed(report.table("coverage"), JUNE, report.settings).query(
                    "side == @side"
                )["topic"]
            )
            == stated
        )


@pytest.mark.parametrize(
    ("here", "there", "expected"),
    [
        ("a b c", "a b c", [(False, "a b c")]),
        ("legitimacy", "legality", [(True, "legitimacy")]),
        (
            "The President noted",
            "The president noted",
            [(False, "The"), (True, "President"), (False, "noted")],
        ),
        (
            "expected to reach a record high this year",
            "expected to reach record high levels in 2022",
            [
                (False, "expected to reach"),
                (True, "a"),
                (False, "record high"),
                (True, "this year"),
            ],
        ),
        ("", "due role", [(False, "")]),
    ],
)
def test_differing_words(here, there, expected):
    assert wording.differing(here, there) == expected
    assert wording.bracketed(expected).replace("[", "").replace("]", "") == here


def test_a_cell_of_two_versions_says_what_differs_in_plain_text_too(report):
    from readouts.report import tables

    rows = {row[1]["text"]: row for row in tables.renderings(report).cells()}
    cell = rows["[due] role"][2]
    assert cell["text"] == "[constructive] role" and cell["diff"] == [
        (True, "constructive"),
        (False, "role"),
    ]
    assert "[due] role" in tables.renderings(report)._repr_mimebundle_()["text/html"]


def other_sides(**tables):
    """Two other sides with voices and agency."""
    passages = frame(
        "segment_id reporting_verb verb_lemma verb_basis ladder topic claim agency agency_basis",
        (
            "north-july-quoted-1",
            "noted",
            "note",
            "passage",
            "own leader",
            "peace",
            "peace is near",
            "active",
            "passage",
        ),
        (
            "north-july-quoted-2",
            "agreed",
            "agree",
            "passage",
            "both named",
            "works",
            "works",
            "active",
            "passage",
        ),
        (
            "south-july-quoted-1",
            "stressed",
            "stress",
            "passage",
            "own leader",
            "peace",
            "peace",
            "active",
            "passage",
        ),
        (
            "south-july-quoted-2",
            "said",
            "say",
            "article",
            "own leader",
            "trade",
            "trade",
            "active",
            "article",
        ),
    )
    sentences = frame(
        "readout_id sentence agency speaker speaker_basis reporting_verb verb_lemma topic original agency_original original_source",
        (
            "north-july-full",
            1,
            "active",
            "queen",
            "named",
            "noted",
            "note",
            "peace",
            "x",
            "agentless passive",
            "a paper",
        ),
        ("north-july-full", 2, "active", "king", "named", "said", "say", "peace", None, None, None),
        (
            "north-july-full",
            3,
            "nominalised",
            "both",
            "implied",
            None,
            None,
            "works",
            None,
            None,
            None,
        ),
    )
    return context(voices=passages, agency=sentences, **tables)


def test_other_sides_have_the_chapter():
    found = {finding.id: finding for finding in voices.findings(other_sides())}
    value = {name: finding.value for name, finding in found.items()}
    assert value["ladder-north-july-quoted-own-leader"] == 1
    assert value["moved-south-july-quoted"] == 1  # in the full text nobody says it
    assert value["verb-supplied-south-july-quoted-say"] == 1
    assert value["sentences-north-july-full-queen"] == 1
    assert value["rung-2031-07-09-north-other-leader"] == 1
    assert value["same-voice-2031-07-09"] == 1
    assert found["shifted-north-july-full"].label.startswith(
        "sentences that are active in the official English and passive, with nobody named, in the quoted original"
    )
    assert "quoted" not in found


def test_passages_held_against_a_page_are_those_of_their_side():
    own = frame(
        "segment_id agreement",
        ("south-july-quoted-1", "letter"),
        ("south-july-quoted-2", "not compared"),
    )
    found = {finding.id: finding for finding in voices.findings(other_sides(quotations=own))}
    assert found["quoted"].label == "Southland passages held against the official English page"
    assert found["quoted-letter"].value == 1


def test_other_sides_have_the_figures():
    of = other_sides()
    made = made_report(of, coverage, voices)
    data = exhibits.claims_by_voice(made).data
    assert set(data.query("side == 'north'")["ladder"]) == {
        "own leader",
        "other leader",
        "both named",
    }
    ladder = exhibits.attribution_ladder(made)
    assert ladder.data["form"].to_list()[-1] == "“The King noted”, according to Northland"
    assert ladder.columns["north_both"] == "of these, in the Southland’s text too"
    assert set(exhibits.reporting_verbs(made).data["verb"]) == {"agree", "note", "say", "stress"}
    assert "full_july" in exhibits.agency(made).columns
    assert exhibits.agency_original(made).columns["agency_original"] == "In the original"
    assert len(exhibits.passage_voices(made).data) == 4


def test_the_voices_of_a_passage_in_the_full_text_are_those_that_all_its_topics_have():
    coverage_of = frame(
        "topic event_date side status voice voice_basis sentence",
        ("peace", JULY, "north", "stated", "queen; king", "named", "1"),
        ("works", JULY, "north", "stated", "queen", "named", "2"),
        ("trade", JULY, "north", "stated", None, "agentless", "3"),
        ("canals", JULY, "north", "absent", None, None, None),
    )
    passages = frame(
        "segment_id topic",
        ("north-july-quoted-1", "peace; works"),
        ("north-july-quoted-2", "trade; works"),
        ("south-july-quoted-1", "peace"),
        ("south-july-quoted-2", None),
    )
    found = voices.full_voices(context(voices=passages, coverage=coverage_of))
    assert found == {
        "north-july-quoted-1": [("queen", "named")],
        "north-july-quoted-2": [("nobody", "agentless"), ("queen", "named")],
    }
    assert voices.full_voices(context(without=("coverage",), voices=passages)) == {}


def test_a_side_without_a_leader_is_named():
    sides = (Side("north", "Northland", "queen"), Side("south", "Southland"))
    with pytest.raises(DataError, match="south"):
        voices.leaders(Settings(sides))


@needs_shared
def test_in_each_later_chinese_report_every_verb_of_saying_has_a_named_subject(report):
    """What the chapter says of China's evening news: in calls and meetings by video nobody's words are without a speaker."""
    saying = re.compile("指出|强调|表示|介绍|阐述|通报|交换意见|同意|评价")
    named = re.compile("习近平|普京|两国元首|双方|俄方|中方")
    items = report.table("beijing_items").query("kind in ['call', 'video']")
    own, sentences = set(items["sha256"]), 0
    path = SHARED / "corpora" / "beijing_broadcasts.jsonl.gz"
    with gzip.open(path, "rt", encoding="utf-8") as file:
        texts = [row["text"] for row in map(json.loads, file) if row["sha256"] in own]
    for text in texts:
        for sentence in re.split("(?<=。)", text):
            for verb in saying.finditer(sentence):
                sentences += 1
                assert named.search(sentence[: verb.start()]), sentence
    found = report.findings
    assert len(texts) == found["chinese-items-call"].value + found["chinese-items-video"].value
    assert sentences > 5 * len(texts)
