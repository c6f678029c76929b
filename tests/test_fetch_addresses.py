"""The lists of addresses: each form is read, and every fault is named by its row."""

import datetime
import gzip
import json

import made_files
import pytest
from readouts import paths
from readouts.corpus.datapackage import DataError
from readouts.fetch import addresses
from tables import rows_of


def listed(tmp_path, name, text):
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return addresses.read(path)


def faults(tmp_path, name, text):
    with pytest.raises(DataError) as error:
        listed(tmp_path, name, text)
    return [(fault.row, fault.column, fault.found) for fault in error.value.faults]


def test_the_events_of_the_report_give_an_address_for_every_cell_that_has_one():
    rows = rows_of(paths.DATA / "events.csv")
    found = addresses.read(paths.DATA / "events.csv")
    assert [address.url for address in found] == [
        row[column] for row in rows for column in ("kremlin_url", "beijing_url") if row[column]
    ]
    assert {(address.side, address.event) for address in found} == {
        (side, row["date"]) for row in rows for side in ("kremlin", "beijing") if row[f"{side}_url"]
    }
    assert len({address.document_id for address in found}) == len(found)
    assert {address.language for address in found} == {"en", "ru", "zh"}


def test_a_list_of_ones_own_keeps_what_it_says_and_may_have_further_columns(tmp_path):
    address, other = listed(
        tmp_path,
        "l.csv",
        "\ufefftitle,url,side,date,event,language,completeness\nA,http://a.example/x,us,2022-06-15,call,en,full\nB,https://b.example,,,,,\n",
    )
    assert address == addresses.Address(
        2,
        "http://a.example/x",
        "us-2022-06-15",
        "us",
        datetime.date(2022, 6, 15),
        "call",
        "en",
        "full",
    )
    assert other[1:4] == ("https://b.example/", "b-example", "")


def test_days_and_languages_may_be_written_as_people_write_them(tmp_path):
    found = listed(
        tmp_path, "l.csv", "date,us_url,us_language\n15 June 2022,http://a.example/1,English\n"
    )
    assert found == [
        addresses.Address(
            2,
            "http://a.example/1",
            "us-2022-06-15",
            "us",
            datetime.date(2022, 6, 15),
            "2022-06-15",
            "en",
        )
    ]


def test_a_fault_of_an_event_is_said_once(tmp_path):
    assert faults(
        tmp_path, "l.csv", "date,us_url,ru_url\nsome day,http://a.example/1,http://a.example/2\n"
    ) == [(2, "date", "'some day'")]


def test_a_text_file_has_an_address_a_line_and_remarks(tmp_path):
    found = listed(
        tmp_path, "l.txt", "# mine\n\nhttp://a.example/news/12/\r\nhttp://a.example/other/12\n"
    )
    assert [(address.row, address.document_id) for address in found] == [
        (3, "a-example-12"),
        (4, "a-example-12-2"),
    ]


def test_tabs_separate_in_a_tsv(tmp_path):
    assert (
        listed(tmp_path, "l.tsv", "url\tside\nhttp://a.example/1,2\tus\n")[0].url
        == "http://a.example/1,2"
    )


def test_all_faults_of_a_list_come_at_once_with_their_rows(tmp_path):
    text = (
        "url,side,date,completeness\n"
        "http://a.example/1,us,2022-06-15,\n"
        "ftp://a.example/2,us,15 June,\n"
        ",us,,\n"
        "http://a.example/1#top,us,2022-02-30,whole\n"
        "http://user:word@a.example/3,us,,\n"
        "a.example/4,us,,\n"
        "http://a.example/5,us\n"
        "http://a b/6,us,,\n"
    )
    assert faults(tmp_path, "l.csv", text) == [
        (3, "date", "'15 June'"),
        (3, "url", "'ftp://a.example/2'"),
        (4, "url", "an empty cell"),
        (5, "completeness", "'whole'"),
        (5, "date", "'2022-02-30'"),
        (5, "url", "http://a.example/1 again"),
        (6, "url", "'http://user:word@a.example/3'"),
        (7, "url", "'a.example/4'"),
        (8, "", "2 cells"),
        (9, "url", "'http://a b/6'"),
    ]


