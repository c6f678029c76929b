import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from readouts.measures.multiple_testing import benjamini_hochberg, holm
from scipy import stats

families = st.lists(st.floats(0, 1), min_size=1, max_size=30)


def test_by_hand():
    # Sorted 0.01, 0.02, 0.03, 0.5. Holm: 4 x 0.01, 3 x 0.02, 2 x 0.03, 1 x 0.5.
    assert holm([0.5, 0.01, 0.03, 0.02]) == pytest.approx([0.5, 0.04, 0.06, 0.06])
    # Benjamini and Hochberg: 4/1 x 0.01, 4/2 x 0.02, 4/3 x 0.03, 4/4 x 0.5.
    assert benjamini_hochberg([0.5, 0.01, 0.03, 0.02]) == pytest.approx([0.5, 0.04, 0.04, 0.04])


@given(families)
def test_benjamini_hochberg_against_scipy(p):
    assert benjamini_hochberg(p) == pytest.approx(
        stats.false_discovery_control(p), rel=1e-12, abs=1e-300
    )


@given(families)
def test_holm_against_its_definition(p):
    # The largest, over all that are no larger, of p times the number that are left.
    ordered = sorted(p)
    left = [min(1, max((len(p) - j) * ordered[j] for j in range(i + 1))) for i in range(len(p))]
    assert sorted(holm(p)) == pytest.approx(left)


@given(families, st.randoms())
def test_order_of_the_family_does_not_matter(p, random):
    shuffled = random.sample(range(len(p)), len(p))
    for adjust in (holm, benjamini_hochberg):
        assert adjust(np.array(p)[shuffled]) == pytest.approx(adjust(p)[shuffled])
        assert np.all((adjust(p) >= np.array(p) * (1 - 1e-12)) & (adjust(p) <= 1))


@pytest.mark.parametrize("adjust", [holm, benjamini_hochberg])
def test_what_is_no_probability_is_refused(adjust):
    with pytest.raises(
        ValueError, match=r"^2 faults:\np\[1\]: found 1.5, expected from 0 to 1\np\[2\]: found nan"
    ):
        adjust([0.5, 1.5, np.nan])
