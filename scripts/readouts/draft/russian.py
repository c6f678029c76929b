"""Rules for Russian: a subject in the nominative before its verb, short passives, agents and sides in their cases."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from .columns import BOTH, NOBODY
from .names import stem
from .places import countries_in
from .reading import NARRATION, Person, Reading, State, of_country, said
from .words import alternatives, countries, folded, groups, titles, verbs

_CAP = r"[А-ЯЁA-Z«][\w»’-]*"
# What may stand between a subject and its verb: adverbs and set phrases, titles and names (a line on a person, put in by a site).
# No two of these match the same words, and a comma is of one place: a long chain of them takes no longer for it.
_GAP = re.compile(
    rf"(?: (?:{_CAP}|республики|переходного периода|государства|правительства|обороны))*"
    r"(?:,? (?:\w+[оеу]|ещё|раз|вновь|очень|в свою очередь|со своей стороны|в этой связи|в частности|при этом|в ходе беседы|и|с удовлетворением)(?!\w))*"
    r"(?:,? (?:котор\w+|отмеча\w+|комментир\w+|касаясь|говоря|отвечая)[^,]{1,120},)?,? "
)
_SIDE = re.compile(
    r"\b(?:с|со) (?P<side>[\w-]+)(?:ской|цкой) стороны\b|\b(?P<nominative>[\w-]+(?:ская|цкая)) сторона\b"
)
_BOTH = re.compile(r"\b(?:с обеих сторон|обеими сторонами|сторонами|лидерами|президентами|главами государств|собеседниками)\b")  # fmt: skip
# As a transcript names who speaks: "И.Иванов:", "Вопрос:".
_LABEL = re.compile(
    r"(?:^|[\s*])(?:[А-ЯЁ]\.(?:\s?[А-ЯЁ]\.)?\s?(?P<name>[А-ЯЁ][\w-]+)(?: [А-ЯЁ][^.:!?]{0,200})?|(?P<word>Вопрос|Ответ|Реплика)) ?: "
)
# Titles that stand for whoever leads a country, whatever the office.
_ANY_OFFICE = frozenset(("лидер", "глава", "руководитель"))
_NOUN = re.compile(r"\bобмен(?:а|ом)? мнениями\b|\b(?:беседа|разговор|переговоры) (?:касал|затрагивал|был[аи]? посвящ|был[аи]? сосредоточ)\w+")  # fmt: skip


def read(text: str, state: State) -> Reading:
    """Return who is made to speak in a sentence, by the first reporting verb that has a subject, or is passive."""
    if label := _LABEL.search(text):
        state.label = label["name"] or label["word"]
        return Reading(state.label, rule="label")
    if state.label:
        return Reading(state.label, rule="label-goes-on")
    low = folded(text)
    subjects = list(_subjects(text, low, state))
    reading = next(_readings(text, low, subjects), None) or _noun(text, low)
    if reading is None:
        goes_on = state.carried and re.match(r"(?:и|а|но|при этом|и конечно|а также)\b(?!.*\b(?:лидер|президент))", low) and not subjects  # fmt: skip
        reading = Reading(state.last, rule="goes-on") if goes_on and state.last else NARRATION
    if reading.speaker in state.known:
        state.last = state.carried = reading.speaker
    elif reading.rule != "goes-on":
        state.carried = ""
    return reading


def _readings(text: str, low: str, subjects: list[tuple[int, int, str, str]]) -> Iterator[Reading]:
    for at in _verb_pattern().finditer(low):
        verb, form = verbs("ru")[at[0]], text[at.start() : at.end()]
        if "passive" in verb.kinds:
            if re.search(r"(?:будет|будут|быть)(?: также)? $", low[: at.start()]):
                continue
            yield _passive(low, at[0], form, at.start())
            continue
        before = [one for one in subjects if one[1] <= at.start() and _GAP.fullmatch(text, one[1], at.start())]  # fmt: skip
        if before:
            start, _, who, kind = before[-1]
            several = kind in ("name", "title") and re.search(r"ли(?:сь)?$", at[0].split()[0])
            joined = several or any(other[1] < start and re.fullmatch(r"(?: [А-ЯЁ][\w-]*)* и ", text[other[1] : start]) for other in subjects)  # fmt: skip
            yield said(BOTH if joined else who, form, verb, "active", f"subject-{'two-names' if joined else kind}")  # fmt: skip
        else:
            after = [one for one in subjects if one[0] == at.end() + 1]
            if after:
                yield said(after[0][2], form, verb, "active", "subject-after-verb")


def _passive(low: str, found: str, form: str, start: int) -> Reading:
    verb = verbs("ru")[found]
    if (side := _SIDE.search(low)) and side["side"]:
        return said(f"{side['side']}ская сторона", form, verb, "passive", "passive-by-side")
    if _BOTH.search(low):
        return said(BOTH, form, verb, "passive", "passive-by-both")
    mutual = "mutual" in verb.kinds
    return said(BOTH if mutual else NOBODY, form, verb, "passive", "passive-mutual" if mutual else "passive")  # fmt: skip


def _noun(text: str, low: str) -> Reading | None:
    found = _NOUN.search(low)
    if not found:
        return None
    word = text[found.start() : found.end()].split()[0]
    return Reading(BOTH, word, "neutral", "noun", "noun-of-talk")


def _subjects(text: str, low: str, state: State) -> Iterator[tuple[int, int, str, str]]:
    """Yield who stands in the nominative: from, to, who it is, and what kind of word it is."""
    taken, named = 0, None
    for at in _subject_pattern(state.names).finditer(text):
        if at.start() < taken:
            continue
        if name := at["name"]:
            one = state.by_form[name]
            if not _is_nominative(name, one):
                continue
            found = one.name, "name"
            named = at.end(), one.name
        elif title := at["title"]:
            # A site may put a line on a person after the name: the same words again, and the title.
            if named and re.fullmatch(
                rf"(?: {_CAP}| бен| аль)*", text[named[0] : at.start()].rstrip()
            ):
                found = named[1], "name"
            else:
                found = state.of_title(title, of_title), "title"
        elif side := at["side"]:
            found = folded(side), "side"
        elif country := at["country"]:
            found = country, "country"
        else:
            who = groups("ru")[folded(at["group"])]
            if who == "he":
                if not state.last:
                    continue
                found = state.last, "pronoun"
            else:
                found = who, "group"
        taken = at.end()
        yield at.start(), at.end(), *found


def _is_nominative(form: str, person: Person) -> bool:
    last, own = form.split()[-1], person.name.split()[-1]
    if stem(last, "ru") != stem(own, "ru"):
        last, own = form.split()[0], person.name.split()[0]
    return last == own or stem(last, "ru") != stem(own, "ru")


def of_title(title: str, people: list[Person]) -> str:
    """Return the person whom a title without a name stands for, as in English: by its country, else who has none."""
    office = next(
        (one for one in sorted(titles("ru"), key=len, reverse=True) if title.startswith(one)), ""
    )
    head = office or title.split()[-1]
    place = countries_in(title.removeprefix(office), "ru")
    root = stem(head, "ru")[:7].lower()
    with_title = [
        one for one in people if any(known.lower().startswith(root) for known in one.titles)
    ]
    if place:
        return of_country(head.lower() in _ANY_OFFICE, place, with_title, people, "ru") or title
    bare = [one for one in with_title if any(" of " not in known for known in one.titles)]
    if not bare and people and head == "Президент" and not people[0].titles:
        return people[0].name
    return (bare or with_title)[0].name if with_title else title


@cache
def _verb_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{alternatives(verbs('ru'))})(?![\w-])")


@lru_cache(maxsize=16)
def _subject_pattern(names: str) -> re.Pattern[str]:
    group = alternatives({*groups("ru"), *(form.capitalize() for form in groups("ru"))})
    title = alternatives(titles("ru"))
    return re.compile(
        rf"(?<![\w-])(?:(?:(?:{title})(?: {_CAP}){{0,6}}? )?(?P<name>{names})|(?P<title>(?:{title})(?: переходного периода)?(?: {_CAP}){{0,6}}|[\w-]+(?:ский|цкий) (?:лидер|президент|премьер|канцлер|руководитель))"
        rf"|(?P<side>[\w-]+(?:ская|цкая) сторона)|(?P<group>{group})|(?P<country>{alternatives(countries('ru'))}))(?![\w-])"
    )
