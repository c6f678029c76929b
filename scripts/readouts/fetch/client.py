"""Ask for pages politely: who asks is said, one request at a time, with waits, and only what robots.txt allows.

`Client` keeps what it must remember of each site: its rules, and when it may be asked next.
"""

import contextlib
import datetime
import email.utils
import http
import http.client
import ipaddress
import random
import re
import socket
import ssl
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import SplitResult, urljoin, urlsplit

import certifi
import urllib3
import urllib3.connection
import urllib3.exceptions
from protego import Protego

from .addresses import normalize

TOKEN = "readouts"  # by which a robots.txt may name this program
REDIRECTS = 5  # as many as RFC 9309 asks for
ROBOTS_BYTES = 512 * 1024  # RFC 9309: at least 500 KiB of a robots.txt are read
MOVED = {301, 302, 303, 307, 308}
PASSING = {408, 425, 429, 500, 502, 503, 504}  # worth asking again
BROKEN = (
    OSError,
    http.client.HTTPException,
    urllib3.exceptions.HTTPError,
)  # what a connection raises
PAGES = frozenset({"text/html", "application/xhtml+xml", ""})


class Failure(Exception):
    """Why an address gave no page, in words; `allowed` is False where it may not be asked for."""

    def __init__(self, reason: str, status: int | None = None, allowed: bool = True):
        super().__init__(reason)
        self.status, self.allowed = status, allowed


class TemporaryFailure(Failure):
    """A failure that may pass; `wait` is how many seconds the site asks for."""

    def __init__(self, reason: str, status: int | None = None, wait: float = 0):
        super().__init__(reason, status)
        self.wait = wait


class Answer(NamedTuple):
    """What came for an address: its last address after redirects, the body as it was sent, and what tells this version from others."""

    url: str
    status: int
    charset: str
    body: bytes
    location: str
    fetched_at: str
    etag: str = ""
    last_modified: str = ""


class Kept(NamedTuple):
    """A page that is there already: the address that gave it, and what the server called this version."""

    url: str
    etag: str = ""
    last_modified: str = ""

    def conditions(self, url: str) -> dict[str, str]:
        """Return the headers by which the server sends the page only if it is another; of another address, which may have the same names, none."""
        named = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in named.items() if value and url == self.url}