@pytest.mark.parametrize(
    ("name", "text", "fault"),
    [
        ("l.csv", "address\nhttp://a.example\n", (1, "url", "no such column")),
        ("l.csv", "url\n", (0, "", "no address")),
        ("l.txt", "# nothing\n", (0, "", "no address")),
        ("l.csv", 'url\n"http://a.example\n', (2, "", "unexpected end of data")),
    ],
)
def test_a_file_that_is_no_list_is_refused(tmp_path, name, text, fault):
    assert faults(tmp_path, name, text) == [fault]


def test_addresses_in_other_scripts_are_written_as_they_go_over_the_wire(tmp_path):
    found = listed(
        tmp_path,
        "l.txt",
        "http://пример.рф/новости/встреча?день=15\nhttp://EXAMPLE.org/a%20b/新闻\n",
    )
    assert [address.url for address in found] == [
        "http://xn--e1afmkfd.xn--p1ai/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8/%D0%B2%D1%81%D1%82%D1%80%D0%B5%D1%87%D0%B0?%D0%B4%D0%B5%D0%BD%D1%8C=15",
        "http://example.org/a%20b/%E6%96%B0%E9%97%BB",
    ]


def test_no_id_can_leave_a_folder(tmp_path):
    found = listed(
        tmp_path,
        "l.csv",
        'url,side,date\nhttp://a.example/..%2f..%2fetc/,"../../etc/passwd",2022-06-15\nhttp://a.example/..,,\nhttp://a.example/%00/..\\x,,\n',
    )
    assert all(
        name.strip("-") == name and not set(name) & set("./\\%\0")
        for name in (address.document_id for address in found)
    )


CALLS = [
    {"date": "2022-06-15", "north_url": "http://a.example/1", "north_language": "en"},
    {"date": "2022-07-01", "north_url": "http://a.example/2,b", "north_language": "ru"},
]


def separated(by):
    return "\n".join(by.join(cells) for cells in (CALLS[0], *(one.values() for one in CALLS)))


def workbook(tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for row in (list(CALLS[0]), *(list(one.values()) for one in CALLS)):
        book.active.append(row)
    book.active["A2"] = datetime.datetime(2022, 6, 15)
    book.save(tmp_path / "saved.xlsx")
    return (tmp_path / "saved.xlsx").read_bytes()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("l.csv", lambda _: separated(";").encode()),
        ("l.tsv.gz", lambda _: gzip.compress(separated("\t").encode())),
        ("l.csv", lambda _: ("\ufeff" + separated(";")).encode("utf-16-le")),
        ("l.jsonl", lambda _: "\n".join(map(json.dumps, CALLS)).encode()),
        ("l.xlsx", workbook),
    ],
)
def test_a_list_is_read_in_every_form_that_a_corpus_may_have(tmp_path, name, data):
    found = listed(tmp_path, name, data(tmp_path))
    assert [(one.url, one.side, str(one.date), one.language) for one in found] == [
        ("http://a.example/1", "north", "2022-06-15", "en"),
        ("http://a.example/2,b", "north", "2022-07-01", "ru"),
    ]


def test_lines_may_be_packed_and_in_another_encoding(tmp_path):
    text = "# адреса\r\nhttp://a.example/встреча\r\n"
    for data in (gzip.compress(text.encode()), text.encode("cp1251"), text.encode("utf-16")):
        (address,) = listed(tmp_path, "l.txt", data)
        assert address[:2] == (2, "http://a.example/%D0%B2%D1%81%D1%82%D1%80%D0%B5%D1%87%D0%B0")


def test_a_list_of_too_many_addresses_is_refused_before_all_are_read(tmp_path, monkeypatch):
    monkeypatch.setattr(addresses, "MOST", 3)
    lines = [f"http://a.example/{number}" for number in range(4)]
    assert len(listed(tmp_path, "l.txt", "\n".join(lines[:3]))) == 3
    assert faults(tmp_path, "l.txt", "\n".join(lines)) == [(0, "", "more than 3 addresses")]


def test_a_line_without_end_ends_in_a_fault_and_in_bounded_memory(tmp_path):
    path = tmp_path / "l.txt"
    path.write_bytes(b"http://a.example/" + b"a" * (300 * made_files.MEGABYTE))
    said = made_files.within(path, 1200, reader="readouts.fetch.addresses.read")
    assert "1 fault in the data" in said and "l.txt" in said
