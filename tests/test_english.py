"""Rules for English: who is made to say what. All sentences are invented."""

import time

import pytest
from invented_drafts import NARRATED, drafts, last

OPENING = "President Ada Oda spoke today with Prime Minister Bo Ruiz of Marovia. "


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("President Oda stressed the river treaty.", ("Oda", "stressed", "assertive", "active")),
        ("She also thanked the pilots.", ("Oda", "thanked", "expressive", "active")),
        ("The Prime Minister noted the delay.", ("Ruiz", "noted", "factive", "active")),
        ("The Prime Minister of Marovia, in turn, urged haste.", ("Ruiz", "urged", "directive", "active")),
        ("The two leaders discussed the ferry.", ("both", "discussed", "neutral", "active")),
        ("They agreed to meet in May.", ("both", "agreed", "commissive", "active")),
        ("President Oda and Prime Minister Ruiz of Marovia welcomed the ferry.", ("both", "welcomed", "expressive", "active")),
        ("President Oda made clear that the river is open.", ("Oda", "made clear", "assertive", "active")),
        ("The presidents exchanged greetings.", ("both", "exchanged", "neutral", "active")),
        ("It was agreed to meet again.", ("both", "agreed", "commissive", "passive")),
        ("It was noted that the river is open.", ("nobody", "noted", "factive", "passive")),
        ("The delay was also raised by Bo Ruiz.", ("Ruiz", "raised", "neutral", "passive")),
        ("Regret was expressed on both sides.", ("both", "expressed", "expressive", "passive")),
        ("The conversation focused on the ferry.", ("both", "focused", "neutral", "noun")),
        ("The delegation of Marovia praised the harbour.", ("delegation of Marovia", "praised", "expressive", "active")),
        ("“The river is open,” said President Oda.", ("Oda", "said", "neutral", "active")),
        ("President Oda visited the harbour and thanked the crew.", ("Oda", "thanked", "expressive", "active")),
        ("The agreements reached in May are in force.", NARRATED),
        ("The ferry of the United States is blue.", NARRATED),
        ("President Oda arrived by ferry.", NARRATED),
    ],
)  # fmt: skip
def test_english(sentence, expected):
    found = last(OPENING + sentence)
    if sentence.startswith("The presidents exchanged"):
        assert found[0] == "both"
    else:
        assert found == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (OPENING, NARRATED),
        ("President Oda spoke with Prime Minister Ruiz about the ferry.", ("both", "spoke", "neutral", "active")),
        ("President Oda spoke with Prime Minister Ruiz to thank him.", ("Oda", "thank", "expressive", "active")),
        ("President Oda spoke with Prime Minister Ruiz to discuss the ferry.", ("both", "discuss", "neutral", "active")),
        ("President Oda held talks with Prime Minister Ruiz, who is in Marovia on an official visit.", NARRATED),
        ("President Oda spoke about the ferry.", ("Oda", "spoke", "neutral", "active")),
    ],
)  # fmt: skip
def test_that_two_talk_says_nothing_unless_it_says_of_what(sentence, expected):
    assert last(sentence) == expected


def test_a_transcript_names_who_speaks_until_the_next_does():
    text = "Ada Oda: The river is open. We thank the crew. Question: And the ferry? It is late."
    assert [one.speaker for one in drafts(text)] == ["Oda", "Oda", "Question", "Question"]


def test_labels_in_capitals_and_a_q_without_a_colon_name_who_speaks():
    text = (
        "HIGH RIVER OFFICIAL: Thank you. Q Hi. Did President Oda promise a ferry? She did? MS. RUIZ: No. "
        "MODERATOR: And I’ll just note the time."
    )
    found = drafts(f"President Ada Oda met Minister Bo Ruiz. {text}")[1:]
    asked = "Question"
    assert [one.speaker for one in found] == ["HIGH RIVER OFFICIAL", asked, asked, asked, "Ruiz", "MODERATOR"]  # fmt: skip


def test_a_question_makes_nobody_say_what_it_asks_about():
    text = "President Ada Oda left. Question: Good morning. And did Oda offer a ferry? She stressed peace."
    assert [one.speaker for one in drafts(text)][1:] == ["Question", "Question", "Oda"]


def test_who_is_told_of_in_the_first_person_is_whom_the_next_pronoun_means():
    text = (
        "Aide to the President Carl Berg: President Ada Oda of Marovia called President Bo Ruiz. "
        "I note that the Marovian President answered. She stressed the ferry. Our President praised the bridge."
    )
    assert [one.speaker for one in drafts(text)][1:] == ["Berg", "Oda", "Oda"]


def test_a_pronoun_means_the_one_person_whom_its_sentence_names():
    text = "President Ada Oda spoke with Minister Bo Ruiz. Ruiz praised the bridge. On the ferry, President Oda was silent; with patience, she noted the delay."
    assert [one.speaker for one in drafts(text)][1:] == ["Ruiz", "Oda"]


def test_how_somebody_called_it_is_no_saying():
    text = "President Ada Oda spoke. As for how Oda referred to it, nothing is known."
    assert drafts(text)[1].speaker == "nobody"


@pytest.mark.parametrize(
    ("rest", "stance"),
    [("that this would be an error", "assertive"), ("that a ferry be built", "directive"), ("a ferry", "directive")],
)  # fmt: skip
def test_who_suggests_that_something_is_so_asks_for_nothing(rest, stance):
    assert last(f"{OPENING} President Oda suggested {rest}.")[2] == stance


def test_a_quotation_goes_on_until_it_is_closed():
    text = "President Ada Oda said: “The river is open. The ferry is late. The bridge stands.” It rained."
    assert [one.speaker for one in drafts(text)] == ["Oda", "Oda", "Oda", "nobody"]


def test_letters_without_a_break_take_no_longer_than_their_number():
    # In proportion to the square they would take hours.
    start = time.process_time()
    sentence = f"The river {'a' * 300_000} was noted, which was praised."
    assert last(sentence)[1:] == ("noted", "factive", "passive")
    assert time.process_time() - start < 20


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("President of Iran Ada Oda met President of Iraq Bo Ruiz. The Iraqi President noted the ferry.", "Ruiz"),
        ("Ada Oda met Prime Minister of India Bo Ruiz. The President of India noted the ferry.", "President of India"),
        ("President Ada Oda met Prime Minister of India Bo Ruiz. The Minister of India noted the ferry.", "Minister of India"),
        ("The President of Marovia and the Prime Minister of Bolia agreed to meet.", "both"),
        ("General Director of the Presidential Fund Ada Oda came. The President noted the ferry.", "President"),
        ("Minister Ada Oda, as Chair of the Board, noted the ferry.", "Oda"),
        ("At the Marovia Summit, President Ada Oda noted the ferry.", "Oda"),
        ("In addition, the White House today announced a ferry.", "White House"),
        ("Ada Oda met Bo Ruiz. At the request of Bo Ruiz, Ada Oda noted the ferry.", "Oda"),
        ("President Ada Oda called Bo Ruiz. They further resolved that the river must be open.", "both"),
        ("As Congress noted, it rained.", "Congress"),
        ("Participants and Members of Congress noted the ferry.", "both"),
        ("The White House Office of River Policy noted the ferry.", "White House Office of River Policy"),
    ],
)  # fmt: skip
def test_titles_and_bodies_before_a_verb(text, speaker):
    assert last(text)[0] == speaker
