"""What a reader sees in a figure: labels beside what they name, the sides' colours, keys, and rows that say something."""

import dataclasses
import re
import struct
from collections import Counter
from itertools import combinations, pairwise

import pytest
import this_report as of_this
from matplotlib.colors import to_hex
from readouts.report import citation
from readouts.report.drawing import (
    NEUTRAL,
    PALETTE,
    _empty_picture,
    canvas,
    count_above,
    named_above,
)
from readouts.report.drawn import DPI, NARROW, PAGE, WIDE
from readouts.report.exhibits.silences import LINKED
from readouts.report.figures import (
    approval_by_call,
    argument_functions,
    claims_by_voice,
    coded_frames,
    coverage_by_call,
    formula_sentences,
    headline_ranges,
    naming_names,
    reference_frames,
    reference_time,
    term_frequency,
    two_accounts,
    voices,
    zero_bound,
)
from test_drawing import crowded, cut, letters

KREMLIN, BEIJING = (colour.lower() for colour in PALETTE[:2])


def drawn(function, change=None):
    """A figure's picture, or what it would be if its data were others."""
    drawing = of_this.made(function).drawing
    if change is None:
        return drawing.picture()
    csv = change(of_this.made(function).published.copy()).to_csv(index=False)
    return dataclasses.replace(drawing, csv=csv, _drawn={}).picture()


def words(picture) -> list[str]:
    return (
        [text.get_text() for text in (*picture.texts, *picture.axes[0].texts)]
        if picture.axes
        else [text.get_text() for text in picture.texts]
    )


def rows(picture) -> list[str]:
    return [label.get_text().strip() for label in picture.axes[0].get_yticklabels()]


def test_names_that_no_text_has_are_one_line():
    data = of_this.made(naming_names).data
    total = data.groupby("label", sort=False)["frequency"].sum()
    absent = [label.lower() for label in total[total == 0].index]
    picture = drawn(naming_names)
    assert len(rows(picture)) == len(total) - len(absent) + 1 > 3
    (line,) = (text for text in words(picture) if text.endswith(": in none"))
    assert line.removesuffix(": in none").replace("\n", " ").split(", ") == absent
    every = drawn(naming_names, lambda data: data.assign(frequency=1))
    assert len(rows(every)) == len(total) and not any("in none" in text for text in words(every))


def test_what_stands_first_is_first_in_its_list_and_in_bold():
    picture = drawn(two_accounts)
    (bold,) = (text for text in picture.texts if text.get_fontweight() == "bold" and text.get_url())
    assert bold.get_text().replace("\n", " ") == "legitimacy of Russia’s actions"
    below = [
        text
        for text in picture.texts
        if text.get_url() and abs(text.get_position()[0] - bold.get_position()[0]) < 0.01
    ]
    assert max(below, key=lambda text: text.get_position()[1]) is bold


def test_who_speaks_is_said_in_words_and_explained():
    picture = drawn(two_accounts)
    *_, key = words(picture)
    assert "Implied:" in key and "* the other account" in key
    # Of a topic of both accounts it is said in letters whose account has whom speak.
    told = {text.get_text().strip() for text in picture.texts}
    assert {"Kremlin: both leaders;", "Beijing: Xi", "Kremlin: nobody; Beijing: Putin"} <= told
    assert {"Xi", "implied", "narrator"} <= told and "both" not in told
    heads = [text for text in told if text[-2:].strip().isdigit() and ":" in text]
    assert set(heads) == {"The Kremlin alone: 13", "In both accounts: 9", "Beijing alone: 13"}
    starred = sum(text.get_text().endswith("*") for text in picture.texts)
    assert starred == of_this.made(two_accounts).data["linked"].ne("").sum() == 4
    *_, key = words(
        drawn(
            two_accounts,
            lambda data: data.assign(
                linked=None, kremlin_voice="xi", kremlin_basis="named", beijing_voice="putin"
            ),
        )
    )
    assert key == "In grey: who is made to speak."


