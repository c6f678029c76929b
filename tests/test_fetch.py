"""The command `readouts fetch`, from a list to a corpus: what it keeps, how it goes on after an interruption, what it says."""

import datetime
import hashlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import fetch_site
import pytest
from fetch_site import EN, RU, ZH
from readouts import locks, readers
from readouts.__main__ import main
from readouts.corpus.document import Document
from readouts.fetch import bounded, downloads
from tables import rows_of


@pytest.fixture
def site():
    with fetch_site.serving() as site:
        yield site


@pytest.fixture
def at_home(monkeypatch):
    """The real hosts' names lead to this machine."""
    real = socket.getaddrinfo

    def looked_up(host, *rest, **how):
        return real(
            "127.0.0.1" if host.endswith((".ru", ".cn", ".com", ".example")) else host, *rest, **how
        )

    monkeypatch.setattr(socket, "getaddrinfo", looked_up)


def listed(tmp_path, *rows, header="url,side,date,event,language", name="list.csv"):
    path = tmp_path / name
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return path


def fetch(path, out, *options):
    return main(
        [
            "fetch",
            str(path),
            "--out",
            str(out),
            "--allow-private",
            "--delay",
            "0.01",
            "--retries",
            "1",
            "--timeout",
            "5",
            *options,
        ]
    )


def corpus(out):
    return [
        json.loads(line) for line in (out / "corpus.jsonl").read_text(encoding="utf-8").splitlines()
    ]


def manifest(out):
    return {row["url"]: row for row in rows_of(out / "manifest.csv")}


def whole(out):
    """Every file is whole, and every page is what its name says."""
    assert not list(out.rglob("*.partial"))
    for page in (out / "raw").iterdir():
        assert hashlib.sha256(page.read_bytes()).hexdigest() == page.stem
    return manifest(out)


# --- From the addresses to a corpus


def test_the_four_shapes_become_a_corpus_in_three_languages(site, at_home, tmp_path, capsys):
    pages = {
        ("kremlin", "en", "en.kremlin.ru", "/events/president/news/1"): (
            fetch_site.kremlin(EN),
            EN,
            "Telephone talk",
        ),
        ("kremlin-ru", "ru", "kremlin.ru", "/events/president/news/1"): (
            fetch_site.kremlin(RU, "Телефонный разговор"),
            RU,
            "Телефонный разговор",
        ),
        ("mfa", "en", "www.fmprc.gov.cn", "/eng/zxxx/202206/t20220615_1.html"): (
            fetch_site.mfa_english(EN),
            EN,
            "Talk by Telephone",
        ),
        ("mfa-zh", "zh", "www.mfa.gov.cn", "/web/zyxw/202206/t20220615_2.shtml"): (
            fetch_site.mfa_chinese(ZH, charset="gb2312").encode("gb18030"),
            ZH,
            "甲国主席同乙国总统通电话",
        ),
        ("cctv", "zh", "tv.cctv.com", "/2022/06/15/VIDEx220615.shtml"): (
            fetch_site.cctv(ZH),
            ZH,
            "甲国主席同乙国总统通电话",
        ),
    }
    served = {}
    for (_, _, host, path), (page, _, _) in pages.items():
        served[host] = page
        site.answers.setdefault(path, []).append(
            lambda handler: answer(handler, served[handler.headers["Host"].partition(":")[0]])
        )
    rows = [f"{site.url(path, host)},{side},2022-06-15,call," for side, _, host, path in pages]
    assert fetch(listed(tmp_path, *rows), tmp_path / "out") == 0
    assert [
        (document["side"], document["language"], document["text"], document["title"])
        for document in corpus(tmp_path / "out")
    ] == [
        (side, language, "\n\n".join(text), title)
        for (side, language, _, _), (_, text, title) in pages.items()
    ]
    for document in corpus(tmp_path / "out"):
        assert (
            document["date"],
            document["event"],
            document["completeness"],
            document["document_id"],
        ) == ("2022-06-15", "call", "full", f"{document['side']}-2022-06-15")
    rows = whole(tmp_path / "out")
    assert [row["encoding"] for row in rows.values()] == [
        "utf-8",
        "utf-8",
        "utf-8",
        "gb18030",
        "utf-8",
    ]
    assert {document["url"]: document["sha256"] for document in corpus(tmp_path / "out")} == {
        url: row["sha256"] for url, row in rows.items()
    }
    assert capsys.readouterr().out.startswith("5 addresses: 5 fetched\n5 texts in ")