@dataclass
class Client:
    """Asks for pages, one at a time.

    Parameters
    ----------
    agent : str
        The User-Agent; begins with `TOKEN`.
    delay : float
        Seconds between two requests to one host; a longer Crawl-delay of its robots.txt wins.
    timeout : float
        Seconds for one answer, from the first byte asked to the last received.
    retries : int
        How often a request is made again after a failure that may pass; the pauses double, with jitter, and are never
        shorter than a Retry-After.
    max_bytes : int
        A larger page is none.
    max_wait : float
        A site that asks for a longer wait than so many seconds is left for another day.
    allow_private : bool
        Whether addresses of private networks and of this machine may be asked.
    say : function
        Takes a line for the person who watches.
    kinds : set of str
        The media types that are taken for a page.
    """

    agent: str
    delay: float = 5
    timeout: float = 60
    retries: int = 4
    max_bytes: int = 10_000_000
    max_wait: float = 300
    allow_private: bool = False
    say: Callable[[str], None] = lambda line: None
    kinds: frozenset[str] = PAGES
    _robots: dict[str, Protego | Failure] = field(default_factory=dict)
    _next: dict[str, float] = field(default_factory=dict)

    def page(self, url: str, kept: Kept | None = None) -> Answer:
        """Ask for the page at an address, or whether it is still the one that is kept: then the answer has the status 304 and no body.

        Raises
        ------
        Failure
            With the reason in words.
        """
        answer = self._follow(url, obey=True, kept=kept)
        expected = {http.HTTPStatus.OK, *([http.HTTPStatus.NOT_MODIFIED] if kept else [])}
        if answer.status not in expected:
            raise Failure(_named(answer.status), answer.status)
        return answer

    def call(self, url: str) -> Answer:
        """Ask an interface to do something that a person has asked for; robots.txt is for those who go from page to page.

        Raises
        ------
        Failure
        """
        answer = self._follow(url, obey=False)
        if answer.status != http.HTTPStatus.OK:
            raise Failure(_named(answer.status), answer.status)
        return answer

    def _follow(self, url: str, obey: bool, kept: Kept | None = None) -> Answer:
        """Return the answer behind the redirects; each address on the way is checked like the first."""
        seen: list[str] = []
        while len(seen) <= REDIRECTS:
            if obey:
                self._obey(url)
            answer = self._ask(url, obey, kept.conditions(url) if kept else {})
            if answer.status not in MOVED:
                return answer
            seen.append(url)
            try:
                url = normalize(urljoin(url, answer.location))
            except ValueError:
                raise Failure(
                    f"redirects to {answer.location!r}, which is no web address", answer.status
                ) from None
            if url in seen:
                raise Failure(f"redirects in a circle, by way of {url}", answer.status)
        raise Failure(f"redirects more than {REDIRECTS} times", answer.status)

    def _obey(self, url: str) -> None:
        """Refuse what the site's robots.txt disallows (RFC 9309), or all of it where that cannot be read."""
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self._robots:
            self._robots[origin] = self._rules(origin)
        rules = self._robots[origin]
        if isinstance(rules, Failure):
            raise Failure(
                f"nothing is asked of {parts.netloc}, since its robots.txt cannot be read: {rules}",
                rules.status,
            )
        if not rules.can_fetch(url, TOKEN):
            raise Failure(f"the robots.txt of {parts.netloc} disallows it", allowed=False)

    def _rules(self, origin: str) -> Protego | Failure:
        """Ask for the rules of a site. One that has no robots.txt (4xx) has none; one that cannot be asked has them unread."""
        try:
            answer = self._follow(f"{origin}/robots.txt", obey=False)
        except Failure as failure:
            return failure
        if answer.status >= 500:
            return Failure(_named(answer.status), answer.status)
        # A page of HTML in its place holds no rules.
        return Protego.parse(
            answer.body.decode("utf-8-sig", "replace")
            if answer.status == http.HTTPStatus.OK
            else ""
        )

    def _spacing(self, url: str) -> float:
        """Return the seconds between two requests to the host of an address."""
        parts = urlsplit(url)
        rules = self._robots.get(f"{parts.scheme}://{parts.netloc}")
        if not isinstance(rules, Protego):
            return self.delay
        rate = rules.request_rate(TOKEN)
        return max(
            self.delay,
            rules.crawl_delay(TOKEN) or 0,
            rate.seconds / rate.requests if rate and rate.requests else 0,
        )

    def _ask(self, url: str, page: bool, conditions: dict[str, str]) -> Answer:
        """Ask, and ask again after a failure that may pass."""
        attempt = 0
        while True:
            self._wait(url)
            pause = 0.0
            try:
                return self._once(url, page, conditions)
            except TemporaryFailure as failure:
                if failure.wait > self.max_wait or attempt == self.retries:
                    pause = failure.wait
                    raise
                pause = max(
                    failure.wait,
                    min(self.max_wait, self._spacing(url) * 2**attempt * random.uniform(0.5, 1.5)),
                )
                self.say(f"  {failure}; again in {pause:.0f} s")
                attempt += 1
            finally:
                self._next[urlsplit(url).netloc] = time.monotonic() + max(pause, self.delay)

    def _wait(self, url: str) -> None:
        """Wait until the host may be asked again: since the last answer, at least the delay has to pass."""
        host = urlsplit(url).netloc
        if host not in self._next:
            return
        wait = self._next[host] - time.monotonic() + self._spacing(url) - self.delay
        if wait > max(self.max_wait, self.delay):
            raise Failure(
                f"{host} asks for a wait of {wait:.0f} s, which is longer than --max-wait; run the command again later"
            )
        time.sleep(max(0, wait))

    def _once(self, url: str, page: bool, conditions: dict[str, str]) -> Answer:
        """Make one request. The body of a page is read whole or not at all; of a robots.txt, as much as is wanted."""
        parts = urlsplit(url)
        connection = self._connected(parts)
        expired = threading.Event()
        # A server that sends a byte now and then never lets a read time out; so the socket is shut under it.
        timer = threading.Timer(self.timeout, _shut, (connection.sock, expired))
        timer.daemon = True
        timer.start()
        try:
            target = parts.path + (f"?{parts.query}" if parts.query else "")
            connection.request(
                "GET",
                target,
                preload_content=False,
                headers={
                    "Host": parts.netloc,
                    "User-Agent": self.agent,
                    "Accept": "text/html, application/xhtml+xml, text/plain;q=0.5",
                    "Accept-Encoding": "identity",
                    **conditions,
                },
            )  # so that what is kept is what was sent
            with contextlib.closing(connection.getresponse()) as response:
                answer = self._received(url, response, page)
            if expired.is_set():
                raise TimeoutError
            return answer
        except (
            Exception
        ) as error:  # what is raised when a socket is shut under its reader is of many types
            if expired.is_set():
                raise _failure(TimeoutError(), self.timeout) from error
            if isinstance(error, BROKEN):
                raise _failure(error, self.timeout) from error
            raise
        finally:
            timer.cancel()
            connection.close()

    def _received(self, url: str, response: urllib3.HTTPResponse, page: bool) -> Answer:
        status, headers = response.status, response.headers
        if status in PASSING:
            raise TemporaryFailure(
                _named(status), status, _retry_after(headers.get("Retry-After", ""))
            )
        kind, _, parameters = headers.get("Content-Type", "").partition(";")
        body = b""
        if status == http.HTTPStatus.OK:
            if page and kind.strip().lower() not in self.kinds:
                raise Failure(f"no web page but {kind.strip()}", status)
            body = self._body(response, page)
        return Answer(
            url,
            status,
            _charset(parameters),
            body,
            _utf8(headers.get("Location") or headers.get("Content-Location", "")),
            now(),
            headers.get("ETag", ""),
            headers.get("Last-Modified", ""),
        )

    def _body(self, response: urllib3.HTTPResponse, page: bool) -> bytes:
        limit = self.max_bytes if page else ROBOTS_BYTES
        body = bytearray()
        while len(body) <= limit and (chunk := response.read(65536)):
            body += chunk
        if page and len(body) > limit:
            raise Failure(f"larger than {limit:,} bytes", response.status)
        if page and not body:
            raise TemporaryFailure("an empty page", response.status)
        declares_length = (
            "Content-Length" in response.headers
            or "chunked" in response.headers.get("Transfer-Encoding", "").lower()
        )
        if page and not declares_length and b"</html" not in body[-4096:].lower():
            raise TemporaryFailure(
                "the page was cut short, or ends without </html> and without a length by which to tell",
                response.status,
            )
        return bytes(body[:limit])

    def _connected(self, parts: SplitResult) -> urllib3.connection.HTTPConnection:
        """Open a connection to the first address of the host that answers, none of them private."""
        port = parts.port or {"http": 80, "https": 443}[parts.scheme]
        problem: Exception | None = None
        connection: urllib3.connection.HTTPConnection
        for address in self._public(parts.hostname or "", port):
            if parts.scheme == "https":
                connection = urllib3.connection.HTTPSConnection(
                    address,
                    port,
                    timeout=self.timeout,
                    ssl_context=_certificates(),
                    server_hostname=parts.hostname,
                )
            else:
                connection = urllib3.connection.HTTPConnection(address, port, timeout=self.timeout)
            try:
                connection.connect()
                return connection
            except BROKEN as error:
                connection.close()
                problem = error
        raise _failure(problem, self.timeout) from problem

    def _public(self, host: str, port: int) -> list[str]:
        """Return the addresses of a host; a name that leads into a private network is refused before anything is sent there."""
        try:
            found = [
                str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            ]
        except socket.gaierror as error:
            if error.errno == socket.EAI_AGAIN:
                raise TemporaryFailure(f"the name {host} cannot be looked up now") from None
            raise Failure(f"there is no host {host}") from None
        except UnicodeError:
            raise Failure(f"there is no host {host}") from None
        private = [address for address in found if not _is_public(address)]
        if private and not self.allow_private:
            raise Failure(
                f"{host} is {private[0]}, an address of a private network, which --allow-private would permit",
                allowed=False,
            )
        return found


