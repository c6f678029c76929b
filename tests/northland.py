"""A small data folder of two made-up governments, with every table that a chapter may need; no word of it is anyone's."""

import csv
import json
from pathlib import Path

from readouts import paths

MAY, JULY = "2031-05-04", "2031-07-09"
TEXTS = {
    "north-may": (
        "north",
        MAY,
        "full",
        ["The Queen noted that peace is near.", "Trade was touched upon."],
    ),
    "south-may": ("south", MAY, "full", ["The King stressed peace, and peace alone."]),
    "north-july": (
        "north",
        JULY,
        "full",
        [
            "The Queen noted that peace is near and that trade grows.",
            "Both agreed on bridges, roads and canals.",
        ],
    ),
    "south-july": (
        "south",
        JULY,
        "full",
        ["The King stressed peace, and peace alone.", "It was agreed that trade grows."],
    ),
}
PASSAGES = {"north-july-1": 0, "north-july-2": 1, "south-july-1": 0, "south-july-2": 1}
CODES = {"hope": ["peace", "calm"], "goods": ["trade", "works"]}
PATTERNS = {
    "peace": ["peace"],
    "calm": ["calm*"],
    "trade": ["trade"],
    "works": ["bridges", "roads"],
}
# topic, call, side, voice, basis, sentence; what is not here is absent
STATED = [
    ("peace", MAY, "north", "queen", "named", "1"),
    ("peace", MAY, "south", "king", "named", "1"),
    ("trade", MAY, "north", "", "agentless", "2"),
    ("peace", JULY, "north", "queen", "named", "1"),
    ("peace", JULY, "south", "king", "named", "1"),
    ("trade", JULY, "north", "queen", "named", "1"),
    ("trade", JULY, "south", "both", "implied", "2"),
    ("works", JULY, "north", "both", "named", "2"),
]
TOPICS = ("peace", "trade", "works")
REPORT = """
sides:
  north: {name: Northland, leader: queen}
  south: {name: Southland, leader: king, called: the Southland}
speakers: {queen: the Queen, king: the King}
"""
PAIR = "pair: [north-july, south-july]\n"


def tables() -> dict[str, list[dict]]:
    """The rows of every table, by name."""
    stated = {(topic, date, side): rest for topic, date, side, *rest in STATED}
    coverage = [
        {"topic": topic, "event_date": date, "side": side}
        | dict(
            zip(
                ("status", "voice", "voice_basis", "sentence", "note"),
                ("stated", *stated[topic, date, side], "")
                if (topic, date, side) in stated
                else ("absent", "", "", "", ""),
            )
        )
        for topic in TOPICS
        for date in (MAY, JULY)
        for side in ("north", "south")
    ]
    spans = [("north-july-1", 20, 25, "peace"), ("south-july-1", 18, 23, "peace")]
    return {
        "sides": [{"side": "north", "label": "Northland"}, {"side": "south", "label": "Southland"}],
        "events": [
            {"event": "may", "label": "The call of May", "date": MAY},
            {"event": "july", "label": "The call of July", "date": JULY},
        ],
        "readouts": [
            {"readout_id": name, "event": "may" if date == MAY else "july", "side": side}
            | {"date": date, "language": "en", "completeness": state, "licence": "made up"}
            | {"issuer": f"Office of the {side.title()}"}
            for name, (side, date, state, _) in TEXTS.items()
        ],
        "segments": [
            {
                "segment_id": f"{name}-{number}",
                "readout_id": name,
                "paragraph": number,
                "text": text,
            }
            for name, (*_, texts) in TEXTS.items()
            for number, text in enumerate(texts, 1)
        ],
        "frames": [
            {"frame": frame, "label": frame.title(), "definition": f"Wording of {frame}."}
            for frame in CODES
        ],
        "codebook": [
            {"frame": frame, "code": code, "label": code.title(), "definition": f"Words of {code}."}
            | {"include": "its forms", "exclude": "all else"}
            for frame, codes in CODES.items()
            for code in codes
        ],
        "patterns": [
            {"code": code, "language": "en", "pattern": pattern}
            for code, patterns in PATTERNS.items()
            for pattern in patterns
        ],
        "topics": [
            {"topic": "peace", "label": "peace", "linked": ""},
            {"topic": "trade", "label": "trade", "linked": "works"},
            {"topic": "works", "label": "public works", "linked": "trade"},
        ],
        "coverage": coverage,
        "voices": [row | {"verb_basis": "passage", "agency_basis": "passage"} for row in _voices()],
        "agency": [
            {"readout_id": "north-july", "sentence": "1", "agency": "active", "speaker": "queen"}
            | {"speaker_basis": "named", "reporting_verb": "noted", "verb_lemma": "note"},
            {"readout_id": "north-july", "sentence": "2", "agency": "active", "speaker": "both"}
            | {"speaker_basis": "named", "reporting_verb": "agreed", "verb_lemma": "agree"},
        ],
        "press_claims": [
            {"outlet": "The Gazette", "published": JULY, "address": "https://a.example/1"}
            | {"about": "both", "claim": "both speak of peace", "verdict": "supported"}
            | {"topic": "peace"},
            {"outlet": "The Courier", "published": JULY, "address": "https://b.example/2"}
            | {"about": "south", "claim": "the King speaks of canals", "verdict": "partly"}
            | {"reason": "no canals in the text", "topic": "works"},
        ],
        "press_kinds": [
            {"claim": "both speak of peace", "kind": "as the texts have it", "asserts": "stated"}
            | {"topic_tested": "peace", "voice": ""},
            {"claim": "the King speaks of canals", "kind": "another word", "asserts": "stated"}
            | {"topic_tested": "works", "voice": ""},
        ],
        "reference_coding": [
            {"segment_id": segment, "start": start, "end": end, "code": code}
            for segment, start, end, code in spans
        ],
        "disagreements": [
            {"segment_id": "south-july-1", "code": "peace", "kind": "coded alone"}
            | {"coded_start": 29, "coded_end": 34, "cause": "pattern", "explanation": "said twice"},
        ],
    }


