"""Rules for English: the subject before a reporting verb, whom titles and pronouns stand for, passives, nouns of talk."""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from .columns import BOTH, ISSUER, NOBODY
from .places import countries_in
from .reading import NARRATION, Person, Reading, State, of_country, said
from .words import alternatives, countries, folded, forms_of, groups, titles, verbs

_CAP = r"[^\W\d_a-zà-öø-ÿа-я][\w’'-]*"
# Of "the President of Oda and the Minister of Bo" the second title is no more of the first.
_OF = rf"(?: of (?:the )?{_CAP}(?: (?:(?:of|and|the|and the) )?(?!(?:{alternatives(titles('en'))})\b){_CAP})*)"
# No two of these match the same words, and a comma is of one place: what they make of a long chain takes no longer for it.
_ADVERB = (
    r"like to|want to|wish to|also|even|just|both|then|again|each|further|in turn|in response|in particular|once more|once again|today|tonight"
    r"|yesterday|this morning|this afternoon|this evening|tomorrow|has|have|had|will|would|did|does|for (?:his|her|their) part"
    r"|on (?:his|her|their) part|in this (?:context|regard|connection)|together|not|still|either|\w+ly"
)
_GAP = re.compile(
    rf"{_OF}?(?: and (?:the|his|her|their|other) (?:[a-z]+ ){{0,3}}[a-z]+s)?(?:, (?!and )[^,;]{{1,160}},)?(?:,? (?:{_ADVERB})\b)*,? (?:continued (?:to )?)?"
)
_JOINED = re.compile(rf"{_OF}?(?:,? and|,| as well as|, and then) (?:the )?$")
_PASSIVE = re.compile(rf"\b(?:was|were|is|are|has been|have been|had been)(?: (?:{_ADVERB}))* $")  # fmt: skip
_TO = re.compile(r"\bto(?: \w+ly)? $|\bto (?:also |further )?$|\bto [^,.;]{1,80} and $")
_TOPIC = re.compile(
    r" (?:about|regarding|concerning|on (?!the phone|the margins|\w+day|an? (?:\w+ ){0,2}visit)|focus\w+ on|focusing on)\b|^ of "
)
_ATTENTION = re.compile(
    r"\b(?:attention|emphasis|focus|stress)(?: during the (?:conversation|call))? (?:was|were)(?: also)? (?P<verb>paid|drawn|laid|made|given|placed)\b",
    re.IGNORECASE,
)
_COMPANY = re.compile(r"\b(?:with|to|by phone|over the phone|via)\b")
_TALK = re.compile(
    r"(?:[\w’'.-]+ ){0,4}(?:calls?|conversations?|meetings?|talks?|briefing|discussions?|exchange|videoconference)\b"
)
_NOUNS = re.compile(
    r"\b(?:conversation|discussions?|calls?|meeting|talks|exchange of (?:views|opinions)|agenda|consultations|dialogue)"
    r"(?: (?:also|mainly|largely|primarily))* (?P<verb>focused on|focused|touched on|touched upon|touched|cent(?:red|ered)|covered|addressed|concerned|dealt with|took place)"
)
# What stands before a body and is no part of its name.
_NO_BODY = "(?i:and|or|but|as|with|this|these|those|that|where|when|while|in|at|on|of|for|from|by|to|all|both|our|its|their|numerous)"
# A body or a place at which something happened is no subject: "At the summit, ".
_ADJUNCT = re.compile(
    r"\b(?:at|in|during|under|following|after|before|since|on|of|for|from|with|to|by)(?: the| an?| this| his| her| their| our| its)? $",
    re.IGNORECASE,
)
_AFTER_PREPOSITION = re.compile(
    r"\b(?:with|to|by|from|of|for|on|against|about|between|and|than|at|upon|after|before|told|thanked|congratulated|informed|assured|asked|invited|gave|met|welcomed|reminded)(?: the)? $"
)
# Of "suggested that this would be an error" something is claimed, and not asked for.
_CLAIM = re.compile(r" that [^,;.]{1,60}?\b(?:is|are|was|were|would be|had|has|have) (?!to\b)")
# Of "how Oda called it" nobody says that she did so or so.
_EMBEDDED = re.compile(r"\b(?:how|whether|why|in terms of what) $")
_SUBORDINATE = re.compile(r"(?:When|While|As|After|Before|Since|If) ")
# "Q" stands with a colon, or with space alone before what is asked.
_LABEL = re.compile(r"(?P<label>Question|Answer|Remark|Reporter|Q|A): |(?P<asks>Q)\s+(?=[A-Z“\"[])")
# Who speaks, in capitals throughout: "MODERATOR:", "MS. ODA:".
_CAPITALS = re.compile(r"(?P<name>[A-Z][A-Z.’'-]+(?: [A-Z][A-Z.’'-]*)*): ")
# At the beginning, or after asterisks: names and titles up to a colon, with what a site puts after the name.
_ANY_LABEL = re.compile(
    rf"(?:^|\*\*\* ?)(?:.{{0,60}}transcript.{{0,60}}?)??(?P<name>{_CAP}(?:,? (?:{_CAP}|[^\W\d_]\.|of|the|and|for)){{1,14}})(?:\([^)]*\))?: (?=[A-Z“\"])"
)
# Verbs that say something with a noun ("gave an account"), and by themselves do.
_LIGHT = frozenset(
    ("offered", "provided", "extended", "shared", "accepted", "raised", "presented", "supported")
)
# Titles that stand for whoever leads a country, whatever the office.
_ANY_OFFICE = frozenset(("leader", "head of state", "head"))
_QUOTED = re.compile(r"[”\"'’],? $")


