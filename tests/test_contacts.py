"""What the head of an account tells of a contact."""

import pytest
from readouts.text import contacts


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Telephone conversation with the Queen", contacts.TELEPHONE),
        ("The King held talks by video", contacts.VIDEO),
        ("Телефонный разговор с Королевой", contacts.TELEPHONE),
        ("国王同女王通电话", contacts.TELEPHONE),
        ("The King met with the Queen", contacts.MEETING),
    ],
)
def test_the_kind_of_a_contact_is_known_in_several_languages(text, kind):
    assert contacts.kinds(text) == {kind}