def now() -> str:
    """Return the moment, to the second."""
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")


def _is_public(address: str) -> bool:
    """Say whether an address is one of the open internet.

    Examples
    --------
    >>> [_is_public(address) for address in ("9.9.9.9", "10.0.0.1", "127.0.0.1", "169.254.169.254", "::1", "::ffff:10.0.0.1")]
    [True, False, False, False, False, False]
    """
    parsed = ipaddress.ip_address(address)
    return (getattr(parsed, "ipv4_mapped", None) or parsed).is_global and not parsed.is_multicast


def _certificates() -> ssl.SSLContext:
    """Return the authorities that this machine trusts, and those of certifi, which a machine may lack."""
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context


def _shut(sock: socket.socket, expired: threading.Event) -> None:
    expired.set()
    with contextlib.suppress(OSError):  # it ended in the meantime
        sock.shutdown(socket.SHUT_RDWR)


def _failure(error: Exception | None, timeout: float) -> Failure:
    """Return what went wrong, in words, and whether it may pass."""
    # urllib3 counts a refused connection among the timeouts.
    if isinstance(error, (TimeoutError, urllib3.exceptions.TimeoutError)) and not isinstance(
        error, urllib3.exceptions.NewConnectionError
    ):
        return TemporaryFailure(f"no whole answer within {timeout:g} s")
    causes = (error, getattr(error, "__cause__", None))
    if any(isinstance(cause, ssl.SSLCertVerificationError) for cause in causes):
        return Failure("its certificate is not valid, so it may not be the site that it says")
    if any(isinstance(cause, http.client.IncompleteRead) for cause in causes):
        return TemporaryFailure("the page was cut short")
    return TemporaryFailure(f"the connection failed ({type(error).__name__})")


