"""Beijing's side: which items of the programme belong to a contact, their length, and the counts in them."""

import datetime
import re
from collections import Counter

import pandas as pd
import pytest
from conftest import ROOT
from readouts import paths
from readouts.corpus import corpus
from readouts.report import fulltext, settings
from readouts.report.naming import course, names, series
from shared import SHARED, needs_shared
from tables import rows_of

RULES = settings.read(paths.DATA).series


@pytest.fixture(scope="module")
def tables():
    return corpus.load().tables


@pytest.fixture(scope="module")
def texts(tables):
    """The texts of all items, by item."""
    found = fulltext.texts_at_hand(SHARED / "corpora", set(tables["beijing_items"]["sha256"]))
    return {item.item: found[item.sha256] for item in tables["beijing_items"].itertuples()}


def facts(name):
    return rows_of(SHARED / "facts" / name)


# --- The rule


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("习近平同俄罗斯总统通电话", "call"),
        ("习近平会见俄罗斯总统", "meeting"),
        ("习近平会见俄罗斯总理", "other-russian"),
        ("韩正会见俄罗斯总统", "other-chinese"),
        ("习近平同俄罗斯总统会谈", "talks"),
        ("习近平同俄罗斯总统举行会谈", "talks"),
        ("习近平同俄罗斯总统在中南海小范围会晤", "small"),
        ("习近平同俄罗斯总统茶叙", "tea"),
        ("习近平同俄罗斯总统共同出席展览", "opening"),
        ("韩正同俄罗斯总统共同出席展览", "other-chinese"),
        ("习近平同俄罗斯总统致贺信", "message"),
        ("俄罗斯总统将对华访问", "announcement"),
    ],
)
def test_what_an_item_reports_is_read_off_its_title(title, kind):
    assert RULES.kind(title) == kind


def test_a_title_that_no_pattern_knows_is_no_item_of_any_kind():
    with pytest.raises(ValueError, match="found none of the patterns"):
        RULES.kind("水利工程")


@pytest.mark.parametrize(
    ("text", "broadcast", "day"),
    [
        ("国家主席习近平2月25日下午同俄罗斯总统普京通电话。", "2022-02-25", "2022-02-25"),
        ("国家主席习近平16日上午举行仪式", "2024-05-16", "2024-05-16"),
        ("当地时间15日下午，又16日", "2022-09-16", "2022-09-15"),
        ("当地时间30日", "2022-10-01", "2022-09-30"),
        ("12月31日晚", "2023-01-01", "2022-12-31"),
    ],
)
def test_the_day_of_an_item_is_the_first_that_it_names(text, broadcast, day):
    assert str(series.contact_day(RULES, text, datetime.date.fromisoformat(broadcast))) == day


def test_every_kind_of_the_data_has_a_pattern_and_a_label(tables):
    assert set(RULES.kinds) == set(tables["beijing_items"]["kind"])


def test_an_item_has_a_contact_if_xi_and_putin_do_something_together_and_else_none(tables):
    items = tables["beijing_items"]
    assert (items["event_date"].notna() == items["kind"].isin(RULES.together)).all()
    own = items.dropna(subset=["event_date"])
    assert all(0 <= (item.broadcast_date - item.event_date).days <= 1 for item in own.itertuples())
    # Every publicly known contact after the invasion has an item.
    assert set(own["event_date"]) == {
        date for date in tables["events"]["date"] if date >= datetime.date(2022, 2, 24)
    }


def test_each_call_of_the_report_is_one_item_with_the_hash_of_its_readout(tables):
    full = tables["readouts"].query("language == 'zh'").set_index("event_date")
    own = tables["beijing_items"].set_index("event_date").loc[full.index]
    assert list(own["sha256"]) == list(full["sha256"]) and list(own["n_hanzi"]) == list(
        full["size"]
    )


# --- Lengths and counts


