"""Entries of the evidence: how much of a text is shown around words, and how spans lie over one another."""

import itertools

from hypothesis import given
from hypothesis import strategies as st
from readouts.book.entry import AROUND, WHOLE, layers, stretches, within


@given(
    st.integers(1, 3000).flatmap(
        lambda n: st.tuples(
            st.just(n),
            st.lists(st.tuples(st.integers(0, n - 1), st.integers(1, 12)), min_size=1, max_size=20),
        )
    )
)
def test_what_is_shown_around_words_holds_them_and_no_more_than_it_must(case):
    length, places = case
    text = ("word " * (length // 5 + 1))[:length]
    spans = sorted({(start, min(length, start + size)) for start, size in places})
    windows = stretches(text, spans)
    assert all(
        any(first <= start and end <= last for first, last in windows) for start, end in spans
    )
    assert (
        all(one[1] < other[0] for one, other in itertools.pairwise(windows))
        and windows[0][0] >= 0
        and windows[-1][1] <= length
    )
    if length > WHOLE:
        assert sum(last - first for first, last in windows) <= len(spans) * (
            12 + 2 * AROUND + 40 + AROUND // 2
        )


@given(
    st.lists(
        st.tuples(st.integers(0, 12), st.integers(1, 6)).map(lambda span: (span[0], sum(span))),
        max_size=12,
        unique=True,
    )
)
def test_spans_of_one_layer_never_cross_and_none_is_lost(spans):
    spans = sorted(spans, key=lambda span: (span[0], -span[1]))
    made = layers(spans)
    assert sorted(span for layer in made for span in layer) == sorted(spans)
    assert not [
        (one, other)
        for layer in made
        for one in layer
        for other in layer
        if one[0] < other[0] < one[1] < other[1]
    ]
    assert len(made) <= 1 or any(
        one[0] < other[0] < one[1] < other[1] for one in spans for other in spans
    )


@given(st.lists(st.integers(1, 50), max_size=8), st.integers(0, 300))
def test_no_more_is_shown_than_there_is_room_for(lengths, room):
    windows = [(100 * n, 100 * n + length) for n, length in enumerate(lengths)]
    kept = within(windows, room)
    assert sum(end - start for start, end in kept) == min(room, sum(lengths))
    assert all(start == first and end <= last for (start, end), (first, last) in zip(kept, windows))
