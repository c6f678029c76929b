"""The names by which columns are known."""

import re

# For each role, the best name first.
NAMES = {
    "text": [
        "text",
        "body",
        "content",
        "words",
        "utterance",
        "full_text",
        "fulltext",
        "article_text",
        "article_full_text",
        "body_text",
        "article_body",
        "text_body",
        "main_text",
        "plain_text",
        "cleaned_text",
        "clean_text",
        "article",
        "transcript",
        "statement",
        "speech",
        "текст",
        "содержание",
        "正文",
        "内容",
        "文本",
    ],
    "side": [
        "side",
        "issuer",
        "publisher",
        "source",
        "outlet",
        "country",
        "government",
        "party",
        "agency",
        "organization",
        "organisation",
        "institution",
        "сторона",
        "источник",
        "来源",
        "国家",
    ],
    "date": [
        "date",
        "publish_time",
        "published_time",
        "published_date",
        "publish_date",
        "published",
        "publication_date",
        "date_published",
        "published_at",
        "pub_date",
        "pubdate",
        "datetime",
        "date_time",
        "event_date",
        "created",
        "created_at",
        "timestamp",
        "raw_date",
        "day",
        "time",
        "date_of_year_month_day",
        "дата",
        "日期",
        "时间",
    ],
    "event": [
        "event",
        "event_id",
        "event_name",
        "call",
        "call_id",
        "conversation",
        "conversation_id",
        "meeting",
        "meeting_id",
        "событие",
        "事件",
    ],
    "language": ["language", "lang", "locale", "язык", "语言"],
    "id": [
        "id",
        "document_id",
        "doc_id",
        "docid",
        "docname",
        "doc_name",
        "readout_id",
        "text_id",
        "article_id",
        "uid",
        "uuid",
        "slug",
    ],
    "title": ["title", "headline", "heading", "subject", "заголовок", "название", "标题"],
    "url": [
        "url",
        "link",
        "address",
        "href",
        "permalink",
        "source_url",
        "page_url",
        "web_url",
        "uri",
    ],
    "completeness": ["completeness"],
}
ROLES = tuple(NAMES)
SEPARATORS = {",": "comma", "\t": "tab", ";": "semicolon", "|": "bar"}
NUMBERED = re.compile(r"(?P<base>.*?\D)_?(?P<number>\d{1,3})")


def plain(name: str) -> str:
    """Return a column's name as names are compared: small letters, words joined by one underscore.

    Examples
    --------
    >>> plain("publishTime"), plain(" Article Full-Text 1")
    ('publish_time', 'article_full_text_1')
    """
    return (
        re.sub(r"[\W_]+", "_", re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", str(name).strip()))
        .strip("_")
        .lower()
    )


def text_columns(columns: list[str]) -> list[str]:
    """Return the column of text by its name; or the columns over which it is spread, which are numbered.

    Examples
    --------
    >>> text_columns(["id", "Text"]), text_columns(["part_2", "body_2", "body_1"]), text_columns(["date"])
    (['Text'], ['body_1', 'body_2'], [])
    """
    by_name = {plain(column): column for column in reversed(columns)}
    series: dict[str, dict[int, str]] = {}
    for name, column in by_name.items():
        if match := NUMBERED.fullmatch(name):
            series.setdefault(match["base"].rstrip("_"), {})[int(match["number"])] = column
    for name in NAMES["text"]:
        if name in by_name:
            return [by_name[name]]
        if len(series.get(name, {})) > 1:
            return [series[name][number] for number in sorted(series[name])]
    return []


def separator_of_table(start: str) -> str:
    """Return the separator of a text that is a table by its first line: names of columns, one of them of a text; else ''.

    Examples
    --------
    >>> separator_of_table("side|text"), separator_of_table("The text, by date, was read.")
    ('|', '')
    """
    header = start.lstrip("\ufeff").split("\n", 1)[0].strip().replace('"', "")
    known = {name for names in NAMES.values() for name in names}
    for separator in SEPARATORS:
        names = [plain(name) for name in header.split(separator)]
        if len(names) > 1 and text_columns(names) and sum(name in known for name in names) > 1:
            return separator
    return ""
