"""Every match of a codebook in a text, held against a matcher made in another way."""

import re
from collections import Counter
from itertools import combinations, pairwise

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from readouts.corpus.codebook import Codebook
from readouts.text.coding import (
    COLUMNS,
    code,
    code_frequency,
    distinct,
    spans,
    unmatched,
    words_covered,
)
from readouts.text.patterns import Pattern, Stretches, match, options, parse, words_of
from readouts.text.sentences import sentences
from readouts.text.tokens import normalize, tokenize


def pattern(text, code_name="c", language="en"):
    return Pattern(code_name, language, text, words_of(text))


def book(codes, language="en"):
    """A codebook from {code: [pattern, ...]}; a code's frame is the part of its name before the dot."""
    rows = [{"frame": name.split(".")[0], "code": name} for name in codes]
    table = pd.DataFrame(rows).set_index("code", drop=False).rename_axis(None)
    patterns = tuple(
        pattern(text, name, language) for name, texts in codes.items() for text in texts
    )
    return Codebook(table[["frame"]].drop_duplicates(), table, patterns)


def passages(*texts, language="en"):
    names = [f"s{number}" for number in range(len(texts))]
    return pd.DataFrame({"segment_id": names, "language": language, "text": texts}, index=names)


def found(coded):
    columns = ("segment_id", "start", "end", "code", "pattern", "first", "after")
    return sorted(zip(*(coded[column] for column in columns)))


def keywords(text, *patterns, language="en", **options):
    return code(passages(text, language=language), book({"c": patterns}, language), **options)[
        "keyword"
    ].to_list()


# Another way: the parts of each word that the texts are made of, written down by hand (where each stands in it); every
# pattern is then held against every run of words, and each match against each of the exclusions of its code.
PARTS = {
    "a-b": [(0, 1), (2, 3)],
    "a's": [(0, 1)],
    "l'a": [(2, 3)],
    "b'a": [],
    "non-a": [],
    "b-aa’s": [(0, 4), (0, 1), (2, 6), (2, 4)],
    "a\u00ad‐\u200bb-ab": [(0, 5), (0, 1), (4, 8), (4, 5), (6, 8)],
}


def held(glob, form):
    return re.fullmatch("[^ ]*".join(map(re.escape, glob.split("*"))), form) is not None


def stands(glob, word, first, last):
    """Where in a word a word of a pattern stands, or None."""
    if held(glob, normalize(word)):
        return 0, len(word)
    for start, end in PARTS.get(word, []):
        allowed = (first or start == 0) and (last or end == len(word))
        if allowed and held(glob, normalize(word[start:end])):
            return start, end
    return None


def searched(texts, codes):
    """Matches: segment, start, end, code, pattern, first word, word after the last."""
    rows, excluded = [], []
    for number, text in enumerate(texts):
        tokens = tokenize(text)
        words = [text[token.start : token.end] for token in tokens]
        sentence = [
            next(
                one
                for one, (start, end) in enumerate(sentences(text))
                if start <= token.start < end
            )
            for token in tokens
        ]
        for name, written in codes.items():
            for one in written:
                globs = parse(one.removeprefix("!"))
                for first in range(len(tokens) - len(globs) + 1):
                    after = first + len(globs)
                    places = [
                        stands(glob, word, at == 0, at == len(globs) - 1)
                        for at, (glob, word) in enumerate(zip(globs, words[first:after]))
                    ]
                    if None not in places and len(set(sentence[first:after])) == 1:
                        start = tokens[first].start + places[0][0]
                        end = tokens[after - 1].start + places[-1][1]
                        (excluded if one.startswith("!") else rows).append(
                            (f"s{number}", start, end, name, one, first, after)
                        )
    return sorted(
        row
        for row in rows
        if not any(
            row[0] == other[0] and row[3] == other[3] and row[5] < other[6] and other[5] < row[6]
            for other in excluded
        )
    )


# Few words over few letters, so that random patterns meet random texts in every overlapping way.
some_words = st.sampled_from(["a", "b", "A", "B", "aa", "ab", "ba", "危", "机", *PARTS])
some_texts = st.lists(
    st.tuples(some_words, st.sampled_from([" ", " ", ", ", " – ", "\n", ". ", "! ", "。"])).map(
        "".join
    ),
    max_size=10,
).map("".join)
some_patterns = st.lists(
    st.sampled_from(["a", "b", "aa", "ab", "a*", "*a", "*b*", "a*b", "a-b", "b*a", "a's", "b-a*"]),
    min_size=1,
    max_size=3,
).map(" ".join)
some_rows = st.tuples(st.sampled_from(["", "", "!"]), some_patterns).map(
    "".join
)  # one in three is an exclusion
codebooks = st.dictionaries(
    st.sampled_from(["f.one", "f.two", "g.one"]),
    st.lists(some_rows, min_size=1, max_size=4, unique=True),
    min_size=1,
)
quick = settings(deadline=None, max_examples=120)


