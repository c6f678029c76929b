"""The tables of this report: each a function of the report that gives a `publish.Table`. Its name is its id."""

from functools import wraps
from math import comb

import pandas as pd

from . import agreement, coverage, frequency, guard, headlines, keywords, press, results, robustness, strata, voices
from .corpus import EXCERPTS
from .figures import naming_names
from .findings import slug
from .keyness import keyness as measure
from .publish import Table
from .reference_findings import word_id
from .strata import NODES
from .report import BEIJING, CALLS, FULL_TEXTS, JUNE, KREMLIN, PAIR, Report

OF_KREMLIN = f"Kremlin, of {{finding}}`words-{KREMLIN}` words"
OF_BEIJING = f"Beijing, of {{finding}}`words-{BEIJING}` words"
ENGLISH = {"特别军事行动": "special military operation", "乌克兰危机": "Ukraine crisis", "乌克兰问题": "Ukraine issue", "乌克兰局势": "Ukraine situation",
           "战争": "war", "冲突": "conflict", "入侵": "invade, invasion", "主权": "sovereignty", "领土完整": "territorial integrity",
           "核心利益": "core interests", "安全": "security", "安全关切": "security concerns", "制裁": "sanctions", "合法": "lawful, legitimate",
           "正当": "legitimate, justified", "国际法": "international law", "联合国": "United Nations", "联合国宪章": "UN Charter",
           "国际秩序": "international order", "多极化": "multipolarity", "公正合理": "just and reasonable", "和平": "peace", "谈判": "talks, negotiation",
           "政治解决": "political settlement", "妥善解决": "proper settlement", "劝和促谈": "urging peace and promoting talks", "负责任": "responsible",
           "独立自主": "independent", "根源": "root cause", "冷战思维": "Cold War mentality", "干涉": "interfere", "内政": "internal affairs",
           "台湾": "Taiwan", "香港": "Hong Kong", "新疆": "Xinjiang", "全球安全倡议": "Global Security Initiative", "战略协作": "strategic coordination",
           "百年未有之大变局": "changes unseen in a century", "新型国际关系": "new type of international relations", "经贸": "economy and trade", "合作": "cooperation"}


def table(function):
    """Name a table after its function."""
    @wraps(function)
    def named(report: Report, *arguments) -> Table:
        made = function(report, *arguments)
        name = made.pop("id", function.__name__.replace("_", "-"))
        return Table(name, findings=report.findings, **made)
    return named


@table
def readouts(report: Report) -> dict:
    """What was published, and what of it is at hand."""
    data = report.table("readouts").copy()
    data["issued"] = [results.day(date) for date in data["date"]]
    data["at_hand"] = ["passages" if state == "excerpts" else "counts of the full text" for state in data["completeness"]]
    data["passages"] = [f"passages-{row.readout_id}" if row.completeness == EXCERPTS else "" for row in data.itertuples()]
    data["words"] = [f"characters-{row.event_date}" if row.language == "zh" else f"words-{row.readout_id}" for row in data.itertuples()]
    return {
        "title": "What is at hand", "data": data,
        "caption": "Every readout and statement of this report. Of the texts marked as counts, no text is given; the address and the SHA-256 stand with each number’s evidence.",
        "columns": {"issuer": "Issuer", "issued": "Date", "language": "Language", "status": "Status", "at_hand": "At hand", "passages": "Passages", "words": "Words, or Chinese characters"},
        "links": {"passages": "{passages}", "words": "{words}"},
    }


@table
def words(report: Report) -> dict:
    """Every word of both sides' quoted passages."""
    data = frequency.compare(report.corpus.of(KREMLIN), report.corpus.of(BEIJING)).rename(columns={"ngram": "word"})
    data["slug"] = data["word"].map(slug)
    return {
        "title": "Every word", "data": data,
        "caption": "All words of both sides’ quoted passages of 15 June 2022, words of one side included. Zero means not in the quoted passages.",
        "columns": {"word": "Word", "frequency": OF_KREMLIN, "frequency_reference": OF_BEIJING},
        "links": {"frequency": f"word-{KREMLIN}-{{slug}}", "frequency_reference": f"word-{BEIJING}-{{slug}}"},
    }


@table
def phrases(report: Report) -> dict:
    """Phrases of two and three words that one side's quoted passages have at least twice."""
    parts = [frequency.compare(report.corpus.of(KREMLIN), report.corpus.of(BEIJING), n).assign(n=n) for n in (2, 3)]
    data = pd.concat(parts, ignore_index=True).rename(columns={"ngram": "phrase"})
    data = data[data[["frequency", "frequency_reference"]].max(axis=1) >= 2].reset_index(drop=True)
    data["slug"] = data["phrase"].map(slug)
    return {
        "title": "Repeated phrases", "data": data,
        "caption": "Phrases of {plain}`2` and {plain}`3` words that one side’s quoted passages have at least {plain}`2` times. No phrase crosses from one passage to the next.",
        "columns": {"phrase": "Phrase", "frequency": "Kremlin", "frequency_reference": "Beijing"},
        "links": {"frequency": f"phrase-{KREMLIN}-{{slug}}", "frequency_reference": f"phrase-{BEIJING}-{{slug}}"},
    }


@table
def frames(report: Report) -> dict:
    """Frames in the quoted passages: counts, and rates beside them."""
    data = report.codebook.frames[["frame", "label"]].copy()
    for side, readout in (("kremlin", KREMLIN), ("beijing", BEIJING)):
        data[side] = [report.findings[slug("frame", readout, frame)].value for frame in data["frame"]]
        data[f"{side}_rate"] = [report.findings["rate-" + slug("frame", readout, frame)].value for frame in data["frame"]]
    return {
        "title": "Frames, counts and rates", "data": data,
        "caption": "Distinct coded stretches a frame in the quoted passages of 15 June 2022, with rates per {plain}`1,000` words. A rate of so few words serves to compare "
                   "passages of unequal length, and for nothing else.",
        "columns": {"label": "Frame", "kremlin": OF_KREMLIN, "kremlin_rate": "Kremlin, rate", "beijing": OF_BEIJING, "beijing_rate": "Beijing, rate"},
        "links": {"kremlin": f"frame-{KREMLIN}-{{frame}}", "kremlin_rate": f"rate-frame-{KREMLIN}-{{frame}}",
                  "beijing": f"frame-{BEIJING}-{{frame}}", "beijing_rate": f"rate-frame-{BEIJING}-{{frame}}"},
    }


