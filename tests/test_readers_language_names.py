"""Languages, as columns name them."""

from collections import defaultdict

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st
from readouts.readers import language_names


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("en", "en"),
        ("EN", "en"),
        (" ru ", "ru"),
        ("eng", "en"),
        ("English", "en"),
        ("английский", "en"),
        ("英语", "en"),
        ("ENGLISH (UK)", "en"),
        ("Chinese, simplified", "zh"),
        ("zh-Hans-CN", "zh"),
        ("zh_TW", "zh"),
        ("cmn", "zh"),
        ("pt-BR", "pt"),
        ("Русский", "ru"),
        ("rus/eng", "ru"),
        ("farsi", "fa"),
        ("sw", "sw"),  # a code that has no name here
        ("sw-KE", "sw"),
    ],
)
def test_codes_tags_and_names(written, code):
    assert language_names.code(written) == code


@pytest.mark.parametrize("written", ["", "??", "the language", "e", "engl", "12", "x-", "en-"])
def test_what_names_no_language_is_refused_with_what_would(written):
    with pytest.raises(
        ValueError, match="the code of a language, such as en, ru or zh, or its name"
    ):
        language_names.code(written)


@pytest.mark.parametrize(
    "naming", ["en", "de", "fr", "es", "ru", "uk", "zh", "ja", "ar", "tr", "pl"]
)
def test_a_language_is_known_by_its_name_in_many_languages(naming):
    for code in ("en", "ru", "zh", "uk", "fr", "de", "ar", "ja", "he", "el"):
        assert language_names.code(Locale.parse(naming).languages[code]) == code


def test_no_name_stands_for_two_languages():
    codes = defaultdict(set)
    for naming in language_names._NAMING.split():
        for code, name in Locale.parse(naming).languages.items():
            codes[str(name).casefold()] |= {code} if len(code) == 2 else set()
    assert not {name for name, found in codes.items() if len(found) > 1}


@pytest.mark.parametrize("written", ["unknown", "und", "Unbekannt", "неизвестно"])
def test_what_is_said_to_be_unknown_is_no_language(written):
    assert language_names.code(written) == ""


@given(
    st.sampled_from(sorted(language_names._BY_CODE.values())),
    st.sampled_from(["", "-XX", "_yy", "-Latn-ZZ"]),
)
def test_a_region_or_a_script_changes_no_language(code, tail):
    assert language_names.code(code.upper() + tail) == code


@given(st.text(max_size=12))
def test_the_answer_is_a_code_that_is_its_own_code(written):
    try:
        code = language_names.code(written)
    except ValueError:
        return
    assert code == "" or (
        2 <= len(code) <= 3 and code.isalpha() and language_names.code(code) == code
    )