def answer(handler, page):
    body = page if isinstance(page, bytes) else page.encode()
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)


def test_a_table_of_events_gives_each_side_its_language_and_event(site, tmp_path):
    archived = [
        "/web/2022/http://en.kremlin.ru/events/president/news/1",
        "/web/2022/https://tv.cctv.com/2022/07/01/V.shtml",
    ]
    site.page(archived[0], fetch_site.kremlin(EN))
    site.page(archived[1], fetch_site.cctv(ZH))
    path = listed(
        tmp_path,
        f"2022-06-15,{site.url(archived[0])},en,,",
        f"2022-07-01,,,{site.url(archived[1])},zh",
        header="date,kremlin_url,kremlin_language,beijing_url,beijing_language",
    )
    fetch(path, tmp_path / "out")
    assert [
        (document["document_id"], document["event"], document["language"])
        for document in corpus(tmp_path / "out")
    ] == [("kremlin-2022-06-15", "2022-06-15", "en"), ("beijing-2022-07-01", "2022-07-01", "zh")]


def test_the_corpus_is_read_as_every_command_reads_one(site, tmp_path):
    archived = "/web/2022/http://en.kremlin.ru/events/president/news/1"
    site.page(archived, fetch_site.kremlin(EN))
    fetch(listed(tmp_path, f"{site.url(archived)},kremlin,2022-06-15,call,en"), tmp_path / "out")
    assert list(readers.read(tmp_path / "out" / "corpus.jsonl")) == [
        Document(
            "kremlin-2022-06-15",
            "\n\n".join(EN).replace("\u00a0", " "),
            "kremlin",
            datetime.date(2022, 6, 15),
            "call",
            "en",
            "full",
            "Telephone talk",
            site.url(archived),
        )
    ]


def test_the_manifest_says_what_happened_to_each_address(site, tmp_path, capsys):
    site.robots("User-agent: *\nDisallow: /secret\n")
    site.status("/moved", 301, Location="/web/http://en.kremlin.ru/1")
    page = fetch_site.kremlin(EN, day="2022-06-16")
    site.page("/web/http://en.kremlin.ru/1", page)
    site.page("/menu", fetch_site.navigation())
    site.status("/broken", 503)
    paths = ["/moved", "/secret", "/menu", "/broken", "/gone"]
    assert (
        fetch(
            listed(tmp_path, *(f"{site.url(path)},us,2022-06-15,," for path in paths)),
            tmp_path / "out",
        )
        == 1
    )
    rows = whole(tmp_path / "out")
    found = [rows[site.url(path)] for path in paths]
    assert [row["outcome"] for row in found] == [
        "fetched",
        "not allowed",
        "no text found",
        "failed",
        "failed",
    ]
    assert [row["status"] for row in found] == ["200", "", "200", "503", "404"]
    assert found[0] | {"fetched_at": "", "extractor": ""} == dict.fromkeys(
        downloads.COLUMNS, ""
    ) | {
        "url": site.url("/moved"),
        "final_url": site.url("/web/http://en.kremlin.ru/1"),
        "document_id": "us-2022-06-15",
        "outcome": "fetched",
        "status": "200",
        "sha256": hashlib.sha256(page.encode()).hexdigest(),
        "bytes": str(len(page.encode())),
        "charset": "utf-8",
        "encoding": "utf-8",
        "page_date": "2022-06-16",
        "completeness": "full",
        "note": "the page is dated 2022-06-16, the list says 2022-06-15",
    }
    assert found[0]["fetched_at"].endswith("+00:00") and found[0]["extractor"].startswith(
        "kremlin.ru, readouts "
    )
    said = capsys.readouterr()
    assert said.out.startswith("5 addresses: 2 failed, 1 fetched, 1 not allowed, 1 no text found\n")
    for path, reason in (
        ("/secret", "not allowed"),
        ("/menu", "no text found"),
        ("/broken", "503 Service Unavailable"),
        ("/gone", "404 Not Found"),
    ):
        assert any(site.url(path) in line and reason in line for line in said.out.splitlines())
    assert "dated 2022-06-16, the list says 2022-06-15" in said.out and said.err == ""
    assert [document["date"] for document in corpus(tmp_path / "out")] == ["2022-06-16"]