def _named(status: int) -> str:
    """Return a status in words.

    Examples
    --------
    >>> _named(404), _named(599)
    ('404 Not Found', 'status 599')
    """
    return (
        f"{status} {http.HTTPStatus(status).phrase}"
        if status in http.HTTPStatus._value2member_map_
        else f"status {status}"
    )


def _retry_after(value: str) -> float:
    """Return the seconds of a Retry-After, given as such or as a date; 0 where it is neither.

    Examples
    --------
    >>> _retry_after("120"), _retry_after("Wed, 15 Jun 2022 12:00:00 GMT"), _retry_after("soon")
    (120.0, 0.0, 0.0)
    """
    if value.strip().isascii() and value.strip().isdigit():
        return float(value)
    try:
        moment = email.utils.parsedate_to_datetime(value)
    except (TypeError, ValueError):
        return 0.0
    moment = moment if moment.tzinfo else moment.replace(tzinfo=datetime.UTC)
    return max(0.0, (moment - datetime.datetime.now(datetime.UTC)).total_seconds())


def _charset(parameters: str) -> str:
    """Return the charset among the parameters of a Content-Type, if it is a name and not something else that a server sends.

    Examples
    --------
    >>> _charset(' boundary=x; Charset="GB2312"'), _charset("charset==1+1")
    ('GB2312', '')
    """
    found = re.search(
        r"""(?:^|;)\s*charset=["']?([a-z0-9][\w.:-]{0,39})(?=["'\s;]|$)""",
        parameters,
        re.IGNORECASE | re.ASCII,
    )
    return found[1] if found else ""


def _utf8(header: str) -> str:
    """Return a header with letters beyond ASCII as the site wrote it: http.client reads bytes as Latin-1."""
    try:
        return header.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return header