@table
def codes(report: Report) -> dict:
    """Every code: the quoted passages of both sides, and the Kremlin's full texts."""
    names = report.codebook.frames.set_index("frame")["label"]
    data = report.codebook.codes[["frame", "code", "label"]].reset_index(drop=True)
    data["frame_label"] = data["frame"].map(names)
    readouts = {"kremlin": KREMLIN, "beijing": BEIJING, "kremlin_full_february": "kremlin-2022-02-25-full", "kremlin_full_june": "kremlin-2022-06-15-full"}
    for column, readout in readouts.items():
        data[column] = [report.findings[slug("code", readout, code)].value for code in data["code"]]
    return {
        "title": "Every code", "data": data,
        "caption": "Distinct coded stretches a code. In the first two columns of numbers zero means not in the quoted passages; in the last two it means absent from the full text. "
                   "The two kinds are never added up.",
        "columns": {"label": "Code", "frame_label": "Frame", "kremlin": OF_KREMLIN, "beijing": OF_BEIJING,
                    "kremlin_full_february": "Kremlin, full text of February, of {finding}`words-kremlin-2022-02-25-full` words",
                    "kremlin_full_june": "Kremlin, full text of June, of {finding}`words-kremlin-2022-06-15-full` words"},
        "links": {column: f"code-{readout}-{{code}}" for column, readout in readouts.items()},
    }


@table
def names(report: Report) -> dict:
    """What each side calls the war: the counts behind the figure."""
    long = naming_names(report).data
    long["column"] = long["side"] + "_" + long["event_date"].str.slice(5, 7).map({"02": "february", "06": "june"})
    data = long.pivot(index=["code", "label"], columns="column", values="finding").reset_index()
    order = list(report.codebook.codes["code"])
    data = data.sort_values("code", key=lambda codes: codes.map(order.index), ignore_index=True)
    columns = ["kremlin_february", "kremlin_june", "beijing_february", "beijing_june"]
    links = {column: f"{{{column}}}" for column in columns}
    return {
        "title": "Names of the war, counted", "data": data.fillna(""),
        "caption": "Occurrences in the full readouts. The Kremlin’s are counted in English by the codebook, Beijing’s in Chinese by one string a name; an empty cell was not counted. "
                   "Zero means absent from the full text.",
        "columns": {"label": "Name"} | {column: column.replace("_", ", ").title() for column in columns},
        "links": links,
    }


@table
def naming_description(report: Report) -> dict:
    """The descriptive layer: what each name presents."""
    labels = report.codebook.codes["label"]
    data = report.table("naming").assign(label=lambda naming: naming["code"].map(labels))
    return {
        "title": "Names of the war, described", "data": data,
        "caption": "What each name presents, whether it says who acts, of what place it speaks, and whose official term it is. This layer rests on the words alone.",
        "columns": {"label": "Name", "presents": "Presents", "agent_expressed": "Agent expressed", "scope": "Scope", "whose_term": "Whose term"}, "sources": ("whose_term",),
    }


@table
def naming_evaluation(report: Report) -> dict:
    """The evaluative layer: the same names under two standards."""
    labels = report.codebook.codes["label"]
    wide = report.table("naming_standards").pivot(index="code", columns="standard", values="evaluation").reset_index()
    wide = wide.rename(columns={"ES-11/1": "es_11_1", "russian-official-usage": "russian_official_usage"})
    order = list(labels.index)
    data = wide.assign(label=wide["code"].map(labels)).sort_values("code", key=lambda codes: codes.map(order.index), ignore_index=True)
    data["changes"] = ["yes" if row.es_11_1 != row.russian_official_usage else "" for row in data.itertuples()]
    return {
        "title": "The same names under two standards", "data": data,
        "caption": "Each name as straight talk (orthophemism), sweet talk (euphemism) or offensive talk (dysphemism), relative to a named standard. The reasons stand in the CSV of the data.",
        "columns": {"label": "Name", "es_11_1": "By resolution ES-11/1", "russian_official_usage": "By Russian official usage", "changes": "Changes with the standard"},
    }


@table
def article_terms(report: Report) -> dict:
    """What the article calls the war in its own words."""
    data = report.table("article_terms").assign(slug=lambda terms: terms["pattern"].map(slug))
    return {
        "title": "The article’s own words", "data": data,
        "caption": "What the article through which the passages come calls the war outside them. These are the journalist’s words, and no government’s.",
        "columns": {"pattern": "Looked for", "frequency": "Occurrences"}, "links": {"frequency": "article-{slug}"},
    }


@table
def silences(report: Report, date=JUNE) -> dict:
    """One call: each topic, stated, in part or absent, and in whose mouth."""
    labels = report.table("topics").set_index("topic")["label"]
    data = coverage.by_side(report.table("coverage"), date)
    data = data[data["told_by"] != "neither"].reset_index(drop=True)
    data.insert(1, "label", data["topic"].map(labels))
    for side in ("kremlin", "beijing"):
        data[f"{side}_shown"] = [_status(row, side) for row in data.itertuples()]
    month = f"{date:%B}"
    return {
        "id": f"silences-{month.lower()}", "title": f"Topics of the call of {results.day(date)}", "data": data,
        "caption": "Each topic that one of the full readouts states: its status, and the voice that the readout gives it. “Absent” is said of full texts only.",
        "columns": {"label": "Topic", "kremlin_shown": "Kremlin", "beijing_shown": "Beijing"},
    }


def _status(row, side: str) -> str:
    voice, basis = getattr(row, f"{side}_voice"), getattr(row, f"{side}_basis")
    names = {"putin": "Putin", "xi": "Xi", "both": "both leaders", "issuer": "the narrator"}
    if isinstance(voice, str):
        said = " and ".join(names[one] for one in voice.split("; ")) + (", implied" if basis == "implied" else "")
        return f"{getattr(row, side)}: {said}"
    return f"{getattr(row, side)}: nobody is named" if basis == "agentless" else getattr(row, side)


@table
def chinese_terms(report: Report) -> dict:
    """Chinese terms in the full Chinese readouts of both calls."""
    wide = report.table("beijing_terms").pivot(index="term", columns="event_date", values="frequency")
    data = wide.reindex(report.table("beijing_terms")["term"].unique()).reset_index().rename(columns=dict(zip(CALLS, ("february", "june"))))
    data.insert(1, "english", data["term"].map(ENGLISH))
    data["slug"] = data["term"].map(slug)
    return {
        "title": "Terms in the Chinese readouts", "data": data,
        "caption": "Occurrences of strings in the full Chinese texts of both calls. A string is counted inside longer ones too: the second 安全 of June stands in the name of the "
                   "Global Security Initiative. Zero means absent from the full text.",
        "columns": {"term": "Term", "english": "In English", "february": "25 February 2022", "june": "15 June 2022"},
        "links": {"february": f"term-{CALLS[0]}-{{slug}}", "june": f"term-{CALLS[1]}-{{slug}}"}
    }


