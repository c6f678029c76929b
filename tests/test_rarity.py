"""How common words are in general: known orders in each list, and what is not in one."""

import pytest
from readouts.text.rarity import known, lead, share


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["the", "president", "sanctions", "zzyzx"]),
        ("ru", ["и", "президент", "ыыы"]),
        ("fr", ["le", "président", "zzyzx"]),
        ("zh", ["的", "中国", "乌克兰", "搬不走"]),
    ],
)
def test_the_commoner_word_has_the_larger_share(language, words):
    shares = [share(word, language) for word in words]
    assert shares == sorted(shares, reverse=True) and len(set(shares)) == len(shares)


def test_a_word_is_looked_up_under_the_form_in_which_it_is_counted():
    assert share("ее", "ru") > 1e-4  # the list has it with ё
    assert share("defence", "en") > share("zzyzx", "en")


def test_a_language_without_a_list_is_told():
    assert known("ar") and not known("uk")


def test_a_word_leads_the_more_the_oftener_it_stands_here_and_the_rarer_it_is_elsewhere():
    assert lead("grain", "en", 4, 100) > lead("grain", "en", 2, 100)
    assert lead("grain", "en", 2, 100) > lead("time", "en", 2, 100) > lead("the", "en", 2, 100)
    assert lead("grain", "en", 0, 100) == 0


def test_a_chinese_word_has_its_share_of_the_words_of_the_list():
    # The dictionary that rjieba ships: 的 318,825 times of 60,101,967.
    assert share("的", "zh") == pytest.approx(318_825 / 60_101_967, rel=1e-4)
    assert share("搬不走", "zh") == pytest.approx(0.5 / 60_101_967)