def test_the_lines_of_a_topic_are_about_as_long_as_each_other():
    labels = [text.get_text() for text in drawn(two_accounts).texts if text.get_url()]
    place = labels.index("strategic coordination")
    assert labels[place + 1] == "between the two countries"


@pytest.mark.parametrize("columns", [2, 1])
def test_who_speaks_stands_below_the_topic_and_all_lines_of_a_topic_are_as_far_apart(columns):
    picture = of_this.made(two_accounts).drawing.picture(columns)
    by_place: dict[float, list[tuple[float, bool]]] = {}
    for text in picture.texts:
        if text.get_color() == NEUTRAL or text.get_url():
            x, y = text.get_position() * picture.get_size_inches()
            by_place.setdefault(round(x, 3), []).append((y, bool(text.get_url())))
    assert len(by_place) == (3 if columns == 2 else 1)  # nothing stands after a topic
    for lines in by_place.values():
        lines.sort(reverse=True)
        steps = {round(a[0] - b[0], 3) for a, b in pairwise(lines) if a[1] or not b[1]}
        assert len(steps) == 1


def test_each_text_has_the_colour_of_its_side():
    for axis, colour in zip(drawn(argument_functions).axes, (KREMLIN, BEIJING), strict=True):
        assert {to_hex(line.get_color()) for line in axis.lines if line.get_marker() == "s"} == {
            colour
        }
    marks = {
        to_hex(line.get_color())
        for line in drawn(zero_bound).axes[0].lines
        if line.get_marker() != "None"
    }
    assert marks == {KREMLIN, BEIJING}


def test_each_letter_of_a_matter_has_its_meaning_below():
    picture = drawn(argument_functions)
    letters = {
        text.get_text() for axis in picture.axes for text in axis.texts if len(text.get_text()) == 1
    }
    assert letters == {text.get_text()[0] for text in picture.texts if "  on " in text.get_text()}


def test_a_hatch_has_its_key_where_something_is_hatched_and_the_axis_says_of_what():
    (legend,) = drawn(coded_frames).legends
    assert [text.get_text() for text in legend.texts] == [
        "an item of a list",
        "inside another stretch of its frame",
    ]
    assert (
        drawn(coded_frames)
        .axes[0]
        .get_xlabel()
        .endswith("in the quoted passages, of 101 and 134 words")
    )
    assert not drawn(coded_frames, lambda data: data.assign(cells="")).legends


def test_two_sides_are_named_at_two_marks():
    assert {"Kremlin", "Beijing"} < set(words(drawn(coded_frames)))


def test_what_turns_a_finding_over_has_its_heading():
    picture = drawn(headline_ranges)
    data = of_this.made(headline_ranges).data
    first = rows(picture)[0]
    turning, untried = (data["turning"] > 0).sum(), (data["choices"] == 0).sum()
    assert first == f"Hold under every choice: {len(data) - turning - untried}"
    assert f"Turn over under some: {turning}" in rows(picture)
    assert f"No choice bears on it: {untried}" in rows(picture) and untried
    assert [text for text in words(picture) if "hollow mark" in text]
    # Each choice has its mark, and those that turn a finding over are hollow.
    marks = [line for line in picture.axes[0].lines if line.get_marker() in ("o", "s")]
    hollow = [line for line in marks if to_hex(line.get_markerfacecolor()) == "#ffffff"]
    assert (len(marks), len(hollow)) == (data["choices"].sum(), data["turning"].sum())
    firm = drawn(headline_ranges, lambda data: data[data["turning"] == 0])
    assert rows(firm)[0] == first and not [text for text in words(firm) if "hollow" in text]


