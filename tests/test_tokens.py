"""Words, their places in the source, and the forms under which they are counted."""

import re
import string
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nltk.tokenize import RegexpTokenizer
from readouts.text.tokens import american, british, is_han, normalize, spelling, tokenize

# Whatever has made a tokeniser stumble: marks, apostrophes, hyphens, dashes, spaces, quotation marks, three scripts.
LETTERS = "abzABZéÉßøʼn" + "еёжйЕЁЖЙ" + "αΩ"
MARKS = "\u0301\u0306\u0308"
HAN = "危机问〇"
INNER = "'’‘-\u2010\u2011"
OUTER = " \u00a0\u2009\n\t–—−.,;:!?“”«»„\"()_/\u2026。，"
texts = st.text(alphabet=st.sampled_from(LETTERS + MARKS + HAN + INNER + OUTER + "0189"), max_size=40)
quick = settings(deadline=None, max_examples=150)


def forms(text, **options):
    return [token.form for token in tokenize(text, **options)]


def pieces(text, **options):
    return [text[token.start:token.end] for token in tokenize(text, **options)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“Xi said,” it read.", ["xi", "said", "it", "read"]),  # curly quotation marks are no part of a word
        ("‘Legitimacy of Russia’s Actions’", ["legitimacy", "of", "russia's", "actions"]),  # an apostrophe is, inside; the closing mark is not
        ("doesn't doesn’t doesn‘t", ["doesn't"] * 3),
        ("the parties’ interests", ["the", "parties", "interests"]),  # a plural's possessive ends without its mark
        ("15\u00a0June", ["15", "june"]),  # a no-break space is a space
        ("integrity – especially—in", ["integrity", "especially", "in"]),  # dashes end a word
        ("military-technical, military\u2010technical, military\u2011technical", ["military-technical"] * 3),
        ("-led pre- and post-war", ["led", "pre", "and", "post-war"]),  # a hyphen at the rim is none
        ("state--owned", ["state", "owned"]),  # two hyphens are a dash
        ("U.N. and U.S.-led", ["u", "n", "and", "u", "s", "led"]),  # abbreviations fall apart at their points
        ("24 February 2022; 1,000.5", ["24", "february", "2022", "1", "000", "5"]),
        ("G20 COVID-19", ["g20", "covid-19"]),
        ("snake_case", ["snake", "case"]),
        ("", []),
        (" \n–…“”", []),
    ],
)
def test_english(text, expected):
    assert forms(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Партнёрство и партнерство", ["партнерство", "и", "партнерство"]),  # "partnership and partnership": ё is е
        ("Ещё ЁЛКА", ["еще", "елка"]),  # "yet", "fir tree", in capitals too
        ("военно-техническое сотрудничество", ["военно-техническое", "сотрудничество"]),  # "military-technical cooperation"
        ("«легитимной» — нет", ["легитимной", "нет"]),  # "legitimate", no: guillemets and a dash
        ("Си Цзиньпин", ["си", "цзиньпин"]),  # Xi Jinping
    ],
)
def test_russian(text, expected):
    assert forms(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("乌克兰危机。", list("乌克兰危机")),  # "the Ukraine crisis": a character a token, the full stop none
        ("“一带一路”倡议", list("一带一路倡议")),  # "Belt and Road" Initiative
        ("2月24日，Xi同普京", ["2", "月", "24", "日", "xi", "同", "普", "京"]),  # "on 24 February Xi, with Putin": digits and Latin stay whole
        ("二〇二二", ["二", "〇", "二", "二"]),  # "2022" in characters
    ],
)
def test_chinese(text, expected):
    assert forms(text) == expected


def test_compatibility_characters_count_as_the_character_they_stand_for():
    ideograph = "\uf9dd"  # a doublet of 利, "benefit", kept in Unicode for old encodings
    assert forms(ideograph) == ["利"]
    assert is_han(ideograph) and is_han("利") and not is_han("л")


def test_hyphens_can_be_split_and_apostrophes_never():
    assert forms("Russia’s military-technical ties", split_hyphens=True) == ["russia's", "military", "technical", "ties"]


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
        assert normalize(text[token.start:token.end], fold_spelling) == token.form
        end = token.end


@given(texts)
@quick
def test_no_letter_and_no_digit_is_left_out(text):
    inside = {place for token in tokenize(text) for place in range(token.start, token.end)}
    assert {place for place, character in enumerate(text) if character.isalnum()} <= inside


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


@given(texts)
@quick
def test_splitting_hyphens_splits_forms_and_nothing_else(text):
    assert forms(text, split_hyphens=True) == [part for form in forms(text) for part in form.split("-")]


@given(st.text(alphabet=string.ascii_letters + string.digits + " '-.,;:()\n", max_size=80))
@quick
def test_plain_english_agrees_with_nltk(text):
    tokenizer = RegexpTokenizer(r"[a-z0-9]+(?:['-][a-z0-9]+)*")
    lower = text.lower()
    assert forms(text, fold_spelling=False) == tokenizer.tokenize(lower)
    assert [(token.start, token.end) for token in tokenize(text)] == list(tokenizer.span_tokenize(lower))


def walked(text):
    """The same words by another way: character by character, from Unicode's categories and names alone."""
    words, word = [], ""
    for place, character in enumerate(text):
        han = unicodedata.name(character, "").startswith("CJK UNIFIED")
        letter = unicodedata.category(character)[0] in "LNM" and not han
        after = text[place + 1 : place + 2]
        joins = bool(word) and character in INNER and word[-1] not in INNER and bool(after) \
            and unicodedata.category(after)[0] in "LNM" and not unicodedata.name(after, "").startswith("CJK UNIFIED")
        if letter or joins:
            word += character
            continue
        words += [word] * bool(word) + [character] * han
        word = ""
    return words + [word] * bool(word)


@given(texts)
@quick
def test_any_script_agrees_with_a_walk_over_characters(text):
    assert pieces(text) == walked(text)


# A word of few letters, so that a rule of spelling is met often.
words = st.one_of(st.sampled_from(sorted(spelling())), st.from_regex(r"[a-z]{1,5}(i[sz]|y[sz])(e|es|ed|er|ers|ing|ations?|ational)('s)?", fullmatch=True),
                  st.text(alphabet="еёйжabé'’-", min_size=1, max_size=8))


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

    american_forms = [line.split(",")[0] for line in paths.SPELLING.read_text(encoding="utf-8").splitlines()[1:]]
    assert american_forms == sorted(set(american_forms))
    assert all(re.fullmatch("[a-z]+", form) for pair in spelling().items() for form in pair)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("denazification", "denazification"), ("demilitarization", "demilitarisation"), ("emphasized", "emphasised"), ("analyzed", "analysed"),
        ("neighboring", "neighbouring"), ("neighbor's", "neighbour's"), ("co-organizer", "co-organiser"), ("defense-industry", "defence-industry"),
        # -ize that is no suffix, and words that only look so
        ("size", "size"), ("seize", "seize"), ("prizes", "prizes"), ("citizen", "citizen"), ("horizon", "horizon"), ("belize", "belize"), ("downsizing", "downsizing"),
        ("organisation", "organisation"), ("демилитаризация", "демилитаризация"),  # "demilitarisation": rules for English leave Russian alone
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
