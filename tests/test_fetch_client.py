"""How a site is asked: what it is told, how long it is left alone, and what does not count as a page."""

import itertools
import ssl
import time

import fetch_site
import pytest
from readouts.fetch import client as module
from readouts.fetch.client import Client, Failure

PAGE = fetch_site.kremlin(fetch_site.EN)
AGENT = "readouts/0 (a test; nobody@example.org)"


@pytest.fixture
def site():
    with fetch_site.serving() as site:
        yield site


def asker(**how):
    return Client(AGENT, **{"delay": 0.01, "timeout": 5, "retries": 2, "allow_private": True} | how)


def refused(client, url):
    with pytest.raises(Failure) as failure:
        client.page(url)
    return str(failure.value)


# --- What is told, and how often


def test_a_request_says_who_asks_and_takes_the_page_as_it_is(site):
    site.page("/1", PAGE)
    answer = asker().page(site.url("/1"))
    assert (
        answer.body == PAGE.encode() and answer.charset == "utf-8" and answer.url == site.url("/1")
    )
    assert [
        (path, headers["User-Agent"], headers["Accept-Encoding"]) for path, headers, _ in site.log
    ] == [("/robots.txt", AGENT, "identity"), ("/1", AGENT, "identity")]
    assert {headers["Host"] for _, headers, _ in site.log} == {f"127.0.0.1:{site.port}"}


def test_a_robots_txt_is_asked_for_once(site):
    site.page("/1", PAGE)
    client = asker()
    for _ in range(3):
        client.page(site.url("/1"))
    assert [path for path, _, _ in site.log] == ["/robots.txt", "/1", "/1", "/1"]


def pauses(site):
    times = [moment for _, _, moment in site.log]
    return [after - before for before, after in itertools.pairwise(times)]


@pytest.mark.parametrize(
    ("robots", "least"),
    [
        ("", 0.1),
        ("User-agent: *\nCrawl-delay: 0.3\n", 0.3),
        ("User-agent: readouts\nRequest-rate: 5/1s\n", 0.2),
    ],
)
def test_between_two_requests_the_delay_passes_or_the_longer_one_that_the_site_asks_for(
    site, robots, least
):
    site.robots(robots)
    site.page("/1", PAGE)
    client = asker(delay=0.1)
    client.page(site.url("/1"))
    client.page(site.url("/1"))
    assert len(pauses(site)) == 2 and all(pause >= least - 0.005 for pause in pauses(site))


def test_one_site_does_not_wait_for_another():
    with fetch_site.serving() as one, fetch_site.serving() as other:
        one.page("/1", PAGE)
        other.page("/1", PAGE)
        client = asker(delay=0.3)
        begun = time.monotonic()
        client.page(one.url("/1"))
        client.page(other.url("/1"))
        assert (
            time.monotonic() - begun < 0.9
        )  # each waits once after its robots.txt; a third wait would be needed for one queue


# --- robots.txt, as RFC 9309 has it


@pytest.mark.parametrize(
    "robots",
    [
        "User-agent: *\nDisallow: /\n",
        "User-agent: other\nAllow: /\n\nUser-agent: Readouts\nDisallow: /news\n",
        "User-agent: *\nDisallow: /*/1$\n",
        "\ufeffUser-agent: *\nDisallow: /news/1\nAllow: /news\n",
    ],
)
def test_what_robots_txt_disallows_is_not_asked_for(site, robots):
    site.robots(robots)
    assert (
        refused(asker(), site.url("/news/1"))
        == f"the robots.txt of 127.0.0.1:{site.port} disallows it"
    )
    assert site.asked() == []


@pytest.mark.parametrize(
    "robots",
    [
        "User-agent: *\nDisallow: /news\nAllow: /news/1\n",
        "User-agent: *\nDisallow: /\n\nUser-agent: readouts\nDisallow: /other\n",
        "User-agent: *\nDisallow:\n",
        "<html><body>Disallow: everything, says this page, which is no robots.txt</body></html>",
    ],
)
def test_what_robots_txt_allows_is_asked_for(site, robots):
    site.robots(robots)
    site.page("/news/1", PAGE)
    assert asker().page(site.url("/news/1")).status == 200


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_a_site_without_robots_txt_has_no_rules(site, status):
    site.status("/robots.txt", status)
    site.page("/1", PAGE)
    assert asker().page(site.url("/1")).status == 200


