"""Names of those who speak: found in all their forms, and as a person has corrected them."""

import pytest
from invented_drafts import NoCodes
from readouts.corpus.document import Document
from readouts.draft import draft, names
from readouts.draft.columns import Speaker
from readouts.draft.names import people_of, speakers_of

OPENING = "President Ada Oda spoke today with Prime Minister Bo Ruiz of Marovia. "


def test_names_are_found_in_all_their_forms():
    english = people_of(f"{OPENING}President Oda left.", "en")
    assert [(one.name, sorted(one.forms)) for one in english] == [
        ("Oda", ["Ada Oda", "Oda"]),
        ("Ruiz", ["Bo Ruiz", "Ruiz"]),
    ]
    russian = people_of("Разговор с Президентом Маровии Олегом Ивановым. Олег Иванов отметил мост.", "ru")  # fmt: skip
    assert [one.name for one in russian] == ["Иванов"]
    assert {"Олегом Ивановым", "Олег Иванов"} <= russian[0].forms


def test_the_country_of_a_title_is_told_from_the_name_however_it_is_written():
    straight = people_of("They called President of the People's Republic of China Bo Rui. It rained.", "en")  # fmt: skip
    assert straight[-1].name == "Rui"
    assert straight[-1].titles == ["President of People's Republic China"]
    misspelt = people_of("He met President of the Untied States of America Bo Ruiz.", "en")
    assert [one.name for one in misspelt] == ["Ruiz"]


def test_the_title_without_a_name_is_that_of_the_country_it_names():
    text = "Ada Oda called President of the People's Republic of China Bo Rui. The President of China noted the bridge."
    assert draft([Document("a", text, language="en")], NoCodes)[-1].speaker == "Rui"
    alone = "Ada Oda noted the ferry. The President of China noted the bridge."
    assert draft([Document("a", alone, language="en")], NoCodes)[-1].speaker == "President of China"


def test_pronouns_and_kinds_of_contact_are_no_names():
    assert people_of("And I’ll just note the ferry.", "en") == []
    chinese = people_of("国家主席欧达发言。欧达指出，我同总统先生视频会晤，谈到大桥。", "zh")
    assert [one.name for one in chinese] == ["欧达"]
    russian = people_of("Разговор с Председателем Китайской Народной Республики Олегом Ивановым, отмечен мост.", "ru")  # fmt: skip
    assert [one.name for one in russian] == ["Иванов"]


def test_speakers_as_a_person_has_corrected_them():
    text = "President Ada Oda spoke. The Chancellor stressed the river."
    listed = [Speaker("Oda the Younger", "north", ("Ada Oda", "The Chancellor"))]
    found = draft([Document("a", text, language="en")], NoCodes, listed)
    assert found[-1].speaker == "Oda the Younger"
    assert [one.name for one in speakers_of([Document("a", text, language="en")])] == ["Oda"]


def test_the_president_without_more_is_the_one_who_is_named_first_without_a_title():
    text = "Ada Oda called President of China Bo Rui. The President noted the ferry."
    assert draft([Document("a", text, language="en")], NoCodes)[-1].speaker == "Oda"


def test_a_third_person_without_a_country_leaves_the_title_to_the_first():
    text = "Ada Oda called President of China Bo Rui. Minister Carl Berg left. The President of Marovia noted the ferry."
    assert draft([Document("a", text, language="en")], NoCodes)[-1].speaker == "Oda"


def test_the_title_of_one_whom_somebody_serves_is_known_from_the_few_words_before_it(monkeypatch):
    text = "They spoke of trade. " * 500
    (served,) = people_of(f"{text}The aide to the President Ada Oda came.", "en")
    (president,) = people_of(f"{text}The President Ada Oda came.", "en")
    assert not any(served.titles) and president.titles == ["President"]

    lengths = []
    pattern = names._OF_ANOTHER

    class Recorded:
        @staticmethod
        def search(text, start, end):
            lengths.append(end - start)
            return pattern.search(text, start, end)

    monkeypatch.setattr(names, "_OF_ANOTHER", Recorded)
    people_of(f"{text}The aide to the President Ada Oda came." * 3, "en")
    assert lengths and max(lengths) <= names._BEFORE


