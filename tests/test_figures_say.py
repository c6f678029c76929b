"""A figure's caption and alt text have no number that its published data do not give."""

import io
import re
from itertools import combinations
from xml.sax.saxutils import unescape

import pandas as pd
import pytest
import this_report as of_this

NUMBER = re.compile(r"(?<![\w.])\d[\d,]*(?:\.\d+)?")
DAY = re.compile(r"\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December)(?: \d{4})?|(?:19|20)\d\d")  # fmt: skip
# What has so few values groups the rows.
FEW = 60


def numbers(text: str) -> set[str]:
    """The numbers of a text, as they are written, apart from days and years."""
    return {found.replace(",", "").rstrip(".") for found in NUMBER.findall(DAY.sub("", text))}


def given(data: pd.DataFrame) -> set[float]:
    """All numbers that a table has or that follow from it: cells, numbers of rows, of values and sums, in all and by groups."""
    found = {float(one) for cell in data.select_dtypes(exclude=["number", "bool"]).stack() for one in numbers(str(cell))}  # fmt: skip
    found |= set(data.select_dtypes("number").stack().astype(float))
    found |= _of(data)
    keys = [name for name in data if 1 < data[name].nunique() <= FEW]
    for name in keys:
        for _, own in data.groupby(name):
            found |= _of(own)
    few = [name for name in keys if data[name].nunique() <= 10]
    for names in combinations(few, 3):
        found |= set(data.groupby(list(names)).size().astype(float))
    for names in combinations(few, 2):
        found |= set(data.groupby(list(names)).size().astype(float))
    return found


def _of(data: pd.DataFrame) -> set[float]:
    """What follows from a table as a whole."""
    sums = data.select_dtypes(["number", "bool"]).sum()
    rows = len(data)
    filled = data.count().astype(float)
    return {float(rows), *data.nunique().astype(float), *filled, *(rows - filled), *sums}


def told(number: str, known: set[float]) -> bool:
    """Whether a number is one of those that are known, rounded as it is written."""
    places = len(number.partition(".")[2])
    return any(abs(float(number) - one) <= 0.5 * 10**-places + 1e-9 for one in known) if places else float(number) in known  # fmt: skip


def without(said: set[str], data: pd.DataFrame, defined: set[str]) -> set[str]:
    """The numbers that neither the data give nor the caption defines."""
    known = given(data)
    return {number for number in said - defined if not told(number, known)}


@pytest.mark.parametrize("function", of_this.FIGURES, ids=lambda function: function.__name__)
def test_a_caption_and_an_alt_text_say_what_the_data_say(report, function):
    made = function(report)
    data = pd.read_csv(io.StringIO(made.csv()))
    # Digits that are no results: thresholds, levels of confidence, names of codes in print.
    defined = numbers(" ".join(re.findall(r"\{plain\}`([^`]+)`", made.caption))) | {"1000"}
    findings = [report.findings[name].text for name in re.findall(r"\{finding\}`([^`]+)`", made.caption)]  # fmt: skip
    assert without(numbers(" ; ".join(findings)), data, set()) == set(), "caption"
    assert without(numbers(made.alt), data, defined) == set(), "alt text"


def test_a_number_that_the_data_do_not_give_is_found():
    data = pd.DataFrame(
        {"side": ["North", "North", "South"], "n": [3, 4, 15], "rate": [0.25, 1, 2]}
    )
    assert (
        without(numbers("3 of 22, 7 North, 2 rows, 0.2 and 0.3, 15 June 2022"), data, set())
        == set()
    )
    assert without(numbers("45 topics, 20 dates, 2.7"), data, set()) == {"45", "20", "2.7"}
    assert without({"20"}, data, {"20"}) == set()


def _count(data: pd.DataFrame, column: str = "frequency", **where) -> list:
    """A column of the rows that have these values."""
    return data.loc[(data[list(where)] == pd.Series(where)).all(axis=1), column].tolist()


def _differs(data: pd.DataFrame) -> pd.Series:
    """Whether one of two frequencies lies where a difference of rates would show."""
    more = data["frequency"] >= data["detectable_frequency"]
    return more | (data["frequency_reference"] >= data["detectable_frequency_reference"])


def _june_is_highest(data: pd.DataFrame) -> bool:
    june = data["document"] == "kremlin-2022-06-15-full"
    own, others = (part.groupby("frame")["frequency"].max() for part in (data[june], data[~june]))
    return set(own.index[own > others]) == {"order", "partnership", "sanctions"}


