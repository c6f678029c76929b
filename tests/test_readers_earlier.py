"""Documents that have gone by are known again."""

from readouts.readers.earlier import Earlier, digest_of


def test_the_first_of_each_name_and_of_each_text():
    earlier, one, two = Earlier(), digest_of("a", "One."), digest_of("b", "One.")
    assert one != two and earlier.of_name("x") is None and earlier.of_text(one) is None
    for row, (text, name) in enumerate([(one, "x"), (two, None), (one, "x")], 2):
        earlier.add("a.csv", row, text, name)
    assert (earlier.of_name("x"), earlier.of_text(one), earlier.of_text(two)) == (0, 0, 1)
    assert earlier.of_name(None) is None and earlier.text(1) == two
    assert earlier.place(2) == ("a.csv", 4)
