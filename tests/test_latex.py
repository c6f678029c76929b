"""The references of all figures, and the book's own, compiled by LaTeX with biblatex and with natbib. In `make check-slow`."""

import re
import shutil
import subprocess

import pytest
from conftest import ROOT
from readouts.report.citation import bibtex, citation

# The program that reads the references, and what a document needs of it.
WAYS = {
    "biblatex": (
        "biber",
        r"\usepackage[style=authoryear]{biblatex}\addbibresource{all.bib}",
        r"\printbibliography",
    ),
    "natbib": (
        "bibtex",
        r"\usepackage{natbib}\bibliographystyle{plainnat}",
        r"\bibliography{all}",
    ),
}
DOCUMENT = r"""\documentclass{article}
\usepackage[utf8]{inputenc}\usepackage[T1]{fontenc}\usepackage{hyperref}
%s
\begin{document}\nocite{*}
%s
\end{document}
"""


@pytest.mark.slow
@pytest.mark.parametrize("way", WAYS)
def test_every_reference_is_printed_and_nothing_is_complained_of(site, tmp_path, way):
    reads, preamble, list_ = WAYS[way]
    if missing := [program for program in ("pdflatex", reads) if not shutil.which(program)]:
        pytest.skip(f"{', '.join(missing)} not installed")
    entries = [path.read_text("utf-8") for path in sorted((site / "figures").glob("*.bib"))]
    entries.append(bibtex(citation(ROOT)))
    (tmp_path / "all.bib").write_text("\n".join(entries), encoding="utf-8")
    (tmp_path / "a.tex").write_text(DOCUMENT % (preamble, list_), encoding="utf-8")
    latex = ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "a.tex"]
    for command in (latex, [reads, "a"], latex, latex):
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, timeout=120)
        assert done.returncode == 0, done.stdout.decode("utf-8", "replace")[-2000:]
    said = (tmp_path / "a.blg").read_text("utf-8", "replace")
    assert not re.findall(r"^.*(?:WARN|ERROR|Warning--).*$", said, re.MULTILINE)
    assert not re.findall(r"^.*Warning:.*(?:undefined|empty).*$", (tmp_path / "a.log").read_text("latin-1"), re.MULTILINE)  # fmt: skip
    keys = {re.match(r"@\w+\{([^,]+),", entry)[1] for entry in entries}
    printed = (tmp_path / "a.bbl").read_text("utf-8")
    assert len(keys) > 10 and [key for key in keys if f"{{{key}}}" not in printed] == []