@given(st.lists(some_texts, min_size=1, max_size=3), codebooks)
@quick
def test_every_match_and_no_other_is_found(texts, codes):
    assert found(code(passages(*texts), book(codes))) == searched(texts, codes)


@given(st.lists(some_texts, min_size=1, max_size=3), codebooks)
@quick
def test_counts_are_of_distinct_stretches(texts, codes):
    coded, rows = code(passages(*texts), book(codes)), searched(texts, codes)
    for level, name in (("code", lambda row: row[3]), ("frame", lambda row: row[3].split(".")[0])):
        stretches = {(row[0], *row[5:], name(row)) for row in rows}
        expected = Counter(stretch[3] for stretch in stretches)
        assert code_frequency(coded, level).to_dict() == expected


@given(st.lists(some_texts, min_size=1, max_size=3), codebooks)
@quick
def test_words_covered_are_the_words_inside_any_match(texts, codes):
    segments = passages(*texts)
    places = {(row[0], word) for row in searched(texts, codes) for word in range(row[5], row[6])}
    assert words_covered(code(segments, book(codes))) == len(places)


@given(some_texts, codebooks)
@quick
def test_a_match_shows_the_words_of_the_source_and_their_frame(text, codes):
    for row in code(passages(text), book(codes)).itertuples():
        assert text[row.start : row.end] == row.keyword
        assert row.frame == row.code.split(".")[0]
        tokens = tokenize(text)[row.first : row.after]
        assert tokens[0].start <= row.start < tokens[0].end
        assert tokens[-1].start < row.end <= tokens[-1].end


def test_a_phrase_inside_a_longer_one_is_counted_under_both():
    assert keywords(
        "the special military operation", "military operation", "special military operation"
    ) == ["special military operation", "military operation"]


def test_crossing_phrases_are_both_kept():
    assert keywords(
        "core national interests abroad", "core national interests", "national interests abroad"
    ) == ["core national interests", "national interests abroad"]


def test_a_phrase_may_overlap_itself():
    assert len(keywords("war war war", "war war")) == 2


def test_two_patterns_of_a_code_on_one_stretch_count_once():
    coded = code(
        passages("the crisis"),
        book({"naming.crisis": ["crisis", "cris*"], "naming.other": ["crisis"]}),
    )
    assert len(coded) == 3  # each match can be opened
    assert code_frequency(coded).to_dict() == {"naming.crisis": 1, "naming.other": 1}
    assert code_frequency(coded, "frame").to_dict() == {
        "naming": 1
    }  # a stretch that two codes of the frame share
    assert len(spans(coded)) == 2


@pytest.mark.parametrize(
    ("text", "written", "expected"),
    [
        ("Ukraine’s and the Ukraine's", "Ukraine", ["Ukraine", "Ukraine"]),
        ("the NATO-Ukraine council", "ukraine", ["Ukraine"]),
        ("military-to-military talks", "military", ["military"]),
        ("AI-related", "ai", ["AI"]),
        ("the post-Cold War order", "cold war", ["Cold War"]),
        ("a war on Ukraine's soil", "war on ukraine", ["war on Ukraine"]),
        ("a war-related loss; the US war-related loss", "us war", ["US war"]),
        ("Cold-like War; the not-Cold War-", "cold war", ["Cold War"]),
        ("l’Ukraine, dell'Ucraina, qu’elle", "ukraine", ["Ukraine"]),
        ("dell'Ucraina e l'Ucraina", "ucraina", ["Ucraina", "Ucraina"]),
        ("Ankara'nın ve Putin'in", "ankara", ["Ankara"]),
        ("the U\u00adkraine‐\u200bled effort", "ukraine", ["U\u00adkraine"]),
        ("the neighbor's house", "neighbor", ["neighbor"]),
        ("defense-related", "defence", ["defense"]),
        # Whole first: a star takes what it can.
        ("sanctions-related; Russia's", "sanction*", ["sanctions-related"]),
        ("sanctions-related; Russia's", "russia*", ["Russia's"]),
        # What is bound to the rest, and apostrophes that belong to a word.
        ("co-operation, non-military, anti-Russian, de-escalation", "operation", []),
        ("non-interference", "interference", []),
        ("counter-offensive", "offensive", []),
        ("non-interference-based", "non-interference", ["non-interference"]),
        ("O'Brien, aujourd'hui", "brien", []),
        ("aujourd'hui", "hui", []),
        ("здоров'я", "здоров", []),
        ("Sana'a, the Shi'a", "sana", []),
        ("don't", "don", []),
    ],
)
def test_a_part_of_a_word_is_found_and_the_span_is_the_part(text, written, expected):
    assert keywords(text, written) == expected