@pytest.mark.parametrize("status", [429, 500, 501, 503])
def test_nothing_is_asked_of_a_site_whose_robots_txt_cannot_be_read(site, status):
    site.status("/robots.txt", status)
    client = asker(retries=1)
    for path in ("/1", "/2"):
        assert f"its robots.txt cannot be read: {status}" in refused(client, site.url(path))
    assert site.asked() == [] and len(site.log) == (1 if status == 501 else 2)


def test_a_robots_txt_that_moved_is_followed_and_one_that_never_ends_is_read_as_far_as_it_must(
    site,
):
    site.status("/robots.txt", 301, Location="/r")
    site.does(
        "/r", lambda handler: endless(handler, b"User-agent: *\nDisallow: /1\n" + b"#" * 65536)
    )
    assert "disallows" in refused(asker(), site.url("/1"))
    assert (
        site.sent < 20_000_000
    )  # what the buffers between the two hold; it would be sent for ever


# --- Statuses


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        (404, "404 Not Found"),
        (410, "410 Gone"),
        (403, "403 Forbidden"),
        (501, "501 Not Implemented"),
        (204, "204 No Content"),
        (599, "status 599"),
    ],
)
def test_a_status_that_will_not_pass_is_asked_once(site, status, reason):
    site.status("/1", status)
    assert refused(asker(), site.url("/1")) == reason
    assert site.asked() == ["/1"]


@pytest.mark.parametrize("status", [408, 425, 429, 500, 502, 503, 504])
def test_a_status_that_may_pass_is_asked_again(site, status):
    site.status("/1", status)
    site.status("/1", status)
    site.page("/1", PAGE)
    assert asker().page(site.url("/1")).body == PAGE.encode()
    assert site.asked() == ["/1"] * 3


def test_it_gives_up_after_the_retries(site):
    site.status("/1", 503)
    assert refused(asker(retries=3), site.url("/1")) == "503 Service Unavailable"
    assert site.asked() == ["/1"] * 4


def test_the_pauses_double_and_vary(site, monkeypatch):
    waits, third = [], set()
    monkeypatch.setattr(module.time, "sleep", waits.append)
    monkeypatch.setattr(module.time, "monotonic", lambda: 0.0)
    site.status("/1", 503)
    for _ in range(20):
        waits.clear()
        refused(asker(delay=4, retries=3), site.url("/1"))
        # At once for robots.txt, then the delay; then 4, 8 and 16 seconds, half of it up or down, never less than the delay.
        assert (
            waits[0] == 4
            and all(max(4, 2 * 2**n) <= wait <= 6 * 2**n for n, wait in enumerate(waits[1:]))
            and len(waits) == 4
        )
        third.add(waits[3])
    assert len(third) == 20


def test_a_retry_after_is_waited_for(site):
    site.status("/1", 429, Retry_After=1)
    site.page("/1", PAGE)
    asker().page(site.url("/1"))
    assert pauses(site)[-1] >= 1


def test_a_site_that_asks_for_a_long_wait_is_left_alone(site):
    site.status("/1", 429, Retry_After=86400)
    site.page("/2", PAGE)
    client = asker(max_wait=60)
    assert refused(client, site.url("/1")) == "429 Too Many Requests"
    assert "asks for a wait of 86400 s" in refused(client, site.url("/2"))
    assert site.asked() == ["/1"]


def test_the_delay_itself_may_be_longer_than_the_longest_wait(site):
    site.page("/1", PAGE)
    assert asker(delay=0.2, max_wait=0.1).page(site.url("/1")).status == 200


def test_a_long_crawl_delay_is_not_broken(site):
    site.robots("User-agent: *\nCrawl-delay: 9999\n")
    site.page("/1", PAGE)
    assert "asks for a wait of 9999 s" in refused(asker(max_wait=60), site.url("/1"))
    assert site.asked() == []


# --- Redirects


def test_redirects_are_followed_on_the_site_and_to_letters_of_any_script(site):
    site.status("/1", 301, Location="two?a=b#top")
    site.status("/two?a=b", 302, Location="/новости".encode().decode("latin-1"))
    site.page("/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8", PAGE)
    answer = asker().page(site.url("/1"))
    assert (
        answer.url == site.url("/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8")
        and answer.body == PAGE.encode()
    )


