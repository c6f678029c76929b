"""Rules for Chinese: who is made to say what. All sentences are invented."""

from invented_drafts import NARRATED, told

CHINESE = "国家主席欧达同马国总统鲁伊斯通电话。\n欧达指出，大桥已经开通。渡轮也将开通。\n鲁伊斯表示，马方感谢欧达主席。\n双方一致同意保持沟通。\n王明参加会见。"


def test_a_chinese_speech_goes_on_to_the_end_of_its_paragraph():
    assert told(CHINESE, "zh") == [
        NARRATED,
        ("欧达", "指出", "factive", "active"),
        ("欧达", "none", "none", "none"),
        ("鲁伊斯", "表示", "neutral", "active"),
        ("both", "一致同意", "commissive", "active"),
        NARRATED,
    ]


def test_what_both_instruct_is_no_agreement_that_they_instruct_by():
    text = "国家主席欧达同马国总统鲁伊斯通电话。\n两国元首责成有关部门按照双方达成的共识修桥。"
    assert told(text, "zh")[-1] == ("both", "责成", "directive", "active")


def test_how_somebody_says_it_is_no_name():
    text = "国家主席欧达同马国总统鲁伊斯通电话。\n欧达主席掷地有声地指出，大桥已经开通。"
    assert told(text, "zh")[-1] == ("欧达", "指出", "factive", "active")


def test_two_who_exchange_views_in_whatever_words_are_both():
    text = "国家主席欧达同马国总统鲁伊斯通电话。\n欧达和鲁伊斯临水而坐，在友好的气氛中就大桥进行深入交流。"
    assert told(text, "zh")[-1] == ("both", "深入交流", "neutral", "active")
