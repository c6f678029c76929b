"""From a list of addresses to documents, by the function that the command calls: what is asked for, kept, read and told."""

import fetch_site
import pytest
from fetch_site import EN, RU
from readouts import readers
from readouts.fetch import collect
from readouts.fetch import run as outcomes


@pytest.fixture
def site():
    with fetch_site.serving() as site:
        yield site


@pytest.fixture
def listed(tmp_path, site):
    """A list of two pages with a readout, one without, and one that is not there."""
    site.page("/1", fetch_site.kremlin(EN))
    site.page("/2", fetch_site.kremlin(RU, title="Разговор", day="2022-06-17"))
    site.page("/menu", "<html><body><nav>Home</nav></body></html>")
    site.status("/gone", 404)
    path = tmp_path / "list.csv"
    rows = [
        "url,side,date,event,language",
        f"{site.url('/1')},north,2022-06-15,call,en",
        f"{site.url('/2')},south,2022-06-15,call,ru",
        f"{site.url('/menu')},north,2022-06-16,call,en",
        f"{site.url('/gone')},south,2022-06-16,call,ru",
    ]
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def run(path, folder, only=(), **options):
    return collect.collect(
        path, folder, only, delay=0.01, timeout=5, retries=0, allow_private=True, **options
    )


def test_each_address_has_an_outcome_and_each_text_is_in_the_corpus(listed, tmp_path):
    made = run(listed, tmp_path / "out")
    assert [row["outcome"] for row in made.rows] == [
        outcomes.FETCHED,
        outcomes.FETCHED,
        outcomes.NO_TEXT,
        outcomes.FAILED,
    ]
    assert made.n_texts == 2 and made.rows[2]["reason"] and made.rows[3]["reason"]
    documents = list(readers.read(tmp_path / "out" / "corpus.jsonl"))
    assert [(one.side, one.event, one.language) for one in documents] == [
        ("north", "call", "en"),
        ("south", "call", "ru"),
    ]
    assert "The Presidents of Ruritania and Graustark had a" in documents[0].text


def test_a_page_of_another_day_than_the_list_says_is_told(listed, tmp_path):
    rows = run(listed, tmp_path / "out").rows
    assert "the page is dated 2022-06-17, the list says 2022-06-15" in rows[1]["note"]
    assert "is dated" not in rows[0]["note"]
    assert [str(row["page_date"]) for row in rows[:2]] == ["2022-06-15", "2022-06-17"]


def test_a_plan_asks_nothing_and_says_what_is_there(listed, site, tmp_path):
    before = collect.plan(listed, tmp_path / "out")
    assert [there for _, there in before] == ["to be asked"] * 4 and not site.log
    assert not (tmp_path / "out").exists()
    run(listed, tmp_path / "out")
    asked = len(site.log)
    after = collect.plan(listed, tmp_path / "out")
    assert [there for _, there in after] == ["there already"] * 3 + ["to be asked"] and len(
        site.log
    ) == asked
    assert [address for address, _ in after] == [address for address, _ in before]


def test_a_second_run_reads_what_is_kept_and_asks_for_the_rest_alone(listed, site, tmp_path):
    first = run(listed, tmp_path / "out")
    site.log.clear()
    again = run(listed, tmp_path / "out")
    assert site.asked() == ["/gone"]
    same = ("outcome", "sha256", "extractor", "note")
    assert [[row[name] for name in same] for row in again.rows] == [
        [row[name] for name in same] for row in first.rows
    ]


def test_only_what_is_wanted_is_asked_and_told(listed, site, tmp_path):
    made = run(listed, tmp_path / "out", [("side", "south"), ("date", "2022-06-15")])
    assert site.asked() == ["/2"] and len(made.rows) == 1 and made.n_texts == 1
    planned = collect.plan(listed, tmp_path / "out", [("side", "north")])
    assert [there for _, there in planned] == ["to be asked"] * 2


def test_conditions_that_no_address_meets_are_named(listed, tmp_path):
    only = [("side", "west"), ("language", "en")]
    for function in (run, collect.plan):
        with pytest.raises(ValueError, match="found no address with side=west and language=en"):
            function(listed, tmp_path / "out", only)
    assert not (tmp_path / "out" / "manifest.csv").exists()


def test_each_address_is_said_before_it_is_asked(listed, site, tmp_path):
    said = []
    run(listed, tmp_path / "out", say=said.append, contact="a@b.example")
    numbered = [line for line in said if line.startswith("[")]
    assert numbered[0] == f"[1/4] {site.url('/1')}" and len(numbered) == 4