@table
def chinese_series(report: Report) -> dict:
    """In how many of the twenty Chinese texts each term occurs."""
    terms = report.table("beijing_series")["term"].unique()
    data = pd.DataFrame({"term": terms, "english": [ENGLISH[term] for term in terms], "slug": [slug(term) for term in terms]})
    data["texts"] = [report.findings[f"texts-with-{name}"].value for name in data["slug"]]
    data = data.sort_values("texts", ascending=False, kind="stable", ignore_index=True)
    return {
        "title": "Terms across the Chinese texts", "data": data,
        "caption": "Of {finding}`chinese-texts` broadcast texts on contacts of Putin and Xi, how many have each string.",
        "columns": {"term": "Term", "english": "In English", "texts": "Texts that have it"},
        "links": {"texts": "texts-with-{slug}"}
    }


@table
def renderings(report: Report) -> dict:
    """Terms of the originals and their English."""
    data = report.table("renderings").fillna("").sort_values("other_wording", key=lambda wording: wording == "", kind="stable", ignore_index=True)
    data["shown"] = [row.original or ("(English page)" if row.language == "en" else "(not seen whole)") for row in data.itertuples()]
    return {
        "title": "Wording against wording", "data": data,
        "caption": "Terms of the originals as the official page (or usual practice) has them in English, and as relays and the press have them. Where there are two versions, the words that one "
                   "has and the other has not are marked in each; a notebook has them in square brackets.",
        "columns": {"shown": "Original", "official_or_usual_english": "Official or usual English", "other_wording": "Other wording", "kind_of_other": "Where from"},
        "against": {"official_or_usual_english": "other_wording", "other_wording": "official_or_usual_english"},
    }


@table
def attribution_ladder(report: Report) -> dict:
    """The full readouts of June: topics a rung of the ladder, and how many of them the other side states too."""
    data = pd.DataFrame({"ladder": list(voices.RUNGS), "form": list(voices.RUNGS.values())})
    data["slug"] = data["ladder"].map(slug)
    for side in ("kremlin", "beijing"):
        for column, end in ((side, ""), (f"{side}_both", "-told-by-both")):
            data[column] = [report.findings[f"rung-{JUNE}-{side}-{step}{end}"].value for step in data["slug"]]
    return {
        "title": "The attribution ladder", "data": data,
        "caption": "Topics of the full readouts of 15 June 2022 by the rung on which each stands, out of {finding}`topics-2022-06-15-kremlin-stated` for the Kremlin and "
                   "{finding}`topics-2022-06-15-beijing-stated` for Beijing; beside each number, how many of these topics the other readout states too, in whatever voice. "
                   "A topic in two mouths is counted on both rungs. The forms are made-up examples.",
        "columns": {"ladder": "Rung", "form": "Its form", "kremlin": "Kremlin", "kremlin_both": "of these, in Beijing’s text too", "beijing": "Beijing",
                    "beijing_both": "of these, in the Kremlin’s text too"},
        "links": {column: f"rung-{JUNE}-{column.removesuffix('_both')}-{{slug}}" + ("-told-by-both" if column.endswith("_both") else "")
                  for column in ("kremlin", "kremlin_both", "beijing", "beijing_both")},
    }


@table
def passage_voices(report: Report) -> dict:
    """Every counted passage of the two calls: verb, rung in the article and in the full text."""
    data = voices.against_full(report.corpus).query("counted and side in ['kremlin', 'beijing']").fillna({"reporting_verb": "", "ladder_full": ""})
    names = {"passage": "the passage", "article": "the article"}
    data["from"] = data["verb_basis"].map(names)
    data["readout"] = [f"{results.side_name(row.side)}, {results.day(row.event_date)}" for row in data.itertuples()]
    return {
        "title": "Passage by passage", "data": data.reset_index(drop=True),
        "caption": "Each quoted passage of the two readouts: the claim in our words, the reporting verb and whose it is, the rung on which the article presents the claim, and the rung of the same "
                   "topics in the full text.",
        "columns": {"claim": "Claim", "readout": "Readout", "reporting_verb": "Verb", "from": "Verb of", "ladder": "Rung as quoted", "ladder_full": "Rung in the full text"},
    }


@table
def reporting_verbs(report: Report) -> dict:
    """Reporting verbs: of the passages, supplied by the article, and of the Kremlin's full texts."""
    prefixes = {"kremlin": f"verb-{KREMLIN}", "beijing": f"verb-{BEIJING}", "kremlin_supplied": f"verb-supplied-{KREMLIN}", "beijing_supplied": f"verb-supplied-{BEIJING}",
                "full_february": "verb-kremlin-2022-02-25-full", "full_june": "verb-kremlin-2022-06-15-full"}
    start = f"{prefixes['full_june']}-"
    slugs = [finding.id.removeprefix(start) for finding in report.findings if finding.id.startswith(start)]
    data = pd.DataFrame({"verb": [name.replace("-", " ") for name in slugs], "slug": slugs})
    for column, prefix in prefixes.items():
        data[column] = [report.findings[f"{prefix}-{name}"].value for name in slugs]
    data = data[data[list(prefixes)].any(axis=1)].reset_index(drop=True)
    return {
        "title": "Reporting verbs", "data": data,
        "caption": "Verbs of saying and agreeing, each under its base form. The first two columns are the official words; in the next two the article supplies the verb. The last two are of the "
                   "Kremlin’s full English texts, a verb a sentence. The three kinds have denominators of their own and are not added up. In the passages zero means not in the quoted passages as a "
                   "reporting verb.",
        "columns": {"verb": "Verb", "kremlin": f"Kremlin, in {{finding}}`passages-{KREMLIN}` passages", "beijing": f"Beijing, in {{finding}}`passages-{BEIJING}` passages",
                    "kremlin_supplied": "Kremlin’s passages, by the article", "beijing_supplied": "Beijing’s passages, by the article",
                    "full_february": "Kremlin’s text of February, of {finding}`sentences-kremlin-2022-02-25-full` sentences",
                    "full_june": "Kremlin’s text of June, of {finding}`sentences-kremlin-2022-06-15-full` sentences"},
        "links": {column: f"{prefix}-{{slug}}" for column, prefix in prefixes.items()},
    }