def _voices() -> list[dict]:
    """Each passage: who speaks in it, by which verb."""
    return [
        {"segment_id": "north-july-1", "reporting_verb": "noted", "verb_lemma": "note"}
        | {"ladder": "own leader", "topic": "peace; trade", "agency": "active"}
        | {"claim": "peace is near"},
        {"segment_id": "north-july-2", "reporting_verb": "agreed", "verb_lemma": "agree"}
        | {"ladder": "both named", "topic": "works", "agency": "active", "claim": "works"},
        {"segment_id": "south-july-1", "reporting_verb": "stressed", "verb_lemma": "stress"}
        | {"ladder": "own leader", "topic": "peace", "agency": "active", "claim": "peace alone"},
        {"segment_id": "south-july-2", "reporting_verb": "agreed", "verb_lemma": "agree"}
        | {"ladder": "both implied", "topic": "trade", "agency": "agentless passive"}
        | {"claim": "trade grows"},
    ]


def write(folder: Path, without: tuple[str, ...] = (), report: str = REPORT + PAIR) -> Path:
    """A data folder with these tables, described as this project's are but for what is particular to it."""
    ours = {
        resource["name"]: resource
        for resource in json.loads((paths.DATA / "datapackage.json").read_text("utf-8"))[
            "resources"
        ]
    }
    template = paths.PACKAGE / "create" / "book_template" / "data" / "datapackage.json"
    plain = json.loads(template.read_text("utf-8"))
    of_book = {resource["name"]: resource for resource in plain["resources"]}
    folder.mkdir(parents=True, exist_ok=True)
    resources = []
    for name, rows in tables().items():
        if name in without:
            continue
        resource = of_book.get(name) or ours[name]
        for field in resource["schema"]["fields"]:
            for particular in ("enum", "pattern"):
                field.get("constraints", {}).pop(particular, None)
        resource["schema"]["foreignKeys"] = [
            key
            for key in resource["schema"].get("foreignKeys", [])
            if key["reference"]["resource"] not in without
        ]
        resources.append(resource)
        with (folder / resource["path"]).open("w", encoding="utf-8", newline="") as file:
            columns = [field["name"] for field in resource["schema"]["fields"]]
            writer = csv.DictWriter(file, columns, restval="")
            writer.writeheader()
            writer.writerows(rows)
    described = {"name": "northland", "title": "Two made-up governments", "resources": resources}
    (folder / "datapackage.json").write_text(json.dumps(described), encoding="utf-8")
    if report:
        (folder / "report.yml").write_text(report, encoding="utf-8")
    return folder
