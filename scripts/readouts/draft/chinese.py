"""Rules for Chinese: a name before a verb, a speech that goes on to the end of its paragraph, both sides, narration."""

import re
from collections import Counter
from functools import cache, lru_cache

from .columns import BOTH
from .reading import NARRATION, Person, Reading, State, said
from .words import alternatives, groups, mutual, titles, verbs

_HAN = r"[\u4e00-\u9fff]"
_ADVERB = r"(?:首先|还|也|同时|随后|再次|并|亦|进一步|特别|则|又|先|高度|在[^，。]{1,12}中|向[^，。]{1,14}|对[^，。]{1,30}|就[^，。]{1,40}|代表[^，。]{1,20}|分别|深入|共同|一致|热烈|诚挚|强烈|积极|应询|掷地有声地)*"
_STOP = re.compile(
    r"[方双两各国的我他她在是将和与同对就向并也还等于从邀发致表应]|主席|总统|总理|一致|首先|随后|视频|会[晤见谈]|通话|高度|当选|连任|到访|来访|地$|都$"
)
_TIME = r"(?:^|(?<=[，。；！？\n])|(?<=日))"
# What is narrated after a speech, in the same paragraph.
_NARRATED = re.compile(
    r"(?:参加|陪同)(?:了)?(?:会见|会谈|会晤|上述活动|活动|通话|欢迎仪式)?。?$|^(?:随后|会谈后|会见后|会晤后|当[日天晚]|当地时间)"
)
# After this a text may be the words of its author, to its end.
_ARTICLE = re.compile(r"署名文章|讲话全文|全文如下")
# "A with B ... exchanged views on".
_EXCHANGED = re.compile(
    r"[^。]*[同与和][^。]{2,60}?，[^，。]{0,12}就[^，。]{1,60}?(?P<verb>交换(?:了)?(?:意见|看法)|(?<=进行)(?:深入|坦诚|友好)?交流)"
)
_FIRST_PERSON = re.compile(r"我(?:即将|当选|同|和|们|对|愿|高兴|相信|谨)|(?:^|，)我")


def people(text: str) -> list[Person]:
    """Return the persons of a text, in the order in which they are named: who speaks by name, or stands after a title."""
    found: Counter[str] = Counter()
    for at in (*_speaking().finditer(text), *_titled().finditer(text)):
        name = at["name"]
        if not _STOP.search(name):
            found[name] += 1
    names = [name for name in found if not any(name != other and name.startswith(other) and other in found for other in found)]  # fmt: skip
    last = {name: name.rpartition("·")[2] for name in names}
    persons: dict[str, Person] = {}
    for name in sorted(names, key=text.find):
        one = persons.setdefault(last[name], Person(last[name]))
        one.forms |= {name, last[name]}
    return list(persons.values())


def read(text: str, state: State) -> Reading:
    """Return who is made to speak in a sentence: its subject with the verb after it, or whose speech goes on."""
    reading = _both(text, state) or _subject(text, state) or _goes_on(text, state)
    if _ARTICLE.search(text):
        state.author = next(
            (one.name for one in state.people for form in one.forms if form in text), ""
        )
    if reading.speaker in state.known:
        state.last = reading.speaker
        state.carried = reading.speaker
    elif reading.rule != "goes-on":
        state.carried = state.carried if state.is_first_person else ""
    return reading


def new_paragraph(state: State) -> None:
    """End the speech that goes on: it does not reach into the next paragraph, but for an article in the first person."""
    if not state.is_first_person:
        state.carried = ""


def _both(text: str, state: State) -> Reading | None:
    at = _both_pattern().match(text) or (None if state.carried else _EXCHANGED.match(text))
    if not at:
        return None
    if state.carried and at["verb"] in ("达成", "决定", "进行了", "积极评价", "高度评价"):
        return None
    verb = mutual("zh").get(at["verb"], mutual("zh")["交换意见"])
    return said(BOTH, at["verb"], verb, "active", "subject-group")