@table
def agency(report: Report) -> dict:
    """Agency: the passages as the article presents them, and the Kremlin's full texts sentence by sentence."""
    readouts = {"kremlin": KREMLIN, "beijing": BEIJING, "full_february": "kremlin-2022-02-25-full", "full_june": "kremlin-2022-06-15-full"}
    data = pd.DataFrame({"agency": list(voices.AGENCY), "label": list(voices.AGENCY.values())})
    data["slug"] = data["agency"].map(slug)
    for column, readout in readouts.items():
        data[column] = [report.findings[f"agency-{readout}-{kind}"].value for kind in data["slug"]]
    return {
        "title": "Who acts in the reporting clause", "data": data,
        "caption": "The reporting clause of each passage as the article presents it, and of each sentence of the Kremlin’s full English texts. Passages and sentences have denominators of their own and "
                   "are not added up.",
        "columns": {"label": "Reporting clause", "kremlin": f"Kremlin, of {{finding}}`passages-{KREMLIN}` passages", "beijing": f"Beijing, of {{finding}}`passages-{BEIJING}` passages",
                    "full_february": "Kremlin’s text of February, of {finding}`sentences-kremlin-2022-02-25-full` sentences",
                    "full_june": "Kremlin’s text of June, of {finding}`sentences-kremlin-2022-06-15-full` sentences"},
        "links": {column: f"agency-{readout}-{{slug}}" for column, readout in readouts.items()},
    }


@table
def press_verdicts(report: Report) -> dict:
    """How many claims of the press stand how."""
    data = pd.DataFrame({"verdict": list(press.VERDICTS), "meaning": list(press.VERDICTS.values())})
    data["slug"] = data["verdict"].map(slug)
    data["claims"] = [report.findings[f"press-{name}"].value for name in data["slug"]]
    return {
        "title": "How the claims stand", "data": data,
        "caption": "The verdicts, what each means, and how many of the {finding}`press-claims` claims have it.",
        "columns": {"verdict": "Verdict", "meaning": "Meaning", "claims": "Claims"}, "links": {"claims": "press-{slug}"},
    }


@table
def press_kinds(report: Report) -> dict:
    """What happens to the words on the way: kinds of difference between a claim and the texts."""
    kinds = report.table("press_kinds")["kind"]
    data = pd.DataFrame({"kind": kinds.value_counts(sort=False).sort_values(ascending=False, kind="stable").index})
    data["slug"] = data["kind"].map(slug)
    data["claims"] = [report.findings[f"press-kind-{name}"].value for name in data["slug"]]
    return {
        "title": "What becomes of the words", "data": data,
        "caption": "Kinds of difference between a claim and the texts, one a claim, out of {finding}`press-claims` claims.",
        "columns": {"kind": "Kind", "claims": "Claims"}, "links": {"claims": "press-kind-{slug}"},
    }


@table
def press_claims(report: Report) -> dict:
    """Every claim of the press with its verdict and the reason."""
    data = press.held_against(report.corpus.tables, JUNE).fillna({"reason": ""})
    about = data["about"].map({"kremlin": "the Kremlin’s text", "beijing": "Beijing’s text", "both": "both texts"})
    data["report"] = data["outlet"] + ", on " + about
    return {
        "title": "Claim by claim", "data": data,
        "caption": "Claims of press reports on the two readouts of 15 June 2022, in our words, held against the full texts. The addresses of the reports stand in the CSV.",
        "columns": {"claim": "Claim", "report": "Report, and on what", "verdict": "Verdict", "kind": "Kind", "reason": "What the texts have"}, "sources": ("report",),
    }


@table
def validity_overall(report: Report) -> dict:
    """The machine against the reference coding, over all codes."""
    shown = {"precision": "Precision", "recall": "Recall", "F1": "F1", "kappa": "Cohen’s kappa", "alpha": "Krippendorff’s alpha, nominal", "unitised alpha": "Krippendorff’s alpha for unitising"}
    units = {"passage by code": "passage by code", "stretch, overlapping": "stretch, overlapping", "stretch, same bounds": "stretch, same bounds", "words": "stretch, in words"}
    data = agreement.overall(report.table("reference_coding"), report.coded, report.corpus.segments, report.codebook.codes["code"])
    data["label"], data["unit_label"] = data["measure"].map(shown), data["unit"].map(units)
    named = {finding.id for finding in report.findings}
    for column, suffix in (("value", ""), ("low", "-low"), ("high", "-high")):
        ids = [slug("validity", row.measure, row.unit) + suffix for row in data.itertuples()]
        data[f"{column}_id"] = [name if name in named else "" for name in ids]
        if suffix:
            data[f"{column}_shown"] = ["" if name in named else "nothing to draw" for name in ids]
    return {
        "title": "The machine against the reading", "data": data,
        "caption": "Over all codes and {finding}`validity-passages` passages. The interval is the percentile one, from resamples that draw whole passages; without any disagreement there is nothing to draw. "
                   "“Overlapping”: two stretches of one code share at least one character, each paired with one at most.",
        "columns": {"label": "Measure", "unit_label": "Unit", "value": "Value", "low_shown": "Interval, from", "high_shown": "to"},
        "links": {"value": "{value_id}", "low_shown": "{low_id}", "high_shown": "{high_id}"},
    }


@table
def validity_codes(report: Report) -> dict:
    """Each code by passages: what the reading and the machine have."""
    data = _agreed(report)
    columns = {"reading": "passages-reading", "machine": "passages-machine", "precision_shown": "precision", "recall_shown": "recall", "f1_shown": "f1", "alpha_shown": "alpha"}
    return {
        "title": "Each code, by passages", "data": _named_or_undefined(report, data, columns),
        "caption": "Passages that have the code, of {finding}`validity-passages`: by the reading, by the machine. In brackets the exact {plain}`95 %` interval (Clopper and Pearson), if passages were "
                   "independent: with one passage it is nearly all that a proportion can be. The {finding}`validity-codes-unused` codes that neither gives are left out: for them every measure is undefined.",
        "columns": {"label": "Code", "reading": "Reading", "machine": "Machine", "precision_shown": "Precision", "recall_shown": "Recall", "f1_shown": "F1", "alpha_shown": "Alpha"},
        "links": {column: f"{{{column}_id}}" for column in columns},
    }


