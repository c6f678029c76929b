"""The likelihood of bytes as the text of an encoding: higher for the right one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from readouts.readers import letters


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("Beziehungen für längere Zeit", "cp1252", "mac_roman"),
        ("Vztahy mezi zeměmi se zlepší", "cp1250", "cp1252"),
        ("İki ülke ilişkileri", "cp1254", "cp1252"),
        ("Стороны договорились", "cp1251", "koi8_r"),
        ("Стороны договорились", "koi8_r", "cp1251"),
        ("양국 정상은 협의하고", "cp949", "gb18030"),
        ("両首脳は会談を行い", "euc_jp", "gb18030"),
    ],
)
def test_the_right_encoding_is_likelier(text, right, wrong):
    raw = text.encode(right)
    assert letters.likelihood(raw.decode(right), right) > letters.likelihood(
        raw.decode(wrong, "replace"), wrong
    )


@given(st.text(max_size=60), st.sampled_from(sorted(letters.LANGUAGES)))
def test_any_text_has_a_likelihood_and_ascii_tells_nothing(text, codec):
    assert letters.likelihood(text, codec) <= 0.01
    ascii_alone = text.encode("ascii", "ignore").decode()
    assert letters.likelihood(ascii_alone, codec) == 0


def test_common_characters():
    assert letters.share_of_common("両首脳は会談を") == 1
    assert letters.share_of_common("양국 정상") > 0.7
    assert letters.share_of_common("䤀 am no Chinese") < 0.2