def _kept(data: pd.DataFrame, side: str) -> list[int]:
    """Topics that a side states in both calls, and in the first."""
    own = data[(data["side"] == side) & (data["status"] == "stated")]
    february, june = (
        set(own.loc[own["event_date"] == day, "topic"]) for day in ("2022-02-25", "2022-06-15")
    )
    return [len(february & june), len(february)]


def _approved(data: pd.DataFrame) -> list:
    return data.loc[
        data["attributed"] & (data["date"] > "2022-04-01"), ["partner", "date"]
    ].values.tolist()


def _causes(data: pd.DataFrame) -> list:
    own = data[(data["category"] == "cause") & (data["value"] == "war")]
    return own[["readout_id", "speaker"]].values.tolist()


def _speakers(data: pd.DataFrame) -> dict[str, list[int]]:
    """Of how many topics each side's speaker is implied or none, and named."""
    topics = data.groupby(["side", "topic"])["basis"].agg(set)
    return {
        side: [
            sum(bool(one & bases) for one in own) for bases in ({"implied", "agentless"}, {"named"})
        ]
        for side, own in topics.groupby(level=0)
    }


def _programme(data: pd.DataFrame) -> list:
    sums = data.groupby("term")[["item_frequency", "contact_items_with"]].sum()
    return sums.loc[["乌克兰危机", "俄乌冲突"]].values.tolist()


def _of_the_assembly(data: pd.DataFrame) -> set[str]:
    return {label.rpartition("China ")[2] for label in data["label"] if label.startswith("ES-11/")}


# Whether what a figure of this report says in its heading holds of its published data. A new sentence needs its line here.
HOLDS = {
    "term-frequency": lambda d: _count(d[["ngram"]].assign(f=d["frequency"]), "f", ngram="military") == [2] and d.set_index("ngram").loc[["military", "order"], ["frequency", "frequency_reference"]].values.tolist() == [[2, 0], [0, 2]],
    "coded-frames": lambda d: [_count(d, frame=frame, side=side) for frame in ("settlement", "sanctions") for side in ("beijing", "kremlin")] == [[4], [0], [1], [7]],
    "february-june": lambda d: [_count(d, frame=frame, event_date=day) for frame in ("sanctions", "order") for day in ("2022-02-25", "2022-06-15")] == [[1], [8], [2], [8]],
    "detectable-difference": lambda d: not _differs(d).any() and _differs(d.assign(frequency=99)).all(),
    "zero-bound": lambda d: _count(d, "n_target", readout_id="kremlin-2022-06-15-quoted") == [101] and round(d["upper_bound"].max(), 1) == 36.5,
    "two-accounts": lambda d: _count(d, "told_by", topic="legitimacy") + _count(d, "kremlin_voice", topic="legitimacy") == ["kremlin", "xi"] and d["told_by"].value_counts()["both"] == 9 and [(d[side] == "stated").sum() for side in ("kremlin", "beijing")] == [22, 22],
    "facing-quotations": lambda d: (d.groupby("topic")["status"].agg(sorted).map(lambda one: one == ["absent", "stated"])).all(),
    "voices": lambda d: _count(d, voice="xi", side="beijing") + _count(d, voice="xi", side="kremlin") == [18, 3],
    "coverage-by-call": lambda d: _kept(d, "beijing") + _kept(d, "kremlin") == [3, 17, 8, 13],
    "naming-names": lambda d: d[d["code"] == "special-military-operation"].sort_values(["side", "event_date"])["frequency"].tolist() == [1, 0, 1, 1],
    "naming-series": lambda d: d.groupby("english")["frequency"].sum()[["war", "attack, invasion, aggression, occupation"]].eq(0).all() and d["frequency"].notna().all(),
    "naming-programme": lambda d: _programme(d) == [[159, 9], [158, 1]],
    "reference-frames": _june_is_highest,
    "pair-shares": lambda d: [*d[(d["way"] == "codes") & (d["date"] == "2022-06-15")]["share"], *d[(d["way"] == "codes") & ~d["own"]]["share"].agg(["size", "min", "max"])] == [32.6, 4, 20.0, 38.7],
    "reference-time": lambda d: d[d["frame"] == "security"].groupby("stratum")["stratum_rate"].first().round(1).to_dict() == {"kremlin-after": 1.8, "kremlin-before": 6.9},
    "claims-by-voice": lambda d: _speakers(d) == {"kremlin": [13, 8], "beijing": [0, 22]},
    "approval-by-call": lambda d: _approved(d) == [["China", "2022-06-15"]],
    "argument-functions": lambda d: _causes(d) == [["kremlin-2022-06-15-full", "xi"]],
    "formula-sentences": lambda d: [*d[["n_tokens", "in_formulas"]].sum(), *d.loc[d["sentence"] == 11, ["n_tokens", "in_formulas"]].to_numpy()[0]] == [326, 161, 27, 8],
    "timeline": lambda d: _of_the_assembly(d) == {"abstains", "against"},
    "headline-ranges": lambda d: [d["turned_over_by"].isna().sum(), d["turned_over_by"].notna().sum()] == [15, 12],
}  # fmt: skip


