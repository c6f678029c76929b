"""What was changed on the pages of a folder: title, day, text and the page itself, each with the versions that it is between."""

import hashlib

import pytest
from fetch_site import EN, kremlin, navigation, serving
from readouts.fetch import changes
from versions_site import ALTERED, address, again, fetch, path, serve


@pytest.fixture
def site():
    with serving() as site:
        yield site


def told(folder):
    return [
        (one.part, one.kind, one.before, one.after) for one in changes.read(folder / "out").rows
    ]


def test_a_change_names_both_versions_by_hash_and_time(site, tmp_path):
    serve(site, EN)
    fetch(tmp_path, address(site))
    serve(site, ALTERED)
    again(tmp_path, address(site))
    found = changes.read(tmp_path / "out")
    (one,) = found.rows
    assert (one.part, one.kind, one.before, one.after) == ("text", "altered", "railway", "canal")
    assert one.left.endswith("the harvest & the ") and one.right.startswith(", and <agreed>")
    assert one.paragraph_before == one.paragraph_after == 2 and one.note == ""
    hashes = [hashlib.sha256(kremlin(texts).encode()).hexdigest() for texts in (EN, ALTERED)]
    assert [one.sha256_before, one.sha256_after] == hashes and one.seen_before <= one.seen_after
    assert (one.url, found.n_pages, found.n_several, found.n_markup) == (address(site), 1, 1, 0)


def test_title_and_day_are_compared_and_markup_is_not(site, tmp_path):
    serve(site, EN)
    fetch(tmp_path, address(site))
    serve(site, EN, title="Telephone call", day="2022-06-16")
    again(tmp_path, address(site))
    serve(site, EN, title="Telephone call", day="2022-06-16", extra="<aside>x</aside>")
    again(tmp_path, address(site))
    assert told(tmp_path) == [
        ("date", "altered", "2022-06-15", "2022-06-16"),
        ("title", "altered", "talk", "call"),
    ]
    assert changes.read(tmp_path / "out").n_markup == 1


def test_a_page_that_was_taken_away_and_put_back_altered_is_told(site, tmp_path):
    serve(site, EN)
    fetch(tmp_path, address(site))
    site.answers[path()] = []
    site.status(path(), 410)
    again(tmp_path, address(site))
    assert told(tmp_path) == [("page", "taken away", "Telephone talk", "")]
    serve(site, ALTERED)
    again(tmp_path, address(site))
    assert told(tmp_path)[1:] == [
        ("page", "added", "", ""),
        ("text", "altered", "railway", "canal"),
    ]


def test_a_version_without_a_text_is_said_and_the_next_is_compared_with_the_last_that_has_one(
    site, tmp_path
):
    serve(site, EN)
    fetch(tmp_path, address(site))
    site.answers[path()] = []
    site.page(path(), navigation())
    again(tmp_path, address(site))
    (one,) = changes.read(tmp_path / "out").rows
    assert one.kind == "not compared" and one.note.startswith("no readout was found on the page of")
    serve(site, ALTERED)
    again(tmp_path, address(site))
    assert told(tmp_path)[1:] == [("text", "altered", "railway", "canal")]


def test_a_text_that_was_guessed_is_said_to_be_so(site, tmp_path):
    serve(site, EN)
    fetch(tmp_path, address(site))
    site.answers[path()] = []
    more = "".join(f"<p>Sentence {number} of another talk of the two.</p>" for number in range(20))
    site.page(path(), f"<html><body><main><h1>Talk</h1>{more}</main></body></html>")
    again(tmp_path, address(site))
    rows = changes.read(tmp_path / "out").rows
    assert rows and all("its text was guessed" in one.note for one in rows)


def test_a_version_whose_file_is_lost_is_not_compared(site, tmp_path):
    serve(site, EN)
    fetch(tmp_path, address(site))
    serve(site, ALTERED)
    again(tmp_path, address(site))
    lost = hashlib.sha256(kremlin(EN).encode()).hexdigest()
    (tmp_path / "out" / "raw" / f"{lost}.html").unlink()
    (one,) = changes.read(tmp_path / "out").rows
    assert (
        one.kind == "not compared"
        and one.note == f"raw/{lost}.html is not there, or is another file"
    )


def test_a_folder_that_is_none_is_refused(tmp_path):
    with pytest.raises(ValueError, match=r"found no manifest\.csv, expected a folder of"):
        changes.read(tmp_path)
