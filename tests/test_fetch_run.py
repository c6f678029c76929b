"""`readouts fetch --again`: kept pages are asked for once more, every version stays, and what is gone is told."""

import hashlib
import json

import pytest
from fetch_site import EN, kremlin, navigation, serving
from readouts.fetch import bounded, downloads
from tables import rows_of
from versions_site import ALTERED, address, again, fetch, path, serve, versions


@pytest.fixture
def site():
    with serving() as site:
        yield site


def corpus(folder):
    lines = (folder / "out" / "corpus.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def kept(folder):
    return {page.stem: page.read_bytes() for page in (folder / "out" / "raw").iterdir()}


def test_every_version_stays_and_the_corpus_has_the_last(site, tmp_path, capsys):
    serve(site, EN)
    assert fetch(tmp_path, address(site)) == 0
    first = kept(tmp_path)
    serve(site, ALTERED)
    assert fetch(tmp_path, address(site)) == 0 and len(site.asked()) == 1  # not without --again
    capsys.readouterr()
    assert again(tmp_path, address(site)) == 0
    said = capsys.readouterr().out
    assert "1 asked once more: 1 changed" in said and f"readouts changes {tmp_path / 'out'}" in said
    assert "canal" in corpus(tmp_path)[0]["text"]
    assert first.items() < kept(tmp_path).items() and len(kept(tmp_path)) == 2
    one, other = versions(tmp_path)
    assert [one["version"], other["version"]] == ["1", "2"]
    assert {one["sha256"], other["sha256"]} == set(kept(tmp_path))
    assert one["first_seen"] <= one["last_seen"] <= other["first_seen"] == other["last_seen"]
    (row,) = rows_of(tmp_path / "out" / "manifest.csv")
    assert row["sha256"] == other["sha256"] == corpus(tmp_path)[0]["sha256"]


def test_a_site_that_knows_its_versions_is_asked_for_others_alone(site, tmp_path, capsys):
    names = {"ETag": '"a"', "Last-Modified": "Wed, 15 Jun 2022 16:00:00 GMT"}
    serve(site, EN, headers=names)
    fetch(tmp_path, address(site))
    site.answers[path()] = []
    site.status(path(), 304)
    assert again(tmp_path, address(site)) == 0
    asked = [headers for place, headers, _ in site.log if place == path()]
    assert asked[0]["If-None-Match"] is None
    assert asked[1]["If-None-Match"] == '"a"'
    assert asked[1]["If-Modified-Since"] == "Wed, 15 Jun 2022 16:00:00 GMT"
    (row,) = versions(tmp_path)
    assert (row["etag"], row["last_modified"]) == tuple(names.values())
    assert row["last_seen"] >= row["first_seen"] and len(corpus(tmp_path)) == 1
    assert "1 asked once more: 1 unchanged" in capsys.readouterr().out
    # A page that is no longer what it was is asked for without conditions, and so is one at another address.
    next((tmp_path / "out" / "raw").iterdir()).write_bytes(b"")
    serve(site, EN, headers=names)
    again(tmp_path, address(site))
    assert [headers for place, headers, _ in site.log if place == path()][2][
        "If-None-Match"
    ] is None
    site.answers[path()] = []
    site.status(path(), 301, Location=path("2"))
    serve(site, EN, name="2")
    again(tmp_path, address(site))
    (elsewhere,) = [headers for place, headers, _ in site.log if place == path("2")]
    assert elsewhere["If-None-Match"] is None and elsewhere["If-Modified-Since"] is None


def test_a_site_that_sends_no_page_unasked_is_no_answer(site, tmp_path):
    site.status(path(), 304)
    assert fetch(tmp_path, address(site)) == 1 and not (tmp_path / "out" / "raw").exists()


def test_a_page_that_is_gone_and_comes_back_loses_nothing(site, tmp_path, capsys):
    serve(site, EN)
    fetch(tmp_path, address(site))
    before = corpus(tmp_path)
    site.answers[path()] = []
    site.status(path(), 404)
    assert again(tmp_path, address(site)) == 1
    assert f"gone: {address(site)}: 404 Not Found" in capsys.readouterr().out
    assert again(tmp_path, address(site)) == 1 and corpus(tmp_path) == before
    serve(site, EN)
    assert again(tmp_path, address(site)) == 0
    assert [row["status"] for row in versions(tmp_path)] == ["200", "404", "200"]
    assert [bool(row["sha256"]) for row in versions(tmp_path)] == [True, False, True]


@pytest.mark.parametrize(("status", "reason"), [(503, "503 Service Unavailable"), (403, "403")])
def test_a_failure_is_told_and_is_no_version(site, tmp_path, capsys, status, reason):
    serve(site, EN)
    fetch(tmp_path, address(site))
    before = corpus(tmp_path), versions(tmp_path)
    site.answers[path()] = []
    site.status(path(), status)
    assert again(tmp_path, address(site)) == 1
    assert f"asked in vain: {address(site)}: {reason}" in capsys.readouterr().out
    assert (corpus(tmp_path), versions(tmp_path)) == before


def test_a_version_without_a_text_does_not_take_the_place_of_one_that_has_it(
    site, tmp_path, capsys
):
    serve(site, EN)
    fetch(tmp_path, address(site))
    before = corpus(tmp_path)
    site.answers[path()] = []
    site.page(path(), navigation())
    again(tmp_path, address(site))
    assert "no text found any more" in capsys.readouterr().out
    assert corpus(tmp_path) == before and len(versions(tmp_path)) == 2
    again(tmp_path, address(site))
    assert corpus(tmp_path) == before and len(versions(tmp_path)) == 2


def test_markup_alone_is_a_version_and_no_change(site, tmp_path, capsys):
    serve(site, EN)
    fetch(tmp_path, address(site))
    serve(site, EN, extra="<aside><a href='/ad'>x</a></aside>")
    again(tmp_path, address(site))
    assert "1 only its markup was changed" in capsys.readouterr().out
    assert len(versions(tmp_path)) == 2


def test_what_was_seen_lately_is_not_asked_for_and_a_dry_run_says_what_is(site, tmp_path, capsys):
    serve(site, EN)
    fetch(tmp_path, address(site))
    again(tmp_path, address(site), options=["1"])
    assert len(site.asked()) == 1
    capsys.readouterr()
    again(tmp_path, address(site), options=["--dry-run"])
    again(tmp_path, address(site), options=["1", "--dry-run"])
    lines = [line.split("\t")[0] for line in capsys.readouterr().out.splitlines()]
    assert lines == ["to be asked once more", "there already"] and len(site.asked()) == 1


def test_a_folder_from_before_versions_were_kept_is_gone_on_with(site, tmp_path):
    serve(site, EN)
    fetch(tmp_path, address(site))
    (tmp_path / "out" / "versions.csv").unlink()
    serve(site, ALTERED)
    again(tmp_path, address(site))
    (row, _) = versions(tmp_path)
    assert row["sha256"] == hashlib.sha256(kremlin(EN).encode()).hexdigest() and row["first_seen"]


def test_a_page_that_was_kept_and_not_read_is_read_by_the_next_run_with_its_version(
    site, tmp_path, monkeypatch
):
    serve(site, EN, headers={"ETag": '"1"'})

    def stopped(*arguments):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(bounded, "read", stopped)
        assert fetch(tmp_path, address(site)) == 130
    assert [row["encoding"] for row in versions(tmp_path)] == [""]
    assert fetch(tmp_path, address(site)) == 0
    (row,) = versions(tmp_path)
    assert len(site.asked()) == 1
    assert (row["encoding"], row["etag"]) == ("utf-8", '"1"')


def test_a_damaged_table_of_versions_is_named_and_left_as_it_is(site, tmp_path, capsys):
    serve(site, EN)
    fetch(tmp_path, address(site))
    table = tmp_path / "out" / downloads.VERSIONS
    whole = table.read_bytes()
    for damage in (whole[:-20], whole + whole.splitlines(keepends=True)[-1], b"a,b\n1,2\n"):
        table.write_bytes(damage)
        capsys.readouterr()
        assert again(tmp_path, address(site)) == 1
        assert f"readouts: {table}" in capsys.readouterr().err and table.read_bytes() == damage
    assert len(site.asked()) == 1