def names_in(text: str, language: str = "en") -> list[str]:
    return [one.name for one in people_of(text, language)]


@pytest.mark.parametrize(
    "text",
    [
        "In Marovia January noted the delay. Early January saw the ferry, and Late January confirmed it.",
        "The White House today announced a ferry. The River Task Force discussed it.",
        "The Ferry Council welcomed the bridge. Armed Forces noted the delay.",
        "The River Summit stressed peace. Oda County agreed to this. Division One noted it.",
        "Following Marovian-Bolish talks, it rained. The Bipartisan Bridge Act supports it.",
    ],
)  # fmt: skip
def test_months_numerals_bodies_places_and_things_are_no_persons(text):
    assert names_in(text) == []


def test_a_number_after_a_name_is_no_part_of_it():
    text = "President Ada Oda met King Bo Ruiz II of Marovia. The President and King Ruiz II discussed the ferry."
    assert names_in(text) == ["Oda", "Ruiz"]
    assert draft([Document("a", text, language="en")], NoCodes)[-1].speaker == "both"


def test_a_family_name_that_is_a_month_or_an_office_is_known_by_its_title():
    assert names_in("Prime Minister Ada May noted the delay. Governor Bo Justice left.") == ["May", "Justice"]  # fmt: skip


def test_the_name_of_a_body_or_of_a_region_before_a_name_is_no_part_of_it():
    assert names_in("Director of the River Science Foundation Ada Oda came.") == ["Oda"]
    assert names_in("Secretary of Homeland Security Ada Oda came.") == ["Oda"]
    assert names_in("Head of the Republic of Fadoria Ada Oda came.") == ["Oda"]
    assert names_in("Разговор с Губернатором Бродовской области Олегом Ивановым.", "ru") == [
        "Иванов"
    ]
    assert names_in("Приехал Президент Республики Фадория Олег Иванов.", "ru") == ["Иванов"]
    assert names_in("Губернатора Бродовской области ждали.", "ru") == []


def test_of_two_names_that_are_joined_before_a_verb_both_are_known():
    assert names_in("Ada Oda and Bo Ruiz discussed the ferry.") == ["Oda", "Ruiz"]
    # A site puts a line on a person after the name.
    text = "Анна Иванова и Олег Петров Петров Олег Президент Маровии обсудили паром."
    assert names_in(text, "ru") == ["Иванова", "Петров"]


def test_what_is_owned_is_no_name():
    assert names_in("Readout of Vice President Oda’s Call. It rained.") == ["Oda"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # It never changes, though it ends as a case does.
        ("Разговор с Президентом Маровии Бобом Одаху. Боб Одаху отметил мост.", "Одаху"),
        ("Разговор с Президентом Маровии Бобом Гречкой.", "Гречка"),
        ("Олег Иванов позвонил выдающемуся Петру Фомину и поздравил его.", "Фомин"),
        ("Состоялся разговор Олега Фомина с Анной Гречко.", "Фомин"),
        # What only begins as a country does is none.
        ("Разговор с Президентом США Сирилом Гречкой.", "Гречка"),
    ],
)
def test_russian_names_stand_in_the_nominative(text, name):
    assert name in names_in(text, "ru")


def test_who_is_named_for_an_act_is_known_for_the_title_without_a_name():
    text = "Олег Фомин поговорил по телефону с Анной Гречко. Президент поблагодарил Анну Гречко."
    assert draft([Document("a", text, language="ru")], NoCodes)[-1].speaker == "Фомин"


def test_the_helper_of_a_president_does_not_have_the_title():
    text = "Помощник Президента Анна Иванова приехала. Президент поблагодарил Анну Иванову."
    assert not people_of(text, "ru")[0].titles
    assert draft([Document("a", text, language="ru")], NoCodes)[-1].speaker != "Иванова"


def test_a_family_name_alone_is_not_taken_from_how_a_chinese_text_praises():
    assert names_of_chinese() == ["欧达"]


def names_of_chinese() -> list[str]:
    return names_in("欧达总统顺利当选连任保证了合作。\n我对欧达总统到访表示欢迎。\n俄中都主张合作。\n欧达表示，大桥开通。", "zh")  # fmt: skip
