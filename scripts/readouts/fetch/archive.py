"""Copies of pages in the Wayback Machine: where one lies, and a new one on request. See https://archive.org/help/wayback_api.php."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote

from .client import Client, Failure

LOOK = "https://archive.org/wayback/available"
SAVE = "https://web.archive.org/save"
# After so many failures in a row it is left alone for the rest of a run.
PATIENCE = 3
_COPY = re.compile(r"https?://[^/]+/web/(?P<moment>\d{14})(?:[a-z]{2}_)?/.+")


def nearest(client: Client, look: str, address: str, moment: str = "") -> str:
    """Ask for the address of the copy of a page that is nearest to a moment, or latest; empty where none is named of a page that answered.

    Raises
    ------
    Failure
    """
    when = f"&timestamp={digits(moment)}" if moment else ""
    body = client.page(f"{look}?url={quote(address, safe='')}{when}").body
    try:
        copy = json.loads(body)["archived_snapshots"].get("closest", {})
        return str(copy["url"]) if copy.get("available") and copy.get("status") == "200" else ""
    except (ValueError, KeyError, TypeError, AttributeError):
        raise Failure("an answer that is not understood") from None


def saved(client: Client, save: str, address: str) -> str:
    """Ask for a new copy of a page, and return its address.

    Raises
    ------
    Failure
        Also where the archive does not say where the copy lies, as when it is made later.
    """
    answer = client.call(f"{save}/{address}")
    origin = "/".join(save.split("/")[:3])
    for named in (answer.url, answer.location, f"{origin}{answer.location}"):
        if _COPY.fullmatch(named):
            return named
    raise Failure("a copy was asked for, and its address was not told; a later run will find it")


def digits(moment: str) -> str:
    """Return a moment as the archive writes it.

    Examples
    --------
    >>> digits("2022-06-15T19:13:05+00:00")
    '20220615191305'
    """
    return re.sub(r"\D", "", moment)[:14]


@dataclass
class Archive:
    """The archive in a run of ``readouts fetch``.

    Parameters
    ----------
    client : Client
    save : bool
        Whether a copy is asked for where there is none.
    say : function
        Takes a line on why there is no word of the archive.
    """

    client: Client
    save: bool
    say: Callable[[str], None]
    failures: int = 0

    def copy(self, address: str, seen: str, since: str) -> str:
        """Return the address of the copy of a page nearest to the moment at which it was seen; empty where none is known.

        Where `save` is set and no copy was made since a moment, a new one is asked for.
        """
        if self.failures >= PATIENCE:
            return ""
        found = ""
        try:
            found = nearest(self.client, LOOK, address, seen)
            copied = _COPY.fullmatch(found)
            if self.save and not (copied and copied["moment"] >= digits(since)):
                found = saved(self.client, SAVE, address)
        except Failure as failure:
            self.failures += 1
            self.say(f"no word of the archive on {address}: {failure}")
            if self.failures == PATIENCE:
                self.say("the archive is not asked again in this run")
        else:
            self.failures = 0
        return found