@pytest.mark.parametrize("columns", [None, 1])
def test_what_may_be_coded_otherwise_has_a_mark_for_each_decision_and_its_name(columns):
    made = of_this.made(approval_by_call)
    data, axis = made.data, made.drawing.picture(columns).axes[0]
    *marks, _, _, _, _ = (
        line for line in axis.lines if line.get_marker() in ("o", "s")
    )  # the last four are the key
    assert len(marks) == len(data)

    def drawn_as(shape: str, filled: bool) -> int:
        return sum(
            line.get_marker() == shape
            and (to_hex(line.get_markerfacecolor()) != "#ffffff") == filled
            for line in marks
        )

    counted, doubtful = data["attributed"], data["doubtful"]
    assert drawn_as("s", True) == (counted & doubtful).sum() == 1
    assert drawn_as("s", False) == (~counted & doubtful).sum() == 2
    assert drawn_as("o", True) == (counted & ~doubtful).sum() == 10
    said = " ".join(" ".join(text.get_text().split()) for text in axis.texts)
    assert "United Arab Emirates, legitimacy or a right; counted, though doubtful" in said
    assert said.count("doubtful, not counted") == 3  # two calls, and the key
    assert "15 Jun: China, legitimacy" in said
    assert "15 Jun: South Africa, no approval" in said


def test_calls_with_approval_stand_above_the_line_in_their_week():
    made = of_this.made(approval_by_call)
    axis = made.drawing.picture().axes[0]
    *marks, _, _, _, _ = (line for line in axis.lines if line.get_marker() in ("o", "s"))
    above = [line for line in marks if line.get_ydata()[0] > 0]
    assert len(above) == made.data["attributed"].sum() < len(marks)
    # From left to right they stand by their days, and of one week from the line on.
    placed = sorted((round(line.get_xdata()[0], 3), line.get_ydata()[0]) for line in above)
    weeks = Counter(x for x, _ in placed)
    assert list(weeks.values()) == [7, 1, 1, 1, 1]
    # No name lies on another, or on a mark of another call.
    names = [text for text in axis.texts if re.match(r"\d+ \w{3}: ", text.get_text())]
    assert len(names) == len(above) + 3
    boxes = [text.get_window_extent() for text in names]
    assert not any(one.overlaps(other) for one, other in combinations(boxes, 2))
    points = axis.transData.transform(
        [(line.get_xdata()[0], line.get_ydata()[0]) for line in marks]
    )
    assert not any(box.contains(*point) for box in boxes for point in points)


def test_a_period_says_its_days_and_its_calls_and_holds_its_names():
    made = of_this.made(approval_by_call)
    texts = made.drawing.picture(1).axes[0].texts
    counted = [text for text in texts if text.get_text().endswith(" calls with approval")]
    said = [text.get_text().replace("\u00a0", " ") for text in texts]
    for days, calls in (
        ("1 December 2021 to 23 February 2022", "0 of 50"),
        ("24 February to 1 April 2022", "10 of 55"),
        ("2 April to 14 June 2022", "0 of 33"),
        ("15 June 2022", "1 of 2"),
    ):
        assert said[said.index(days) + 1] == f"{calls} calls with approval"
    heads = {text.get_text(): text.get_position()[1] for text in counted}
    counts = [head.split() for head in heads]
    assert sum(int(count) for count, *_ in counts) == made.data["attributed"].sum()
    assert sum(int(size) for _, _, size, *_ in counts) == len(made.data)
    # A name stands below the heading of its period, and above the next.
    below = [*heads.values(), 99]
    belarus = [text.get_position()[1] for text in texts if "Belarus" in text.get_text()]
    assert len(belarus) == 2 and all(below[1] < y < below[2] for y in belarus)


def test_months_stand_below_the_weeks_and_the_year_where_it_is_new():
    axis = of_this.made(approval_by_call).drawing.picture().axes[0]
    months = {
        text.get_text(): text.get_position()[0]
        for text in axis.texts
        if re.fullmatch(r"(Dec|Jan|Feb|Mar|Apr|May|Jun)( \d{4})?", text.get_text())
    }
    assert list(months) == ["Dec 2021", "Jan 2022", "Feb", "Mar", "Apr", "May", "Jun"]
    assert sorted(months.values()) == list(months.values())


