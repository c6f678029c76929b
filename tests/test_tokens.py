"""Words, their places in the source, and the forms under which they are counted."""

import re
import string
import sys
import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nltk.tokenize import RegexpTokenizer
from readouts.text import tokens
from readouts.text.tokens import american, british, is_han, normalize, spelling, tokenize

# Whatever has made a tokeniser stumble: marks, apostrophes, hyphens, dashes, spaces, quotation marks, many scripts.
LETTERS = "abzABZéÉßøn" + "еёжйЕЁЖЙ" + "αΩ" + "कहשบกسﾊハ가Ｇｇ"
MARKS = "\u0301\u0306\u0308\u0338" + "\u093f\u094d\u05b0\u0e35\u064b\u3099\U000118ad"
HAN = "危机问〇々\U00020000\U0002f868"  # the last is a doublet of a character of the basic plane
INNER = "'’‘ʼ＇-\u2010\u2011－"
UNSEEN = "\u00ad\u200b\u200d\u202e\u2060\ufe0f\ufeff\U000e0100"
OUTER = ' \u00a0\u2009\u3000\n\t–—−.,;:!?“”«»„"()_＿/\u2026。，％≠😀\u0378\ud800'
texts = st.text(
    alphabet=st.sampled_from(LETTERS + MARKS + HAN + INNER + UNSEEN + OUTER + "0189"), max_size=40
)
quick = settings(deadline=None, max_examples=150)


def forms(text, **options):
    return [token.form for token in tokenize(text, **options)]


def pieces(text, **options):
    return [text[token.start : token.end] for token in tokenize(text, **options)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "“Xi said,” it read.",
            ["xi", "said", "it", "read"],
        ),  # curly quotation marks are no part of a word
        (
            "‘Legitimacy of Russia’s Actions’",
            ["legitimacy", "of", "russia's", "actions"],
        ),  # an apostrophe is, inside; the closing mark is not
        ("doesn't doesn’t doesn‘t", ["doesn't"] * 3),
        (
            "the parties’ interests",
            ["the", "parties", "interests"],
        ),  # a plural's possessive ends without its mark
        ("15\u00a0June", ["15", "june"]),  # a no-break space is a space
        ("integrity – especially—in", ["integrity", "especially", "in"]),  # dashes end a word
        (
            "military-technical, military\u2010technical, military\u2011technical",
            ["military-technical"] * 3,
        ),
        (
            "-led pre- and post-war",
            ["led", "pre", "and", "post-war"],
        ),  # a hyphen at the rim is none
        ("state--owned", ["state", "owned"]),  # two hyphens are a dash
        (
            "U.N. and U.S.-led",
            ["u", "n", "and", "u", "s", "led"],
        ),  # abbreviations fall apart at their points
        ("24 February 2022; 1,000.5", ["24", "february", "2022", "1", "000", "5"]),
        ("G20 COVID-19", ["g20", "covid-19"]),
        ("snake_case", ["snake", "case"]),
        (
            "3.5 % of 1 000; 1/2, ½, 20th, H₂O",
            ["3", "5", "of", "1", "000", "1", "2", "½", "20th", "h₂o"],
        ),  # a sign of percent is no word
        (
            "Ｇ２０ ＣＯＶＩＤ－１９ Ｗｅｓｔ＇ｓ １００％",
            ["g20", "covid-19", "west's", "100"],
        ),  # full-width forms, as a Chinese keyboard gives them
        (
            "ʼtis Russiaʼs",
            ["tis", "russia's"],
        ),  # U+02BC is a letter by Unicode, and an apostrophe here
        (
            "Pre\u00adsident, Ci\u200bvil, COVID-\u206019",
            ["president", "civil", "covid-19"],
        ),  # what is not seen cuts no word
        (
            "war\u200b\u200b and\u202c \u00ad \ufeffpeace",
            ["war", "and", "peace"],
        ),  # and is no word itself
        (
            "1\ufe0f\u20e3 ❤\ufe0f a ≠ b \u0301c",
            ["1\u20e3", "a", "b", "c"],
        ),  # a mark after a sign or a space is no word either
        ("", []),
        (" \n–…“”", []),
    ],
)
def test_english(text, expected):
    assert forms(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Партнёрство и партнерство",
            ["партнерство", "и", "партнерство"],
        ),  # "partnership and partnership": ё is е
        ("Ещё ЁЛКА", ["еще", "елка"]),  # "yet", "fir tree", in capitals too
        (
            "военно-техническое сотрудничество",
            ["военно-техническое", "сотрудничество"],
        ),  # "military-technical cooperation"
        ("«легитимной» — нет", ["легитимной", "нет"]),  # "legitimate", no: guillemets and a dash
        ("Си Цзиньпин", ["си", "цзиньпин"]),  # Xi Jinping
        ("полити\u00adческую", ["политическую"]),  # "political"
        ("пʼять п’ять п'ять", ["п'ять"] * 3),  # Ukrainian "five"
    ],
)
def test_russian(text, expected):
    assert forms(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "रूस और यूक्रेन",
            ["रूस", "और", "यूक्रेन"],
        ),  # "Russia and Ukraine": vowel signs, and the virama that joins two consonants
        ("الحَرْبُ، والسلام", ["الحَرْبُ", "والسلام"]),  # "the war, and peace", vowel points in the first
        ("שָׁלוֹם", ["שָׁלוֹם"]),  # "peace", pointed
        ("ที่ประชุม", ["ที่ประชุม"]),  # "meeting": without spaces a run is one word
        ("می\u200cگوید", ["میگوید"]),  # Persian "says": the joiner between its parts is not seen
        ("ﾛｼｱ ガ ｶﾞ", ["ロシア", "ガ", "ガ"]),  # "Russia", in half-width katakana too
        (
            "러시아 러시아",
            ["러시아", unicodedata.normalize("NFC", "러시아")],
        ),  # "Russia", in syllables and in letters
    ],
)
def test_other_scripts_keep_their_words_whole(text, expected):
    assert forms(text) == [unicodedata.normalize("NFC", form) for form in expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "乌克兰危机。",
            list("乌克兰危机"),
        ),  # "the Ukraine crisis": a character a token, the full stop none
        ("“一带一路”倡议", list("一带一路倡议")),  # "Belt and Road" Initiative
        (
            "2月24日，Xi同普京",
            ["2", "月", "24", "日", "xi", "同", "普", "京"],
        ),  # "on 24 February Xi, with Putin": digits and Latin stay whole
        ("二〇〇二", ["二", "〇", "〇", "二"]),  # "2002" in characters
        ("人々", ["人", "々"]),  # "people": the sign of repetition is a character as well
        ("Ｇ２０峰会", ["g20", "峰", "会"]),  # "the G20 summit"
        ("葛\U000e0100危", ["葛", "危"]),  # a variant of a character counts as the character
        ("\U00020000\U00030000", ["\U00020000", "\U00030000"]),  # beyond the basic plane
    ],
)
def test_chinese(text, expected):
    assert forms(text) == expected


