"""The names by which columns are known, in the languages of those who keep them."""

import re
import unicodedata

# For each role, the best name first: those of English, then of other languages.
_NAMES = {
    "text": """
        full_text fulltext text body content words utterance article_text article_full_text
        body_text article_body text_body main_text plain_text cleaned_text clean_text article
        transcript statement speech текст содержание 正文 内容 文本 wortlaut inhalt volltext rede
        texte contenu discours texto contenido discurso conteúdo testo
        contenuto discorso tekst treść metin içerik konuşma вміст зміст النص نص 本文 本文テキスト テキスト
        내용 본문 텍스트 inhoud quotation_content quotation segment passage paragraphs selftext
        message texte_intégral texto_completo texto_íntegro testo_completo volltext_des_artikels
        текст_заявления полный_текст повний_текст tekstas teksts tekst_pełny szöveg κείμενο טקסט متن
        پاک_متن văn_bản nội_dung ข้อความ teks isi pamatteksti teksti tekstur textul text_integral
        全文 正文内容 原文 発言 発言内容 発言本文 원문 전문
    """,
    "side": """
        side issuer publisher source outlet country government party agency organization
        organisation institution сторона источник 来源 国家 seite herausgeber absender quelle land
        regierung partei pays gouvernement parti país fuente gobierno partido fonte governo
        paese strona źródło kraj rząd taraf kaynak ülke джерело країна страна правительство
        المصدر الدولة 出典 国 出处 출처 국가 bron speaker sprecher sprecherin redner orateur locuteur
        intervenant hablante orador oratore parlante mówca konuşmacı спикер оратор говорящий
        спікер мовець المتحدث 发言人 说话人 発言者 話者 발언자 화자 spreker author user user_name username
        screen_name sender from lado parte strana الجانب الطرف طرف جانب 发布方 发布者 发布机构 機関
        発表者 発信者 発表元 발표자 발행처 側 方 pusė šalis puse kant sida πλευρά צד bên ฝ่าย pihak
        émetteur emisor emissor emittente herausgeberin 来源机构 sheet side_by_file
    """,
    "date": """
        date publish_time published_time published_date publish_date published
        publication_date date_published published_at pub_date pubdate datetime date_time
        event_date created created_at timestamp raw_date day time date_of_year_month_day дата
        日期 时间 datum veröffentlicht veröffentlichungsdatum erscheinungsdatum
        date_de_publication fecha fecha_de_publicación data data_publikacji
        data_di_pubblicazione data_de_publicação data_di_pubblicazione tarih yayın_tarihi
        дата_публикации дата_публікації дата_выступления التاريخ تاريخ تاريخ_النشر تاریخ 日付 年月日
        날짜 일자 发布日期 发布时间 公開日 発表日 게시일 dato pvm päivämäärä dátum ημερομηνία תאריך
        ngày วันที่ tanggal date_du_discours created_utc created_time
    """,
    "event": """
        event event_id event_name call call_id conversation conversation_id meeting meeting_id
        событие 事件 ereignis gespräch anruf événement evento wydarzenie olay подія разговор
        الحدث 出来事 会談 会谈 사건
    """,
    "language": """
        language lang locale язык 语言 sprache langue idioma lingua língua język dil мова اللغة
        言語 语种 언어 taal
    """,
    "id": """
        id document_id doc_id docid docname doc_name readout_id text_id article_id uid uuid
        slug kennung nr identifiant identificador numer номер
    """,
    "title": """
        title headline heading subject заголовок название 标题 titel überschrift schlagzeile
        titre título titolo tytuł başlık назва العنوان タイトル 見出し 제목 題名
    """,
    "url": """
        url link address href permalink source_url page_url web_url uri webadresse
        lien enlace ligação collegamento odnośnik bağlantı ссылка посилання الرابط 链接 网址 リンク
        주소
    """,
    "completeness": "completeness",
}
NAMES = {role: names.split() for role, names in _NAMES.items()}
ROLES = tuple(NAMES)
SEPARATORS = {",": "comma", "\t": "tab", ";": "semicolon", "|": "bar"}
NUMBERED = re.compile(r"(?P<base>.*?\D)_?(?P<number>\d{1,3})")


def plain(name: str) -> str:
    """Return a column's name as names are compared: small letters, words joined by one underscore.

    Examples
    --------
    >>> plain("publishTime"), plain(" Article Full-Text 1"), plain("Überschrift")
    ('publish_time', 'article_full_text_1', 'überschrift')
    """
    name = unicodedata.normalize("NFC", str(name)).strip("\ufeff ")
    return re.sub(r"[\W_]+", "_", re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name)).strip("_").lower()


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
