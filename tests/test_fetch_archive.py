"""Archived copies of pages: where one lies is noted, and one is made only for whom asks for it."""

import json

import pytest
from fetch_site import EN, serving
from readouts.fetch import archive
from readouts.fetch.client import Client, Failure
from versions_site import ALTERED, address, again, fetch, serve, versions

OLD = "http://web.archive.example/web/20220616010203/http://en.kremlin.ru/1"
NEW = "/web/20300101000000/http://en.kremlin.ru/1"


class ByPath(dict):
    """Answers by the path of an address, without its query."""

    def get(self, path, default=None):
        return super().get(path.partition("?")[0], default)


@pytest.fixture
def site():
    with serving() as site:
        yield site


@pytest.fixture
def library(monkeypatch):
    """The archive, on this machine."""
    with serving() as library:
        monkeypatch.setattr(archive, "LOOK", library.url("/available"))
        monkeypatch.setattr(archive, "SAVE", library.url("/save"))
        library.answers = ByPath()
        knows(library)
        yield library


def knows(library, copy=""):
    """The archive says from now on that this is the nearest copy, or that there is none."""
    closest = {"closest": {"available": True, "status": "200", "url": copy}} if copy else {}
    body = json.dumps({"archived_snapshots": closest}).encode()
    library.answers["/available"] = [(200, body, {"Content-Type": "application/json"})]


def archives(library, page, **how):
    """The archive makes a copy from now on."""
    library.answers[f"/save/{page}"] = []
    library.status(f"/save/{page}", **how)
    library.page(NEW, "<html>kept</html>")


def asked(library):
    return [path.partition("?")[0].partition("/http")[0] for path in library.asked()]


def corpus(folder):
    lines = (folder / "out" / "corpus.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def test_the_copy_nearest_in_time_is_noted_and_none_is_made(site, library, tmp_path):
    knows(library, OLD)
    serve(site, EN)
    assert fetch(tmp_path, address(site), options=["--archive", "look"]) == 0
    (row,) = versions(tmp_path)
    assert row["archived"] == OLD == corpus(tmp_path)[0]["archived"]
    (path,) = library.asked()
    assert path.startswith("/available?url=http%3A%2F%2F127")
    assert path.endswith(f"&timestamp={archive.digits(row['first_seen'])}")
    # Of what is there the archive is not asked again.
    fetch(tmp_path, address(site), options=["--archive", "look"])
    assert len(library.asked()) == 1


def test_nothing_is_asked_of_the_archive_for_pages_of_ones_own_machine(site, library, tmp_path):
    serve(site, EN)
    assert fetch(tmp_path, address(site)) == 0 and library.log == []
    assert "archived" not in corpus(tmp_path)[0]


@pytest.mark.parametrize(
    "how",
    [{"status": 302, "Location": NEW}, {"status": 200, "Content_Location": NEW}],
)
def test_a_copy_is_made_where_there_is_none_of_what_is_there_too(site, library, tmp_path, how):
    serve(site, EN)
    fetch(tmp_path, address(site))
    archives(library, address(site), **how)
    assert fetch(tmp_path, address(site), options=["--archive"]) == 0
    (row,) = versions(tmp_path)
    assert row["archived"] == library.url(NEW) and asked(library)[:2] == ["/available", "/save"]
    assert len(site.asked()) == 1
    # There is one now.
    fetch(tmp_path, address(site), options=["--archive"])
    assert asked(library).count("/save") == 1


def test_a_copy_of_an_earlier_version_is_none_of_a_later_one(site, library, tmp_path):
    knows(library, OLD)
    serve(site, EN)
    fetch(tmp_path, address(site), options=["--archive"])
    assert "/save" not in asked(library)
    serve(site, ALTERED)
    archives(library, address(site), status=302, Location=NEW)
    assert again(tmp_path, address(site), options=["--archive"]) == 0
    assert [row["archived"] for row in versions(tmp_path)] == [OLD, library.url(NEW)]
    assert corpus(tmp_path)[0]["archived"] == library.url(NEW)


def test_an_archive_that_fails_is_told_left_alone_and_changes_nothing_else(
    site, library, tmp_path, capsys
):
    pages = [address(site, str(number)) for number in range(5)]
    for number in range(5):
        serve(site, EN, name=str(number))
    library.answers["/available"] = []
    library.status("/available", 500)
    assert fetch(tmp_path, *pages, options=["--archive"]) == 0
    said = capsys.readouterr().out
    assert said.count("no word of the archive on") == archive.PATIENCE
    assert "the archive is not asked again in this run" in said
    assert {row["archived"] for row in versions(tmp_path)} == {""}
    assert len(corpus(tmp_path)) == 5


def test_an_answer_without_the_address_of_a_copy_is_said(library):
    client = Client("readouts/0 (a test)", 0, 5, 0, allow_private=True)
    library.page("/save/http://north.example/", "<html>being made</html>")
    with pytest.raises(Failure, match="its address was not told"):
        archive.saved(client, archive.SAVE, "http://north.example/")
    # What a person asks of an interface is none of robots.txt's business.
    assert "/robots.txt" not in [path for path, *_ in library.log]