def test_compatibility_characters_count_as_the_character_they_stand_for():
    ideograph = "\uf9dd"  # a doublet of 利, "benefit", kept in Unicode for old encodings
    assert forms(ideograph) == ["利"]
    assert is_han(ideograph) and is_han("利") and not is_han("л")


def test_hyphens_can_be_split_and_apostrophes_never():
    assert forms("Russia’s military-technical ties", split_hyphens=True) == [
        "russia's",
        "military",
        "technical",
        "ties",
    ]


def test_spelling_can_be_left_as_it_is():
    assert forms("defense organization", fold_spelling=False) == ["defense", "organization"]
    assert forms("defense organization") == ["defence", "organisation"]


def test_a_decomposed_letter_is_one_word_with_the_places_of_its_source():
    text = unicodedata.normalize("NFD", "Ещё й café")  # "yet", the letter short i
    assert forms(text) == ["еще", "й", "café"]
    assert [unicodedata.normalize("NFC", piece) for piece in pieces(text)] == ["Ещё", "й", "café"]


@given(texts, st.booleans(), st.booleans())
@quick
def test_places_are_ordered_apart_and_give_the_form(text, split_hyphens, fold_spelling):
    end = 0
    for token in tokenize(text, split_hyphens=split_hyphens, fold_spelling=fold_spelling):
        assert end <= token.start < token.end <= len(text)
        assert normalize(text[token.start : token.end], fold_spelling) == token.form
        end = token.end


@given(texts)
@quick
def test_no_letter_and_no_digit_is_left_out(text):
    inside = {place for token in tokenize(text) for place in range(token.start, token.end)}
    assert {
        place
        for place, character in enumerate(text)
        if character.isalnum() and character not in INNER
    } <= inside


