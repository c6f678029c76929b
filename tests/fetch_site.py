"""A site on this machine for the tests of `readouts fetch`, and pages in the shapes of the real ones, with invented texts."""

import contextlib
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

EN = [
    "The Presidents of Ruritania and Graustark had a\u00a0telephone conversation.",
    "They discussed the harvest & the railway, and <agreed> to speak again.",
    "* * *",
    "The talk was brief.",
]
RU = [
    "Президенты Руритании и\u00a0Граустарка провели телефонный разговор.",
    "Обсуждены урожай и железная дорога.",
    "Разговор носил деловой характер.",
]
ZH = [
    "6月15日下午，甲国主席同乙国总统通电话。",
    "双方就粮食收成和铁路建设交换了意见，一致同意保持沟通。",
]


def _escaped(text):
    return (
        text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\u00a0", "&nbsp;")
    )


def paragraphs(texts):
    return "\n".join(f"<p>{_escaped(text)}</p>" for text in texts)


def kremlin(texts, title="Telephone talk", day="2022-06-15", lead="", person="", extra=""):
    """As kremlin.ru has it: lead and body apart, cards of persons and the metadata within the body."""
    lead = (
        f'<div class="read__lead entry-summary p-summary" itemprop="description" role="heading"><p>{lead}</p></div>'
        if lead
        else ""
    )
    person = (
        f'<p>It named <a href="/catalog/persons/9/events">{person} <span><span>{person}</span> Head of an office</span></a>.</p>'
        if person
        else ""
    )
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title} • President</title></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/events">Events</a></li></ul></nav>
<article class="read__in hentry h-entry"><div class="read__top"><h1 class="entry-title p-name" itemprop="name">{title}</h1>{lead}
<div class="read__meta"><time class="read__published" datetime="{day}" itemprop="datePublished">some day</time><div class="read__time">19:00</div></div></div>
<div class="entry-content e-content read__internal_content" itemprop="articleBody">{paragraphs(texts)}{person}
<div class="read__bottommeta hidden-copy"><div><div class="read__tags masha-ignore"><h3>Topics</h3><ul><li class="p-category"><a href="/t">Foreign policy</a></li></ul></div>
<p>Publication date: some day, 19:00</p><p>Direct link: site/d/1</p></div></div></div>{extra}</article><footer>All rights</footer></body></html>"""


def mfa_english(texts, title="Talk by Telephone", day="2022-06-15"):
    return f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><meta name="PubDate" content="{day} 20:09">
<title>{title}_Ministry of Somewhere</title></head><body><div class="nav"><a href="/eng/">Home</a></div>
<div class="content"><h1>{title}</h1><p class="time">Updated: {day}</p><div class="content_text"><div class="view_default TRS_UEDITOR trs_paper_default trs_web">
<p><img src="a.jpg" alt="picture"/></p>{paragraphs(texts)}</div>
<div style="clear:both;"></div></div><div class="links">Related Links: Embassy | Consulate</div></div></body></html>"""


def mfa_chinese(texts, title="甲国主席同乙国总统通电话", day="2022-06-15", charset="utf-8"):
    return f"""<html><head><meta charset="{charset}"><title>{title}_某部</title></head><body>
<div class="news-title"><h1>{title}</h1><p class="time"><span>来源</span><span>{day} 20:09</span></p></div>
<div class="news-main" id="News_Body_Txt_A"><!--enpcontent--><style>.a{{}}</style>{paragraphs("　　" + text for text in texts)}<!--/enpcontent--></div>
<div class="news-foot">附件</div><div class="links">相关链接</div></body></html>"""


def cctv(texts, title="[视频]甲国主席同乙国总统通电话"):
    return f"""<html><head><meta charset="utf-8"><title>{title}_某节目官网_某网(example.com)</title></head><body><div class="nav"><h3>频道</h3></div>
<div class="cnt_nav"><h3>甲国主席同乙国总统通电话</h3><div class="info"><span class="laiyuan">来源：某网</span><span class="time">2022年06月15日 19:13</span></div></div>
<div class="content_area" id="content_area">
<!--repaste.body.begin--><p><strong>央视网消息</strong>（新闻联播）：{texts[0]}</p>{paragraphs(texts[1:])}<!--repaste.body.end--></div>
<div class="zebian">编辑：某</div><div class="relevance"><a href="#">相关视频</a></div></body></html>"""


def navigation(many=40):
    return (
        "<html><head><title>Site</title></head><body><ul>"
        + "".join(
            f"<li><a href='/n{i}'>The president met visitor number {i} of the day</a></li>"
            for i in range(many)
        )
        + "</ul></body></html>"
    )


def slow(links=16_000):
    """A page of less than a megabyte that takes its reader some twenty seconds."""
    said = (f"<p><a href='/{i}'>w{i} said</a> the harvest</p>" for i in range(links))
    return f"<html><body>{''.join(said)}</body></html>".encode()


class Site:
    """What the server answers, by path, and the log of what it was asked.

    An answer is a status, a body and headers; of a list of answers each is given once, and the last for ever; a
    function gets the handler and does as it likes.
    """

    def __init__(self, port):
        self.port, self.answers, self.log, self.sent, self.stopped = (
            port,
            {},
            [],
            0,
            threading.Event(),
        )

    def url(self, path, host="127.0.0.1"):
        return f"http://{host}:{self.port}{path}"

    def page(self, path, html, headers=None, status=200):
        body = html if isinstance(html, bytes) else html.encode()
        self.answers.setdefault(path, []).append(
            (status, body, {"Content-Type": "text/html; charset=utf-8"} | (headers or {}))
        )

    def status(self, path, status, **headers):
        self.page(
            path,
            "",
            {name.replace("_", "-"): str(value) for name, value in headers.items()},
            status,
        )

    def robots(self, text, **how):
        self.page("/robots.txt", text, {"Content-Type": "text/plain"}, **how)

    def does(self, path, function):
        self.answers.setdefault(path, []).append(function)

    def asked(self, but=("/robots.txt",)):
        return [path for path, _, _ in self.log if path not in but]


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        site = self.server.site
        site.log.append((self.path, self.headers, time.monotonic()))
        answers = site.answers.get(self.path) or [
            (404, b"<html>no such page</html>", {"Content-Type": "text/html"})
        ]
        answer = answers.pop(0) if len(answers) > 1 else answers[0]
        with contextlib.suppress(OSError):  # the client may have gone
            if callable(answer):
                answer(self)
                return
            status, body, headers = answer
            self.send_response(status)
            for name, value in ({"Content-Length": str(len(body))} | headers).items():
                if value is not None:
                    self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

    def log_message(self, *_):
        pass


@contextlib.contextmanager
def serving():
    """A site on 127.0.0.1, until the test ends."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads, server.block_on_close = True, False
    server.site = Site(server.server_port)
    thread = threading.Thread(
        target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True
    )
    thread.start()
    try:
        yield server.site
    finally:
        server.site.stopped.set()
        server.shutdown()
        server.server_close()
        thread.join(5)