def test_what_the_list_says_of_completeness_wins(site, tmp_path):
    site.page(
        "/1", f"<html><body><main><h1>Talk</h1>{fetch_site.paragraphs(EN)}</main></body></html>"
    )
    fetch(listed(tmp_path, site.url("/1"), header="url"), tmp_path / "out")
    assert corpus(tmp_path / "out")[0]["completeness"] == "excerpts"
    fetch(listed(tmp_path, f"{site.url('/1')},full", header="url,completeness"), tmp_path / "out")
    assert corpus(tmp_path / "out")[0]["completeness"] == "full" and site.asked() == ["/1"]


def test_no_corpus_is_written_where_there_is_no_text(site, tmp_path, capsys):
    site.page("/menu", fetch_site.navigation())
    assert fetch(listed(tmp_path, site.url("/menu"), header="url"), tmp_path / "out") == 1
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "manifest.csv",
        "raw",
        "versions.csv",
    ]
    assert "no corpus was written" in capsys.readouterr().out


# --- Going on where it was


def test_a_page_that_is_there_is_not_asked_for_again_and_a_failed_one_is(site, tmp_path):
    site.page("/1", fetch_site.kremlin(EN))
    site.status("/2", 404)
    site.page("/2", fetch_site.kremlin(EN))
    path = listed(tmp_path, site.url("/1"), site.url("/2"), header="url")
    assert fetch(path, tmp_path / "out") == 1
    first = corpus(tmp_path / "out")
    assert fetch(path, tmp_path / "out") == 0
    assert site.asked() == ["/1", "/2", "/2"] and corpus(tmp_path / "out")[:1] == first
    asked = len(site.log)
    assert fetch(path, tmp_path / "out") == 0 and len(site.log) == asked  # not even for robots.txt


@pytest.mark.parametrize(
    "damage",
    [
        lambda page: page.write_bytes(page.read_bytes()[:-10]),
        lambda page: page.write_bytes(b""),
        lambda page: page.unlink(),
    ],
)
def test_a_page_that_is_no_longer_what_it_was_is_asked_for_again(site, tmp_path, damage):
    site.page("/1", fetch_site.kremlin(EN))
    path = listed(tmp_path, site.url("/1"), header="url")
    fetch(path, tmp_path / "out")
    before = corpus(tmp_path / "out")
    damage(next((tmp_path / "out" / "raw").iterdir()))
    fetch(path, tmp_path / "out")
    assert site.asked() == ["/1", "/1"] and corpus(tmp_path / "out") == before
    whole(tmp_path / "out")


def half(handler):
    handler.send_response(200)
    handler.send_header("Content-Length", "99999")
    handler.end_headers()
    handler.wfile.write(b"<html>" * 50)


def test_a_half_written_page_never_counts(site, tmp_path):
    site.does("/1", half)
    assert fetch(listed(tmp_path, site.url("/1"), header="url"), tmp_path / "out") == 1
    assert (
        not (tmp_path / "out" / "raw").exists()
        and manifest(tmp_path / "out")[site.url("/1")]["reason"] == "the page was cut short"
    )


def test_two_lists_may_share_a_folder(site, tmp_path):
    site.page("/1", fetch_site.kremlin(EN))
    site.page("/2", fetch_site.kremlin(EN))
    fetch(listed(tmp_path, site.url("/1"), header="url", name="a.csv"), tmp_path / "out")
    fetch(listed(tmp_path, site.url("/2"), header="url", name="b.csv"), tmp_path / "out")
    assert list(manifest(tmp_path / "out")) == [site.url("/1"), site.url("/2")]
    assert [document["url"] for document in corpus(tmp_path / "out")] == [site.url("/2")]


def test_a_folder_with_another_manifest_is_left_alone(site, tmp_path, capsys):
    (tmp_path / "manifest.csv").write_text("event,side\n1,us\n", encoding="utf-8")
    assert fetch(listed(tmp_path, site.url("/1"), header="url"), tmp_path) == 1
    assert (
        "found the columns event, side; expected the manifest.csv of `readouts fetch`, or another folder"
        in capsys.readouterr().err
    )
    assert (tmp_path / "manifest.csv").read_text(
        encoding="utf-8"
    ) == "event,side\n1,us\n" and site.log == []


def begun(path, out, *options):
    command = [
        sys.executable,
        "-m",
        "readouts",
        "fetch",
        str(path),
        "--out",
        str(out),
        "--allow-private",
        "--delay",
        "0.01",
        *options,
    ]
    return subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1"},
    )


