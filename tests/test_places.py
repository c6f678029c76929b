"""Countries of titles: by name, by adjective, by short form, in any case."""

import pytest
from readouts.draft import words
from readouts.draft.places import countries_in, is_country


@pytest.mark.parametrize(
    ("language", "alike"),
    [
        ("en", ["Iraq", "the Iraqi"]),
        ("en", ["People's Republic of China", "the Chinese"]),
        ("en", ["the United States", "the U.S.", "the American"]),
        ("en", ["the Republic of Korea", "the South Korean", "ROK"]),
        ("en", ["Uzbekistan", "the Uzbek"]),
        ("en", ["Fadoria", "the Fadorian"]),
        ("ru", ["США", "Соединённых Штатов", "Соединенных Штатов Америки", "американский"]),
        ("ru", ["Индии", "индийский"]),
        ("ru", ["Китайской Народной Республики", "Китаем", "КНР", "китайский"]),
        ("ru", ["Узбекистана", "узбекский"]),
        ("ru", ["Фадории", "фадорийский"]),
    ],
)
def test_a_country_is_the_same_by_whatever_word(language, alike):
    found = {countries_in(words, language) for words in alike}
    assert len(found) == 1 and len(found.pop()) == 1


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("en", "Iraq", "Iran"),
        ("en", "India", "Indonesia"),
        ("en", "Austria", "Australian"),
        ("en", "Republika Srpska", "Serbia"),
        ("en", "South Korea", "North Korea"),
        ("ru", "Республики Сербской", "Сербии"),
        ("ru", "Соединённых Штатов", "Соединённого Королевства"),
        ("ru", "индийский", "Индонезии"),
        ("ru", "Австрийской Республики", "Австралии"),
    ],
)
def test_countries_that_begin_alike_are_two(language, one, other):
    assert countries_in(one, language) and countries_in(other, language)
    assert not countries_in(one, language) & countries_in(other, language)


def test_a_name_that_only_begins_as_a_country_does_is_none():
    names = ["Сирилом", "Сальману", "Мартином", "Франциском", "Достоевским"]
    assert not [word for word in names if is_country(word, "ru")]
    assert is_country("Сирии", "ru") and is_country("ЮАР", "ru") and is_country("Syria’s", "en")


@pytest.mark.parametrize("language", ["en", "ru"])
def test_words_that_are_listed_for_a_country_are_found_for_it(language):
    for form, code in words.forms_by_country(language).items():
        assert countries_in(form, language) == {code}, form
