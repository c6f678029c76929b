"""`make texts`: what it lays is what the counts are made from; what is wrong, gone or got by no program is named."""

import csv
import gzip
import hashlib
import json
import lzma
import shutil
from types import SimpleNamespace

import pandas as pd
import pytest
from fetch_site import serving
from readouts import paths
from readouts.corpus import corpus
from readouts.fetch import texts
from readouts.report import fulltext
from readouts.report.reference import __main__ as reference
from shared import SHARED, needs_shared
from source_copies import evenings, markdown, repository

ITEM = {
    "path": "news/20221001.md",
    "title": "甲",
    "url": "https://tv.example/1",
    "text": "甲方谈乌克兰危机，乌克兰危机。",
}
OTHER = {"path": "news/20221002.md", "title": "乙", "url": "https://tv.example/2", "text": "乙方。"}


@pytest.fixture
def data(tmp_path, monkeypatch):
    """A copy of the data, whose sources are to lie on this machine."""
    folder = shutil.copytree(paths.DATA, tmp_path / "data")
    monkeypatch.setattr(paths, "DATA", folder)
    return folder


def register(data, **rows):
    """Change cells of the table of sources."""
    with (data / "sources.csv").open(encoding="utf-8", newline="") as file:
        table = list(csv.DictReader(file))
    for row in table:
        row |= rows.get(row["source"].replace("-", "_"), {})
    with (data / "sources.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(table[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(table)


def said(capsys, *arguments, of=texts):
    code = of.main([*map(str, arguments)])
    return code, capsys.readouterr().out.splitlines()


def test_what_is_wrong_gone_or_got_by_no_program_is_named_with_its_other_addresses(
    data, tmp_path, capsys
):
    address, commit = repository(tmp_path / "programme", evenings([ITEM, OTHER]))
    laid = tmp_path / "laid"
    with serving() as site:
        site.page("/putin.csv", "link,date\n")
        site.status("/gone.csv", 404)
        register(
            data,
            kremlin={"copy": f"{site.url('/gone.csv')} {site.url('/putin.csv')}"},
            white_house={
                "copy": f"git+{(tmp_path / 'nothing').as_uri()}@{commit}",
                "archived": "https://archive.example/w",
            },
            beijing={"copy": f"git+{address}@{commit}"},
            beijing_2022={"copy": f"git+{address}@{commit}"},
        )
        code, lines = said(capsys, laid)
    assert code == 1
    by = {line.partition(": ")[0]: line for line in lines}
    assert (
        "no program gets this text" in by["article"]
        and "see https://libertywire.net/" in by["article"]
    )
    assert "404 Not Found" in by["kremlin"] and "refused" in by["kremlin"]
    wrong = hashlib.sha256(b"link,date\n").hexdigest()
    assert f"found SHA-256 {wrong}, expected 1fca054b" in by["kremlin"]
    assert by["kremlin"].endswith("see http://en.kremlin.ru")
    assert "git fetch" in by["white-house"] and by["white-house"].endswith(
        "https://archive.example/w"
    )
    assert by["beijing"] == f"beijing: beijing_programme.jsonl.gz, from {address}"
    assert "the commit has no file news/2022/20220225.md" in by["beijing-2022"]
    assert any(line.startswith("0 of ") for line in lines)
    # Nothing that was refused lies there.
    assert {path.name for path in laid.iterdir()} - {".readouts.lock"} == {
        "beijing_programme.jsonl.gz",
        "raw",
    }
    assert not list((laid / "raw" / "kremlin").glob("file"))


def test_the_programme_is_counted_by_month(data, tmp_path, capsys):
    address, commit = repository(tmp_path / "programme", evenings([ITEM, OTHER]))
    register(data, beijing={"copy": f"git+{address}@{commit}"})
    source = texts.sources(corpus.load(paths.DATA).tables)["beijing"]
    own = texts.settings.read(data)
    texts.lay(source, tmp_path, texts.conversions.conversions(own.series.opening))
    (made,) = fulltext._months(tmp_path, corpus.load(paths.DATA).tables, own.series).values()
    rows = {
        row.term: (row.month, row.item_frequency, row.frequency, row.n_items)
        for row in made.itertuples()
    }
    assert len(made) == 5 and rows["乌克兰危机"] == ("2022-10", 1, 2, 2)
    assert rows["乌克兰局势"] == ("2022-10", 0, 0, 2)
    assert "beijing_months: beijing_programme.jsonl.gz at hand" in capsys.readouterr().out


@needs_shared
def test_the_counts_are_made_from_what_is_laid_and_agree(data, tmp_path, capsys):
    """The pages as they came; the other sources in their form, from the texts that came out of them."""
    packed = SHARED / "corpora" / "kremlin_en.csv.gz"
    repositories = {
        "kremlin": {"press_release_data/putin.csv": gzip.decompress(packed.read_bytes())},
        "white_house": _markdown_files(),
        "white_house_statement": _statement(),
        **_programme(),
    }
    rows = {}
    for name, files in repositories.items():
        address, commit = repository(tmp_path / name, files)
        rows[name] = {"copy": f"git+{address}@{commit}"}
    with serving() as site:
        site.status("/putin.csv", 503)
        rows["kremlin"]["copy"] = f"{site.url('/putin.csv')} {rows['kremlin']['copy']}"
        register(data, **rows)
        laid = tmp_path / "laid"
        laid.mkdir()
        shutil.copy(SHARED / "source" / "article.txt", laid)
        russian = SHARED / "corpora" / "readouts" / "2025-02-24_putin-xi_phone__kremlin__ru.txt"
        shutil.copy(russian, laid / "kremlin_russian.txt")
        code, lines = said(capsys, laid)
    assert code == 0, lines
    total = len(fulltext.wanted(corpus.load(paths.DATA).tables, texts.settings.read(data).series))
    assert f"{total} of {total} texts that are known by their SHA-256 are at hand" in lines
    for name in repositories:
        shutil.rmtree(tmp_path / name)
    assert said(capsys, laid)[0] == 0  # nothing is asked for again
    # Every text is counted anew; of the evenings, which are not whole here, the months differ and no other table.
    code, lines = said(capsys, laid, of=fulltext)
    assert not [line for line in lines if "not at hand" in line]
    differing = {line.partition(":")[0] for line in lines if line.endswith("lines differ")}
    assert (
        differing == {"beijing_months.csv"}
        and sum(line.endswith(": agrees") for line in lines) == 16
    )
    code, lines = said(capsys, laid, of=reference)
    assert code == 0, lines


def _markdown_files():
    with gzip.open(
        SHARED / "corpora" / "whitehouse_readouts.jsonl.gz", "rt", encoding="utf-8"
    ) as file:
        records = [json.loads(line) for line in file]
    with (SHARED / "facts" / "whitehouse_files.csv").open(encoding="utf-8") as file:
        names = [row["path"] for row in csv.DictReader(file)]
    raw = SHARED / "source" / "whitehouse_markdown"
    files = {}
    for name, record in zip(names, records, strict=True):
        path = raw / name.replace("/", "__")
        files[name] = path.read_bytes() if path.exists() else markdown(record)
    return files


def _statement():
    """The account of a call that is not named a readout: its file as it would lie in its repository."""
    with (paths.DATA / "sources.csv").open(encoding="utf-8", newline="") as file:
        (row,) = (row for row in csv.DictReader(file) if row["source"] == "white-house-statement")
    with lzma.open(
        SHARED / "corpora" / "whitehouse_briefings.jsonl.xz", "rt", encoding="utf-8"
    ) as file:
        (line,) = (line for line in file if row["path"].rpartition("/")[2][:-3] in line[:400])
    return {row["path"]: markdown(json.loads(line))}


def test_the_pages_of_the_pairs_are_laid_as_they_were_counted(tmp_path):
    """A page without a summary begins with its body."""
    source = SimpleNamespace(source="site", file="site.csv")
    (tmp_path / "site.csv").write_text("link,summary,body\nu1,Lead.,Body.\nu2,,Alone.\n")
    own = SimpleNamespace(
        reference=SimpleNamespace(
            sources={"site": SimpleNamespace(file="site.csv", url="link", segments=("summary", "body"))}
        )
    )  # fmt: skip
    readouts = pd.DataFrame({"readout_id": ["own"], "url": ["u1"], "source": ["site"], "sha256": ["0"]})  # fmt: skip
    others = readouts.rename(columns={"readout_id": "account"})
    both = pd.concat([others.assign(account="own"), others.assign(account="other", url="u2")])
    every = texts._all_readouts({"readouts": readouts, "reference_pairs": both})
    assert list(texts.readout_texts(source, tmp_path, every, own)) == [
        ("own", "Lead.\n\nBody.\n"),
        ("other", "Alone.\n"),
    ]


def _programme():
    with gzip.open(
        SHARED / "corpora" / "beijing_broadcasts.jsonl.gz", "rt", encoding="utf-8"
    ) as file:
        items = [json.loads(line) for line in file]
    items = [item | {"path": item["taken_from"].rsplit(":", 1)[1]} for item in items]
    early = [item for item in items if item["path"].startswith("news/2022/")]
    return {
        "beijing": evenings([item for item in items if item not in early]),
        "beijing_2022": evenings(early),
    }
