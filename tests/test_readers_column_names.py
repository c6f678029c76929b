"""The names by which columns are known."""

import pytest
from made_files import DAY, documents
from readouts import readers


@pytest.mark.parametrize(
    "name",
    ["text", "Body", "CONTENT", "words", "utterance", "article_text", "bodyText", "текст", "正文"],
)
def test_columns_of_text(tmp_path, name):
    path = tmp_path / "a.csv"
    path.write_text(f"n,{name},other\n1,They spoke.,x\n", encoding="utf-8")
    assert [document.text for document in documents(path)] == ["They spoke."]


@pytest.mark.parametrize(
    "name",
    ["date", "publish_time", "publishTime", "Published Time", "published_time", "raw_date", "дата"],
)
def test_columns_of_dates(tmp_path, name):
    path = tmp_path / "a.csv"
    path.write_text(f"text,{name}\nThey spoke.,15 June 2022\n", encoding="utf-8")
    assert [document.date for document in documents(path)] == [DAY]


@pytest.mark.parametrize("name", ["side", "issuer", "source", "publisher", "Country", "outlet"])
def test_columns_of_sides(tmp_path, name):
    path = tmp_path / "a.csv"
    path.write_text(f"text,{name}\nThey spoke.,north\n", encoding="utf-8")
    assert [document.side for document in documents(path)] == ["north"]


@pytest.mark.parametrize(
    "header",
    [
        "Sprecher;Datum;Wortlaut",
        "Locuteur;Date;Texte",
        "Orador;Fecha;Texto",
        "Fonte;Data;Testo",
        "Źródło;Data;Treść",
        "Kaynak;Tarih;Metin",
        "Источник;Дата;Текст",
        "Джерело;Дата;Текст",
        "المصدر;التاريخ;النص",
        "来源;日期;正文",
        "発言者;日付;本文",
        "출처;날짜;본문",
        "Bron;Datum;Tekst",
        "U\u0308berschrift;Quelle;Datum;Inhalt",  # in letters that are composed of two
    ],
)
def test_names_of_columns_in_many_languages(tmp_path, header):
    path = tmp_path / "a.csv"
    cells = ["Heading", "north", "15.06.2022", "They spoke."][-len(header.split(";")) :]
    path.write_text(f"{header}\n{';'.join(cells)}\n", encoding="utf-8")
    (document,) = readers.read(path)
    assert (document.side, str(document.date), document.text) == (
        "north",
        "2022-06-15",
        "They spoke.",
    )
    assert document.title == ("Heading" if len(cells) == 4 else "")


def test_a_column_called_data_is_a_date_only_if_it_holds_days(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("text,data\nThey spoke.,blue\n", encoding="utf-8")
    (document,) = readers.read(path)
    assert document.date is None