def until(condition, process):
    end = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < end and process.poll() is None, process.communicate(timeout=5)
        time.sleep(0.01)


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM])
def test_a_run_that_was_stopped_leaves_whole_files_and_goes_on_where_it_was(site, tmp_path, how):
    archived = [f"/web/http://en.kremlin.ru/{number}" for number in range(3)]
    for path in archived[:2]:
        site.page(path, fetch_site.kremlin(EN, title=path))
    site.does(archived[2], lambda handler: (half(handler), handler.server.site.stopped.wait(30)))
    site.page(archived[2], fetch_site.kremlin(EN, title=archived[2]))
    path, out = listed(tmp_path, *map(site.url, archived), header="url"), tmp_path / "out"
    process = begun(path, out)
    until(lambda: archived[2] in site.asked(), process)
    process.send_signal(how)
    said = process.communicate(timeout=30)
    assert (
        process.returncode == {signal.SIGINT: 130, signal.SIGTERM: 143, signal.SIGKILL: -how}[how]
    )
    if how != signal.SIGKILL:
        assert said == ("", "readouts: interrupted; nothing half-written is left\n")
    assert len(whole(out)) == 2 and not (out / "corpus.jsonl").exists()
    assert fetch(path, out) == 0
    assert site.asked() == [*archived, archived[2]]
    assert [document["title"] for document in corpus(out)] == archived


def test_of_two_runs_in_one_folder_the_second_is_refused_and_no_row_is_lost(site, tmp_path, capsys):
    for number in range(4):
        site.page(f"/{number}", fetch_site.kremlin(EN, title=str(number)))
    site.does("/slow", lambda handler: (handler.server.site.stopped.wait(30), half(handler)))
    one, two = (
        listed(tmp_path, *map(site.url, paths), header="url", name=name)
        for name, paths in (("one.csv", ["/0", "/1", "/slow"]), ("two.csv", ["/2", "/3"]))
    )
    out = tmp_path / "out"
    process = begun(one, out, "--retries", "0")
    until(lambda: "/slow" in site.asked(), process)
    before = (out / "manifest.csv").read_bytes()
    assert fetch(two, out) == 1
    assert (
        f"{out}: another run is at work there, process {process.pid} on " in capsys.readouterr().err
        and (out / "manifest.csv").read_bytes() == before
    )
    assert fetch(two, out, "--dry-run") == 0  # which writes nothing
    site.stopped.set()
    process.communicate(timeout=60)
    assert fetch(two, out) == 0 and set(manifest(out)) == set(
        map(site.url, ["/0", "/1", "/slow", "/2", "/3"])
    )
    assert not (out / locks.NAME).exists()


def test_a_page_that_takes_too_long_is_named_and_the_next_follows(
    site, tmp_path, capsys, monkeypatch
):
    site.page("/slow", fetch_site.slow())
    site.page("/2", fetch_site.kremlin(EN))
    path = listed(tmp_path, site.url("/slow"), site.url("/2"), header="url")
    out, read, real = tmp_path / "out", [], bounded.read
    monkeypatch.setattr(bounded, "read", lambda *page: read.append(page[3]) or real(*page))
    for options in (["--timeout", "2"], ["--timeout", "2"], ["--timeout", "2.5"]):
        assert fetch(path, out, *options) == 1
        said = f"not read: {site.url('/slow')}: reading the page took longer than {options[1]} s"
        assert said in capsys.readouterr().out
        assert len(corpus(out)) == 1 and site.asked() == ["/slow", "/2"]
    # A second run in the same time does not try it again, one in another time does.
    assert read == [site.url(path) for path in ("/slow", "/2", "/2", "/slow", "/2")]


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM])
def test_a_run_can_be_stopped_while_it_reads_a_page_and_has_written_what_it_got(
    site, tmp_path, how
):
    site.page("/slow", fetch_site.slow(64_000))
    path, out = listed(tmp_path, site.url("/slow"), header="url"), tmp_path / "out"
    process = begun(path, out, "--max-bytes", "100000000")
    until(lambda: (out / "manifest.csv").exists(), process)
    (row,) = manifest(out).values()
    assert (row["outcome"], row["status"]) == ("not read", "200") and row["sha256"]
    until(lambda: children(process.pid), process)
    (reader,) = children(process.pid)
    stopped = time.monotonic()
    process.send_signal(how)
    process.communicate(timeout=5)
    assert time.monotonic() - stopped < 3
    whole(out)
    if how != signal.SIGKILL:
        # A run that is stopped while it begins its reader leaves it, and it ends at the end of its input.
        ended = time.monotonic() + 5
        while os.path.exists(f"/proc/{reader}"):
            assert time.monotonic() < ended
            time.sleep(0.05)


