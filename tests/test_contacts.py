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


def test_names_with_a_word_in_common_are_one_also_where_a_later_one_joins_two():
    found = contacts.names("Ana Lima met Boris Orlov; Ana Orlov and Carl were there.")
    assert found == [
        contacts.Name(frozenset({"ana", "lima", "boris", "orlov"}), "Ana Lima"),
        contacts.Name(frozenset({"carl"}), "Carl"),
    ]
