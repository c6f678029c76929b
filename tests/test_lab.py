"""The chapters in JupyterLab: each opens as a notebook, runs from its own folder, shows its exhibits, and is saved as it was."""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import jupytext
import nbformat
import pytest
from bs4 import BeautifulSoup
from conftest import ROOT
from jupytext.config import load_jupytext_config
from nbclient import execute
from readouts.report.publish import MIME, heading

CHAPTERS = sorted((ROOT / "chapters").rglob("*.md"))
NOTEBOOKS = [page for page in CHAPTERS if "{code-cell}" in page.read_text(encoding="utf-8")]
PAGES = [page for page in CHAPTERS if page not in NOTEBOOKS]
QUICK = ("frequency.md",)  # run with every change; the others with `make check`


def name(page: Path) -> str:
    return str(page.relative_to(ROOT / "chapters"))


def opened(page: Path) -> nbformat.NotebookNode:
    """A page as JupyterLab opens it by jupytext, with this project's settings."""
    return jupytext.read(page, config=load_jupytext_config(str(page)))


def saved(page: Path, notebook: nbformat.NotebookNode) -> str:
    """The text that jupytext writes when the notebook is saved."""
    kept = notebook.metadata["jupytext"]["text_representation"]
    return jupytext.writes(
        notebook,
        fmt={key: kept[key] for key in ("extension", "format_name")},
        config=load_jupytext_config(str(page)),
    )


def with_what_a_kernel_adds(notebook: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """What JupyterLab puts into a notebook when it has run."""
    notebook.metadata["language_info"] = {
        "name": "python",
        "version": "3.11.7",
        "file_extension": ".py",
        "pygments_lexer": "ipython3",
    }
    for number, cell in enumerate(cell for cell in notebook.cells if cell.cell_type == "code"):
        cell.execution_count = number + 1
        cell.outputs = [nbformat.v4.new_output("stream", text="said\n")]
    return notebook


@pytest.mark.parametrize("page", NOTEBOOKS, ids=name)
def test_a_chapter_with_cells_is_a_notebook_of_python(page):
    notebook = opened(page)
    assert notebook.metadata["jupytext"]["text_representation"]["format_name"] == "myst"
    assert notebook.metadata["kernelspec"]["name"] == "python3"
    assert sum(cell.cell_type == "code" for cell in notebook.cells) == page.read_text(
        encoding="utf-8"
    ).count("\n```{code-cell}")


@pytest.mark.parametrize("page", NOTEBOOKS, ids=name)
def test_a_chapter_that_is_run_and_saved_stays_as_it_was(page):
    again = saved(page, with_what_a_kernel_adds(opened(page)))
    assert again == page.read_text(encoding="utf-8"), (
        f"write it as it is saved, by: .venv/bin/jupytext --update-metadata '{{}}' {page.relative_to(ROOT)}"
    )


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_a_page_without_cells_gains_a_header_and_loses_nothing(page):
    text = page.read_text(encoding="utf-8")
    again = saved(page, opened(page))
    header = "jupyter:\n  jupytext:\n    text_representation:\n      extension: .md\n      format_name: markdown\n"
    assert again.replace(header, "", 1) == text and again.count(header) == 1


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """A function from a chapter to its notebook, run in a kernel from the chapter's own folder."""
    return lambda page: execute(opened(page), cwd=str(page.parent), timeout=120)


@pytest.mark.parametrize(
    "page",
    [
        page if page.name in QUICK else pytest.param(page, marks=pytest.mark.slow)
        for page in NOTEBOOKS
    ],
    ids=name,
)
def test_a_chapter_runs_from_its_own_folder_and_shows_its_exhibits(run, page):
    for cell in (cell for cell in run(page).cells if cell.cell_type == "code"):
        assert [output.output_type for output in cell.outputs] == ["execute_result"], (
            cell.source
        )  # no error, nothing printed, no warning
        data = cell.outputs[0]["data"]
        tree = BeautifulSoup(data.get("text/html", ""), "html.parser")
        if MIME in data:
            caption = tree.select_one("figure > figcaption").get_text()
            assert (
                caption.startswith(f"{heading(data[MIME]['title'])} ")
                and "{" not in caption
                and caption == data["text/plain"]
            )
            assert tree.select_one(
                "figure > img[alt]" if data[MIME]["kind"] == "figure" else "figure > table td"
            )


# --- In JupyterLab itself ---------------------------------------------------------


@pytest.fixture(scope="module")
def lab(tmp_path_factory) -> Iterator[dict]:
    """JupyterLab as `make lab` starts it, over a copy of the chapters: its address and its folder."""
    folder = tmp_path_factory.mktemp("lab")
    shutil.copytree(ROOT / "chapters", folder / "chapters")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    arguments = f"--no-browser --allow-root --ServerApp.port={port} --IdentityProvider.token="
    environment = os.environ | {
        "HOME": str(folder),
        "JUPYTER_CONFIG_DIR": str(folder / "config"),
        "JUPYTER_DATA_DIR": str(folder / "data"),
    }
    with (folder / "log").open("w") as log:
        server = subprocess.Popen(
            [
                "make",
                "--old-file",
                ".venv/ready",
                "lab",
                f"DIR={folder / 'chapters'}",
                f"ARGS={arguments}",
            ],
            cwd=ROOT,
            env=environment,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    try:
        yield {
            "address": f"http://127.0.0.1:{port}/",
            "chapters": folder / "chapters",
            "log": folder / "log",
            "server": server,
        }
    finally:
        if server.poll() is None:
            os.killpg(server.pid, signal.SIGTERM)
        server.wait(30)


def wait_for(lab: dict) -> None:
    """Wait until the server answers."""
    for _ in range(240):
        assert lab["server"].poll() is None, lab["log"].read_text()
        try:
            with urllib.request.urlopen(f"{lab['address']}api") as answer:
                assert json.load(answer)["version"]
                return
        except OSError:
            time.sleep(0.25)
    raise AssertionError(lab["log"].read_text())


@pytest.mark.slow
def test_a_double_click_opens_a_chapter_that_runs_and_is_saved_unchanged(lab, browser):
    wait_for(lab)
    page, foreign = browser.new_page(viewport={"width": 1500, "height": 1000}), []
    page.on(
        "request",
        lambda request: (
            foreign.append(request.url)
            if not re.match(r"(http|ws)://127\.0\.0\.1:|data:|blob:", request.url)
            else None
        ),
    )
    page.goto(f"{lab['address']}lab")
    page.locator(".jp-DirListing-item", has_text="frequency.md").dblclick(timeout=60_000)
    page.locator(".jp-Notebook .jp-CodeCell").first.wait_for(timeout=60_000)
    page.get_by_text("Python 3 (ipykernel) | Idle").wait_for(timeout=60_000)
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    captions = page.locator(".jp-OutputArea-output figure figcaption")
    captions.nth(2).wait_for(state="attached", timeout=120_000)  # below what the window shows
    assert captions.count() == 3 and all(
        re.search(r"\d", caption) for caption in captions.all_inner_texts()
    )
    picture = page.locator(".jp-OutputArea-output figure img").bounding_box()
    assert 310 < picture["width"] < 325  # 84 mm
    assert not page.locator(
        "[data-mime-type='application/vnd.jupyter.stderr'], [data-mime-type='application/vnd.jupyter.error']"
    ).count()
    page.keyboard.press("Control+s")
    page.locator(".jp-mod-dirty").wait_for(state="detached", timeout=30_000)
    assert (lab["chapters"] / "frequency.md").read_bytes() == (
        ROOT / "chapters" / "frequency.md"
    ).read_bytes()
    assert not foreign
    page.close()
