"""A figure's caption and alt text have no number that its published data do not give."""

import io
import re
from itertools import combinations

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
