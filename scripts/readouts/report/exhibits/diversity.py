"""The table of lexical diversity."""

from ...measures.diversity import LEAST
from ..diversity import MEASURES
from ..drawing import table
from ..fields import Field
from ..publish import InsufficientData
from ..report import Report
from .headings import compared


@table
def lexical_diversity(report: Report) -> dict:
    """How seldom the words of a text come back, for the texts of each side."""
    texts = report.analysis.diversity
    given = texts[texts["withheld_because"] == ""]
    if given.empty:
        raise InsufficientData(
            f"No text has {LEAST} words: in shorter ones a measure of lexical diversity says more about their length."
        )
    sides = given.groupby("part", sort=False)
    data = sides[[*MEASURES]].agg(["median", "min", "max"])
    data.columns = ["_".join(names) for names in data.columns]
    data.insert(0, "n_measured", sides.size())
    data = data.rename_axis("part").reset_index()
    data["n_texts"] = data["part"].map(texts.groupby("part").size())
    names = {part.id: part.name for part in report.analysis.subcorpora}
    data.insert(1, "side", data["part"].map(names))
    for column, (_, decimals) in MEASURES.items():
        data[f"{column}_range"] = [
            f"{least:.{decimals}f} to {most:.{decimals}f}"
            for least, most in zip(data[f"{column}_min"], data[f"{column}_max"])
        ]
    return {
        "title": "Lexical diversity",
        "data": data,
        "fields": {
            "part": "short name of a side’s texts in one language",
            "side": "the same in print",
            "n_texts": Field("distinct texts of the side", "texts"),
            "n_measured": Field("of these, texts that are long enough", "texts"),
        }
        | {
            f"{column}_{which}": Field(f"{of} {measure} of these texts", measure)
            for column, (measure, _) in MEASURES.items()
            for which, of in (("median", "median"), ("min", "least"), ("max", "greatest"))
        },
        "page_only": tuple(f"{column}_range" for column in MEASURES),
        "columns": {
            "side": "Side",
            "n_measured": "Texts",
            "mtld_median": "MTLD, median",
            "mtld_range": "Least to most",
            "hd_d_median": "HD-D, median",
            "hd_d_range": "Least to most",
        },
        "links": {
            "n_measured": "diversity-texts-{part}",
            "mtld_median": "mtld-{part}",
            "hd_d_median": "hd-d-{part}",
        },
        "sources": ("mtld_range", "hd_d_range"),
        "caption": f"Each text is measured by itself, if it has {{plain}}`{LEAST}` words or more; texts of a side with the same words are one. MTLD says after how many words on average too many are repeats, HD-D which part of "
        "{plain}`42` words drawn from the text are different. Compare sides of one language alone: a language with more endings has more different words. "
        "None of these numbers is a test, and a text that repeats a formula is no poorer for it."
        + compared(report),
    }