@given(texts, texts)
@quick
def test_a_space_between_two_texts_only_adds_their_words(one, other):
    shift = len(one) + 1
    moved = [(form, start + shift, end + shift) for form, start, end in tokenize(other)]
    assert tokenize(f"{one} {other}") == tokenize(one) + moved


@given(texts)
@quick
def test_composed_and_decomposed_texts_have_the_same_forms(text):
    assert forms(unicodedata.normalize("NFD", text)) == forms(unicodedata.normalize("NFC", text))


def test_every_character_that_can_be_decomposed_has_the_same_words_either_way():
    decomposed = [
        character
        for character in map(chr, range(sys.maxunicode + 1))
        if unicodedata.normalize("NFD", character) != character
    ]
    assert len(decomposed) > 10_000
    for character in decomposed:
        expected = forms(f"a{character}b")
        assert all(
            forms(unicodedata.normalize(name, f"a{character}b")) == expected
            for name in ("NFC", "NFD")
        ), repr(character)


def widened(text):
    """Every character of ASCII in its full-width form."""
    return "".join(
        chr(ord(character) + 0xFEE0)
        if "!" <= character <= "~"
        else "\u3000"
        if character == " "
        else character
        for character in text
    )


@given(texts)
@quick
def test_full_width_forms_are_the_characters_that_they_show(text):
    assert forms(widened(text)) == forms(text)
    assert [(token.start, token.end) for token in tokenize(widened(text))] == [
        (token.start, token.end) for token in tokenize(text)
    ]


@given(texts)
@quick
def test_capitals_make_no_difference(text):
    assert (
        forms(text.upper(), fold_spelling=False)
        == forms(text.lower(), fold_spelling=False)
        == forms(text, fold_spelling=False)
    )


@given(texts)
@quick
def test_what_is_not_seen_makes_no_difference_and_no_word_begins_or_ends_with_it(text):
    assert forms(text) == forms("".join(character for character in text if character not in UNSEEN))
    assert all(piece[0] not in UNSEEN and piece[-1] not in UNSEEN for piece in pieces(text))


def test_a_text_made_to_be_slow_takes_no_longer_than_any_other():
    for unit in (
        "\u00ad",
        "a\u00ad",
        "a\u0301",
        "a-",
        "a\u200b-\u200b",
        "-\u200b",
        "危\u200b",
        "a'\u0301",
    ):
        long = "a" + unit * 50_000
        began = time.process_time()
        tokenize(long, fold_spelling=False)
        assert time.process_time() - began < 5, repr(unit)


@given(texts)
@quick
def test_splitting_hyphens_splits_forms_and_nothing_else(text):
    assert forms(text, split_hyphens=True) == [
        part for form in forms(text) for part in form.split("-")
    ]


@given(st.text(alphabet=string.ascii_letters + string.digits + " '-.,;:()\n", max_size=80))
@quick
def test_plain_english_agrees_with_nltk(text):
    tokenizer = RegexpTokenizer(r"[a-z0-9]+(?:['-][a-z0-9]+)*")
    lower = text.lower()
    assert forms(text, fold_spelling=False) == tokenizer.tokenize(lower)
    assert [(token.start, token.end) for token in tokenize(text)] == list(
        tokenizer.span_tokenize(lower)
    )


def walked(text):
    """The same words by another way: character by character, from Unicode's categories and names alone."""
    seen = [place for place, character in enumerate(text) if character not in UNSEEN]
    kinds = {place: kind(text[place]) for place in seen}
    words = []  # of each the first place, the last, and whether it is a Han character
    for before, place, after in zip([None, *seen], seen, [*seen[1:], None]):
        inside = words and words[-1][1] == before
        if (
            (kinds[place] == "M" and inside and kinds[before] != "J")
            or (kinds[place] == "L" and inside and not words[-1][2])
            or (
                kinds[place] == "J"
                and inside
                and not words[-1][2]
                and kinds[before] != "J"
                and kinds.get(after) == "L"
            )
        ):
            words[-1][1] = place
        elif kinds[place] in "LH":
            words.append([place, place, kinds[place] == "H"])
    return [text[first : last + 1] for first, last, _ in words]


def kind(character):
    if character in INNER:
        return "J"
    if unicodedata.name(character, "").startswith("CJK ") or character in "〇々":
        return "H"
    category = unicodedata.category(character)[0]
    return "L" if category in "LN" else category


