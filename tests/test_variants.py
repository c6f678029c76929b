"""The key of a word: what spellings share."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from readouts.text.variants import key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("co-operation", "cooperation"),
        ("COÖPERATION", "cooperation"),
        ("Straße", "strasse"),
        ("Łódź", "lodz"),
        ("Ağrı", "AĞRI".lower()),
        ("бо́льшую", "большую"),
        ("أوكرانيا", "اوكرانيا"),
        ("خامنه‌ای", "خامنه‌اي"),
        ("烏克蘭", "乌克兰"),
        ("裡", "里"),
    ],
)
def test_spellings_of_one_word_have_one_key(one, other):
    assert key(one) == key(other)


@pytest.mark.parametrize(
    ("one", "other"), [("мой", "мои"), ("їжа", "іжа"), ("कि", "की"), ("か", "が"), ("危机", "危险")]
)
def test_other_letters_stay_others(one, other):
    assert key(one) != key(other)


@given(st.text(max_size=20))
@example("\N{MATHEMATICAL BOLD ITALIC CAPITAL ALPHA}")
def test_a_key_is_its_own_key(word):
    assert key(key(word)) == key(word)
