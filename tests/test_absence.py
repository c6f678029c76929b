"""What is said where nothing was found: not searched, not in this form, or absent."""

import pytest
from readouts.text.absence import absence, named, of_code, scripts
from readouts.text.patterns import Pattern, words_of

ZH, RU, EN = (
    "两国元首就乌克兰问题通电话。",
    "Главы государств говорили по телефону.",
    "They spoke of grain.",
)


def pattern(written: str, language: str = "") -> Pattern:
    return Pattern("code", language, written, words_of(written))


@pytest.mark.parametrize(
    ("written", "of", "text", "language", "said"),
    [
        ("Ukraine", "", ZH, "zh", "not searched: the text is Chinese"),
        ("Ukraine", "en", ZH, "zh", "not searched: the text is Chinese"),
        ("Ukraine", "", RU, "ru", "not searched: the text is Russian"),
        ("乌克兰", "", EN, "en", "not searched: the text is English"),
        (
            "Украина",
            "",
            EN,
            "",
            "not searched: the text is in a language that is not known, in Latin script",
        ),
        (
            "Ukraine",
            "en",
            EN,
            "",
            "not searched: the text is in a language that is not known, in Latin script",
        ),
        ("2022", "", ZH, "zh", "absent"),
        ("G20", "", ZH, "zh", "absent"),
        ("Ukraine", "", EN, "en", "absent"),
        ("grains", "", EN, "en", "not in this form; near: grain (1)"),
        ("烏克蘭", "", ZH, "zh", "not in this form; near: 乌克兰 (1)"),
    ],
)
def test_what_is_said(written, of, text, language, said):
    assert absence([pattern(written, of)], [text], language).said == said


def test_of_excerpts_nothing_is_called_absent():
    found = absence([pattern("peace")], [EN], "en", "not in the quoted passages")
    assert found.said == "not in the quoted passages"


def test_several_wordings_are_named():
    wordings = [pattern(word, "en") for word in ("peace", "ceasefire", "!peace river")]
    said = absence(wordings, [EN], "en", of_code("full")).said
    assert said == "none of these wordings: peace, ceasefire"
    assert (
        absence(wordings, ["A cease-fire, and peaceful days."], "en").said
        == "none of these wordings: peace, ceasefire; near: cease-fire (1), peaceful (1)"
    )


def test_many_wordings_are_not_all_named():
    wordings = [pattern(f"peace{number}", "en") for number in range(15)]
    assert absence(wordings, [EN], "en", of_code("full")).said.endswith(" and 3 more")


def test_a_text_in_two_scripts_is_searched_for_both():
    assert scripts("北京 Beijing 北京 Beijing") == {"CJK", "LATIN"}
    assert absence([pattern("war")], ["北京 Beijing 北京 Beijing"], "").state == "absent"
    assert named("") == "in a language that is not known"


def test_a_script_is_of_a_text_with_a_tenth_of_it_a_chinese_character_for_three_letters():
    assert scripts("和" + "a" * 27) == {"CJK", "LATIN"} and scripts("和" + "a" * 28) == {"LATIN"}
