"""Reports of anyone's readouts: of corpora of every shape, each through the tables of a data folder."""

import datetime
import shutil
from importlib.resources import files

from readouts import readers
from readouts.corpus.codebook import general
from readouts.corpus.document import Document
from readouts.create import descriptor, folder
from readouts.report import loading
from readouts.report.drawn import MILLIMETRES

DAY = datetime.date(2020, 3, 4)
CODES = [
    ("war", "naming", "en", "war"),
    ("war", "naming", "ru", "войн*"),
    ("peace", "hope", "en", "peace*"),
    ("peace", "hope", "zh", "和平"),
    ("trade", "economy", "en", "trade"),
    ("trade", "economy", "en", "free trade"),
]
BOOK = {
    "frames": [
        {"frame": frame, "label": frame.title(), "definition": "", "source": ""}
        for frame in ("naming", "hope", "economy")
    ],
    "codebook": [
        {
            "frame": frame,
            "code": code,
            "label": code.title(),
            "definition": "",
            "include": "",
            "exclude": "",
            "source": "",
        }
        for code, frame in (("war", "naming"), ("peace", "hope"), ("trade", "economy"))
    ],
    "patterns": [
        {"code": code, "language": language, "pattern": pattern}
        for code, _, language, pattern in CODES
    ],
}


def said(side, text, event="", language="en", completeness="full", date=DAY):
    return Document(f"{side}-{event}-{language}", text, side, date, event, language, completeness)


def many(side, own, number=6):
    """Texts of their own, in each of which a word of the side stands some forty times."""
    return [
        said(side, f"{own} " * (40 + n) + "the " * (260 + 3 * n) + f"visit{n}", f"e{n}")
        for n in range(number)
    ]


def load(path, documents, codes=BOOK):
    """The report of documents, through the tables of a data folder."""
    path.mkdir(parents=True, exist_ok=True)
    shutil.copy(files("readouts.create") / "book_template" / "data" / "datapackage.json", path)
    made, _ = folder.tables(documents)
    descriptor.write(path, made | codes)
    return loading.load(path)


NASTY = [
    "<script>alert(1)</script>",
    "*A* _b_ `c` {finding}`readouts` $x$",
    "_under",
    "中国",
    "No\u202e way\nback",
    "word",
    "shown",
    "A-B",
    "a b",
    "%d \\n {side}",
]
SHAPES = {
    "example": None,
    "one excerpt": [said("North", "War. Peace and peace.", completeness="excerpts")],
    "one word": [said("North", "word"), said("South", "other")],
    "two events": [
        said("North", "War and peace.", "a"),
        said("South", "No peace.", "a"),
        said("North", "Peace, peace.", "b", date=None),
        said("South", "War, war.", "b", date=None),
    ],
    "no dates": [
        said("North", "War and peace.", "a", date=None),
        said("South", "No peace.", "b", date=None),
    ],
    "three languages": [
        said("North", "War and war and peace. Peace."),
        said("South", "Война и война."),
        said("West", "和平，和平。", language="zh"),
        said("South", "War.", language="en"),
    ],
    "nothing found": [said("North", "Nothing of it."), said("South", "Nothing else, nothing.")],
    "unknown language": [
        said("North", "Lorem ipsum dolor sit amet, peace", language=""),
        said("South", "peace", language="fr"),
    ],
    "twelve sides": [
        said(f"Side {n}", f"peace number {n} and peace trade {n}", f"e{n % 3}") for n in range(12)
    ],
    "nasty": [
        said(side, f"peace {side} peace trade <b>war</b> $y$", f"{event} {side}")
        for side in NASTY
        for event in ("<i>", "e{}")
    ]
    + [said("Han", "a-b a'b a_b a\u0338b \u0338 peace " * 2, "x")],
}


def of_shape(path, name):
    """The report of a corpus of this shape."""
    if SHAPES[name] is None:
        return load(path, readers.read(files("readouts.create") / "example.csv"), general())
    documents = [
        document._replace(language="ru") if document.text.startswith("Война") else document
        for document in SHAPES[name]
    ]
    return load(path, documents)


def two_events(path):
    """The report of three sides on two events, by hand: one of them in excerpts, one in Russian."""
    return load(
        path,
        [
            said("North", "War and peace.\nFree trade, trade.", "first"),
            said("South", "Peace!", "first", completeness="excerpts"),
            said("North", "Peace.", "second", date=DAY + datetime.timedelta(9)),
            said("South", "War, the war.", "second", date=DAY + datetime.timedelta(9)),
            said("West", "Война.", "second", "ru", date=DAY + datetime.timedelta(9)),
        ],
    )


def drawn(figure) -> bool:
    """Whether a figure is drawn in every width, and as PDF, which needs each sign in a font."""
    svg = [figure.drawing.render("svg", columns) for columns in (None, *MILLIMETRES)]
    pdf = figure.drawing.render("pdf")
    return all(file.startswith(b"<?xml") for file in svg) and pdf.startswith(b"%PDF")