@table
def validity_stretches(report: Report) -> dict:
    """Each code by stretches: how many each side marks, how many pair, and unitised alpha."""
    columns = {"reading": "stretches-reading", "machine": "stretches-machine", "paired": "stretches-paired", "same": "stretches-same", "unitised_shown": "unitised-alpha"}
    return {
        "title": "Each code, by stretches", "data": _named_or_undefined(report, _agreed(report), columns),
        "caption": "Stretches of words with the code, and alpha for unitising in words. One word more or less at the edge of a short stretch costs much: the distance is squared.",
        "columns": {"label": "Code", "reading": "Reading", "machine": "Machine", "paired": "Overlapping", "same": "Same bounds", "unitised_shown": "Unitised alpha"},
        "links": {column: f"{{{column}_id}}" for column in columns},
    }


def _agreed(report: Report) -> pd.DataFrame:
    """`agreement.by_code` of the codes that the reading or the machine gives, with their labels."""
    data = agreement.by_code(report.table("reference_coding"), report.coded, report.corpus.segments, report.codebook.codes["code"])
    data = data[(data["reference"] > 0) | (data["coded"] > 0)]
    return data.assign(code=data.index, label=report.codebook.codes["label"].reindex(data.index)).reset_index(drop=True)


def _named_or_undefined(report: Report, data: pd.DataFrame, columns: dict[str, str]) -> pd.DataFrame:
    """Add to each column its finding's id, and where there is none the word that stands in its place."""
    named = {finding.id for finding in report.findings}
    for column, kind in columns.items():
        ids = [f"validity-{kind}-{code}" for code in data["code"]]
        data[f"{column}_id"] = [name if name in named else "" for name in ids]
        data[column] = [report.findings[name].value if name in named else "undefined" for name in ids]
    return data


@table
def disagreements(report: Report) -> dict:
    """Every stretch on which the reading and the machine differ, with its explanation."""
    data, texts = report.table("disagreements").copy(), report.corpus.segments["text"]
    segments = report.corpus.segments.loc[data["segment_id"]]
    data["where"] = [f"{label}: {results.side_name(side)}, {results.day(date)}" for label, side, date in zip(data["code"].map(report.codebook.codes["label"]), segments["side"], segments["date"])]
    for side in ("reference", "coded"):
        data[f"{side}_words"] = ["nothing" if pd.isna(start) else f"“{texts[segment][int(start):int(end)]}”"
                                 for segment, start, end in zip(data["segment_id"], data[f"{side}_start"], data[f"{side}_end"])]
    return {
        "title": "Every disagreement, explained", "data": data,
        "caption": "All {finding}`validity-disagreements` stretches on which the reading and the machine differ: {finding}`validity-disagreements-bounds` in their bounds, "
                   "{finding}`validity-disagreements-coded-alone` marked by the machine alone, {finding}`validity-disagreements-reference-alone` by the reading alone. Nothing was changed in the patterns or in the reading because of them.",
        "columns": {"where": "Code and passage", "reference_words": "The reading marks", "coded_words": "The machine marks", "explanation": "Explanation"},
    }

MEASURES = {"log_likelihood": "G2, two-term and four-term", "log_ratio": "Log Ratio, and %DIFF where it is defined", "rate_ratio_low": "Exact interval of the ratio of rates",
            "lrc": "LRC, and its one-sided form", "bic": "BIC of G2", "simple_maths": "Simple maths", "log_odds": "Log-odds with a Dirichlet prior, and their z",
            "poisson_p": "Exact p of the ratio of rates", "fisher_p": "Fisher’s exact p", "holm": "Adjusted p, Holm’s and Benjamini and Hochberg’s"}


@table
def keyness(report: Report) -> dict:
    """Both sides' words with the measures that their texts can bear."""
    data = keywords.compare(report.corpus.of(KREMLIN), report.corpus.of(BEIJING))
    data["shown"] = data[["frequency", "frequency_reference"]].max(axis=1) >= keywords.LEAST
    data["higher"] = data["direction"].map({"target": "Kremlin", "reference": "Beijing", "equal": "equal"})
    data["lrc_and_p"] = [lrc if lrc == p else f"{lrc}; {p}" for lrc, p in zip(data["lrc"], data["fisher_p"])]
    data["slug"] = data["word"].map(slug)
    return {
        "title": "Keyness, both ways", "data": data, "shown": "shown",
        "caption": "Words that one side’s quoted passages of 15 June 2022 have at least {plain}`2` times, by their frequency on both sides together; the CSV has every word and every measure. "
                   "Rates are per {plain}`1,000` words. Log Ratio and the ratio of rates are the Kremlin’s over Beijing’s; † marks a Log Ratio in which a zero counts as {plain}`0.5`. In brackets "
                   "the exact {plain}`95 %` interval, if words were independent. Suppressed: {numref}`tab-keyness-needs` has the reasons.",
        "columns": {"word": "Word", "frequency": OF_KREMLIN, "rate": "Rate", "frequency_reference": OF_BEIJING, "rate_reference": "Rate", "higher": "Higher rate",
                    "log_ratio": "Log Ratio", "rate_ratio": "Ratio of rates", "lrc_and_p": "LRC; Fisher’s p"},
        "links": {"frequency": f"word-{KREMLIN}-{{slug}}", "rate": f"rate-word-{KREMLIN}-{{slug}}", "frequency_reference": f"word-{BEIJING}-{{slug}}",
                  "rate_reference": f"rate-word-{BEIJING}-{{slug}}", "log_ratio": "log-ratio-{slug}", "rate_ratio": "rate-ratio-{slug}"},
    }


@table
def keyness_needs(report: Report) -> dict:
    """What each measure needs, what is at hand, and hence whether it is printed."""
    words = frequency.compare(report.corpus.of(KREMLIN), report.corpus.of(BEIJING))
    raw = measure(*(words[name] for name in guard.COUNTS))
    needed = keywords.needs(raw).set_index("column").reindex(list(MEASURES))
    data = needed.assign(measure=list(MEASURES.values()), because=needed["because"].fillna("")).rename_axis("column").reset_index()
    data["in_this_book"] = ["suppressed" if count else "shown" for count in data["suppressed"].fillna(0)]
    for unit in ("texts", "words"):
        data[unit] = [f"{number:,.0f}" if number > 1 else "" for number in data[unit].fillna(0)]
    data["expected"] = [f"{number:.0f}" if number > 0 else "" for number in data["expected"].fillna(0)]
    shorter = min((KREMLIN, BEIJING), key=lambda readout: report.findings[f"words-{readout}"].value)
    return {
        "title": "What a measure needs", "data": data.drop(columns="suppressed"),
        "caption": f"The least that each measure needs on either side, by the rules of this book. At hand are {{finding}}`texts-{KREMLIN}` text a side and {{finding}}`words-{shorter}` words on the "
                   "shorter one. An empty cell asks for nothing beyond a count.",
        "columns": {"measure": "Measure", "texts": "Texts a side", "words": "Words a side", "expected": "Expected occurrences a side", "in_this_book": "In this book", "because": "Because"},
        "sources": ("texts", "words", "expected", "measure"),
    }