def test_a_word_inside_a_phrase_is_found_whole_alone():
    assert keywords("the all-out war-like effort", "out war effort") == []
    assert keywords("the all-out war effort-based", "out war effort") == ["out war effort"]


def test_parts_of_the_same_words_are_one_stretch_of_their_code():
    # In each line one word; "NATO-Ukraine" is one word too, whatever it is made of.
    for text, written in (
        ("Russia's word", ["russia", "russia*", "russia's"]),
        ("the NATO-Ukraine council", ["nato", "ukraine"]),
    ):
        coded = code(passages(text), book({"f.c": written, "f.d": written[:1]}))
        assert len(coded) == len(written) + 1
        assert code_frequency(coded).to_dict() == {"f.c": 1, "f.d": 1}
        assert code_frequency(coded, "frame").to_dict() == {"f": 1}
        assert words_covered(coded) == 1


def test_an_exclusion_is_found_in_parts_of_words_too():
    assert keywords("the West Bank's towns", "the west", "!west bank") == []
    assert keywords("the war-torn town", "war", "!war torn", "!war-torn") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the crisis. Ukraine said", []),
        ("the crisis? Ukraine said", []),
        ("the crisis! Ukraine said", []),
        ("the “crisis.” Ukraine said", []),
        ("the crisis… Ukraine said", []),
        ("the crisis\nUkraine said", []),
        ("the crisis – Ukraine said", ["crisis – Ukraine"]),
        ("the crisis, Ukraine said", ["crisis, Ukraine"]),
        ("the crisis (Ukraine) said", ["crisis (Ukraine"]),
        ("the crisis. ukraine said", ["crisis. ukraine"]),
    ],
)
def test_a_phrase_ends_with_its_sentence(text, expected):
    assert keywords(text, "crisis ukraine") == expected


def test_full_stops_within_a_sentence_part_no_phrase():
    assert keywords("new U.S. sanctions; U.S. Treasury", "u s sanctions", "U.S. Treasury") == [
        "U.S. sanctions",
        "U.S. Treasury",
    ]
    assert keywords("Mr. Oak met J. Smith", "mr oak", "J. Smith") == ["Mr. Oak", "J. Smith"]
    assert keywords("by 3.5 per cent", "3 5 per cent") == ["3.5 per cent"]
    assert keywords("危机。和平危机", "机和平", "平危", language="zh") == ["平危"]


def with_options(text, written, case="", gap="", within=""):
    words = words_of(written)
    one = Pattern("c", "en", written, words, *options(written, words, case, gap, within))
    return [text[hit.start : hit.end] for hit in match(text, [one])]


def test_case_counts_where_it_is_asked_for():
    text = "US troops told us of US-led drills, the us's and the US's"
    assert with_options(text, "US", case="yes") == ["US", "US", "US"]
    assert with_options(text, "US") == with_options(text, "US", case="yes")
    assert len(with_options(text, "US", case="no")) == 5
    assert with_options("The West and the West’s west", "the West", case="yes") == ["the West"]
    assert with_options("NATOs NATO-wide Nato", "NATO*", case="yes") == ["NATOs", "NATO-wide"]
    assert with_options("Defence and Defense", "Defense", case="yes") == ["Defense"]


def test_words_may_stand_between_those_of_a_phrase():
    text = "actions of Russia, actions taken by Russia, actions that are taken by Russia"
    assert with_options(text, "actions russia") == []
    assert with_options(text, "actions russia", gap="2") == [
        "actions of Russia",
        "actions taken by Russia",
    ]
    # From each place the shortest.
    assert with_options("a b c b", "a b", gap="5") == ["a b"]
    assert with_options("a a b", "a b", gap="5") == ["a a b", "a b"]
    assert with_options("a xy. B", "a b", gap="5") == []
    assert with_options("a xy. B", "a b", gap="5", within="paragraph") == ["a xy. B"]