@pytest.mark.parametrize(
    ("text", "n"),
    [
        ("央视网消息（新闻联播）：中国", 2),
        ("央视网消息 （新闻联播）：\n\n中国", 2),
        ("他说：央视网消息（新闻联播）：中国", 13),
        ("2022年6月15日，SCO峰会！", 5),
        ("", 0),
        ("“ 、》２", 0),
    ],
)
def test_length_is_chinese_characters_without_the_programmes_opening(text, n):
    assert series.length(RULES, text) == n


@pytest.mark.parametrize(
    ("text", "term", "longer", "counted"),
    [
        ("合作，上海合作组织，经贸合作", "合作", ("上海合作组织",), (3, 1)),
        ("《睦邻友好合作条约》和合作", "合作", (), (2, 1)),
        ("和平与和平共处", "和平", ("和平共处",), (2, 1)),
        ("联合国宪章", "联合国宪章", (), (1, 0)),
        ("安|全安全", "安全", ("x",), (1, 0)),
        ("无", "安全", (), (0, 0)),
    ],
)
def test_an_occurrence_inside_a_longer_name_or_the_title_of_a_document_is_told_apart(
    text, term, longer, counted
):
    assert series.occurrences(RULES, text, term, longer) == counted


def test_what_a_longer_name_is_cut_out_of_does_not_join():
    assert series.occurrences(RULES, "合上海合作组织作", "合作", ("上海合作组织",)) == (1, 1)


def test_a_longer_name_contains_its_string(tables):
    for row in tables["beijing_strings"].dropna(subset=["inside"]).itertuples():
        assert all(row.term in name and row.term != name for name in row.inside.split("; ")), (
            row.term
        )


def test_the_series_is_the_sum_of_the_items_and_has_every_contact_with_every_string(tables):
    table, items, strings = (
        tables["beijing_series"],
        tables["beijing_items"],
        tables["beijing_strings"],
    )
    contact = {
        item.item: item.event_date for item in items.dropna(subset=["event_date"]).itertuples()
    }
    for column in ("frequency", "inside"):
        sums = Counter()
        for row in tables["beijing_item_terms"].itertuples():
            if row.item in contact:
                sums[contact[row.item], row.term] += getattr(row, column)
        assert {(row.event_date, row.term): getattr(row, column) for row in table.itertuples()} == {
            (day, term): sums[day, term]
            for day in sorted(set(contact.values()))
            for term in strings.loc[strings["in_series"], "term"]
        }
    assert (
        table.groupby("event_date")["n_hanzi"].first().to_dict()
        == items.groupby("event_date")["n_hanzi"].sum().to_dict()
    )


def test_the_terms_of_the_calls_are_those_of_their_items(tables):
    counted = {
        (row.item, row.term): (row.frequency, row.inside)
        for row in tables["beijing_item_terms"].itertuples()
    }
    item = {
        row.event_date: row.item
        for row in tables["beijing_items"].itertuples()
        if row.event_date is not None
    }
    strings = tables["beijing_strings"]
    assert (
        list(tables["beijing_terms"]["term"]) == 2 * list(strings.loc[strings["in_terms"], "term"])
        and len(tables["beijing_terms"]) == 68
    )
    for row in tables["beijing_terms"].itertuples():
        assert (row.frequency, row.inside) == counted.get((item[row.event_date], row.term), (0, 0))


def test_an_item_that_is_not_at_hand_keeps_its_counts_and_one_that_is_gets_its_own(tables):
    items = tables["beijing_items"].query("item == '2022-06-15-1'")
    kept = tables["beijing_item_terms"].query("item == '2022-06-15-1'")
    strings = tables["beijing_strings"]
    assert len(series.item_terms(RULES, items, strings, kept, {})) == len(kept) > 0
    made = series.item_terms(
        RULES, items, strings, kept, {items["sha256"].item(): "6月1日，上海合作组织"}
    )
    assert made.values.tolist() == [["2022-06-15-1", "合作", 1, 1]]
    made = series.items(RULES, items, {items["sha256"].item(): "6月1日，上海合作组织"}, {})
    assert made[["kind", "event_date", "n_hanzi"]].values.tolist() == [
        ["call", datetime.date(2022, 6, 1), 8]
    ]


