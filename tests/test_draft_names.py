"""Names of those who speak: found in all their forms, and as a person has corrected them."""

from invented_drafts import NoCodes
from readouts.corpus.document import Document
from readouts.draft import draft
from readouts.draft.columns import Speaker
from readouts.draft.names import people_of, speakers_of

OPENING = "President Ada Oda spoke today with Prime Minister Bo Ruiz of Marovia. "


def test_names_are_found_in_all_their_forms():
    english = people_of(f"{OPENING}President Oda left.", "en")
    assert [(one.name, sorted(one.forms)) for one in english] == [
        ("Oda", ["Ada Oda", "Oda"]),
        ("Ruiz", ["Bo Ruiz", "Ruiz"]),
    ]
    russian = people_of("Разговор с Президентом Маровии Олегом Ивановым. Олег Иванов отметил мост.", "ru")  # fmt: skip
    assert [one.name for one in russian] == ["Иванов"]
    assert {"Олегом Ивановым", "Олег Иванов"} <= russian[0].forms


def test_speakers_as_a_person_has_corrected_them():
    text = "President Ada Oda spoke. The Chancellor stressed the river."
    listed = [Speaker("Oda the Younger", "north", ("Ada Oda", "The Chancellor"))]
    found = draft([Document("a", text, language="en")], NoCodes, listed)
    assert found[-1].speaker == "Oda the Younger"
    assert [one.name for one in speakers_of([Document("a", text, language="en")])] == ["Oda"]