def test_a_phrase_stays_within_what_is_asked_for():
    text = "crisis, Ukraine. crisis. Ukraine; crisis Ukraine"
    assert with_options(text, "crisis ukraine") == ["crisis, Ukraine", "crisis Ukraine"]
    assert with_options(text, "crisis ukraine", within="clause") == ["crisis Ukraine"]
    assert len(with_options(text, "crisis ukraine", within="paragraph")) == 3


def test_an_exclusion_has_options_too():
    assert keywords("the war. Game on", "war", "!war game") == ["war"]
    words = words_of("!war game")
    both = [
        pattern("war"),
        Pattern("c", "en", "!war game", words, *options("war game", words, gap="2")),
    ]
    assert match("a war of the game", both) == [] and len(match("a war", both)) == 1


@given(
    some_texts,
    some_patterns,
    st.sampled_from(["", "yes"]),
    st.sampled_from(["0", "1", "2"]),
    st.sampled_from(["sentence", "paragraph"]),
)
@quick
def test_options_are_what_every_choice_of_words_gives(text, written, case, gap, within):
    tokens, globs = tokenize(text), parse(written)
    words = [text[token.start : token.end] for token in tokens]
    sentence = [
        next(one for one, (start, end) in enumerate(sentences(text)) if start <= token.start < end)
        for token in tokens
    ]
    shortest = {}
    for chosen in combinations(range(len(tokens)), len(globs)):
        places = [
            stands(glob, words[at], number == 0, number == len(globs) - 1)
            for number, (glob, at) in enumerate(zip(globs, chosen))
        ]
        first, last = chosen[0], chosen[-1]
        if (
            None not in places
            and all(other - one <= int(gap) + 1 for one, other in pairwise(chosen))
            and (within == "paragraph" or len(set(sentence[first : last + 1])) == 1)
            and not (
                case
                and any(
                    words[at][slice(*place)] != words[at][slice(*place)].lower()
                    for at, place in zip(chosen, places)
                )
            )
        ):
            span = (tokens[first].start + places[0][0], tokens[last].start + places[-1][1])
            if first not in shortest or last < shortest[first][0]:
                shortest[first] = last, text[slice(*span)]
    assert with_options(text, written, case, gap, within) == [
        keyword for _, (_, keyword) in sorted(shortest.items())
    ]


def test_a_word_in_many_matches_is_covered_once():
    segments = passages("the special military operation, the operation")
    coded = code(
        segments, book({"c": ["special military operation", "military operation", "operation"]})
    )
    assert len(coded) == 4 and words_covered(coded) == 4


def test_no_match_crosses_from_one_segment_to_the_next():
    segments = passages("settlement of the Ukraine", "crisis in a responsible manner")
    assert code(segments, book({"c": ["Ukraine crisis"]})).empty


def test_a_segment_is_searched_in_its_own_language():
    codebook = Codebook(
        *(lambda b: (b.frames, b.codes))(book({"c": ["war"]})), (pattern("war", language="ru"),)
    )
    assert code(passages("war"), codebook).empty


def test_nothing_found_is_an_empty_table_with_its_columns():
    segments = passages("peace")
    coded = code(segments, book({"c": ["war"]}))
    assert coded.columns.to_list() == COLUMNS and coded.empty
    assert code_frequency(coded).empty and words_covered(coded) == 0


def test_matches_come_in_the_order_of_the_text_longer_first():
    text = "military operation, special military operation"
    patterns = map(pattern, ["military operation", "special military operation", "special"])
    places = [(hit.first, hit.after) for hit in match(text, patterns)]
    assert places == [(0, 2), (2, 5), (2, 3), (3, 5)]


@pytest.mark.parametrize(
    ("text", "written", "language", "expected"),
    [
        (
            "специальной военной операции",
            "специальн* военн* операци*",
            "ru",
            ["специальной военной операции"],
        ),  # "special military operation", inflected
        (
            "Партнёрство",
            "партнер*",
            "ru",
            ["Партнёрство"],
        ),  # "partnership": ё in the text, е in the pattern
        (
            "妥善解决乌克兰危机，危机",
            "危机",
            "zh",
            ["危机", "危机"],
        ),  # "properly settle the Ukraine crisis; crisis"
        (
            "乌克兰 危机",
            "乌克兰危机",
            "zh",
            ["乌克兰 危机"],
        ),  # "the Ukraine crisis", a space within it
        ("Russia’s\u00a0actions", "russia's actions", "en", ["Russia’s\u00a0actions"]),
        ("DEFENSE ties", "defence ties", "en", ["DEFENSE ties"]),
        ("demilitarization", "demilitariz*", "en", ["demilitarization"]),
    ],
)
def test_what_is_matched_is_shown_as_it_stands(text, written, language, expected):
    assert keywords(text, written, language=language) == expected