class Mention(NamedTuple):
    """A stretch that names somebody: who it is, and whether it is a person, a pronoun, a group, a country or a noun of talk."""

    start: int
    end: int
    who: str
    kind: str


def read(text: str, state: State) -> Reading:
    """Return who is made to speak in a sentence, by the first reporting verb that has a subject, or is passive."""
    found = list(mentions(text, state))
    if label := _label(text, found, state.known):
        state.carried = label
        return Reading(label, rule="label")
    # A question makes nobody say what it asks about.
    is_asked = bool(state.carried) and text.rstrip("”\"’' ").endswith("?")
    reading = None if is_asked else next(_readings(text, found, state), None) or _noun(text)
    if reading is None:
        reading = _goes_on(state)
    if reading.speaker == ISSUER and (state.quoted or state.carried):
        reading = reading._replace(speaker=state.quoted or state.carried)
    state.quoted = _quoted(text, reading.speaker, state.quoted)
    _remember(reading, found, state)
    return reading


def _goes_on(state: State) -> Reading:
    """Return whose speech goes on in a sentence that has no reporting verb: in quotation marks, or after a label."""
    if state.quoted:
        return Reading(state.quoted, rule="quotation-goes-on")
    return Reading(state.carried, rule="label-goes-on") if state.carried else NARRATION


def _quoted(text: str, speaker: str, before: str) -> str:
    """Return who is quoted after a sentence: its speaker, where a quotation that it opens is not closed in it."""
    changes = (
        text.count("“") - text.count("”") if "“" in text or "”" in text else text.count('"') % 2
    )
    if not changes:
        return before
    return "" if before else speaker if speaker != NOBODY else ""


def _readings(text: str, found: list[Mention], state: State) -> Iterator[Reading]:
    known = verbs("en")
    noun = _NOUNS.search(text)
    for at in _verb_pattern().finditer(folded(text), 0, noun.start("verb") if noun else len(text)):
        form, start, end = text[at.start() : at.end()], at.start(), at.end()
        verb = known[at[0]]
        before = text[:start]
        if start and text[start].isupper():  # of a name: "the United States"
            continue
        if passive := _PASSIVE.search(before):
            word = before[: passive.start()].rsplit(None, 1)[-1:]
            relative = bool(word) and word[0].lower() in ("which", "that", "who")
            if not relative and not {"talk", "active"} & verb.kinds:
                yield _passive(text, at[0], end, found)
            continue
        subject = _subject(text, start, found)
        if subject and _EMBEDDED.search(text, 0, subject.start):
            continue
        if "talk" in verb.kinds:
            if subject and (reading := _of_talk(text, form, end, subject, found)):
                yield reading
        elif subject:
            if at[0].startswith("suggest") and _CLAIM.match(text, end):
                verb = verb._replace(stance="assertive")
            yield said(subject.who, form, verb, "active", f"subject-{subject.kind}")
        elif _QUOTED.search(before) and (after := [m for m in found if m.start == end + 1]):
            yield said(after[0].who, form, verb, "active", "subject-after-verb")
        elif (
            at[0].endswith("ed") and at[0] not in _LIGHT and (who := _of_an_act(text, start, found))
        ):
            yield said(who, form, verb, "active", "did-and-said")


