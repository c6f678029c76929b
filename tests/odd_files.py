"""Files that lost something in silence, or were guessed wrong, made up: what each was taken for, and is now."""

import json
from typing import NamedTuple

from test_readers_office import packed, pdf_of


class Odd(NamedTuple):
    """A file, or a folder of files by their names.

    Attributes
    ----------
    content : str, bytes or dict
    found : list of tuple, optional
        Side, day and text of each document; None where it is refused.
    told : str
        What is said of it, or of why it is refused.
    before : str
        What was wrong.
    """

    content: object
    found: list | None
    told: str
    before: str


TURNS = [("Q", "", "Why?"), ("A", "", "We must.")]
SPOKEN = ["QUESTION: Why?", "LEE: We must.", "QUESTION: When?", "LEE: Now."]
OF_LEE = [("QUESTION", "", "Why?"), ("LEE", "", "We must."), ("QUESTION", "", "When?"), ("LEE", "", "Now.")]  # fmt: skip
A_DAY, TWO = "2022-06-15", [("A", "2022-06-15", "One."), ("B", "2022-06-16", "Two.")]
WITHIN = "<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body>{}</w:body></w:document>"
PARAGRAPHS = WITHIN.format("".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in SPOKEN))
LABELS = "labels were words of the text"
SAID = [
    "The presidents spoke of peace for an hour on Wednesday, and they agreed to meet again.",
    "They spoke of trade too, and of the border, which is closed.",
]
PAGE = (
    "<html><head><title>Call</title></head><body><div class='cookie-consent'><p>We use cookies to improve your experience. Accept all cookies or read our cookie policy.</p></div><article><h1>Telephone call</h1><p>"
    + "</p><p>".join(SAID)
    + "</p>{}</article><footer>{}</footer></body></html>"
)
OLD_OFFICE = b"\xd0\xcf\x11\xe0" + b"\0" * 600
NEXIS = "{}\n\nThe Daily\n\nJune 15, 2022 Wednesday\n\nLength: 5 words\n\nBody\n\n{}\n\nClassification\n\nEnd of Document\n\n"
ARTICLE = "{} of 2 DOCUMENTS\n\nThe Daily\n\nJune 15, 2022 Wednesday\n\nTHEY SPEAK\n\n{}\n\n"
OF_DAILY = [("The Daily", A_DAY, "One."), ("The Daily", A_DAY, "Two.")]
HEAD = "From: Press <p@x.org>\nSubject: Readout\nDate: Wed, 15 Jun 2022 10:00:00 +0000\n\nThey spoke.\n"
ODD = {
    "stops.txt": Odd("Q. Why?\nA. We must.\n", TURNS, "transcript", LABELS),
    "colons.txt": Odd("Q: Why?\n\nA: We must.\n", TURNS, "transcript", f"of two turns the {LABELS}"),
    "numbers.txt": Odd("Q1. Why?\nA1. We must.\n", TURNS, "transcript", LABELS),
    "ru.txt": Odd("Вопрос. Почему?\nОтвет. Надо.\n", [("Вопрос", "", "Почему?"), ("Ответ", "", "Надо.")], "transcript", LABELS),
    "fr.txt": Odd("QUESTION - Pourquoi ?\nRÉPONSE - Il le faut.\n", [("QUESTION", "", "Pourquoi ?"), ("RÉPONSE", "", "Il le faut.")], "transcript", LABELS),
    "ja.txt": Odd("質問：なぜですか。\n回答：必要です。\n", [("質問", "", "なぜですか。"), ("回答", "", "必要です。")], "transcript", f"of two turns the {LABELS}"),
    "press.txt": Odd("MR. LEE: Hello.\n\nQ    Why?\n\nMR. LEE: We must.\n", [("MR. LEE", "", "Hello."), ("Q", "", "Why?"), ("MR. LEE", "", "We must.")], "transcript", LABELS),
    "qa.md": Odd("**Q:** Why?\n\n**A:** We must.\n", TURNS, "transcripts, whose speakers are a column", LABELS),
    "spoken.docx": Odd(packed(word__document_xml=PARAGRAPHS), OF_LEE, "transcripts, whose speakers are a column", LABELS),
    "spoken.pdf": Odd(pdf_of(SPOKEN), OF_LEE, "--form pdf reads texts", LABELS),
    "spoken.rtf": Odd(rb"{\rtf1\ansi " + rb"\par ".join(map(str.encode, SPOKEN)) + b"}", OF_LEE, "transcripts, whose speakers are a column", f"{LABELS}; with the option that was advised, the marks of RTF too"),
    "turns.csv": Odd('side,text\nA,"Q: Why?\nA: We must."\n', [("A", "", "Q: Why?\nA: We must.")], "labels of speakers: 'Q:', 'A:'", "the labels in a cell were not told of"),
    "sides": Odd({"north_2022-06-15.txt": "LEE: One.\nWEI: Two.\nLEE: Three.\n", "south_2022-06-15.txt": "Four."}, [("LEE", A_DAY, "One."), ("WEI", A_DAY, "Two."), ("LEE", A_DAY, "Three."), ("south", A_DAY, "Four.")], "not read: 'side by name'", "beside a transcript the other file had no side"),
    "rights.html": Odd(PAGE.format("", "Copyright 2022"), [("rights", "", "\n\n".join(SAID))], "date: not known", "the day was 1 January 2022, of the copyright"),
    "earlier.html": Odd(PAGE.format("<p>They last met on 4 February 2021 in the south.</p>", ""), [("earlier", "", "\n\n".join([*SAID, "They last met on 4 February 2021 in the south."]))], "date: not known", "the day was that of an earlier meeting in the text"),
    "frames.html": Odd("<html><frameset><frame src='a.html'></frameset></html>", None, "that shows another page", "its marks were the text"),
    "program.html": Odd("<html><body><div id='x'></div><noscript>Enable JavaScript.</noscript></body></html>", None, "waits for a program", "the words for a browser without JavaScript were the text"),
    "rows.html": Odd("<html><body><table><tr><td>A</td></tr><tr><td>B</td></tr><tr><td>C</td></tr></table></body></html>", [("rows", "", "A\n\nB\n\nC")], "a table of 3 rows is read as text", "not told of"),
    "a.doc": Odd(OLD_OFFICE + "WordDocument".encode("utf-16-le"), None, "Word before 2007 .\\.doc.; save it as .docx", "a file of Word or Excel"),
    "a.msg": Odd(OLD_OFFICE + "__substg1.0_".encode("utf-16-le"), None, "a mail of Outlook", "a file of Word or Excel"),
    "locked.xlsx": Odd(OLD_OFFICE + "EncryptedPackage".encode("utf-16-le"), None, "locked by a password", "a file of Word or Excel before 2007"),
    "a.mbox": Odd(f"From p@x.org Wed Jun 15 10:00:00 2022\n{HEAD}", None, "a box of mails", "no column of text"),
    "mail.txt": Odd(HEAD, [("mail", "", HEAD.strip())], "the head of a mail, whose lines are words", "not told of"),
    "errors.csv": Odd("side,date,text\nA,2022-06-15,One.\nB,2022-06-16,#REF!\n", TWO[:1], "nothing but a mark such as NA, left out", "a word of the text was REF"),
    "again.csv": Odd("side,date,text\nA,2022-06-15,One.\n\ufeffside,date,text\nB,2022-06-16,Two.\n", TWO, "the names of the columns stand again", "a text of the side 'side' (of tables that were put together)"),
    "cut.csv": Odd("side,text\nA," + "on " * 10922 + "x\n", [("A", "", "on " * 10922 + "x")], "the most that a cell of a spreadsheet has", "not told that the text was cut off"),
    "thousandths.csv": Odd("side,date,text\nA,1655251200000,One.\n", None, "--date-format epoch reads seconds, or thousandths", "a day that the calendar has, and no cure"),
    "glued": Odd({"15jun2022_A.txt": "One.", "16jun2022_B.txt": "Two."}, TWO, "side: column 'side'", "the sides were 15jun2022 and 16jun2022"),
    "short": Odd({"220615_A.txt": "One.", "220616_B.txt": "Two."}, [("A", "", "One."), ("B", "", "Two.")], "such as '220615', are not read as days", "the sides were 220615 and 220616"),
    "weeks": Odd({"A_2022-W24.txt": "One.", "B_2022-166.txt": "Two."}, [("A", "", "One."), ("B", "", "Two.")], "are not read as days", "not told of"),
    "year": Odd({"2022/A.txt": "One.", "2022/B.txt": "Two."}, [("A", "", "One."), ("B", "", "Two.")], "side: column 'side'", "the side of both was 2022"),
    "body.txt": Odd(ARTICLE.format(1, "BODY:\nOne.\n\nCopyright 2022 The Company\nAll Rights Reserved") + ARTICLE.format(2, "Two."), OF_DAILY, "not read: 'copyright'", "'BODY' and the line of rights were words"),
    "cover.txt": Odd("User Name: x\nDate and Time: 17 June\nDocuments (2)\n1. Call\n\n" + NEXIS.format("Call", "One.") + NEXIS.format("Talk", "Two."), OF_DAILY, "not read before the first article: 'User Name: x", "the first source was 'Date and Time: 17 June', of the cover"),
    "uncoded.txt": Odd("Call\nThe Daily, 15 June 2022\nOne.\n\nDocument DAILY00020220615ei6f0000a\n", [("uncoded", "", "Call\nThe Daily, 15 June 2022\nOne.\n\nDocument DAILY00020220615ei6f0000a")], "an export of Factiva without the codes", "many articles were one text, which was not told"),
    "proquest.txt": Odd("Document 1 of 2\n\nOne.\n\nDocument 2 of 2\n\nTwo.\n", [("proquest", "", "Document 1 of 2\n\nOne.\n\nDocument 2 of 2\n\nTwo.")], "an export of ProQuest", "many articles were one text, which was not told"),
    "paragraphs.json": Odd(json.dumps([{"side": "A", "paragraphs": [{"text": "One."}, {"text": "Two."}]}]), [("A", "", "One.\n\nTwo.")], "text: column 'paragraphs'", "the last word of a paragraph and the first of the next were one"),
    "captions.txt": Odd("1\n00:00:01,000 --> 00:00:02,000\nOne.\n", [("captions", "", "One.")], "1 SRT file", "numbers and times were words"),
    "web.txt": Odd("WEBVTT\n\n00:01.000 --> 00:02.000\nOne.\n", [("web", "", "One.")], "1 VTT file", "times were words"),
    "matter.txt": Odd("---\nside: A\n---\nOne.\n", [("matter", "", "---\nside: A\n---\nOne.")], "front matter, whose lines are words", "not told of"),
    "lines.txt": Odd("Title: Call\nDate: 15 June 2022\n\nOne.\n", [("lines", "", "Title: Call\nDate: 15 June 2022\n\nOne.")], "lines such as 'Title: Call' are words", "not told of"),
    "parted.txt": Odd("=== A ===\nOne.\n\n=== B ===\nTwo.\n", [("parted", "", "=== A ===\nOne.\n\n=== B ===\nTwo.")], "lines that part it, such as '=== A ==='", "several texts were one, which was not told"),
    "notes.txt": Odd("They spoke.[1]\n\n[1] By telephone.\n", [("notes", "", "They spoke.[1]\n\n[1] By telephone.")], "odd words, marks of notes: '[1]'", "not told of"),
    "controls.txt": Odd("They spoke\x0c of peace\x1b.\n", [("controls", "", "They spoke\x0c of peace\x1b.")], "odd words, controls", "not told of"),
    "scripts.txt": Odd("They spoke of peace and agreed to meet. Они говорили о мире и договорились о встрече.\n", [("scripts", "", "They spoke of peace and agreed to meet. Они говорили о мире и договорились о встрече.")], "texts in two scripts, each taken for one language", "not told of"),
    "bytes.csv": Odd("side,text\nA,b'One.'\nB,\\u0414\\u0430\n", [("A", "", "b'One.'"), ("B", "", "\\u0414\\u0430")], "escapes of a program: \"b'\", '\\\\u0414'", "not told of"),
    "tags.csv": Odd("side,text\nA,<PERSON>Lee</PERSON> spoke.\n", [("A", "", "<PERSON>Lee</PERSON> spoke.")], "tags that are none of HTML: '<PERSON>'", "not told of"),
    "picture.csv": Odd("side,text\nA,<img src='x'>\nB,Two.\n", [("B", "", "Two.")], "1 row without a text, left out: 2", "the text was said to be nothing but a mark such as NA"),
    "garbled.csv": Odd("side,text\nÃ‰lysÃ©e,One.\n", [("Ã‰lysÃ©e", "", "One.")], "sides with mojibake: 'Ã‰lysÃ©e'", "mojibake was looked for in texts alone"),
    "shapes.csv": Odd("side,text\nA,One.\nА,Two.\n\u200bA,Three.\n", [("A", "", "One."), ("А", "", "Two."), ("\u200bA", "", "Three.")], "sides that look alike, and are 3", "a Cyrillic letter and a space without width were not told of"),
    "tables": Odd({"north.csv": "date,text\n2022-06-15,One.\n", "south.csv": "date,text\n2022-06-16,Two.\n"}, [("north", "2022-06-15", "One."), ("south", "2022-06-16", "Two.")], "side: column 'side by file'", "the side was not known"),
    "endings": Odd({"a.txt": "One.", "b.txt": "Two.", "manifest.csv": "file,side\na,A\nb,B\n"}, [("A", "", "One."), ("B", "", "Two.")], "capitals and endings: 'a' as 'a.txt'", "refused"),
    "empty.zip": Odd(b"PK\x05\x06" + b"\0" * 18, None, "an empty ZIP archive", "bytes that are no text"),
    "house.txt": Odd("The Prime Minister (Ann Lee): One.\nBen Ray (North) (Ind): Two.\nThe Prime Minister: Three.\n", [("The Prime Minister", "", "One."), ("Ben Ray", "", "Two."), ("The Prime Minister", "", "Three.")], "transcript", LABELS),
    "meeting.txt": Odd("Ann Lee  0:03\nOne.\nAnd so\non.\nMore.\n\nBen Ray  0:10\nTwo.\n\nAnn Lee  0:15\nThree.\n", [("Ann Lee", "", "One.\nAnd so\non.\nMore."), ("Ben Ray", "", "Two."), ("Ann Lee", "", "Three.")], "transcript", "names and times were words"),
    "toml.md": Odd("+++\ntitle = 'x'\n+++\nOne.\n", [("toml", "", "+++ title = 'x' +++ One.")], "front matter of TOML, whose lines are words", "not told of"),
    "strict.docx": Odd(packed(word__document_xml=PARAGRAPHS.replace("schemas.openxmlformats.org/wordprocessingml/2006", "purl.oclc.org/ooxml/wordprocessingml")), OF_LEE, "transcripts", "no text in any row"),
    "struck.docx": Odd(packed(word__document_xml=WITHIN.format("<w:p><w:r><w:rPr><w:strike/></w:rPr><w:t>No. </w:t></w:r><w:r><w:t>Yes.</w:t><w:sym/></w:r></w:p><w:altChunk/>")), [("struck", "", "No. Yes.")], "signs of a font of symbols are not read, a part that is another document is not read, words that are struck out are read", "not told of"),
    "numbers.json": Odd('[{"side": 1, "text": "One."}, {"side": 2.0, "text": "Two."}]', [("1", "", "One."), ("2", "", "Two.")], "side: column 'side'", "said to be sides whose spaces or accents are evened"),
    "a.orc": Odd(b"ORC" + b"\0\1" * 50, None, "a table of ORC", "bytes that are not in UTF-16"),
    "a.pkl": Odd(b"\x80\x04\x95" + b"\0\1" * 50, None, "objects of Python", "bytes that are no text"),
    "letter.rtf": Odd(rb"{\rtf1\ansi They {\u spoke}.\par}", None, "a letter of Unicode that has no number", "a damaged file lost the letter after it"),
    "jis.csv": Odd("side,text\nA,両首脳は協議した。\n".encode("iso2022_jp"), [("A", "", "両首脳は協議した。")], "ISO-2022-JP, guessed", "bytes of the encoding were words, in UTF-8"),
    "signs.csv": Odd("side,text\nA,It cost £3 or so.\n".encode("cp1252"), [("A", "", "It cost £3 or so.")], "it gives '£'", "the sign was a letter of Cyrillic, in CP866"),
    "minutes": Odd({"2022-06-15T10:00 A.txt": "One.", "2022-06-15T11:30 B.txt": "Two."}, [("A", A_DAY, "One."), ("B", A_DAY, "Two.")], "in the first 2 rows: A (1), B (1)", "the times made two events of one"),
    "seconds": Odd({"20220615120000-A.txt": "One.", "20220616120000-B.txt": "Two."}, TWO, "in the first 2 rows: A (1), B (1)", "neither day nor side were known"),
    "counted": Odd({"1. A 2022.txt": "One.", "2. B 2022.txt": "Two."}, [("A", "", "One."), ("B", "", "Two.")], "event: column 'event', in the first 2 rows: 2022 (2)", "the numbers of the files made two events of one"),
    "quarter": Odd({"2022q2_A.txt": "One.", "2022q2_B.txt": "Two."}, [("A", "", "One."), ("B", "", "Two.")], "in the first 2 rows: A (1), B (1)", "the side of both was 2022q2"),
    "twos": Odd({"15-06-22_A.txt": "One.", "16-06-22_B.txt": "Two."}, [("A", "", "One."), ("B", "", "Two.")], "such as '15-06-22', are not read as days", "the sides were 15-06-22 and 16-06-22"),
    "lists.json": Odd(json.dumps({"A": [{"date": A_DAY, "text": "One."}], "B": [{"date": "2022-06-16", "text": "Two."}]}), TWO, "side: column 'side'", "one of the two sides was not read"),
}  # fmt: skip
