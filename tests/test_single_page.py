"""The single-page edition: a number opens its evidence there too."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from conftest import ROOT


@pytest.mark.slow
def test_every_number_of_the_single_page_opens_its_evidence(tmp_path):
    command = [Path(sys.executable).with_name("jupyter-book"), "build", ROOT, "--path-output", tmp_path, "--builder", "singlehtml", "--warningiserror", "--keep-going"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=600, env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1"})
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    tree = BeautifulSoup((tmp_path / "_build" / "singlehtml" / "chapters" / "index.html").read_text(encoding="utf-8"), "html.parser")
    entries = {section["id"]: section for section in tree.select("section.finding-entry")}
    links = tree.select("a.finding")
    assert len(links) > 1000
    assert not [link["href"] for link in links if link["href"].removeprefix("#") not in entries]
    assert not [link["href"] for link in links if entries[link["href"].removeprefix("#")]["data-value"] != link.get_text()]
    anchors = {node["id"] for node in tree.select("[id]")}
    back = tree.select(".finding-entry .uses a")
    assert not [link["href"] for link in back if link["href"].removeprefix("#") not in anchors]