def _passive(text: str, form: str, end: int, found: list[Mention]) -> Reading:
    verb = verbs("en")[form]
    agent = next((m for m in found if text[end : m.start].strip() in ("by", "by the")), None)
    sides = re.match(r"[^.;]{0,40}\b(?:on|by) both sides\b", text[end:])
    who = agent.who if agent else BOTH if "mutual" in verb.kinds or sides else NOBODY
    rule = "passive-by" if agent else "passive-mutual" if who == BOTH else "passive"
    return said(who, text[end - len(form) : end], verb, "passive", rule)


def _of_talk(text: str, form: str, end: int, subject: Mention, found: list[Mention]) -> Reading | None:  # fmt: skip
    """Return what is made of "spoke with" and its like: by what for, or about what; None where nothing is said of that."""
    known, rest = verbs("en"), folded(text[end:])
    noun = _TALK.match(rest.lstrip())
    light = form.lower() in ("had", "held", "have", "having", "hold")
    if light and not noun:
        return None
    topic = _TOPIC.search(rest)
    for at in _verb_pattern().finditer(rest, 0, topic.start() if topic else len(rest)):
        verb, exact = known[at[0]], text[end + at.start() : end + at.end()]
        if "talk" in verb.kinds:
            continue
        if _TO.search(rest[: at.start()]):
            who = BOTH if "mutual" in verb.kinds else subject.who
            return said(who, exact, verb, "active", "spoke-to")
        if re.search(rf"\band(?: (?:{_ADVERB}))* $", rest[: at.start()]):
            return said(subject.who, exact, verb, "active", "spoke-and")
    if re.search(r"exchange of (?:views|opinions)", rest):
        return said(BOTH, "exchange", known["exchange"], "active", "exchange-of-views")
    if topic is None:
        return None
    alone = not light and not _COMPANY.search(rest[: topic.start()])
    who = subject.who if alone else BOTH
    return said(who, form, known["discuss"], "active", "spoke-about")


def _noun(text: str) -> Reading | None:
    if found := _NOUNS.search(text):
        return said(BOTH, found["verb"].partition(" ")[0], verbs("en")["discuss"], "noun", "noun-of-talk")  # fmt: skip
    if re.search(r"\bexchange of (?:views|opinions)\b", text):
        return said(BOTH, "exchange", verbs("en")["discuss"], "noun", "noun-of-talk")
    if found := _ATTENTION.search(text):
        stressed = re.match("emphasis|stress", found[0], re.IGNORECASE)
        like = "note" if found["verb"] == "drawn" else "stress" if stressed else "discuss"
        who = BOTH if like == "discuss" else NOBODY
        return said(who, found["verb"], verbs("en")[like], "passive", "attention")
    return None


def _of_an_act(text: str, start: int, found: list[Mention]) -> str:
    """Return who did something "and said": the name with which the sentence begins, if no other stands before the verb."""
    before = [one for one in found if one.end < start and one.kind in ("name", "title")]
    if len(before) != 1 or before[0].start or not re.search(rf" and(?: (?:{_ADVERB}))* $", text[:start]):  # fmt: skip
        return ""
    return before[0].who


def _subject(text: str, start: int, found: list[Mention]) -> Mention | None:
    """Return the mention right before a verb, but for adverbs and what stands between commas; two that are joined are both."""
    before = [
        m
        for m in found
        if m.end <= start
        and _GAP.fullmatch(text, m.end, start)
        and (m.kind not in ("pronoun", "country", "body") or _opens_clause(text, m.start))
        # "Oda, as Chair of the Board, asked": it is she.
        and not (m.kind == "title" and text[: m.start].endswith(", as ") and text[m.end] == ",")
    ]
    if not before:
        return None
    subject = before[-1]
    if re.match(rf"{_OF}? and (?:the|his|her|their|other) ", text[subject.end : start]):
        return subject._replace(who=BOTH, kind="two-names")
    for other in found:
        alike = (other.kind == "country") == (subject.kind == "country")
        between = text[other.end : subject.start]
        # Of "At the request of Oda, Ruiz noted" the first is no subject.
        if (other.kind == "body" or between == ", ") and _ADJUNCT.search(text, 0, other.start):
            continue
        if alike and other.end < subject.start and _JOINED.match(between):
            return subject._replace(who=BOTH, kind="two-names")
    return subject