def test_bars_that_add_up_to_more_than_there_are_topics_say_why():
    (said,) = (text for text in words(drawn(voices)) if "counts for each" in " ".join(text.split()))
    assert "Beijing’s bars add up to 26, for 22 topics:" in " ".join(said.split())
    once = drawn(
        voices,
        lambda data: data.assign(n_topics=data.groupby("side")["frequency"].transform("sum")),
    )
    assert not any("counts for each" in " ".join(text.split()) for text in words(once))


def test_the_bar_of_no_speaker_has_the_number_that_the_headline_names(report):
    data = of_this.made(voices).data.set_index(["voice", "side"])["frequency"]
    for side in ("kremlin", "beijing"):
        told = report.findings[f"topics-2022-06-15-{side}-voice-unnamed"].value
        assert data["unnamed", side] == told
    # What no speaker is named for is in no other bar.
    assert data["both", "kremlin"] == 3 and data.xs("kremlin", level="side").sum() == 22


def test_a_sentence_of_formulas_says_what_it_is_about():
    labels = [" ".join(one.split()) for one in rows(drawn(formula_sentences))]
    assert "11 Xi: legitimacy of Russia’s actions, and 2 more" in labels
    assert "6 nobody: military and defence ties" in labels


def named(picture) -> dict[str, str]:
    """What is written on a ground of a colour, and the colour."""
    texts = [text for axis in picture.axes for text in axis.texts if text.get_bbox_patch()]
    return {
        " ".join(text.get_text().split()): to_hex(text.get_bbox_patch().get_facecolor())
        for text in texts
    }


@pytest.mark.parametrize("function", [headline_ranges, coverage_by_call, claims_by_voice])
@pytest.mark.parametrize(("columns", "closer"), [(None, False), (1, False), (1, True)])
def test_each_side_is_named_in_its_colour_at_its_marks_and_in_no_key(function, columns, closer):
    picture = of_this.made(function).drawing.picture(columns, closer)
    assert named(picture) == {"Kremlin": KREMLIN, "Beijing": BEIJING}
    keys = {text.get_text() for legend in picture.legends for text in legend.texts}
    assert keys <= {LINKED}


def test_a_half_mark_has_its_key_where_there_is_one():
    for function in (coverage_by_call, claims_by_voice):
        assert drawn(function).legends and LINKED not in words(drawn(function))
        without = drawn(function, lambda data: data.assign(linked=False))
        assert not without.legends and LINKED not in words(without)


def test_on_a_telephone_those_who_speak_are_named_below_each_heading():
    made = of_this.made(claims_by_voice)
    axis = made.drawing.picture(1).axes[0]
    said = [text.get_text() for text in axis.texts]
    assert {said.count(name) for name in made.look["columns"].values()} == {3}


def test_a_name_stands_in_a_line_that_has_no_mark():
    axis = drawn(claims_by_voice).axes[0]
    marks = {y for line in axis.lines if line.get_marker() in ("o", "s") for y in line.get_ydata()}
    names = {text.xy[1] for text in axis.texts if text.get_bbox_patch()}
    assert len(marks) > 20 and len(names) == 2 and not names & marks


@pytest.mark.parametrize("function", [reference_time])
@pytest.mark.parametrize(("columns", "closer"), [(None, False), (1, False), (1, True)])
def test_what_is_drawn_is_named_in_one_key(function, columns, closer):
    made = of_this.made(function)
    picture = made.drawing.picture(columns, closer)
    in_panels = [axis.get_legend() for axis in picture.axes if axis.get_legend()]
    (key,) = [*picture.legends, *in_panels]
    said = [" ".join(text.get_text().split()) for text in key.texts]
    assert len(said) == len(set(said)) == 5
    assert {f"call of {label}" for label, *_ in made.look["readouts"].values()} <= set(said)
    assert not any(axis.axison for axis in picture.axes if axis.get_legend())
    # Panels beside each other leave a place without one, where the key stands.
    beside = function is reference_time and (columns is None or closer)
    assert bool(in_panels) == beside
    # In a dark page a mark without a fill of its own is black.
    calls = [
        line
        for axis in picture.axes
        for line in axis.lines
        if line.get_marker() in ("D", "o") and line.get_color() == "black"
    ]
    assert {to_hex(line.get_markerfacecolor()) for line in calls} == {"#ffffff", "#222222"}