def _subject(text: str, state: State) -> Reading | None:
    """Return the first name with a verb after it, where the sentence or a clause begins with it."""
    for at in _subject_pattern(state.names).finditer(text):
        verb = verbs("zh").get(at["verb"])
        before, who = text[: at.start("who")], _who(at["who"], state)
        if (
            not (verb and who)
            or re.search(r"应[^，。]*$", before)
            or re.search(r"我[和同与](?:\w{2,4})?$", before)
        ):
            continue
        joined = at["verb"].startswith("互致") or re.search(
            r"[^，。]{2}[同与和][^，。]{0,8}$", before
        )
        return said(
            BOTH if joined else who,
            at["verb"],
            verb,
            "active",
            "subject-two-names" if joined else "subject-name",
        )
    if (left_out := _bare().match(text)) and state.last:
        at = left_out
        return said(state.carried or state.last, at["verb"], verbs("zh")[at["verb"]], "active", "subject-left-out")  # fmt: skip
    return None


def _who(form: str, state: State) -> str:
    if form in state.by_form:
        return state.by_form[form].name
    kind = groups("zh").get(form, "")
    return state.last if kind == "he" else BOTH if kind == "both" else ""


def _goes_on(text: str, state: State) -> Reading:
    if state.author and not state.is_first_person and _FIRST_PERSON.search(text):
        state.is_first_person, state.carried = True, state.author
    if not state.carried or _NARRATED.search(text) or _acts(text, state.carried):
        return NARRATION
    return Reading(state.carried, rule="goes-on")


def _acts(text: str, who: str) -> bool:
    """Say whether a sentence narrates what the speaker does: nobody says his own name."""
    return text.startswith(who)


@cache
def _both_pattern() -> re.Pattern[str]:
    group = alternatives(form for form, kind in groups("zh").items() if kind == "both")
    return re.compile(rf"(?:[^，。]{{0,16}}，)?(?:{group})(?![要应将可愿能需须])[^。]{{0,60}}?(?P<verb>{alternatives(mutual('zh'))})")  # fmt: skip


@lru_cache(maxsize=16)
def _subject_pattern(names: str) -> re.Pattern[str]:
    he = alternatives(form for form, kind in groups("zh").items() if kind == "he")
    named = "|".join((names, he))
    title = alternatives(titles("zh"))
    return re.compile(rf"(?:^|[，；]|(?:{title}))(?P<who>{named})(?:{title})?{_ADVERB}(?P<verb>{alternatives(verbs('zh'))})")  # fmt: skip


@cache
def _bare() -> re.Pattern[str]:
    say = ("表示", "指出", "强调", "说", "重申", "介绍", "认为")
    return re.compile(rf"(?:同时|并|还|也)?(?P<verb>{alternatives(say)})，")


@cache
def _speaking() -> re.Pattern[str]:
    title, say = alternatives(titles("zh")), alternatives(verbs("zh"))
    return re.compile(rf"(?:^|[\n。])(?:[\u4e00-\u9fff]{{0,12}}(?:{title}))?(?P<name>{_HAN}{{2,7}}?|[\u4e00-\u9fff]+(?:·[\u4e00-\u9fff]+)+)(?:{title})?(?:首先|还|也|同时|在[^，。]{{1,10}}中)?(?:{say})", re.MULTILINE)  # fmt: skip


@cache
def _titled() -> re.Pattern[str]:
    after = "邀请|应邀|同|在|将|于|向|就|会见|通电话|举行|抵达|说|、|，|。|和|对|请|应|乘|分别|致|出席|也|互致|发表|进行"
    return re.compile(rf"(?:{alternatives(titles('zh'))})(?P<name>{_HAN}{{2,4}}?|[\u4e00-\u9fff]+(?:·[\u4e00-\u9fff]+)+)(?={after})")  # fmt: skip
