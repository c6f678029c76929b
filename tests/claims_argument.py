"""What the chapter on how each text argues claims in words, for ``test_claims.py``."""

from collections import Counter

from readouts.report import argument
from this_report import FULL_TEXTS, Report, value

FEBRUARY, JUNE = FULL_TEXTS
BEIJING_FEBRUARY, BEIJING_JUNE = (name.replace("kremlin", "beijing") for name in FULL_TEXTS)


def _coded(report: Report, **wanted):
    """The codings that have these values, with the speaker of their sentence."""
    table = report.table("argument").merge(
        report.table("argument_sentences")[["readout_id", "sentence", "speaker"]],
        on=["readout_id", "sentence"],
    )
    for column, cell in wanted.items():
        table = table[table[column] == cell]
    return table


def _n(report: Report, text: str, category: str, *kind: str) -> int:
    return value(report, "-".join(("argument", text, category, *kind)).replace(" ", "-"))


def _complete(report: Report) -> dict[tuple[str, str], str]:
    """The sentences of all four functions in June, by text and matter, with who speaks in them."""
    functions = argument.functions(report.table("argument"))
    speakers = report.table("argument_sentences").set_index(["readout_id", "sentence"])["speaker"]
    return {
        (name, matter): speakers[name, sentence]
        for name, sentence, matter in functions.index[functions.all(axis=1)]
        if name in (JUNE, BEIJING_JUNE)
    }


def _functions_of_second(report: Report) -> dict[tuple[str, int, str], int]:
    """How many of the four functions each sentence of June has in the second coding, by text, sentence and matter."""
    found = argument.functions(report.table("argument_second")).sum(axis=1)
    return {place: n for place, n in found.items() if place[0] in (JUNE, BEIJING_JUNE)}


def _stances(report: Report, text: str, speaker: str) -> set[str]:
    coded = _coded(report, readout_id=text, category="stance", speaker=speaker)
    return set(coded["value"]) - {"feeling"}


def _values(report: Report, table: str) -> set[tuple]:
    """The values of a coding, each with its sentence."""
    columns = ["readout_id", "sentence", "category", "value"]
    return set(report.table(table)[columns].itertuples(index=False, name=None))


def _first_paragraphs(report: Report) -> set[tuple]:
    """Those on which the chapter opens: the functions of the sentences that have all four in June, and the causes."""
    return {
        (text, sentence, category, value)
        for text, sentence, category, value in _values(report, "argument")
        if category == "cause"
        or (
            category in argument.FUNCTIONS
            and (text, sentence) in {(JUNE, 5), (JUNE, 11), (BEIJING_JUNE, 8)}
        )
    }


