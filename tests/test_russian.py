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


TWO = "Состоялся разговор Анны Ивановой с Президентом США Олегом Фоминым. Анна Иванова отметила мост. "


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("Президент Соединённых Штатов заверил, что паром придёт.", "Фомин"),
        ("Как подчеркнули, американский лидер поддержал мост.", "Фомин"),
        ("Президент России поддержала мост.", "Иванова"),
        # The one of whom no country is known has another office of it.
        ("Министр США отметил мост.", "Министр США"),
    ],
)
def test_a_title_stands_for_who_has_it_of_that_country(sentence, speaker):
    assert last(TWO + sentence, "ru")[0] == speaker


def test_a_leader_is_whoever_is_named_first_of_that_country():
    text = "Анна Иванова приняла Премьер-министра Индии Боба Фомина. Был поздравлен Президент Индии Карл Берг. Индийский лидер отметил мост."
    assert last(text, "ru")[0] == "Фомин"
    assert last(text.replace("Индийский лидер", "Президент Индии"), "ru")[0] == "Берг"


def test_a_part_of_a_country_that_is_called_alike_is_another():
    text = "Анна Иванова приняла Президента Сербии Боба Фомина. Приехал Президент Республики Сербской Карл Берг. "
    assert last(f"{text}Президент Республики Сербской отметил мост.", "ru")[0] == "Берг"
    assert last(f"{text}Президент Сербии отметил мост.", "ru")[0] == "Фомин"


def test_who_is_named_with_another_country_is_not_taken_for_a_title_that_nobody_has():
    text = "Разговор с Наследным принцем Саудовской Аравии Бобом Фоминым. Передан привет Королю Карлу Бергу. Президент Индии отметил мост."
    assert last(text, "ru")[0] == "Президент Индии"