@needs_shared
def test_the_counts_are_those_that_others_made_of_the_same_texts(tables):
    counted = {
        (row.item, row.term): row.frequency for row in tables["beijing_item_terms"].itertuples()
    }
    by_hash = {row["sha256"]: row for row in facts("beijing_items.csv")}
    assert len(by_hash) == len(tables["beijing_items"])
    for item in tables["beijing_items"].itertuples():
        fact = by_hash[item.sha256]
        assert (
            fact["broadcast_date"],
            RULES.kind(fact["title"]),
            fact["url"],
            int(fact["hanzi_in_text"]),
        ) == (
            str(item.broadcast_date),
            item.kind,
            item.url if isinstance(item.url, str) else "",
            item.n_hanzi,
        )
        assert fact["taken_from"].replace("@", "/blob/").removeprefix("github:").replace(
            ":", "/"
        ) == item.copy.removeprefix("https://github.com/")
        strings = list(fact)[5:-2]
        assert {term: int(fact[term]) for term in strings} == {
            term: counted.get((item.item, term), 0) for term in strings
        }
    assert [
        (row["event_date"], row["term"], row["frequency"])
        for row in facts("beijing_zh_term_counts.csv")
    ] == [
        (str(row.event_date), row.term, str(row.frequency))
        for row in tables["beijing_terms"].itertuples()
    ]


@needs_shared
def test_a_contact_of_one_item_has_the_counts_that_it_had_when_an_item_was_a_contact(tables):
    before = {
        (row["event_date"], row["contact"], row["term"]): (
            int(row["frequency"]),
            int(row["hanzi_in_text"]),
        )
        for row in facts("beijing_series.csv")
    }
    single = tables["beijing_series"].query("n_items == 1")
    assert single["event_date"].nunique() == 15
    for row in single.itertuples():
        assert before[str(row.event_date), row.contact, row.term] == (row.frequency, row.n_hanzi)


@needs_shared
def test_the_months_of_the_programme_are_the_fact(tables):
    rows = {
        (row.month.replace("-", ""), row.term): (row.item_frequency, row.frequency, row.n_items)
        for row in tables["beijing_months"].itertuples()
    }
    terms = tables["beijing_months"]["term"].unique()
    assert rows == {
        (row["month"], term): (
            int(row[f"{term} items"]),
            int(row[f"{term} occurrences"]),
            int(row["items"]),
        )
        for row in facts("beijing_programme_months.csv")
        for term in terms
    }


# --- The reading


@needs_shared
def test_every_match_of_a_name_has_been_read_and_nothing_else(tables, texts):
    matches = {
        (item.item, place.start(), place[0])
        for item in tables["beijing_items"].itertuples()
        if item.kind in RULES.together
        for strings in [sorted(RULES.name_of, key=len, reverse=True)]
        for place in re.finditer("|".join(strings), texts[item.item])
    }
    assert matches == {
        (row.item, row.start, row.term) for row in tables["naming_stretches"].itertuples()
    }


@needs_shared
def test_a_name_with_ukraine_before_it_is_of_this_war_and_one_of_another_war_is_not(tables, texts):
    for row in tables["naming_stretches"].itertuples():
        before, after = texts[row.item][: row.start], texts[row.item][row.start :]
        if (
            row.term == "特别军事行动"
            or row.term.startswith("乌克兰")
            or before.endswith(("乌克兰", "俄乌", "乌克兰东部地区"))
        ):
            assert row.of == "this war", row
        if before.endswith(("抗日", "卫国", "反法西斯")):
            assert row.of == "Second World War", row
        if before.endswith(("巴以", "以伊", "中东")) or after.startswith("双方"):
            assert row.of in ("Israel and Palestine", "Israel and Iran", "Middle East"), row


def test_a_match_that_nobody_read_makes_the_table_differ(tables):
    items = tables["beijing_items"].query("item == '2022-06-15-1'")
    made = series.stretches(
        RULES, items, tables["naming_stretches"], {items["sha256"].item(): "战争和危机"}
    )
    assert made.values.tolist() == [
        ["2022-06-15-1", 0, "战争", ""],
        ["2022-06-15-1", 3, "危机", ""],
    ]


