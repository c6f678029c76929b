"""Directives that print parts of the data: the passages side by side, and the codebook in full."""

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from ..reporting.results import day, readout_name, side_name
from .entry import source_line
from .nodes import make


class PassagesDirective(SphinxDirective):
    """``{passages} readout readout``: quoted passages, each readout in a column of its own."""

    required_arguments = 1
    final_argument_whitespace = True

    def run(self) -> list[nodes.Node]:
        """The columns."""
        corpus = self.env.app.readouts_report.corpus
        columns = [self._column(corpus.of(readout_id)) for readout_id in self.arguments[0].split()]
        return [make("div", *columns, classes=("passages",), data_not_result="")]

    def _column(self, segments) -> nodes.Element:
        first = segments.iloc[0]
        heading = make("p", make("strong", f"{side_name(first['side'])}"), f", {day(first['date'])}: {first['completeness']}", classes=("column-title",))
        quotes = [make("figure", make("blockquote", make("p", segment["text"]), lang=segment["language"]),
                       make("figcaption", source_line(segment)), classes=("passage",)) for _, segment in segments.iterrows()]
        return make("div", heading, *quotes, classes=("column",), role="group", aria_label=readout_name(first))


class CodebookDirective(SphinxDirective):
    """``{codebook} frame``: one frame of the codebook in full, each code with its rules and its patterns."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """The frame's definition and its codes."""
        book = self.env.app.readouts_report.codebook
        codes = book.codes[book.codes["frame"] == self.arguments[0]]
        return [self._code(code) for code in codes.itertuples()]

    def _code(self, code) -> nodes.Element:
        report = self.env.app.readouts_report
        rules = [("Definition", code.definition), ("Include", code.include), ("Exclude", code.exclude), ("Source", code.source)]
        body = [part for name, text in rules for part in (make("dt", name), make("dd", text))]
        for language, name in (("en", "English patterns"), ("ru", "Russian patterns"), ("zh", "Chinese patterns")):
            patterns = report.codebook.of(code.code, language)
            if patterns:
                body += [make("dt", name), make("dd", *self._patterns(report, code.code, language, patterns))]
        title = make("h3", code.label, " ", make("code", code.code))
        return make("section", title, make("dl", *body), ids=(f"code-{code.code}",), classes=("code-entry",), data_not_result="")

    def _patterns(self, report, code: str, language: str, patterns: list[str]) -> list[nodes.Node]:
        """The patterns, those that match nothing anywhere marked; in English, since texts of that language alone are at hand."""
        missing = set(report.unmatched.loc[report.unmatched["code"] == code, "pattern"])
        parts = []
        for number, pattern in enumerate(patterns):
            parts += [nodes.Text(", ")] if number else []
            parts.append(make("code", pattern, lang=language if language != "en" else None))
            if language == "en" and pattern in missing:
                parts += [nodes.Text(" "), make("span", "(matches nothing)", classes=("unmatched",))]
        return parts


def setup(app) -> None:
    """Register the directives."""
    app.add_directive("passages", PassagesDirective)
    app.add_directive("codebook", CodebookDirective)
