"""Languages, as columns name them."""

import pytest
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
    with pytest.raises(ValueError, match="the code of a language, such as en, ru or zh"):
        language_names.code(written)


def test_no_name_stands_for_two_languages():
    names = [name for text in language_names._NAMES.values() for name in text.split()]
    assert len(names) == len(set(names))
    assert not {*names} & {*language_names._NAMES}  # nor for the code of another


@given(
    st.sampled_from(sorted(language_names._NAMES)), st.sampled_from(["", "-XX", "_yy", "-Latn-ZZ"])
)
def test_a_region_or_a_script_changes_no_language(code, tail):
    assert language_names.code(code.upper() + tail) == code


@given(st.text(max_size=12))
def test_the_answer_is_a_code_that_is_its_own_code(written):
    try:
        code = language_names.code(written)
    except ValueError:
        return
    assert 2 <= len(code) <= 3 and code.isalpha() and language_names.code(code) == code
