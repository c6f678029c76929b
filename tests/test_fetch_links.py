"""`make links`: every address is asked once and not again, an archived copy is noted, and a machine without a net records nothing."""

import csv
import datetime
import json
import re
from urllib.parse import quote

import pytest
from fetch_site import serving
from readouts import paths
from readouts.corpus import datapackage
from readouts.fetch import links

PAGE = "<html><body>a call</body></html>"
BIB = """@article{a, title = {A}, author = {B, C}, year = {2001}, url = {https://press.example/a}, doi = {10.1/x}}
@book{b, title = {B}, author = {B, C}, year = {2001}}
"""


def described():
    (schema,) = (one for one in datapackage.descriptor()["resources"] if one["name"] == "links")
    field = {"type": "string", "description": "x"}
    calls = {
        "name": "calls",
        "path": "calls.csv",
        "schema": {"fields": [{"name": "url"} | field, {"name": "note"} | field]},
    }
    return {"resources": [calls, schema]}


@pytest.fixture
def data(tmp_path, monkeypatch):
    monkeypatch.setattr(paths, "DATA", tmp_path)
    monkeypatch.setattr(paths, "CHAPTERS", tmp_path)
    (tmp_path / "datapackage.json").write_text(json.dumps(described()))
    (tmp_path / "links.csv").write_text(",".join(links.COLUMNS) + "\n")
    return tmp_path


def calls(data, *addresses):
    rows = "".join(f"{address},see http://x.example of it\n" for address in addresses)
    (data / "calls.csv").write_text("url,note\n" + rows)


def kept(data):
    with (data / "links.csv").open(encoding="utf-8", newline="") as file:
        return {row.pop("address"): row for row in csv.DictReader(file)}


def run(site, *more):
    archive = site.url("/available")
    return links.main(
        [
            "--contact",
            "nobody@example.org",
            "--delay",
            "0",
            "--timeout",
            "5",
            "--allow-private",
            "--archive",
            archive,
            *more,
        ]
    )


def copies(site, **known):
    """An archive that knows some pages, by what it answers of each."""

    def answer(handler):
        address = re.search(r"url=(.*)", handler.path)[1]
        closest = next(
            (copy for name, copy in known.items() if address.endswith(f"%2F{name}")), None
        )
        body = json.dumps({"archived_snapshots": {"closest": closest} if closest else {}}).encode()
        handler.send_response(200)
        handler.send_header("Content-Type", "application/json")
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return answer


def archive(site, addresses, **known):
    for address in addresses:
        site.does(f"/available?url={quote(address, safe='')}", copies(site, **known))


def test_the_addresses_are_those_of_tables_and_of_the_bibliography_each_once(data):
    (data / "references.bib").write_text(BIB)
    calls(
        data,
        "https://a.example/1",
        "git+https://git.example/x@0f http://a.example/2",
        "https://a.example/1",
        "no address",
    )
    assert links.addresses(datapackage.read(data), data / "references.bib") == [
        "https://a.example/1",
        "https://git.example/x",
        "http://a.example/2",
        "https://press.example/a",
        "https://doi.org/10.1/x",
    ]


def test_each_answer_is_recorded_with_its_day_and_its_archived_copy(data, capsys):
    copy = "http://web.example/2022/whole"
    with serving() as site:
        site.robots("User-agent: *\nDisallow: /closed")
        site.page("/whole", PAGE)
        site.page("/paper.pdf", "x", {"Content-Type": "application/pdf"})
        site.page("/moved", "", {"Location": "/whole"}, status=301)
        addresses = [
            site.url(f"/{name}") for name in ("whole", "gone", "paper.pdf", "moved", "closed")
        ]
        calls(data, *addresses)
        archive(
            site,
            addresses,
            whole={"available": True, "status": "200", "url": copy},
            gone={"available": True, "status": "404", "url": "http://web.example/2022/gone"},
        )
        assert run(site) == 0
        rows = kept(data)
        asked = len(site.log)
        assert run(site) == 0 and len(site.log) == asked  # nothing is asked again
    assert [rows[address]["status"] for address in addresses] == ["200", "404", "200", "200", ""]
    assert [rows[address]["archived"] for address in addresses] == [copy, "", "", "", ""]
    assert rows[addresses[3]]["said"] == f"leads to {addresses[0]}"
    assert "robots.txt" in rows[addresses[4]]["said"]
    today = datetime.datetime.now(datetime.UTC).date().isoformat()
    assert {row["checked"] for row in rows.values()} == {today}
    assert "5 addresses; 0 are still to be asked" in capsys.readouterr().out
    assert datapackage.read(data)["links"][0]["status"] == 200
    assert [path.name for path in data.iterdir() if path.name.startswith(".")] == []


def test_a_run_asks_so_many_and_the_next_goes_on_with_those_asked_longest_ago(data, capsys):
    with serving() as site:
        names = ["one", "two", "three"]
        for name in names:
            site.page(f"/{name}", PAGE)
        addresses = [site.url(f"/{name}") for name in names]
        calls(data, *addresses)
        (data / "links.csv").write_text(
            f"address,status,said,checked,archived\n{addresses[0]},404,,2001-02-03,http://web.example/kept\nhttp://no.example/more,200,,2001-02-03,\n"
        )
        assert run(site, "--most", "2") == 0
        assert [path for path in site.asked() if "available" not in path] == ["/two", "/three"]
        assert "3 addresses; 1 are still to be asked" in capsys.readouterr().out
        assert run(site) == 0
    rows = kept(data)
    assert list(rows) == addresses  # what stands in no table any more is gone
    # The archive did not answer: what was known of a copy stays.
    assert rows[addresses[0]]["status"] == "200"
    assert rows[addresses[0]]["archived"] == "http://web.example/kept"


def test_without_a_net_nothing_is_recorded(data, capsys):
    with serving() as site:
        address = site.url("/whole")
    calls(data, address)
    before = (data / "links.csv").read_bytes()
    with serving() as other:
        archive_only = other.url("/available")
    code = links.main(
        [
            "--contact",
            "nobody@example.org",
            "--delay",
            "0",
            "--timeout",
            "1",
            "--allow-private",
            "--archive",
            archive_only,
        ]
    )
    assert code == 1 and (data / "links.csv").read_bytes() == before
    assert "nothing is kept" in capsys.readouterr().err


def test_who_asks_is_said_and_this_machine_is_not_asked_unless_told(data):
    with pytest.raises(SystemExit):
        links.main([])
    with serving() as site:
        site.page("/whole", PAGE)
        calls(data, site.url("/whole"))
        assert (
            links.main(
                [
                    "--contact",
                    "nobody@example.org",
                    "--delay",
                    "0",
                    "--archive",
                    site.url("/available"),
                ]
            )
            == 1
        )
        assert site.log == []
        assert run(site) == 0
        assert all("nobody@example.org" in headers["User-Agent"] for _, headers, _ in site.log)