@pytest.mark.parametrize("function", of_this.FIGURES, ids=lambda function: function.__name__)
def test_what_a_figure_says_in_its_heading_holds_of_its_data(function):
    made = of_this.made(function)
    assert made.says and made.caption.startswith(made.says)
    assert HOLDS[made.id](pd.read_csv(io.StringIO(made.csv())))


# Columns that reading filled.
READ = {"status", "voice", "kremlin_voice", "approval", "category"}
CODED = "Coded by this project with language models"


@pytest.mark.parametrize("function", of_this.FIGURES, ids=lambda function: function.__name__)
def test_a_figure_of_what_was_coded_by_reading_says_once_who_coded_it(function):
    made = of_this.made(function)
    said = (made.caption.count(CODED), made.source.count(CODED))
    assert said == (1, 1) if READ & set(made.data) else said in ((0, 0), (1, 1))


SENTENCE = re.compile(r"[.!?](?= [A-Z“]|$)")


@pytest.mark.parametrize("function", of_this.FIGURES, ids=lambda function: function.__name__)
def test_a_caption_says_how_to_read_the_figure_in_two_sentences_at_most_and_its_limits_in_two(
    function,
):
    made = of_this.made(function)
    own = made.caption.removeprefix(made.says).partition(" Source: ")[0].strip()
    assert own.endswith(made.limits)  # nothing else stands between them and the source
    for part in (own.removesuffix(made.limits).strip(), made.limits):
        assert len(SENTENCE.findall(part)) <= 2, part
    sentences = [one.strip() for one in SENTENCE.split(f"{made.says} {own}") if one.strip()]
    assert len(set(sentences)) == len(sentences)


# Figures whose picture is misread without what stands below it.
LIMITED = {
    "approval-by-call", "claims-by-voice", "facing-quotations", "pair-shares", "reference-frames",
    "timeline", "two-accounts",
}  # fmt: skip


def test_what_a_figure_is_misread_without_goes_with_its_files():
    limited = {made.id: made for made in map(of_this.made, of_this.FIGURES) if made.limits}
    assert set(limited) == LIMITED
    for made in limited.values():
        said, file = made.drawing.limits, made.drawing.render("svg").decode()
        lines = "".join(
            f" {unescape(line)}" for line in re.findall(r"<text[^>]*>([^<]+)</text>", file)
        )
        assert "{" not in said and said in lines


def test_resolutions_are_shown_as_far_as_it_is_said():
    (made,) = (made for made in map(of_this.made, of_this.FIGURES) if made.id == "timeline")
    shown = pd.to_datetime(made.data.loc[made.data["label"].str.startswith("ES-11/"), "date"])
    assert f"from {shown.min():%B %Y} to {shown.max():%B %Y} are shown" in made.limits


PUBLISHED = re.compile(r"kremlin\.ru|CCTV|libertywire\.net|United Nations")


@pytest.mark.parametrize("function", of_this.FIGURES, ids=lambda function: function.__name__)
def test_a_figure_names_its_sources_with_their_days_and_where_they_were_published(function):
    made = of_this.made(function)
    texts = made.source.removeprefix("Source: ").partition(". Analysis: ")[0]
    assert made.caption.endswith(f" Source: {texts}.")  # in the page, and in the file
    assert PUBLISHED.search(texts) and re.search(r"\b20\d\d\b", texts)
    # Each call whose texts are counted has its day, and each side its name.
    data = pd.read_csv(io.StringIO(made.csv()))
    days = {day for name in ("readout_id", "document") if name in data for day in data[name].astype(str).str.extract(r"(\d{4}-\d\d-\d\d)-(?:full|quoted)")[0].dropna()}  # fmt: skip
    days |= set(data["event_date"]) if {"side", "event_date"} <= set(data) else set()
    if " calls, " in texts:  # of a time, by its ends
        days = {max(days)} if days else set()
    assert [day for day in days if f"{pd.Timestamp(day):%-d %B}" not in texts] == []
    sides = set(data["side"]) & {"kremlin", "beijing"} if "side" in data else set()
    assert [side for side in sides if f"{side.title()}’s" not in texts] == []