def _opens_clause(text: str, start: int) -> bool:
    before = text[:start].rstrip()
    return not before or before[-1] in ",;:.–—”\"" or before.split()[-1].lower() in ("and", "but", "then", "where", "which", "while", "when", "as", "also", "today", "together", "that", "particular", "addition", "response", "fact", "however")  # fmt: skip


def mentions(text: str, state: State) -> Iterator[Mention]:
    """Yield who is named in a sentence, in order, no two overlapping."""
    here, subjects = "", dict[str, None]()
    for at in _mentions(text, state.names):
        found = at.groupdict()
        if text[at.end() : at.end() + 2] in ("’s", "'s", "s'"):
            continue
        if name := found.get("name"):
            here = who = state.by_form[name].name
            if not _AFTER_PREPOSITION.search(text, 0, at.start()):
                subjects[who] = None
            yield Mention(at.start(), at.end(), who, "name")
        elif title := found.get("title"):
            who = state.of_title(title, of_title)
            if not _AFTER_PREPOSITION.search(text, 0, at.start()):
                subjects[who] = None
            yield Mention(at.start(), at.end(), who, "title")
        elif body := found.get("body"):
            yield Mention(
                at.start(),
                at.end(),
                re.sub(r"^(?:[Tt]he|[Ss]everal|[Ss]ome|[Mm]any) ", "", body),
                "body",
            )
        elif word := found.get("group"):
            who = groups("en")[folded(word)]
            if who == "he":
                # Of "When the minister came, he said" it is the one who came.
                # Of "On the ferry, Oda was silent, that is, she noted" it is she who is named there alone.
                whom = (
                    here
                    if here and _SUBORDINATE.match(text)
                    else next(iter(subjects))
                    if len(subjects) == 1
                    else state.last
                )
                if whom:
                    subjects.setdefault(whom)
                    yield Mention(at.start(), at.end(), whom, "pronoun")
            else:
                kind = "pronoun" if word.lower() in ("they", "we", "i", "both", "all") else "group"
                of_body = word.lower() == "they" and state.body
                yield Mention(at.start(), at.end(), state.body if of_body else who, kind)
        else:
            yield Mention(at.start(), at.end(), found["country"].removeprefix("the ").removeprefix("The "), "country")  # fmt: skip


def of_title(title: str, people: list[Person]) -> str:
    """Return the person whom a title without a name stands for.

    The first who has the title with that country; of a title of any kind ("leader"), the first of that country; else the
    first of whom no country is known, if one is of another; of a title without a country, the first who has it so, or is
    named first without a title; else the title itself.
    """
    head, _, country = title.partition(" of ")
    words = [word for word in head.split() if word.lower() not in ("the", "our")]
    bare = " ".join(word for word in words if word in _title_words()) or head
    adjective = " ".join(word for word in words if word not in _title_words())
    place = countries_in(country, "en") | countries_in(adjective, "en")
    with_title = [one for one in people if any(_is_office(bare, known) for known in one.titles)]
    if place:
        whole = " ".join([*adjective.split(), bare]) if adjective else f"{bare} of {country}"
        return of_country(bare.lower() in _ANY_OFFICE, place, with_title, people, "en") or whole
    is_titled = any(bare in one.titles for one in people)
    # Who publishes a text names its own president without a title, and the other one with that and a country.
    if not is_titled and people and bare == "President" and not people[0].titles:
        return people[0].name
    named = [one for one in with_title if any(known == bare or known.startswith(f"{bare} ") for known in one.titles)]  # fmt: skip
    return (named or with_title)[0].name if with_title else bare


def _is_office(bare: str, known: str) -> bool:
    """Say whether a short title may stand for a known one: "Minister" for a foreign minister, and not for the prime one."""
    head = known.partition(" of ")[0]
    is_short = head.endswith(f" {bare}") and not head.startswith(("Vice ", "Prime ", "Deputy "))
    return bare == head or is_short or head.startswith((f"{bare} ", f"{bare}-")) or f" {bare} and " in f" {head} "  # fmt: skip


