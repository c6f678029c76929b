"""Days as people and machines write them; what could be two days is none."""

import contextlib
import datetime
import re

import babel.dates
import babel.localedata
import pytest
from hypothesis import given
from hypothesis import strategies as st
from readouts import readers
from readouts.readers import dates

DAY = datetime.date(2022, 6, 15)
MONTHS_EN = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
MONTHS_RU = [
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
]


@pytest.mark.parametrize(
    "written",
    [
        "2022-06-15",
        "2022-6-15",
        "2022/06/15",
        "2022.06.15",
        "20220615",
        "20220615T160000Z",
        "2022-06-15T16:00:00Z",
        "2022-06-15T16:00:00.000+0000",
        "2022-06-15 13:12:12-05:00",
        "2022-06-15 13:35",
        "2022-06-15 13:12:12 UTC",
        "15 June 2022",
        "15 Jun 2022",
        "15 Jun. 2022",
        "15-Jun-2022",
        "15th of June 2022",
        "15 June 2022, 23:15",
        "June 15, 2022",
        "June 15 2022",
        "June 15th, 2022",
        "June 15, 2022, 19:00",
        "JUNE 15, 2022 at 7:00 p.m. EDT",
        "Wed, 15 Jun 2022 16:00:00 GMT",
        "Wed, 15 Jun 2022 16:00:00 +0300",
        "Wednesday, June 15, 2022",
        "15 июня 2022 года",
        "15 июня 2022 года, 19:00",
        "15 июня 2022 г.",
        "15 июня 2022",
        "Среда, 15 июня 2022 года",
        "15 Июня 2022 года в 19:00 МСК",
        "15.06.2022",
        "15.6.2022 19:00",
        "15/06/2022",
        "06/15/2022",
        "15-06-2022",
        "2022年6月15日",
        "2022年06月15日 19:00",
        "2022年6月15日 星期三",
        "2022年6月15日（水）",
        "2022年6月15日水曜日",
        "2022년 6월 15일",
        "15 juin 2022",
        "le 15 juin 2022 à 16:00",
        "Mittwoch, 15. Juni 2022",
        "15. Juni 2022, 16:00 Uhr",
        "15 Haziran 2022 Çarşamba",
        "15 de junio de 2022",
        "quarta-feira, 15 de junho de 2022",
        "15 giugno 2022",
        "15 czerwca 2022 r.",
        "15. června 2022",
        "2022. június 15.",
        "15 iunie 2022",
        "15 Ιουνίου 2022",
        "15 ביוני 2022",
        "15 يونيو 2022",
        "الأربعاء 15 حزيران 2022",
        "١٥ يونيو ٢٠٢٢",
        "15 червня 2022 року",
        "15 юни 2022 г.",
        "15. kesäkuuta 2022",
        "2022 m. birželio 15 d.",
        "2022. gada 15. jūnijs",
        "ngày 15 tháng 6 năm 2022",
        "15 de juny de 2022",
        "15 มิถุนายน 2022",
        "15 जून 2022",
        "Wed Jun 15 16:00:00 +0000 2022",
        "Wed Jun 15 16:00:00 UTC 2022",
        "Wed 6/15/2022",
        "15JUN2022",
        "2022-Jun-15",
        " 15  June\u00a02022 ",
        pytest.param(20220615, id="a whole number"),
        20220615.0,
        datetime.date(2022, 6, 15),
        datetime.datetime(2022, 6, 15, 23, 59),
    ],
)
def test_one_day_in_many_forms(written):
    assert dates.parse(written) == DAY


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("08 May 2024, 23:15", (2024, 5, 8)),
        ("April 1, 2025, 19:00", (2025, 4, 1)),
        ("1 апреля 2025 года, 19:00", (2025, 4, 1)),
        ("8 мая 2025 года", (2025, 5, 8)),
        ("1er juin 2022", (2022, 6, 1)),
        ("15 d’abril de 2022", (2022, 4, 15)),
        ("mar. 15 mars 2022", (2022, 3, 15)),
        ("Mar 15, 2022", (2022, 3, 15)),
        ("Sept. 3, 2025", (2025, 9, 3)),
        ("5/5/2022", (2022, 5, 5)),
        ("03.04.2022", (2022, 4, 3)),
        ("2022-12-31T23:59:59-11:00", (2022, 12, 31)),
    ],
)
def test_days_by_hand(written, day):
    assert dates.parse(written) == datetime.date(*day)


@pytest.mark.parametrize("written", ["03/04/2022", "3-4-2022", "12/11/2022", "03/04/2022 16:00"])
def test_a_day_that_could_be_another_asks_for_its_form(written):
    with pytest.raises(dates.AmbiguousDate, match="--date-format"):
        dates.parse(written)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "someday",
        "June 2022",
        "2022",
        "2022-06",
        "15 June",
        "2022-02-30",
        "31 April 2022",
        "32.01.2022",
        "13/13/2022",
        "15 июля июня 2022",
        "15/06/22",
        "1655308800",
        "2022-06-15 and 2022-06-16",
        "0000-01-01",
        "15 มิถุนายน 2565",
        "1401-03-25",
        "5782-09-16",
        "15 Jun 2022 or so",
        "Soon, 15 June 2022",
        "15 VI 2022",
        "44727",
        "15 June 2022, 23:15 in the evening of a day",
        "٢٠٢٢-٠٦-١٥x",
        "9" * 100_000,
        "1 " * 50_000,
    ],
)
def test_what_is_no_day(written):
    with pytest.raises(ValueError):
        dates.parse(written)