def test_another_tokeniser_cuts_the_patterns_as_it_cuts_the_text():
    # Else a test of sensitivity would find zeros of its own making.
    assert keywords(
        "military-technical ties", "military-technical", "technical ties", split_hyphens=True
    ) == ["military-technical", "technical ties"]
    assert keywords("defense ties", "defense ties", fold_spelling=False) == ["defense ties"]
    assert keywords("defense ties", "defence ties", fold_spelling=False) == []


def test_patterns_that_match_nothing_are_named():
    codebook = book({"c": ["war", "peace*"], "d": ["war"]})
    coded = code(passages("no war"), codebook)
    assert unmatched(codebook, coded).values.tolist() == [["c", "en", "peace*"]]


def test_what_an_exclusion_matches_is_no_match_of_its_code():
    west = "The West Bank, the west coast; the West and Western states"
    codebook = book(
        {
            "f.west": ["the west", "western states", "!west bank", "!west coast"],
            "f.place": ["the west"],
        }
    )
    coded = code(passages(west), codebook)
    assert [(row.code, row.start) for row in coded.itertuples()] == [
        ("f.place", 0),
        ("f.place", 15),
        ("f.place", 31),
        ("f.west", 31),
        ("f.west", 44),
    ]
    assert code_frequency(coded).to_dict() == {"f.place": 3, "f.west": 2} and code_frequency(
        coded, "frame"
    ).to_dict() == {"f": 4}


def test_an_exclusion_that_shares_one_word_with_a_match_is_enough_and_one_beside_it_is_not():
    assert keywords("a b c d", "a b", "c d", "!b c") == []
    assert keywords("a b c d", "a b", "d", "!c") == ["a b", "d"]
    assert keywords("a b c", "b", "!a b c", "!a") == []


def test_an_exclusion_holds_in_its_own_language():
    codebook = Codebook(
        *(lambda b: (b.frames, b.codes))(book({"c": ["war"]})),
        (pattern("war", language=""), pattern("!war game", language="ru")),
    )
    assert code(passages("war game", language="en"), codebook)["keyword"].to_list() == ["war"]
    assert code(passages("war game", language="ru"), codebook).empty


def test_a_name_is_no_part_of_a_longer_one_in_chinese():
    # 巴西方面 is "the Brazilian side", and 西方 "the West" stands inside it.
    assert keywords("巴西方面和西方国家", "西方", "!巴西方面", language="zh") == ["西方"]


def test_another_tokeniser_cuts_the_exclusions_too():
    assert keywords("the west-bank offices", "the west", "!west bank", split_hyphens=True) == []


def test_an_exclusion_is_no_pattern_that_matches_nothing():
    codebook = book({"c": ["war", "!cold war"]})
    assert unmatched(codebook, code(passages("no word"), codebook)).values.tolist() == [
        ["c", "en", "war"]
    ]


@given(
    st.lists(st.tuples(st.integers(0, 20), st.integers(1, 5))),
    st.integers(0, 20),
    st.integers(1, 5),
)
@quick
def test_stretches_meet_where_they_share_a_word(stretches, first, size):
    stretches = [(begin, begin + length) for begin, length in stretches]
    shared = any(
        set(range(begin, after)) & set(range(first, first + size)) for begin, after in stretches
    )
    assert Stretches(stretches).meet(first, first + size) is shared


def test_stretches_have_the_columns_of_matches_and_may_be_told_by_characters_alone():
    coded = code(passages("Crisis, crisis"), book({"c": ["crisis", "cris*"]}, "en"))
    assert list(spans(coded).columns) == list(coded.columns) and list(spans(coded).index) == [0, 1]
    bare = coded[["segment_id", "start", "end"]].assign(code="c")
    assert len(spans(bare)) == 2 and len(bare) == 4
    bounds = coded[["segment_id", "start", "end"]]
    assert len(distinct(bounds, "segment_id")) == 2