CLAIMS = [
    (
        "argument.md",
        "attributes it to the other side’s leader",
        lambda r: (
            _complete(r)
            == {
                (JUNE, "sanctions"): "both",
                (JUNE, "war"): "xi",
                (BEIJING_JUNE, "internal affairs"): "putin",
            }
        ),
    ),
    (
        "argument.md",
        "Neither sentence is in the other text",
        lambda r: (
            r.table("coverage")
            .query(
                "event_date == @r.settings.event and status == 'absent' and "
                "((topic == 'legitimacy' and side == 'beijing') or "
                "(topic == 'xinjiang-hong-kong-taiwan' and side == 'kremlin'))"
            )
            .shape[0]
            == 2
        ),
    ),
    (
        "argument.md",
        "a cause in one text, none in the other",
        lambda r: (_n(r, JUNE, "cause", "war"), _n(r, BEIJING_JUNE, "cause", "war")) == (1, 0),
    ),
    (
        "argument.md",
        "Its one judgement on the matter is about China’s own conduct",
        lambda r: (
            _coded(r, readout_id=BEIJING_JUNE, category="judgement", value="war")["of"].to_list()
            == ["china"]
        ),
    ),
    (
        "argument.md",
        "The Kremlin’s own text of that call names nobody as the cause",
        lambda r: (
            (_n(r, FEBRUARY, "cause", "war"), _n(r, BEIJING_FEBRUARY, "cause", "war")) == (0, 1)
        ),
    ),
    (
        "argument.md",
        "Neither June text names Ukraine as doing anything",
        lambda r: (
            set(_coded(r, category="third party").query("readout_id == @JUNE")["value"])
            == {"place"}
            and set(_coded(r, readout_id=BEIJING_JUNE, category="third party")["value"])
            == {"matter"}
            and _coded(r, category="agent", value="ukraine").empty
            and not (_coded(r, category="toward", value="ukraine")["readout_id"] == JUNE).any()
        ),
    ),
    (
        "argument.md",
        "In February both texts spoke of Ukraine as a party to talk with",
        lambda r: (
            _n(r, FEBRUARY, "third party", "counterpart") > 0
            and _n(r, BEIJING_FEBRUARY, "third party", "counterpart") > 0
            and _n(r, FEBRUARY, "third party", "affected") == 1
        ),
    ),
    (
        "argument.md",
        "“external forces” in the one, “any forces” in the other",
        lambda r: (
            {
                (row.readout_id, row.speaker)
                for row in _coded(r, category="agent", value="unnamed forces").itertuples()
            }
            >= {(JUNE, "xi"), (BEIJING_JUNE, "putin")}
            and _n(r, JUNE, "agent", "west") == 1
        ),
    ),
    (
        "argument.md",
        "**The Kremlin’s text took up the appeal to law.**",
        lambda r: (
            [
                _n(r, text, "legitimation", "authorisation")
                for text in (FEBRUARY, BEIJING_FEBRUARY, JUNE, BEIJING_JUNE)
            ]
            == [0, 2, 2, 0]
        ),
    ),
    (
        "argument.md",
        "in Beijing’s it finds one such sentence in February, and one in June, on China’s “due” role",
        lambda r: (
            Counter(
                text
                for text, _, *coded in _values(r, "argument_second")
                if coded == ["legitimation", "authorisation"]
            )
            == {JUNE: 2, BEIJING_FEBRUARY: 1, BEIJING_JUNE: 1}
            and (BEIJING_JUNE, 12, "legitimation", "authorisation") in _values(r, "argument_second")
        ),
    ),
    (
        "argument.md",
        "**One sentence tells a story.**",
        lambda r: (
            _coded(r, value="mythopoesis")[["readout_id", "speaker"]].values.tolist()
            == [[BEIJING_FEBRUARY, "putin"]]
        ),
    ),
    (
        "argument.md",
        "**Xi points out, Putin says.**",
        lambda r: all(
            _stances(r, text, "xi") <= {"factive", "emphatic"}
            and _stances(r, text, "putin") == {"non-factive"}
            for text in (BEIJING_FEBRUARY, BEIJING_JUNE)
        ),
    ),
    (
        "argument.md",
        "there Putin “noted” something in February, and Xi in June",
        lambda r: (
            "factive" in _stances(r, FEBRUARY, "putin") and "factive" in _stances(r, JUNE, "xi")
        ),
    ),
    (
        "argument.md",
        "among them each of Beijing’s judgements on China’s own conduct",
        lambda r: (
            _coded(r, category="judgement", of="china")["note"].str.startswith("Doubtful").all()
        ),
    ),
    (
        "argument.md",
        "rests on one doubtful value",
        lambda r: (
            _coded(r)
            .query("category in @argument.FUNCTIONS and note.str.startswith('Doubtful', na=False)")
            .query(
                "(readout_id == @JUNE and sentence in [5, 11]) or (readout_id == @BEIJING_JUNE and sentence == 8)"
            )[["readout_id", "category", "value"]]
            .to_numpy()
            .tolist()
            == [[BEIJING_JUNE, "cause", "internal affairs"]]
        ),
    ),
    (
        "argument.md",
        "in Putin’s sentence on China’s internal affairs the second coding finds a judgement and a remedy, and neither",
        lambda r: (
            _first_paragraphs(r) - _values(r, "argument_second")
            == {(BEIJING_JUNE, 8, name, "internal affairs") for name in ("problem", "cause")}
        ),
    ),
    (
        "argument.md",
        "A second coding finds all four in the same two sentences of the Kremlin’s text, and two of the four in Putin’s sentence",
        lambda r: (
            {place for place, n in _functions_of_second(r).items() if n == 4}
            == {(JUNE, 5, "sanctions"), (JUNE, 11, "war")}
            and _functions_of_second(r)[BEIJING_JUNE, 8, "internal affairs"] == 2
        ),
    ),
    (
        "argument.md",
        "Eight of the sentences are in the rules as examples",
        lambda r: (
            r.table("argument_sentences")["segments"]
            .str.split("; ")
            .explode()
            .isin(r.table("argument_codes")["segment_id"].dropna())
            .groupby(level=0)
            .any()
            .sum()
            == 8
        ),
    ),
]
RULES = [("argument.md", "across sides no more than roughly")]