@table
def attainable_p(report: Report) -> dict:
    """The smallest p that relabelling whole texts can reach, by the number of texts."""
    pairs = [(1, 1), (2, 2), (3, 3), (4, 4), (5, 5), (1, 19), (1, 39), (2, 6)]
    data = pd.DataFrame([(n, m, comb(n + m, n), guard.attainable_p(n, m)) for n, m in pairs], columns=["n_target_texts", "n_reference_texts", "relabellings", "attainable_p"])
    data["p"] = [f"{p:.3f}" if p < 1 else "1" for p in data["attainable_p"]]
    return {
        "title": "What so many texts can reach", "data": data,
        "caption": "The smallest two-sided p that dealing the labels of whole texts anew can reach, whatever the words are. It is a matter of counting the ways, {plain}`2` in C({plain}`2`n, n) with n texts on "
                   "either side, since each way has its mirror image, and {plain}`1` in C(n + m, n) with unequal numbers; no result of these texts enters.",
        "columns": {"n_target_texts": "Texts of one side", "n_reference_texts": "Texts of the other", "relabellings": "Ways to label them", "p": "Smallest p"},
        "sources": ("n_target_texts", "n_reference_texts", "relabellings", "p"),
    }


@table
def turning(report: Report) -> dict:
    """Every headline finding that some choice turns over, and the choices that do."""
    run = headlines.results(report.corpus, report.codebook, report.coded, PAIR, FULL_TEXTS)
    turned = run[run["outcome"] == robustness.TURNS]
    turned = turned.assign(then=[robustness.reading(row.claim, row.frequency_then, row.frequency_reference_then) for row in turned.itertuples()])
    data = turned.groupby(["headline", "choice_group", "then"], sort=False).agg(**{name: (name, "first") for name in ("label", "claim", "target", "reference", "frequency", "frequency_reference")},
                                                                              choices=("choice", "; ".join)).reset_index()
    data["said"] = [headlines.said(report.codebook, row) for row in data.itertuples()]
    for side in ("target", "reference"):
        data[f"{side}_finding"] = data[side].map(headlines.finding_id)
    return {
        "title": "What turns over", "data": data.drop(columns=["target", "reference"]),
        "caption": "Every headline finding that some choice turns over: what it says, with both counts, the choices that turn it over, one at a time, and how it then reads. A lead that is lost to a tie is turned over.",
        "columns": {"label": "Finding", "said": "As counted", "frequency": "Count", "frequency_reference": "Against", "choices": "Turned over by", "then": "Then"},
        "links": {"frequency": "{target_finding}", "frequency_reference": "{reference_finding}"},
    }


AFTER = strata.KREMLIN_AFTER
CALL_COLUMNS = dict(zip(("february", "june"), FULL_TEXTS))
OF_CALLS = f"Kremlin’s calls, of {{finding}}`reference-texts-{AFTER}`"


@table
def reference_strata(report: Report) -> dict:
    """The strata of the reference lists: what each takes, how much, and from where."""
    data = report.table("reference_strata").copy()
    return {
        "title": "Strata of the reference lists", "data": data,
        "caption": "What each stratum takes from its source, and by which rule. The texts are not given; their counts, with addresses, are in {plain}`data/reference/`. The White House’s calls are the practice of one "
                   "party’s adversary, and no norm.",
        "columns": {"label": "Stratum", "rule": "Rule", "n_texts_in_source": "Texts in the source", "n_documents": "Texts taken", "n_tokens": "Words", "n_types": "Different words", "licence": "Licence"},
        "links": {"n_texts_in_source": "reference-source-{stratum}", "n_documents": "reference-texts-{stratum}", "n_tokens": "reference-tokens-{stratum}", "n_types": "reference-types-{stratum}"},
        "sources": ("label", "rule", "licence"),
    }


@table
def reference_rates(report: Report) -> dict:
    """Each frame's rate in each stratum, and whether the Kremlin's calls changed on 24 February 2022."""
    rates = strata.document_rates(report.corpus.tables)
    wide = strata.frame_rates(report.corpus.tables, rates).pivot(index="frame", columns="stratum", values="rate")
    data = report.codebook.frames[["frame", "label"]].join(wide, on="frame").merge(strata.shifts(report.corpus.tables, rates), on="frame")
    return {
        "title": "Frames in real readouts", "data": data,
        "caption": "Coded stretches per {plain}`1,000` words of all texts of a stratum, with the {plain}`95 %` interval from drawing whole texts anew; the Kremlin’s calls from 24 February 2022 less those before, "
                   "with the p of a permutation of whole texts, and the same corrected by Holm over the frames. The test takes the calls as exchangeable; several are with one and the same partner, which "
                   "makes its p too small by an unknown amount.",
        "columns": {"label": "Frame", "kremlin-before": "Kremlin, before", "kremlin-after": "Kremlin, from that day", "white-house": "White House", "difference": "Difference", "p": "p", "holm": "p, Holm"},
        "links": {**{name: f"reference-rate-{name}-{{frame}}" for name in ("kremlin-before", "kremlin-after", "white-house")}, "difference": "reference-shift-{frame}", "p": "reference-shift-p-{frame}",
                  "holm": "reference-shift-holm-{frame}"},
    }