@pytest.mark.parametrize(
    ("places", "reason"),
    [
        (["/1"], "in a circle"),
        (["/2", "/1"], "in a circle"),
        ([f"/{n}" for n in range(2, 9)], "more than 5 times"),
        (["file:///etc/passwd"], "'file:///etc/passwd', which is no web address"),
        (["ftp://127.0.0.1/x"], "no web address"),
        (["data:text/html,x"], "no web address"),
        (["//user:word@127.0.0.1/"], "no web address"),
        (["http://[::1"], "no web address"),
    ],
)
def test_redirects_that_lead_nowhere_end(site, places, reason):
    for path, place in zip(["/1", *places], places):
        site.status(path, 302, Location=place)
    assert reason in refused(asker(), site.url("/1"))
    assert len(site.asked()) <= 6


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_every_kind_of_redirect_is_followed(site, status):
    site.status("/1", status, Location="/2")
    site.page("/2", PAGE)
    assert asker().page(site.url("/1")).body == PAGE.encode()


def test_a_redirect_without_a_place_ends(site):
    site.status("/1", 302)
    assert "circle" in refused(asker(), site.url("/1"))


def test_the_rules_of_the_site_that_a_redirect_leads_to_hold():
    with fetch_site.serving() as one, fetch_site.serving() as other:
        one.status("/1", 302, Location=other.url("/secret"))
        other.robots("User-agent: *\nDisallow: /secret\n")
        assert (
            refused(asker(), one.url("/1"))
            == f"the robots.txt of 127.0.0.1:{other.port} disallows it"
        )
        assert other.asked() == []


def test_no_address_of_a_private_network_is_asked(site):
    for host in ("127.0.0.1", "localhost", "2130706433", "0.0.0.0"):
        assert "private network" in refused(asker(allow_private=False), site.url("/1", host))
    assert site.log == []


def test_a_redirect_into_a_private_network_is_refused(site, monkeypatch):
    monkeypatch.setattr(
        module,
        "_is_public",
        lambda address, real=module._is_public: address == "127.0.0.1" or real(address),
    )
    site.status("/1", 302, Location="http://10.0.0.1/admin")
    assert "10.0.0.1, an address of a private network" in refused(
        asker(allow_private=False, timeout=1), site.url("/1")
    )


# --- Bodies that are none


def send(handler, *parts, **headers):
    handler.send_response(200)
    for name, value in {"Content-Type": "text/html", **headers}.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    for part in parts:
        handler.wfile.write(part)
    handler.wfile.flush()


def endless(handler, block):
    send(handler)
    while not handler.server.site.stopped.is_set():
        handler.wfile.write(block)
        handler.server.site.sent += len(block)


HALF = PAGE.encode()[:400]
CHUNK = b"%x\r\n%s\r\n" % (len(HALF), HALF)


@pytest.mark.parametrize(
    "function",
    [
        lambda handler: send(handler, HALF, Content_Length="5000"),
        lambda handler: send(handler, CHUNK, b"400\r\nshort", Transfer_Encoding="chunked"),
        lambda handler: send(handler, CHUNK, Transfer_Encoding="chunked"),
        lambda handler: send(handler, HALF),
    ],
    ids=["length", "within a chunk", "no last chunk", "neither length nor end"],
)
def test_a_page_that_was_cut_short_never_counts_and_is_asked_for_again(site, function):
    site.does("/1", function)
    site.page("/1", PAGE)
    assert asker().page(site.url("/1")).body == PAGE.encode()
    site.does("/2", function)
    assert "cut short" in refused(asker(retries=1), site.url("/2"))
    assert site.asked() == ["/1", "/1", "/2", "/2"]


@pytest.mark.parametrize(
    "function",
    [
        lambda handler: send(
            handler,
            b"%x\r\n%s\r\n0\r\n\r\n" % (len(PAGE.encode()), PAGE.encode()),
            Transfer_Encoding="chunked",
        ),
        lambda handler: send(handler, PAGE.encode()),
    ],
    ids=["chunks", "to the end of the connection"],
)
def test_a_page_in_chunks_or_without_a_length_is_whole(site, function):
    site.does(
        "/1", lambda handler: (setattr(handler, "protocol_version", "HTTP/1.1"), function(handler))
    )
    assert asker(retries=0).page(site.url("/1")).body == PAGE.encode()


def test_an_empty_page_is_none(site):
    site.page("/1", "")
    site.page("/1", PAGE)
    assert asker().page(site.url("/1")).body == PAGE.encode()
    site.page("/2", "")
    assert refused(asker(), site.url("/2")) == "an empty page"