def children(pid):
    """The processes that a process began."""
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


DAMAGES = {
    "a row that is cut off": lambda data: data[:-30],
    "a cell that is cut off": lambda data: data[:-1],
    "a byte that is not UTF-8": lambda data: data[:-3] + b"\xff\n",
    "a quotation mark that is open": lambda data: data + b'"http://b.example/,\n',
    "a row of too many cells": lambda data: data + b",".join([b"x"] * 20) + b"\n",
    "a row twice": lambda data: data + data.splitlines(keepends=True)[-1],
    "a row of another table": lambda data: data + b"," * (len(downloads.COLUMNS) - 1) + b"\n",
    "a hash that is none": lambda data: (
        data + b"http://b.example/,b,fetched,,200,,,../../x" + b"," * 7 + b"\n"
    ),
    "nothing": lambda data: b"",
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_manifest_is_named_and_left_as_it_is(site, tmp_path, capsys, damage):
    site.page("/1", fetch_site.kremlin(EN))
    path, out = listed(tmp_path, site.url("/1"), header="url"), tmp_path / "out"
    assert fetch(path, out) == 0
    data = DAMAGES[damage]((out / "manifest.csv").read_bytes())
    (out / "manifest.csv").write_bytes(data)
    before, asked = sorted(out.rglob("*")), len(site.log)
    for options in ([], ["--dry-run"]):
        capsys.readouterr()
        assert fetch(path, out, *options) == 1
        said = capsys.readouterr().err
        assert (
            said.startswith(f"readouts: {out / 'manifest.csv'}")
            and "this one is left as it is" in said
        )
    assert (
        (out / "manifest.csv").read_bytes() == data
        and sorted(out.rglob("*")) == before
        and len(site.log) == asked
    )


def test_a_corpus_that_no_run_wrote_and_a_list_that_is_written_to_are_left(site, tmp_path, capsys):
    site.page("/1", fetch_site.kremlin(EN))
    path = listed(tmp_path, site.url("/1"), header="url")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "corpus.jsonl").write_text("mine")
    assert (
        fetch(path, tmp_path / "mine") == 1 and "no earlier run wrote it" in capsys.readouterr().err
    )
    assert (tmp_path / "mine" / "corpus.jsonl").read_text() == "mine" and os.listdir(
        tmp_path / "mine"
    ) == ["corpus.jsonl"]
    assert fetch(path, tmp_path / "out") == 0
    before = (tmp_path / "out" / "manifest.csv").read_bytes()
    (tmp_path / "linked.csv").symlink_to(tmp_path / "out" / "manifest.csv")
    for same in (tmp_path / "out" / "manifest.csv", tmp_path / "linked.csv"):
        assert (
            fetch(same, tmp_path / "out") == 1
            and "this command writes to it" in capsys.readouterr().err
        )
    assert (tmp_path / "out" / "manifest.csv").read_bytes() == before
    assert (
        fetch(path, path) == 1
        and "list.csv: found a file, expected a folder" in capsys.readouterr().err
    )
    assert (
        fetch(tmp_path / "out" / "manifest.csv", tmp_path / "again") == 0
    )  # a manifest is a list for another folder


def test_a_list_may_come_from_a_pipe_and_not_from_a_device(site, tmp_path, capsys):
    site.page("/1", fetch_site.kremlin(EN))
    os.mkfifo(tmp_path / "pipe")
    writer = subprocess.Popen(
        ["sh", "-c", 'echo "$1" > "$2"', "sh", site.url("/1"), tmp_path / "pipe"]
    )
    assert fetch(tmp_path / "pipe", tmp_path / "out") == 0 and writer.wait(timeout=30) == 0
    assert (
        fetch("/dev/null", tmp_path / "out") == 1
        and "/dev/null: found a device" in capsys.readouterr().err
    )


# --- What a person asks for