def test_the_stretches_agree_with_the_counts_of_their_strings(tables):
    read = Counter(zip(tables["naming_stretches"]["item"], tables["naming_stretches"]["term"]))
    own = set(tables["beijing_items"].dropna(subset=["event_date"])["item"])
    strings = [term for term in tables["beijing_strings"]["term"] if term in RULES.name_of]
    assert set(strings) == {"特别军事行动", "乌克兰问题", "战争", "冲突", "入侵"}
    assert {key: number for key, number in read.items() if key[1] in strings} == {
        (row.item, row.term): row.frequency
        for row in tables["beijing_item_terms"].itertuples()
        if row.item in own and row.term in strings
    }


def test_names_by_contact_leave_out_what_is_of_other_matters(tables):
    other = tables | {
        "naming_stretches": pd.DataFrame(
            [
                ("2022-06-15-1", 1, "战争", "this war"),
                ("2022-06-15-1", 9, "战争", "Second World War"),
            ],
            columns=["item", "start", "term", "of"],
        )
    }
    table = names.names_by_contact(RULES, other)
    assert table.loc[table["frequency"] > 0, ["name", "frequency", "strings"]].values.tolist() == [
        ["war", 1, "战争"]
    ]
    assert len(table) == table["event_date"].nunique() * len(RULES.names)


# --- What stays, goes and comes


@pytest.mark.parametrize(
    ("having", "by_ends", "whole"),
    [
        ((1, 12), [(3, 1, 1, "stays"), (4, 1, 1, "stays")], "stays"),
        # The fourth contact from either end is in an end of four, and in none of three.
        ((4, 9), [(3, 0, 0, "passes"), (4, 1, 1, "stays")], "depends"),
        ((1, 9), [(3, 1, 0, "goes"), (4, 1, 1, "stays")], "depends"),
        ((4, 10, 11), [(3, 0, 2, "comes"), (4, 1, 2, "stays")], "depends"),
        ((5, 8), [(3, 0, 0, "passes"), (4, 0, 0, "passes")], "passes"),
        ((2, 3), [(3, 2, 0, "goes"), (4, 2, 0, "goes")], "goes"),
        ((9,), [(3, 0, 0, "once"), (4, 0, 1, "once")], "once"),
        ((), [(3, 0, 0, "never"), (4, 0, 0, "never")], "never"),
    ],
)
def test_what_becomes_of_a_string_is_read_off_as_many_contacts_at_either_end(
    having, by_ends, whole
):
    contacts = pd.DataFrame(
        [(f"2022-01-{day:02}", "phone", "peace", int(day in having)) for day in range(1, 13)],
        columns=["event_date", "contact", "term", "frequency"],
    )
    rows = course.course_by_ends(contacts).drop(columns="term")
    assert [tuple(row) for row in rows.values.tolist()] == by_ends
    assert course.course(contacts)["course"].tolist() == [whole]


# --- Evidence


def test_every_chinese_count_of_the_texts_has_an_address_and_a_hash(report):
    for finding in report.findings:
        if finding.id.startswith(("term-", "series-", "characters-")):
            assert finding.withheld and all(
                re.fullmatch("[0-9a-f]{64}", text.sha256) and text.address.startswith("https://")
                for text in finding.withheld
            ), finding.id


def test_published_ids_of_the_small_group_talks_lead_to_its_item(report):
    finding = report.findings["series-2024-05-16-beijing-small-乌克兰危机"]
    assert (finding.value, finding.denominator) == (3, (846, "Chinese characters")) and len(
        finding.withheld
    ) == 1


def test_figures_of_the_programme_say_how_many_items_a_month_has(report):
    from readouts.report.figures import naming_programme

    data = naming_programme(report).data
    assert (
        data["per_100_items"] == (100 * data["item_frequency"] / data["n_items"]).round(2)
    ).all()
    assert (
        data.drop_duplicates("month")["contact_items"].sum()
        == report.findings["programme-contact-items"].value
    )
    assert (ROOT / "data" / "beijing_months.csv").read_text(encoding="utf-8").count("\n") == len(
        data
    ) + 1