def _remember(reading: Reading, found: list[Mention], state: State) -> None:
    names = [m.who for m in found if m.kind in ("name", "title")]
    others = [name for name in names if name != state.carried]
    if state.carried and reading.speaker == state.carried:
        # "I note that the minister answered. She said": it is not he who speaks.
        state.last = others[0] if others else state.last
    elif reading.speaker in state.known:
        state.last = reading.speaker
    if reading.speaker != NOBODY:
        names_some = reading.speaker not in (BOTH, ISSUER, state.last)
        if reading.rule != "subject-pronoun":
            state.body = reading.speaker if names_some and reading.speaker.endswith("s") else ""
    if names and (reading.rule == "narration" or reading.rule.startswith("spoke")):
        state.last = names[0]


def _label(text: str, found: list[Mention], known: Iterable[str]) -> str:
    """Return who speaks, where a sentence begins as a line of a transcript does."""
    for one in found:
        opens = not re.search(r"[.!?;,]", text[: one.start])
        if one.kind == "name" and opens and text[one.end :].startswith(": "):
            return one.who
    if label := _LABEL.match(text):
        return "Question" if label["asks"] or label["label"] == "Q" else label["label"]
    if label := _CAPITALS.match(text):
        family = label["name"].split()[-1]
        return next((name for name in known if name.upper() == family), label["name"])
    if label := _ANY_LABEL.search(text):
        named = [
            one.who
            for one in found
            if one.kind == "name" and label.start() <= one.start < label.end("name")
        ]
        return named[-1] if named else label["name"].split()[-1]
    return ""


@cache
def _title_words() -> frozenset[str]:
    return frozenset(word for title in titles("en") for word in title.split())


@cache
def _verb_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{alternatives(verbs('en'))})(?![\w-])")


def _mentions(text: str, names: str) -> Iterator[re.Match[str]]:
    """Yield the stretches of either pattern from left to right, no two overlapping; where both begin, the name."""
    patterns = _name_pattern(names), _mention_pattern()
    found = [pattern.search(text) for pattern in patterns]
    while first := min(filter(None, found), key=re.Match.start, default=None):
        yield first
        found = [
            one if one is None or one.start() >= first.end() else pattern.search(text, first.end())
            for pattern, one in zip(patterns, found, strict=True)
        ]


@cache
def _title() -> str:
    return f"(?:{alternatives(titles('en'))})"


@lru_cache(maxsize=16)
def _name_pattern(names: str) -> re.Pattern[str]:
    """Return the pattern of the names of a text, with their titles; by itself, since a text has it alone."""
    return re.compile(
        rf"(?:(?:[Tt]he )?(?:{_CAP} )?(?:{_title()} ){{1,2}}(?:of (?:the )?{_CAP}(?: (?:{_CAP}|of|and|the))*? )?)?(?<![\w-])(?P<name>{names})(?:, Jr\.|,? (?:Jr|Sr)\.| [IVX]{{2,5}}| V| X)?(?![\w-])"
    )


@cache
def _mention_pattern() -> re.Pattern[str]:
    title = _title()
    group = alternatives(forms_of("en", "both", "issuer", "he"))
    body = alternatives(forms_of("en", "body"))
    return re.compile(
        rf"(?P<title>(?:[Tt]he|[Oo]ur) (?:{_CAP} )?{title}{_OF}?|(?<![\w-]){title}{_OF}|(?<=and ){title}|(?<=^){title})(?![\w-])"
        rf"|(?<![\w-])(?P<group>(?i:{group}))(?![\w-])"
        rf"|(?<![\w-])(?P<body>(?:(?:[Tt]he|[Ss]everal|[Ss]ome|[Mm]any) )?(?:(?!(?:{_NO_BODY})\b)(?:(?:[A-Z][\w-]+ ){{1,4}}|[a-z][\w-]+ ))?(?i:{body})(?: (?:of|from)(?: (?:the|and))*(?: {_CAP}(?:,? and| of| the| of the)*){{1,8}})?)(?![\w-])"
        rf"|(?<![\w-])(?P<country>(?:[Tt]he )?(?:{alternatives(countries('en'))}))(?![\w-])"
    )