def test_a_page_that_is_too_large_is_not_read_to_its_end(site):
    site.page("/1", "x" * 2000)
    assert refused(asker(max_bytes=1999), site.url("/1")) == "larger than 1,999 bytes"
    assert len(asker(max_bytes=2000).page(site.url("/1")).body) == 2000
    site.does("/2", lambda handler: endless(handler, b"x" * 65536))
    assert refused(asker(max_bytes=1_000_000), site.url("/2")) == "larger than 1,000,000 bytes"
    assert site.sent < 20_000_000


def drip(handler, parts):
    for part in parts:
        if handler.server.site.stopped.wait(0.1):
            return
        handler.wfile.write(part)
        handler.wfile.flush()


@pytest.mark.parametrize(
    "function",
    [
        lambda handler: handler.server.site.stopped.wait(5),
        lambda handler: drip(handler, [b"HTTP/1.1 200 OK\r\n", *[b"X-A: b\r\n"] * 60]),
        lambda handler: (send(handler, Content_Length="9000"), drip(handler, [b"x"] * 60)),
        lambda handler: (send(handler), drip(handler, [b"x"] * 60)),
        lambda handler: (send(handler, PAGE.encode()), drip(handler, [b"x"] * 60)),
    ],
    ids=["silence", "slow headers", "slow body", "slow body without length", "slow after its end"],
)
def test_an_answer_that_takes_too_long_ends(site, function):
    site.does("/1", function)
    begun = time.monotonic()
    assert refused(asker(timeout=0.4, retries=0), site.url("/1")) == "no whole answer within 0.4 s"
    assert time.monotonic() - begun < 2


@pytest.mark.parametrize("kind", ["application/pdf", "image/png; x=y", "video/mp4"])
def test_what_is_no_page_is_not_read(site, kind):
    site.page("/1", b"%PDF", {"Content-Type": kind})
    assert refused(asker(), site.url("/1")) == f"no web page but {kind.partition(';')[0]}"


def test_a_server_that_speaks_no_http_or_is_not_there_is_a_failure(site):
    site.does("/1", lambda handler: handler.wfile.write(b"SSH-2.0-OpenSSH\r\n\r\n"))
    assert "the connection failed" in refused(asker(retries=0), site.url("/1"))
    assert "the connection failed" in refused(asker(retries=0), f"https://127.0.0.1:{site.port}/1")
    with fetch_site.serving() as gone:
        url = gone.url("/1")
    assert "the connection failed" in refused(asker(retries=0), url)


def test_a_certificate_must_name_the_host_and_one_that_is_not_valid_is_not_asked_again(monkeypatch):
    tried = []

    def connect(self):
        tried.append((self.host, self.server_hostname, self.ssl_context.verify_mode))
        raise ssl.SSLCertVerificationError("self-signed")

    monkeypatch.setattr("urllib3.connection.HTTPSConnection.connect", connect)
    monkeypatch.setattr(
        module.socket, "getaddrinfo", lambda *_, **__: [(2, 1, 6, "", ("127.0.0.1", 443))]
    )
    assert "its certificate is not valid" in refused(asker(), "https://en.kremlin.ru/1")
    assert tried == [("127.0.0.1", "en.kremlin.ru", ssl.CERT_REQUIRED)]


def test_a_host_that_is_not_there_is_said(monkeypatch):
    def nowhere(*_, **__):
        raise module.socket.gaierror(module.socket.EAI_NONAME, "no such name")

    monkeypatch.setattr(module.socket, "getaddrinfo", nowhere)
    assert refused(asker(), "http://nowhere.example/1").endswith("there is no host nowhere.example")


def test_a_host_with_several_addresses_is_asked_at_the_first_that_answers(site, monkeypatch):
    real = module.socket.getaddrinfo

    def two(host, port, *rest, **how):
        hosts = ["127.0.0.2", "127.0.0.1"] if host == "en.kremlin.ru" else [host]
        return [info for one in hosts for info in real(one, port, *rest, **how)]

    connect = module.urllib3.connection.HTTPConnection.connect
    monkeypatch.setattr(module.socket, "getaddrinfo", two)
    monkeypatch.setattr(
        module.urllib3.connection.HTTPConnection,
        "connect",
        lambda self: refuse() if self.host == "127.0.0.2" else connect(self),
    )
    site.page("/1", PAGE)
    assert asker(retries=0).page(site.url("/1", "en.kremlin.ru")).body == PAGE.encode()
    assert {headers["Host"] for _, headers, _ in site.log} == {f"en.kremlin.ru:{site.port}"}


def refuse():
    raise ConnectionRefusedError