@given(texts)
@quick
def test_any_script_agrees_with_a_walk_over_characters(text):
    assert pieces(text) == walked(text)


# --- The kinds of character ---------------------------------------------------------


EVERY = "".join(map(chr, range(sys.maxunicode + 1)))


def of_class(expression):
    """Every character that a class matches."""
    return set(re.findall(expression, EVERY))


def test_combining_marks_are_those_of_unicode():
    # A newer Python knows more characters than an older one: only those that this one knows can be compared.
    unseen = of_class(f"[{tokens.IGNORABLE}]")
    known = {character for character in EVERY if unicodedata.category(character) != "Cn"}
    marks = {character for character in known - unseen if unicodedata.category(character)[0] == "M"}
    assert of_class(f"[{tokens.MARKS}]") & known == marks and len(marks) > 2000


def test_ignorable_characters_are_those_of_unicode_without_letters():
    regex = pytest.importorskip("regex", reason="a module that knows Unicode's properties")
    assert of_class(f"[{tokens.IGNORABLE}]") == set(regex.findall(r"(?!\p{L})\p{DI}", EVERY))


def test_a_character_is_of_one_kind_at_most():
    kinds = [
        of_class(expression)
        for expression in (
            tokens._LETTER,
            *(
                f"[{kind}]"
                for kind in (
                    tokens.HAN,
                    tokens.MARKS,
                    tokens.APOSTROPHES,
                    tokens.HYPHENS,
                    tokens.IGNORABLE,
                )
            ),
        )
    ]
    assert len(set.union(*kinds)) == sum(map(len, kinds))


def test_width_is_folded_as_unicode_decomposes_it():
    for code in range(0xFF01, 0xFFA0):
        tag, _, plain = unicodedata.decomposition(chr(code)).partition(" ")
        assert tag in ("<wide>", "<narrow>") and chr(code).translate(tokens._WIDTH) == chr(
            int(plain, 16)
        )


# A word of few letters, so that a rule of spelling is met often.
words = st.one_of(
    st.sampled_from(sorted(spelling())),
    st.from_regex(
        r"[a-z]{1,5}(i[sz]|y[sz])(e|es|ed|er|ers|ing|ations?|ational)('s)?", fullmatch=True
    ),
    st.text(alphabet="еёйжabé'’-", min_size=1, max_size=8),
)


@given(words)
@quick
def test_normalising_twice_changes_nothing(word):
    assert normalize(normalize(word)) == normalize(word)


def test_the_list_of_spellings_has_no_chain():
    # A British form that were an American one too would be respelt again: "a" to "b" to "c".
    assert not {form for form in spelling().values() if british(form) != form}
    assert not set(spelling()) & set(spelling().values())


def test_the_list_of_spellings_is_lower_case_ordered_and_says_each_form_once():
    from readouts import paths

    american_forms = [
        line.split(",")[0] for line in paths.SPELLING.read_text(encoding="utf-8").splitlines()[1:]
    ]
    assert american_forms == sorted(set(american_forms))
    assert all(re.fullmatch("[a-z]+", form) for pair in spelling().items() for form in pair)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("denazification", "denazification"),
        ("demilitarization", "demilitarisation"),
        ("emphasized", "emphasised"),
        ("analyzed", "analysed"),
        ("neighboring", "neighbouring"),
        ("neighbor's", "neighbour's"),
        ("co-organizer", "co-organiser"),
        ("defense-industry", "defence-industry"),
        # -ize that is no suffix, and words that only look so
        ("size", "size"),
        ("seize", "seize"),
        ("prizes", "prizes"),
        ("citizen", "citizen"),
        ("horizon", "horizon"),
        ("belize", "belize"),
        ("downsizing", "downsizing"),
        ("organisation", "organisation"),
        (
            "демилитаризация",
            "демилитаризация",
        ),  # "demilitarisation": rules for English leave Russian alone
    ],
)
def test_british_spelling(word, expected):
    assert british(word) == expected


@given(words)
@quick
def test_the_american_spelling_of_a_british_one_is_respelt_to_it(word):
    # Needed by patterns with `*`, which look for either; words in -ise that have no -ize come back as well.
    form = british(word)
    assert british(american(form)) == form


def test_a_filler_of_half_width_is_no_wide_letter():
    assert [token.form for token in tokenize("a\uffa0b")] == ["a\uffa0b"]