def test_a_dry_run_asks_nothing_and_writes_nothing(site, tmp_path, capsys):
    site.page("/1", fetch_site.kremlin(EN))
    fetch(listed(tmp_path, site.url("/1"), header="url", name="a.csv"), tmp_path / "out")
    asked, before = len(site.log), sorted((tmp_path / "out").rglob("*"))
    capsys.readouterr()
    assert (
        fetch(
            listed(tmp_path, site.url("/1"), site.url("/2"), header="url"),
            tmp_path / "out",
            "--dry-run",
        )
        == 0
    )
    assert [line.split("\t")[::2] for line in capsys.readouterr().out.splitlines()] == [
        ["there already", site.url("/1")],
        ["to be asked", site.url("/2")],
    ]
    assert len(site.log) == asked and sorted((tmp_path / "out").rglob("*")) == before
    assert (
        fetch(listed(tmp_path, site.url("/1"), header="url"), tmp_path / "none", "--dry-run") == 0
        and not (tmp_path / "none").exists()
    )


def test_only_some_are_asked_and_the_corpus_has_what_is_there(site, tmp_path, capsys):
    site.page("/1", fetch_site.kremlin(EN))
    site.page("/2", fetch_site.kremlin(EN))
    path = listed(
        tmp_path,
        f"{site.url('/1')},kremlin,2022-06-15,,en",
        f"{site.url('/2')},us,2022-06-15,,en",
        f"{site.url('/3')},us,2022-07-01,,en",
    )
    assert fetch(path, tmp_path / "out", "--only", "side=kremlin") == 0
    assert fetch(path, tmp_path / "out", "--only", "side=us", "--only", "date=2022-06-15") == 0
    assert site.asked() == ["/1", "/2"] and [
        document["side"] for document in corpus(tmp_path / "out")
    ] == ["kremlin", "us"]
    assert fetch(path, tmp_path / "out", "--only", "side=nobody") == 1
    assert "found no address with side=nobody" in capsys.readouterr().err


def test_the_contact_is_sent(site, tmp_path):
    site.page("/1", fetch_site.kremlin(EN))
    fetch(
        listed(tmp_path, site.url("/1"), header="url"),
        tmp_path / "out",
        "--contact",
        "you@example.org",
    )
    assert {headers["User-Agent"].partition("/")[0] for _, headers, _ in site.log} == {"readouts"}
    assert all("you@example.org" in headers["User-Agent"] for _, headers, _ in site.log)


def test_a_faulty_list_is_refused_whole_before_anything_is_asked(site, tmp_path, capsys):
    path = listed(tmp_path, site.url("/1"), "ftp://a.example/", site.url("/1"), header="url")
    assert fetch(path, tmp_path / "out") == 1
    said = capsys.readouterr().err
    assert "2 faults" in said and "row 3" in said and "row 4" in said
    assert site.log == [] and not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    "options",
    [
        ["list.csv"],
        ["--out", "x"],
        ["list.csv", "--out", "x", "--delay", "0.5"],
        ["list.csv", "--out", "x", "--delay", "nan"],
        ["list.csv", "--out", "x", "--retries", "-1"],
        ["list.csv", "--out", "x", "--contact", "a\nHost: b"],
        ["list.csv", "--out", "x", "--contact", "почта"],
        ["list.csv", "--out", "x", "--only", "colour=red"],
    ],
)
def test_wrong_usage_is_said_and_ends_in_2(options, capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as stopped:
        main(["fetch", *options])
    assert stopped.value.code == 2 and "readouts fetch: error:" in capsys.readouterr().err


def test_a_list_that_is_not_there_is_said(tmp_path, capsys):
    assert fetch(tmp_path / "none.csv", tmp_path / "out") == 1
    assert "none.csv" in capsys.readouterr().err


def test_without_the_libraries_it_says_what_to_install(tmp_path, capsys, monkeypatch):
    monkeypatch.setitem(sys.modules, "protego", None)
    for name in [name for name in sys.modules if name.startswith("readouts.fetch")]:
        monkeypatch.delitem(sys.modules, name)
    assert fetch(listed(tmp_path, "http://a.example/", header="url"), tmp_path / "out") == 1
    assert "pip install 'readouts[fetch]'" in capsys.readouterr().err


def test_a_person_who_watches_sees_each_address(site, tmp_path, capsys, monkeypatch):
    site.status("/1", 503)
    site.page("/1", fetch_site.kremlin(EN))
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    fetch(listed(tmp_path, site.url("/1"), header="url"), tmp_path / "out")
    assert [line.partition(" in ")[0] for line in capsys.readouterr().err.splitlines()] == [
        f"[1/1] {site.url('/1')}",
        "  503 Service Unavailable; again",
    ]