@table
def reference_places(report: Report) -> dict:
    """Where each frame of the Kremlin's two readouts lies among its own calls."""
    data = report.codebook.frames[["frame", "label"]].copy()
    places = strata.places(report.corpus.tables, strata.document_rates(report.corpus.tables)).set_index(["readout_id", "frame"])
    data["texts"] = [report.findings[f"reference-has-{AFTER}-{frame}"].value for frame in data["frame"]]
    for month, readout in CALL_COLUMNS.items():
        for column in ("frequency", "rate", "above", "percentile", "low", "high"):
            data[f"{month}_{column}"] = [places.at[(readout, frame), column] for frame in data["frame"]]
    links = {"texts": f"reference-has-{AFTER}-{{frame}}"}
    for month, readout in CALL_COLUMNS.items():
        links |= {f"{month}_rate": f"reference-rate-call-{readout}-{{frame}}", f"{month}_percentile": f"reference-percentile-{readout}-{{frame}}", f"{month}_above": f"reference-above-{readout}-{{frame}}"}
    return {
        "title": "The two calls among the Kremlin’s calls", "data": data,
        "caption": "How many of the Kremlin’s calls from 24 February 2022 have a frame; then, for each of its two readouts on calls with Xi, the rate per {plain}`1,000` words, how many of those calls have a higher rate, "
                   "and the percentile, with its {plain}`95 %` interval. Calls with the same rate, above all zero, count half and widen the interval.",
        "columns": {"label": "Frame", "texts": OF_CALLS, "february_rate": "February, rate", "february_above": "Calls with a higher rate", "february_percentile": "Percentile",
                    "june_rate": "June, rate", "june_above": "Calls with a higher rate", "june_percentile": "Percentile"},
        "links": links,
    }


@table
def reference_words(report: Report) -> dict:
    """Words of the Kremlin's two readouts that none of its other calls has."""
    tables = report.corpus.tables
    words, white = strata.call_words(tables), strata.call_words(tables, strata.WHITE_HOUSE)
    rare = words[words["frequency_reference"] == 0]
    data = rare.pivot(index="word", columns="readout_id", values="frequency").rename(columns={readout: month for month, readout in CALL_COLUMNS.items()}).reset_index()
    data = data.merge(white[["word", "document_frequency"]].drop_duplicates("word").rename(columns={"document_frequency": "white_house"}), on="word")
    # A number of a date is a word of the text and says nothing about it.
    data = data[~data["word"].str.isdigit()].sort_values("word", ignore_index=True)
    links = {"white_house": "reference-with-white-house-{word_id}"}
    data["word_id"] = data["word"].map(word_id)
    for month, readout in CALL_COLUMNS.items():
        data[f"{month}_id"] = [f"reference-call-{readout}-{word}" if count == count else "" for word, count in zip(data["word_id"], data[month])]
        links[month] = f"{{{month}_id}}"
        data[month] = data[month].astype("Int64").astype(object).where(data[month].notna(), "")
    return {
        "title": "Words that no other call of the Kremlin has", "data": data,
        "caption": "Words of the Kremlin’s two readouts that none of its other {finding}`reference-texts-kremlin-after` calls from 24 February 2022 has, and how many of the White House’s "
                   "{finding}`reference-texts-white-house` calls have them. An empty cell: the readout has not the word. Numbers of dates are left out. “Deailed” stands so on the page.",
        "columns": {"word": "Word", "february": "February", "june": "June", "white_house": "White House’s calls that have it"}, "links": links,
    }


@table
def reference_keyness(report: Report) -> dict:
    """Words of content that one of the two readouts has at least twice, against the Kremlin's calls, with the measures that one text can bear."""
    data = _against_stratum(report, AFTER)
    return {
        "title": "Two readouts against the Kremlin’s calls", "data": data,
        "caption": "Words of content that one of the readouts has at least {plain}`2` times, in the order of how many of the Kremlin’s calls have the word as often per word. %DIFF is undefined where the "
                   "calls have none. Suppressed are LRC, which needs {plain}`1,000` words a side, and every p with its corrections by Holm and by Benjamini and Hochberg, since one text permits no test. "
                   "The CSV has each reason, and the other measures.",
        "columns": {"word": "Word", "call": "Call", "frequency": "Occurrences", "frequency_reference": "In the calls", "document_frequency": OF_CALLS, "documents_as_high": "Calls with it as often per word",
                    "log_likelihood": "G2, two terms", "log_ratio": "Log Ratio", "percent_difference": "%DIFF", "withheld": "LRC, p"},
        "links": _stratum_links(AFTER) | {"documents_as_high": "reference-high-{readout_id}-{word_id}"},
    }


@table
def reference_keyness_white_house(report: Report) -> dict:
    """The same words against the White House's calls."""
    return {
        "title": "Two readouts against the White House’s calls", "data": _against_stratum(report, strata.WHITE_HOUSE),
        "caption": "The same words against {finding}`reference-texts-white-house` calls of the president of the United States as the White House reports them: what is usual there is the practice of one "
                   "party’s adversary, and no norm. Suppressed as in {numref}`tab-reference-keyness`.",
        "columns": {"word": "Word", "call": "Call", "frequency": "Occurrences", "frequency_reference": "In the White House’s calls", "document_frequency": "Calls that have it",
                    "log_likelihood": "G2, two terms", "log_ratio": "Log Ratio", "percent_difference": "%DIFF", "withheld": "LRC, p"},
        "links": _stratum_links(strata.WHITE_HOUSE),
    }


def _against_stratum(report: Report, stratum: str) -> pd.DataFrame:
    """Words of content of the two readouts with their keyness against a stratum, undefined and withheld cells said as such."""
    table = strata.call_keyness(strata.call_words(report.corpus.tables, stratum), least=2)
    table = table[~table["word"].isin(frequency.FUNCTION_WORDS) & ~table["word"].str.isdigit()]
    table = table.sort_values(["readout_id", "documents_as_high", "frequency", "word"], ascending=[True, True, False, True], ignore_index=True)
    data = table.assign(word_id=table["word"].map(word_id), call=table["readout_id"].map({readout: month.title() for month, readout in CALL_COLUMNS.items()}))
    undefined = data["percent_difference"].isna()
    data["percent_id"] = [f"reference-{stratum}-percent-difference-{row.readout_id}-{row.word_id}" if not gone else "" for row, gone in zip(data.itertuples(), undefined)]
    data["percent_difference"] = data["percent_difference"].astype(object).where(~undefined, "undefined")
    data["withheld"] = ["suppressed" if lrc and p else "" for lrc, p in zip(data["lrc_withheld"], data["poisson_p_withheld"])]
    return data


def _stratum_links(stratum: str) -> dict[str, str]:
    return {"frequency": "reference-call-{readout_id}-{word_id}", "frequency_reference": f"reference-word-{stratum}-{{word_id}}", "document_frequency": f"reference-with-{stratum}-{{word_id}}",
            "log_likelihood": f"reference-{stratum}-log-likelihood-{{readout_id}}-{{word_id}}", "log_ratio": f"reference-{stratum}-log-ratio-{{readout_id}}-{{word_id}}",
            "percent_difference": "{percent_id}"}


