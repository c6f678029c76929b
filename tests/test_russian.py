"""Rules for Russian: who is made to say what. All sentences are invented."""

import pytest
from invented_drafts import NARRATED, drafts, last


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Анна Иванова подчеркнула важность моста.", ("Иванова", "подчеркнула", "assertive", "active")),
        ("Президент Маровии также отметил задержку парома.", ("Петренко", "отметил", "factive", "active")),
        ("Лидеры обсудили паром.", ("both", "обсудили", "neutral", "active")),
        ("Отмечено, что мост открыт.", ("nobody", "Отмечено", "factive", "passive")),
        ("Условлено встретиться в мае.", ("both", "Условлено", "commissive", "passive")),
        ("С маровийской стороны выражена благодарность.", ("маровийская сторона", "выражена", "expressive", "passive")),
        ("С обеих сторон подчёркнута важность моста.", ("both", "подчёркнута", "assertive", "passive")),
        ("Состоялся обмен мнениями о пароме.", ("both", "обмен", "neutral", "noun")),
        ("Анна Иванова и Олег Петренко договорились о встрече.", ("both", "договорились", "commissive", "active")),
        ("Мост будет открыт в мае.", NARRATED),
    ],
)  # fmt: skip
def test_russian(sentence, expected):
    opening = "Состоялся телефонный разговор Анны Ивановой с Президентом Маровии Олегом Петренко. Анна Иванова поздравила Олега Петренко. "  # fmt: skip
    assert last(opening + sentence, "ru") == expected


def test_a_russian_transcript_names_who_speaks_until_the_next_does():
    russian = "А.Иванова: Мост открыт. Это хорошо. Вопрос: А паром?"
    assert [one.speaker for one in drafts(russian, "ru")] == ["Иванова", "Иванова", "Вопрос"]