@pytest.mark.parametrize("columns", [None, 1])
def test_of_each_group_it_is_written_how_many_texts_have_as_many_stretches(columns):
    made = of_this.made(reference_frames)
    texts = made.data[~made.data["document"].isin(made.look["readouts"])]
    own = made.data[made.data["document"] == made.look["focus"]].set_index("frame")["frequency"]
    met = [
        f"{(rows['frequency'] >= own[frame]).sum()} of {len(rows)}"
        for (frame, _), rows in texts.groupby(["frame", "stratum"])
        if own[frame]
    ]
    said = words(made.drawing.picture(columns))
    assert sorted(one for one in said if " of " in one and one[0].isdigit()) == sorted(met)
    assert said.count("–") == 3 * (own == 0).sum() == 6
    assert made.look["focus"] == "kremlin-2022-06-15-full"


@pytest.mark.parametrize("function", of_this.FIGURES, ids=lambda function: function.__name__)
def test_a_page_holds_each_figure_in_one_column_and_its_letters_can_be_read(function):
    drawing = of_this.made(function).drawing
    printed = drawing.printed(1)
    assert printed.get_figheight() * 25.4 <= PAGE
    assert {text.get_fontsize() >= 6 for text, _ in letters(printed)} == {True}
    assert cut(printed) == {} and crowded(printed) == []


def test_words_are_written_as_large_as_anywhere():
    (axis,) = drawn(term_frequency).axes
    assert {label.get_fontsize() for label in axis.get_yticklabels()} == {11}


@pytest.mark.parametrize("function", of_this.FIGURES, ids=lambda function: function.__name__)
def test_the_dots_of_a_picture_suffice_for_two_columns_of_print(function):
    width, _ = struct.unpack(">II", of_this.made(function).drawing.render("png")[16:24])
    assert width == int(WIDE * DPI)


@pytest.mark.parametrize(
    ("places", "sides"), [((0, 9), ["left", "right"]), ((4, 5), ["right", "left"])]
)
def test_names_stand_between_marks_that_lie_far_apart_and_else_outside(places, sides):
    _, axis = canvas(NARROW, 2)
    axis.plot([0, 10], [0, 0])
    named_above(axis, 0, dict(zip(("one", "other"), places)))
    assert [text.get_ha() for text in axis.texts] == sides


def test_what_upright_axes_count_stands_above_them():
    picture, _ = canvas(NARROW, 2)
    count_above(picture, "texts")
    assert (picture.get_suptitle(), picture._suptitle.get_rotation()) == ("texts", 0)


def test_where_nothing_is_counted_a_picture_says_no_finding():
    assert _empty_picture({"data": of_this.made(zero_bound).data})["says"] == ""


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({}, "Source: A. Writer, One call, figure n"),
        ({"version": "1.0", "date-released": "2030-01-02", "url": "https://a.example/b"}, "Source: A. Writer, One call, 2030, version 1.0, figure n. https://a.example/b"),
        ({"texts": "letters of 1900"}, "Source: letters of 1900. Analysis: A. Writer, One call, figure n"),
        ({"doi": "10.1/x", "url": "https://a.example/b", "license": "CC0-1.0"}, "Source: A. Writer, One call, figure n. https://doi.org/10.1/x. CC0-1.0"),
    ],
)  # fmt: skip
def test_the_source_says_what_is_known_of_a_figure(more, said):
    cff = {"title": "One call: two accounts", "authors": [{"name": "A. Writer"}]}
    texts = more.pop("texts", "")
    assert citation.source(cff | more, "n", texts) == said
