"""Tables of keyness."""

import pandas as pd

from ...measures import guard
from ...report.drawing import table
from ...report.findings import literal
from ...report.publish import Refused
from .. import contrasts
from .. import parts as compared
from ..report import Comparison
from .naming import heading


def _contrasts(report: Comparison) -> list:
    found = report.compared.contrasts
    if not found:
        raise Refused(
            "No two sides write in one language. Words of different languages are not the same types, so that no count of one can be set against a count of the other: "
            "these texts are compared by coded frames."
        )
    return found


@table
def keyness(report: Comparison) -> dict:
    """The words of each side against the others of its language, with the measures that the texts can bear."""
    found = _contrasts(report)
    data = pd.concat(
        [
            contrast.words.assign(
                target=contrast.target.id,
                side=contrast.target.name,
                others=contrast.others_id,
                others_name=contrast.others_name,
                id=[vocabulary.ids[word] for word in contrast.words["word"]],
            )
            for vocabulary, contrast in found
        ],
        ignore_index=True,
    )
    if not data["shown"].any():
        raise Refused(
            "No word stands twice in a side’s texts at a rate of its own: in texts so short a list of keywords would be a list of accidents."
        )
    names = {"target": data["side"], "reference": data["others_name"], "equal": "equal"}
    data["higher"] = [
        names[which] if which == "equal" else names[which][number]
        for number, which in enumerate(data["direction"])
    ]
    data["lrc_and_p"] = [
        f"{guard.in_print(lrc, '+.2f')}; {guard.in_print(p, '.3g')}".replace(
            "-", "−", 1 if lrc < 0 else 0
        )
        for lrc, p in zip(data["lrc"], data["fisher_p"])
    ]
    data.loc[data["lrc"].isna() & data["fisher_p"].isna(), "lrc_and_p"] = None
    one = found[0][1] if len(found) == 1 else None
    links = {
        "frequency": "word-{target}-{id}",
        "rate": "rate-word-{target}-{id}",
        "frequency_reference": "word-{others}-{id}",
        "rate_reference": "rate-word-{others}-{id}",
        "log_ratio": "log-ratio-{target}-{id}",
        "rate_ratio": "rate-ratio-{target}-{id}",
    }
    columns = {
        "word": "Word",
        "frequency": heading(one.target) if one else "Frequency",
        "rate": "Rate",
        "frequency_reference": heading(one.others[0])
        if one and len(one.others) == 1
        else "Frequency, others",
        "rate_reference": "Rate",
        "higher": "Higher rate",
        "log_ratio": "Log Ratio",
        "rate_ratio": "Ratio of rates",
        "lrc_and_p": "LRC; Fisher’s p",
    }
    if one is None:
        columns = {"side": "Side", **columns}
        columns.pop("higher")
    return {
        "title": "Keyness",
        "data": data,
        "missing": {"lrc_and_p": guard.SUPPRESSED},
        "shown": "shown",
        "columns": columns,
        "links": links,
        "sources": ("word", "lrc_and_p"),
        "caption": f"{_against(one)} {_order(data)} The CSV has every word and every measure. Rates are per {{plain}}`1,000` words; † marks a Log Ratio in which a "
        "zero counts as {plain}`0.5`. In brackets the exact {plain}`95 %` interval, if words were independent. Suppressed: {numref}`tab-keyness-needs` has the reasons.",
    }


def _against(one: contrasts.Contrast | None) -> str:
    if one and len(one.others) == 1:
        return f"Words that one side has at least {{plain}}`2` times. Log Ratio and the ratio of rates are those of {literal(one.target.name)} over {literal(one.others_name)}."
    return (
        "Each side against the other sides of its language together: words that it has at least {plain}`2` times and at a higher rate. "
        "Log Ratio and the ratio of rates are the side’s over the others’."
    )


def _order(data: pd.DataFrame) -> str:
    if data["lrc"].isna().any():
        return "In texts so short no measure can rank words: they stand by their frequency."
    return "They stand by LRC, the bound of the interval that lies nearest to no difference, and then by their frequency."


@table
def keyness_needs(report: Comparison) -> dict:
    """What each measure needs, what is at hand, and hence whether it is printed."""
    found = _contrasts(report)
    shortest = min(
        (contrast for _, contrast in found),
        key=lambda contrast: min(
            contrast.target.n_tokens, sum(part.n_tokens for part in contrast.others)
        ),
    )
    side = min(
        (contrast_part for contrast_part in (shortest.target, *shortest.others)),
        key=lambda part: part.n_tokens,
    )
    texts = min(
        (part for _, contrast in found for part in (contrast.target, *contrast.others)),
        key=compared.n_texts,
    )
    return {
        "title": "What a measure needs",
        "data": contrasts.needs(shortest),
        "caption": "The least that each measure needs on either side, by the rules of the package, and whether the shortest comparison here bears it. The side with "
        f"the fewest readouts, {literal(texts.name)}, has {{finding}}`texts-{texts.id}`; that with the fewest words, {literal(side.name)}, "
        f"{{finding}}`words-{side.id}` words. An empty cell asks for nothing beyond a count.",
        "columns": {
            "measure": "Measure",
            "texts": "Texts a side",
            "words": "Words a side",
            "expected": "Expected occurrences a side",
            "in_this_book": "Here",
            "because": "Because",
        },
        "sources": ("texts", "words", "expected", "measure"),
    }