def test_a_month_of_two_languages_is_none():
    # October in Croatian, November in Polish and Czech.
    with pytest.raises(dates.AmbiguousDate, match="10 or 11"):
        dates.parse("15 listopada 2022")


LANGUAGES = [
    "bg",
    "ca",
    "cs",
    "da",
    "de",
    "el",
    "es",
    "fi",
    "fr",
    "hu",
    "it",
    "lt",
    "nl",
    "pl",
    "pt",
    "ro",
    "ru",
    "sk",
    "sv",
    "tr",
    "uk",
    "ar",
    "fa",
    "he",
    "hi",
    "ja",
    "ko",
    "vi",
    "zh",
]


@given(st.sampled_from(LANGUAGES), st.dates(datetime.date(1900, 1, 1), datetime.date(2099, 12, 31)))
def test_what_babel_writes_is_read_as_that_day_or_not_at_all(language, day):
    for form in ("long", "full", "medium"):
        written = babel.dates.format_date(day, form, locale=language)
        with contextlib.suppress(ValueError):
            assert dates.parse(written) == day, written


# Some short names of months in these are names of other months in larger languages: "out" is August, and October in Portuguese.
HOMOGRAPHS = re.compile("(bas|mfe|st|trv|ts)(_|$)")


@pytest.mark.parametrize(
    "day", [DAY, datetime.date(2021, 11, 3), datetime.date(2024, 2, 12), datetime.date(2023, 8, 7)]
)
def test_no_locale_of_babel_writes_a_day_that_is_read_as_another(day):
    wrong, right = [], 0
    for locale in babel.localedata.locale_identifiers():
        for form in () if HOMOGRAPHS.match(locale) else ("full", "long", "medium", "short"):
            written = babel.dates.format_date(day, form, locale=locale)
            with contextlib.suppress(ValueError):
                found = dates.parse(written)
                right += found == day
                wrong += [(locale, written)] if found != day else []
    assert not wrong and right > 1000


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_long_form_of_a_language_is_read(language):
    written = babel.dates.format_date(DAY, "long", locale=language)
    assert dates.parse(written) == DAY, written


def test_the_order_among_numbers_may_be_said():
    assert dates.parse("03/04/2022", "day-first") == datetime.date(2022, 4, 3)
    assert dates.parse("03/04/2022", "month-first") == datetime.date(2022, 3, 4)
    for form in ("day-first", "month-first"):
        assert dates.parse("15 June 2022", form) == dates.parse("15.06.2022", form) == DAY
    with pytest.raises(ValueError):
        dates.parse("15/06/2022", "month-first")


def test_the_numbers_of_days_in_a_spreadsheet():
    # From Excel's own documentation: 1 January 2008 is day 39448.
    assert dates.parse("39448", "excel") == datetime.date(2008, 1, 1)
    assert dates.parse(44727.75, "excel") == DAY
    assert dates.parse(44727 - 1462, "excel1904") == DAY
    for written in ("1", "2022", "999999", "4472７"):
        with pytest.raises(ValueError):
            dates.parse(written, "excel")


def test_a_form_that_is_said():
    assert dates.parse("03/04/2022", "%d/%m/%Y") == datetime.date(2022, 4, 3)
    assert dates.parse("03/04/2022", "%m/%d/%Y") == datetime.date(2022, 3, 4)
    assert dates.parse(1655308800, "epoch") == dates.parse("1655308800.5", "epoch") == DAY
    for written, form in (
        ("2022-06-15", "%d/%m/%Y"),
        ("9" * 40, "epoch"),
        ("nan", "epoch"),
        ("2022", "%Q"),
    ):
        with pytest.raises(ValueError, match="a day of the form"):
            dates.parse(written, form)


@given(st.dates(datetime.date(1900, 1, 1), datetime.date(2099, 12, 31)), st.times())
def test_every_day_is_read_as_it_was_written(day, time):
    clock = f"{time.hour:02}:{time.minute:02}"
    english, russian = MONTHS_EN[day.month - 1], MONTHS_RU[day.month - 1]
    for written in (
        day.isoformat(),
        f"{day:%Y%m%d}",
        datetime.datetime.combine(day, time).isoformat(),
        f"{day.isoformat()}T{clock}:00+14:00",
        f"{day.day:02} {english} {day.year}, {clock}",
        f"{english} {day.day}, {day.year}, {clock}",
        f"{english[:3]} {day.day}, {day.year}",
        f"{day.day} {russian} {day.year} года, {clock}",
        f"{day.year}年{day.month}月{day.day}日",
        f"{day.day}.{day.month:02}.{day.year}",
    ):
        assert dates.parse(written) == day, written


@given(st.text(max_size=100))
def test_anything_is_a_day_or_a_value_error(written):
    with contextlib.suppress(ValueError):
        assert isinstance(dates.parse(written), datetime.date)


def test_of_two_columns_the_one_that_holds_days_is_taken(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(
        "text,date,raw_date\nThey spoke.,Wednesday,15 июня 2022 года\n", encoding="utf-8"
    )
    assert [document.date for document in readers.read(path)] == [DAY]


def test_the_form_of_all_days_of_a_column(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("text,date\nThey spoke.,03/04/2022\n", encoding="utf-8")
    assert [document.date for document in readers.read(path, date_format="%d/%m/%Y")] == [
        datetime.date(2022, 4, 3)
    ]
