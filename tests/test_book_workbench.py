"""The page that compares texts: in a browser, offline once it is loaded, with the numbers of the commands."""

import csv
import importlib.util
import io
import json
import re
from string import Template

import pytest
from conftest import CHROMIUM, FLAGS, ROOT
from readouts import paths
from readouts.__main__ import main
from readouts.book import workbench
from sites import COLOUR_RULES, NO_AXE, OTHER_RULES, served, violations
from test_workbench import NORTH, SOUTH

HOSTILE = "<script>document.title = 'taken'</script><img src=x onerror=\"document.title='taken'\"> & \u202eturned border talks."
STATIC = ROOT / "scripts" / "readouts" / "book" / "static"


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The page without the book around it."""
    held = workbench.runtime()
    if not held:
        pytest.skip("Pyodide is missing: make workbench")
    folder = tmp_path_factory.mktemp("workbench")
    (folder / "_static" / "workbench").mkdir(parents=True)
    for file in STATIC.iterdir():
        (folder / "_static" / file.name).write_bytes(file.read_bytes())
    for name, data in held.items():
        (folder / "_static" / "workbench" / name).write_bytes(data)
    (folder / "page.html").write_text(
        "<!DOCTYPE html><html lang=en><meta charset=utf-8><title>page</title>"
        f'<meta http-equiv="Content-Security-Policy" content="{workbench.POLICY}"><link rel=stylesheet href=_static/workbench.css>'
        + "".join(f"<script defer src=_static/{name}></script>" for name in workbench.SCRIPTS)
        + f'<main><h1>Page</h1><div class="workbench">{workbench.form(held)}</div></main>',
        encoding="utf-8",
    )
    return folder


@pytest.fixture(scope="module")
def browser():
    sync_api = pytest.importorskip("playwright.sync_api")
    if not CHROMIUM:
        pytest.skip("no Chromium")
    with sync_api.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        opened.close()


@pytest.mark.slow
def test_two_texts_are_compared_offline_by_keyboard_and_the_numbers_are_the_commands(site, browser, tmp_path, capsys):  # fmt: skip
    with served(site) as base:
        context = browser.new_context(viewport={"width": 390, "height": 844})
        page, asked, faults = context.new_page(), [], []
        page.on("request", lambda request: asked.append(request.url))
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(f"{base}page.html")
        assert not [url for url in asked if "pyodide" in url]  # nothing before it is asked for
        texts = page.locator("textarea")
        texts.nth(0).fill(NORTH)
        texts.nth(1).fill(f"{SOUTH} {HOSTILE}")
        page.focus("button.compare")
        page.keyboard.press("Enter")
        done = "document.querySelector('.status').textContent.startsWith('Done') && !document.querySelector('.compare').disabled"
        page.wait_for_function(done, timeout=300_000)
        assert page.evaluate("document.activeElement.id") == "wb-side-by-side"
        assert page.title() == "page" and not page.locator(".results :is(script, img)").count()
        assert page.locator(".results .control").first.inner_text() == "U+202E"

        before = len(asked)
        context.set_offline(True)
        page.fill("#wb-pattern", "border*")
        page.press("#wb-pattern", "Enter")
        page.wait_for_selector(".lines table")
        saved = {}
        for name in ("counts.csv", "spans.csv", "texts.zip", "marked-texts.html"):
            with page.expect_download(timeout=60_000) as download:
                page.click(f"button[value='{name}']")
            download.value.save_as(tmp_path / name)
            saved[name] = (tmp_path / name).read_bytes()
        assert all(url.startswith("blob:") for url in asked[before:]) and not faults
        assert all(url.startswith((base, "blob:")) and "border" not in url for url in asked)
        assert page.evaluate("localStorage.length + sessionStorage.length") == 0
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        shown = {
            row.locator("th").inner_text(): row.locator("td").all_inner_texts()
            for row in page.locator(".counts tbody tr").all()
        }
        lines = page.locator(".lines tbody tr").count()

        # The saved page stands by itself, and runs nothing.
        page.goto((tmp_path / "marked-texts.html").as_uri())
        assert "border" in page.inner_text("main") and not page.locator("script").count()
        context.close()

    capsys.readouterr()
    corpus, codebook = tmp_path / "texts.zip", ["--codebook", str(paths.GENERAL)]
    assert main(["count", str(corpus), "--what", "codes", *codebook]) == 0
    counted = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert counted == list(csv.DictReader(io.StringIO(saved["counts.csv"].decode())))
    table = (paths.GENERAL / "codebook.csv").read_text(encoding="utf-8")
    labels = {row["code"]: row["label"] for row in csv.DictReader(io.StringIO(table))}
    for row in counted:
        if row["level"] == "code":
            place = [one["document_id"] for one in counted if one["level"] == "code"]
            cell = shown[labels[row["name"]]][0 if row["document_id"] == place[0] else 1]
            rate = 1000 * int(row["frequency"]) / int(row["n_tokens"])
            assert cell == f"{row['frequency']} ({rate:.1f})"
    assert main(["code", str(corpus), "--stance", *codebook]) == 0
    assert capsys.readouterr().out == saved["spans.csv"].decode()
    assert main(["concordance", str(corpus), "border*"]) == 0
    assert len(list(csv.DictReader(io.StringIO(capsys.readouterr().out)))) == lines > 0
    # What the page saved makes a book, in which the texts stand to the letter.
    assert main(["create", str(tmp_path / "book"), "--corpus", str(corpus)]) == 0
    passages = (tmp_path / "book" / "data" / "segments.csv").read_text(encoding="utf-8")
    assert NORTH.split("\n\n")[1] in passages and "\u202eturned border talks." in passages


@pytest.mark.slow
def test_a_long_text_is_kept_beside_the_field_and_its_faults_name_the_text(site, browser):
    with served(site) as base:
        page = browser.new_page()
        page.goto(f"{base}page.html")
        long = "They spoke of the border. " * 400_000
        pasted = """text => { const area = document.querySelector("textarea"), data = new DataTransfer();
          area.focus(); data.setData("text/plain", text);
          area.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true})); }"""
        page.evaluate(pasted, long)
        assert page.locator(".kept").inner_text().startswith("A text of 10,400,000 characters")
        assert page.locator("textarea").first.input_value() == ""
        assert page.evaluate("document.activeElement.textContent") == "Take it out"
        page.locator("textarea").nth(1).fill(SOUTH)
        page.click("button.compare", timeout=5_000)
        page.wait_for_function("/too many for a page/.test(document.querySelector('.status').textContent)")  # fmt: skip
        page.click(".kept button")
        page.locator("textarea").first.fill(f"{NORTH} \0")
        page.click("button.compare")
        page.wait_for_function("/NUL/.test(document.querySelector('.status').textContent)", timeout=300_000)  # fmt: skip
        assert "the text of 'Side 1'" in page.inner_text(".status")
        page.close()


@pytest.mark.slow
def test_the_example_is_taken_by_a_click_and_compared_and_texts_are_counted_anew(site, browser, axe):  # fmt: skip
    with served(site) as base:
        page = browser.new_page()
        asked = []
        page.goto(f"{base}page.html")
        page.on("request", lambda request: asked.append(request.url))
        page.focus("button.example")
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.className") == "compare" and not asked
        for _ in range(2):
            page.click("button.add")
        page.click("button.remove >> nth=0")
        assert page.locator("legend").all_inner_texts() == ["Text 1", "Text 2", "Text 3"]
        assert page.locator("button.remove").all_inner_texts() == ["Remove text 3"]
        page.click("button.compare")
        page.wait_for_function("document.querySelector('.status').textContent.startsWith('Done')", timeout=300_000)  # fmt: skip
        assert page.locator(".says tbody tr, .says li").count() > 2
        assert page.locator(".reader mark, .reader [data-code]").count() > 6
        if axe != NO_AXE:
            page.evaluate(axe)
            assert violations(page.evaluate(OTHER_RULES, COLOUR_RULES)) == []
        page.close()


def test_the_same_sources_give_the_same_bytes_and_none_of_other_places():
    first = workbench.sources()
    assert first == workbench.sources()
    names = workbench.zipfile.ZipFile(io.BytesIO(first)).namelist()
    assert "readouts/workbench.py" in names and "babel/locale-data/ru.dat" in names
    assert not [name for name in names if re.match(r"readouts/(api|book|report)/|/|\.\.", name)]


def test_python_s_own_modules_are_compiled_once_and_not_at_each_visit():
    archive = workbench.runtime().get("python_stdlib.zip")
    if not archive:
        pytest.skip("Pyodide is missing: make workbench")
    with workbench.zipfile.ZipFile(io.BytesIO(archive)) as modules:
        names = modules.namelist()
        assert "dataclasses.pyc" in names and not [name for name in names if name.endswith(".py")]
        head = modules.read("dataclasses.pyc")[4:8]
    assert head == (1).to_bytes(4, "little")  # no date, and held against no source


def test_sizes_are_said_before_anything_is_loaded():
    page = workbench.form({"a.wasm": b"1" * 2_000_000, "b.zip": b"2" * 500_000})
    assert "2.5 MB" in page
    sizes = re.search(r'data-sizes="([^"]*)"', page)[1].replace("&quot;", '"')
    assert json.loads(sizes) == {"a.wasm": 2_000_000, "b.zip": 500_000}
    assert Template(page).template.count("$") == 0


def test_an_archive_of_another_hash_is_refused_and_nothing_is_laid(tmp_path):
    spec = importlib.util.spec_from_file_location("fetching", ROOT / "scripts" / "workbench.py")
    fetching = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(fetching)
    archive = tmp_path / "pyodide.tgz"
    archive.write_bytes(b"another one")
    with pytest.raises(SystemExit, match="expected sha512-"):
        fetching.lay(archive, tmp_path / "workbench")
    assert [file.name for file in tmp_path.iterdir()] == ["pyodide.tgz"]