@table
def reference_collocates(report: Report) -> dict:
    """What stands near the names of the war and the words of its frames in the Kremlin's calls."""
    table = strata.collocates(report.corpus.tables)
    table = table[~table["collocate"].isin(frequency.FUNCTION_WORDS) & (table["frequency"] >= 4)]
    data = table.sort_values(["node", "log_dice"], ascending=[True, False], ignore_index=True)
    data["key"] = [f"reference-near-{slug(row.node)}-{word_id(row.collocate)}" for row in data.itertuples()]
    ends = {"frequency": "", "frequency_left": "-left", "frequency_right": "-right", "document_frequency": "-texts", "mi": "-mi", "t": "-t", "log_likelihood": "-log-likelihood", "log_dice": "-log-dice"}
    return {
        "title": "What stands near, in the Kremlin’s calls", "data": data,
        "caption": "Words of content that stand at least {plain}`4` times within {plain}`5` words to the left or right of a node, never from a page’s summary into its body, in the {finding}`reference-texts-kremlin-after` calls from 24 February 2022; in the order "
                   "of logDice. MI compares occurrences with those expected, t and G2 (four terms) also weigh how many there are. “Crisis”, which the calls have {finding}`reference-node-kremlin-after-crisis` times, and “issue” have no such word.",
        "columns": {"node": "Node", "collocate": "Near it", "frequency": "Together", "frequency_left": "Left", "frequency_right": "Right", "document_frequency": "Calls", "mi": "MI", "t": "t",
                    "log_likelihood": "G2", "log_dice": "logDice"},
        "links": {column: f"{{key}}{end}" for column, end in ends.items()},
    }


@table
def reference_dispersion(report: Report) -> dict:
    """How evenly some words are spread over the Kremlin's and the White House's calls."""
    words = report.table("reference_words")
    wide = words[words["word"].isin(NODES) & (words["stratum"] != strata.KREMLIN_BEFORE)].pivot(index="word", columns="stratum", values=["frequency", "document_frequency", "dp", "dp_corrected"])
    data = wide.set_axis([f"{measure}_{stratum}".replace("-", "_") for measure, stratum in wide.columns], axis=1).reindex(NODES).rename_axis("word").reset_index()
    links = {}
    for stratum in (AFTER, strata.WHITE_HOUSE):
        for measure, kind in (("frequency", "node"), ("document_frequency", "node-texts"), ("dp_corrected", "dp")):
            links[f"{measure}_{stratum}".replace("-", "_")] = f"reference-{kind}-{stratum}-{{word}}"
    return {
        "title": "How evenly words are spread", "data": data,
        "caption": "Occurrences, texts that have the word, and the deviation of proportions, divided by its largest possible value: {plain}`0` where every text has its share of the word, {plain}`1` where the smallest text has "
                   "all. The Kremlin’s {finding}`reference-texts-kremlin-after` calls from 24 February 2022 and the White House’s {finding}`reference-texts-white-house`. Every word that occurs twice is listed so in {plain}`data/reference/words.csv`.",
        "columns": {"word": "Word", "frequency_kremlin_after": "Kremlin", "document_frequency_kremlin_after": "Its calls", "dp_corrected_kremlin_after": "DP, corrected",
                    "frequency_white_house": "White House", "document_frequency_white_house": "Its calls", "dp_corrected_white_house": "DP, corrected"},
        "links": links,
    }


@table
def reference_phrases(report: Report) -> dict:
    """Recurring phrases of the Kremlin's calls that the two readouts share."""
    table = report.table("reference_phrases")
    shared = table[(table["n_words"] >= 3) & (table[["february", "june"]].sum(axis=1) > 0)]
    # A phrase inside a longer one with the same counts says nothing more.
    inside = [any(f" {row.phrase} " in f" {other.phrase} " and row.frequency == other.frequency and other.n_words > row.n_words for other in shared.itertuples()) for row in shared.itertuples()]
    data = shared[[not one for one in inside]].sort_values(["n_words", "frequency", "phrase"], ascending=[False, False, True], ignore_index=True)
    data["key"] = [f"reference-phrase-{word_id(phrase)}" for phrase in data["phrase"]]
    return {
        "title": "Formulas of the Kremlin’s calls in the two readouts", "data": data,
        "caption": "Runs of {plain}`3` to {plain}`5` words that stand at least {plain}`5` times, in at least {plain}`3` of the Kremlin’s {finding}`reference-texts-kremlin-after` calls from 24 February 2022, and also in one of its two readouts. A run inside "
                   "a longer one as frequent is left out.",
        "columns": {"phrase": "Phrase", "frequency": "In the calls", "document_frequency": "Calls that have it", "february": "February", "june": "June"},
        "links": {"frequency": "{key}", "document_frequency": "{key}-texts", "february": "{key}-february", "june": "{key}-june"},
    }


@table
def chinese_course(report: Report) -> dict:
    """What stays, comes and goes in Beijing's series of twenty texts."""
    data = strata.course(report.table("beijing_series"))
    order = ["stays", "comes", "goes", "passes", "once", "never"]
    data = data.sort_values(["course", "first"], key=lambda column: column.map(order.index) if column.name == "course" else column.astype(str), kind="stable", ignore_index=True)
    data.insert(1, "english", data["term"].map(ENGLISH))
    data = data.assign(slug=data["term"].map(slug), first=data["first"].fillna(""), last=data["last"].fillna(""))
    return {
        "title": "What stays, comes and goes in Beijing’s texts", "data": data,
        "caption": "Each string in {finding}`chinese-texts` broadcast texts, in their order. It stays if one of the first {plain}`5` texts and one of the last {plain}`5` has it; it goes if one of the first has it and none of the last, "
                   "comes if one of the last has it and none of the first, and passes if it stands in texts between. A string of a single text is there once.",
        "columns": {"term": "Term", "english": "In English", "course": "Course", "first": "First", "last": "Last", "texts": "Texts that have it"},
        "links": {"texts": "texts-with-{slug}"}
    }


TABLES = (readouts, words, phrases, frames, codes, names, naming_description, naming_evaluation, article_terms, silences, chinese_terms, chinese_series, attribution_ladder, passage_voices,
          reporting_verbs, agency, press_verdicts, press_kinds, press_claims, renderings,
          validity_overall, validity_codes, validity_stretches, disagreements,
          keyness, keyness_needs, attainable_p, turning,
          reference_strata, reference_rates, reference_places, reference_words, reference_keyness, reference_keyness_white_house, reference_collocates, reference_dispersion, reference_phrases, chinese_course)
