"""Getting the files of a source: once, from the very commit, and from nowhere else; what cannot be had is named."""

import io
import shutil
import urllib.error
from email.message import Message

import pytest
from fetch_site import serving
from readouts.fetch import copies
from readouts.fetch.copies import Unavailable
from readouts.report.sources import Copy, Source
from source_copies import repository

FILES = {
    "calls/2001/a-readout.md": "one\r\n",
    "calls/b-readout.md": "two\n",
    "calls/2001/talk.md": "no readout\n",
    "a-readout.txt": "of another kind\n",
}


def source(*patterns, address="https://copies.example/x.csv"):
    return Source("calls", "Calls", (Copy(address),), "calls.jsonl.gz", "markdown", paths=patterns)


@pytest.fixture
def repo(tmp_path):
    address, commit = repository(tmp_path / "repo", FILES)
    return Copy(address, commit)


def names(found):
    return {name: path.read_bytes() for name, path in found}


def test_a_repository_gives_the_files_of_its_patterns_in_order(tmp_path, repo):
    found = copies.files(source("**/*readout*.md"), repo, tmp_path / "kept")
    assert [name for name, _ in found] == ["calls/2001/a-readout.md", "calls/b-readout.md"]
    assert names(found) == {name: FILES[name].encode() for name, _ in found}
    kept = {path.name for path in (tmp_path / "kept").rglob("*.*") if ".git" not in path.parts}
    assert kept == {"a-readout.md", "b-readout.md"}  # and no file that was not asked for


def test_what_is_there_is_not_asked_for_again_and_a_changed_file_is_put_back(tmp_path, repo):
    first = copies.files(source("calls/*.md"), repo, tmp_path / "kept")
    shutil.rmtree(tmp_path / "repo")
    first[0][1].write_text("changed")
    assert names(copies.files(source("calls/*.md"), repo, tmp_path / "kept")) == {
        "calls/b-readout.md": b"two\n"
    }


def test_a_later_commit_of_the_repository_changes_nothing(tmp_path, repo):
    (tmp_path / "repo" / "calls" / "b-readout.md").write_text("rewritten\n")
    shutil.rmtree(tmp_path / "repo" / ".git" / "hooks", ignore_errors=True)
    later = repository(tmp_path / "repo", {"calls/c-readout.md": "new"})[1]
    assert later != repo.commit
    assert names(copies.files(source("calls/*.md"), repo, tmp_path / "kept")) == {
        "calls/b-readout.md": b"two\n"
    }


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"commit": "0" * 40}, "git fetch: "),
        ({"address": "file:///nowhere/at/all"}, "git fetch: "),
        ({}, "the commit has no file minutes/*.md"),
    ],
)
def test_a_repository_that_has_it_not_is_named_with_what_git_says(tmp_path, repo, change, said):
    copy = Copy(**({"address": repo.address, "commit": repo.commit} | change))
    with pytest.raises(Unavailable, match="^" + said.replace("*", r"\*")):
        copies.files(source("minutes/*.md"), copy, tmp_path / "kept")


def test_a_file_is_asked_for_once(tmp_path):
    with serving() as site:
        site.page("/calls/x.csv", "day\r\n1\r\n")
        copy = Copy(site.url("/calls/x.csv"))
        for _ in range(2):
            found = copies.files(source(), copy, tmp_path / "kept")
            assert names(found) == {"x.csv": b"day\r\n1\r\n"}
        assert len(site.log) == 1
        copies.forget(tmp_path / "kept")
        copies.files(source(), copy, tmp_path / "kept")
        assert len(site.log) == 2


def test_a_file_that_is_gone_cut_short_or_nowhere_is_not_kept(tmp_path):
    with serving() as site:
        site.status("/gone.csv", 410)
        site.page("/short.csv", "half", {"Content-Length": "8"})
        for path, said in (("/gone.csv", "410 Gone"), ("/short.csv", "4 of 8 bytes came")):
            with pytest.raises(Unavailable, match=said):
                copies.files(source(), Copy(site.url(path)), tmp_path / "kept")
        nowhere = site.url("/x.csv")
    with pytest.raises(Unavailable, match="refused"):
        copies.files(source(), Copy(nowhere), tmp_path / "kept")
    assert not (tmp_path / "kept").exists()


def test_an_error_that_a_site_answers_keeps_no_connection(tmp_path, monkeypatch):
    body = io.BytesIO(b"gone")
    answered = urllib.error.HTTPError("https://example.org/x.csv", 410, "Gone", Message(), body)

    def gone(request, timeout):
        raise answered

    monkeypatch.setattr("urllib.request.urlopen", gone)
    with pytest.raises(Unavailable, match="410 Gone"):
        copies.files(source(), Copy("https://example.org/x.csv"), tmp_path / "kept")
    assert body.closed


def test_without_git_it_is_said(tmp_path, repo, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Unavailable, match="git is not installed"):
        copies.files(source("*.md"), repo, tmp_path / "kept")
