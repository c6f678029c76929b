"""Directives that print parts of the data: the passages side by side, the codebook in full, and the sentences of a first page."""

import pandas as pd
from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from ..corpus.corpus import day
from ..report import front, precision
from ..report.report import Report
from ..text.languages import name as language_name
from ..text.languages import primary
from ..text.patterns import Pattern, divided, options_in_words
from .entry import source_line
from .nodes import make


class PassagesDirective(SphinxDirective):
    """``{passages} readout readout``: quoted passages, each readout in a column of its own."""

    required_arguments = 1
    final_argument_whitespace = True

    def run(self) -> list[nodes.Node]:
        """Return the columns."""
        try:
            return [columns(self.env.app.readouts_report, self.arguments[0])]
        except ValueError as fault:
            raise self.error(f"passages: {fault}") from None


def columns(report: Report, readouts: str) -> nodes.Element:
    """Return the passages of readouts, whose ids have spaces between them, each in its column.

    Raises
    ------
    ValueError
        If a readout has no passages.
    """
    corpus, ids = report.corpus, readouts.split()
    if unknown := [readout_id for readout_id in ids if corpus.of(readout_id).empty]:
        raise ValueError(
            f"found {', '.join(unknown)}, expected readouts of readouts.csv with passages in segments.csv"
        )
    made = (_column(report, corpus.readouts.loc[one], corpus.of(one)) for one in ids)
    return make("div", *made, classes=("passages",), data_not_result="")


def _column(report: Report, readout, segments) -> nodes.Element:
    about = (
        f", {day(readout['date'])}" if pd.notna(readout["date"]) else ""
    ) + f": {readout['completeness']}"
    heading = make("p", make("strong", readout["side_name"]), about, classes=("column-title",))
    quotes = [
        make(
            "figure",
            make("blockquote", make("p", segment["text"]), lang=segment["language"]),
            make("figcaption", source_line(report, segment)),
            classes=("passage",),
        )
        for _, segment in segments.iterrows()
    ]
    return make(
        "div",
        heading,
        *quotes,
        classes=("column",),
        role="group",
        aria_label=readout["side_name"] + about,
    )


class CodebookDirective(SphinxDirective):
    """``{codebook} frame``: one frame of the codebook in full, each code with its rules and its patterns.

    Without a frame: all of them, each under its name.
    """

    optional_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the codes of a frame, or every frame with its definition and its codes."""
        book = self.env.app.readouts_report.codebook
        if self.arguments:
            return self._codes(self.arguments[0])
        return [self._frame(frame) for frame in book.frames.itertuples()]

    def _frame(self, frame) -> nodes.Element:
        section = nodes.section("", nodes.title("", frame.label), ids=[f"frame-{frame.frame}"])
        section += (
            [nodes.paragraph("", frame.definition)] if isinstance(frame.definition, str) else []
        )
        section += self._codes(frame.frame)
        return section

    def _codes(self, frame: str) -> list[nodes.Element]:
        book = self.env.app.readouts_report.codebook
        return [self._code(code) for code in book.codes[book.codes["frame"] == frame].itertuples()]

    def _code(self, code) -> nodes.Element:
        report = self.env.app.readouts_report
        rules = [
            ("Definition", code.definition),
            ("Include", code.include),
            ("Exclude", code.exclude),
            ("Source", code.source),
        ]
        body = [
            part
            for name, text in rules
            if isinstance(text, str)
            for part in (make("dt", name), make("dd", text))
        ]
        for kind, listed in zip(
            ("patterns", "exclusions"),
            divided(pattern for pattern in report.codebook.patterns if pattern.code == code.code),
        ):
            patterns: dict[str, list[Pattern]] = {}
            for pattern in listed:
                patterns.setdefault(primary(pattern.language), []).append(pattern)
            for language, own in patterns.items():
                name = f"{language_name(language)} {kind}" if language else kind.capitalize()
                body += [
                    make("dt", name),
                    make("dd", *self._patterns(report, code.code, language, own)),
                ]
        read = [
            f"{language_name(language) or 'Any language'}: {words}"
            for language, words in precision.of_code(report.context, code.code)
        ]
        body += [make("dt", "Precision"), make("dd", "; ".join(read) + ".")] if read else []
        title = make("h3", code.label, " ", make("code", code.code))
        return make(
            "section",
            title,
            make("dl", *body),
            ids=(f"code-{code.code}",),
            classes=("code-entry",),
            data_not_result="",
        )

    def _patterns(
        self, report, code: str, language: str, patterns: list[Pattern]
    ) -> list[nodes.Node]:
        """Return the patterns, those marked that match nothing although texts of their language are at hand."""
        missing = set(
            report.unmatched.loc[
                (report.unmatched["code"] == code)
                & (report.unmatched["language"].fillna("").map(primary) == language),
                "pattern",
            ]
        )
        parts = []
        for number, pattern in enumerate(patterns):
            parts += [nodes.Text(", ")] if number else []
            parts.append(
                make("code", pattern.pattern, lang=language if language not in ("", "en") else None)
            )
            if said := options_in_words(pattern):
                parts.append(nodes.Text(f" ({said})"))
            if pattern.pattern in missing:
                parts += [
                    nodes.Text(" "),
                    make("span", "(matches nothing)", classes=("unmatched",)),
                ]
        return parts


class FrontDirective(SphinxDirective):
    """``{front}``: what the book finds in sentences, each number of which opens what it counts."""

    def run(self) -> list[nodes.Node]:
        """Return the sentences as a list."""
        said = front.sentences(self.env.app.readouts_report.analysis)
        text = "\n".join(f"- {sentence}" for sentence in said)
        return self.parse_text_to_nodes(text)


def setup(app) -> None:
    """Register the directives."""
    app.add_directive("front", FrontDirective)
    app.add_directive("passages", PassagesDirective)
    app.add_directive("codebook", CodebookDirective)
