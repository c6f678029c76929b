"""The names by which columns are known."""

import pytest
from made_files import DAY, documents


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
