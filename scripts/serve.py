"""Show the built book in a browser, from a server on this machine.

Run by ``make serve``. The server listens on 127.0.0.1 alone, on ``PORT`` or on any free port, and ends with Ctrl-C.
"""

import argparse
import os
import sys
import threading
import webbrowser
from collections.abc import Mapping
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

SITE = Path(__file__).resolve().parents[1] / "_build" / "html"
# Not what the machine's own table says, which differs from one to the next.
TYPES = {
    ".html": "text/html",
    ".css": "text/css",
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".wasm": "application/wasm",
    ".csv": "text/csv",
    ".txt": "text/plain",
    ".py": "text/plain",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".pdf": "application/pdf",
    ".zip": "application/zip",
}


class Handler(SimpleHTTPRequestHandler):
    """A handler that names the type of each file, and lets no browser keep a page that may be built anew."""

    def guess_type(self, path) -> str:
        """The type of a file, with its encoding where it is text."""
        kind = TYPES.get(Path(path).suffix.lower(), "application/octet-stream")
        return (
            f"{kind}; charset=utf-8"
            if kind.startswith("text/") or kind in ("application/json", "image/svg+xml")
            else kind
        )

    def end_headers(self) -> None:
        """Ask to be asked again."""
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def log_message(self, *args) -> None:
        """Say nothing of each request."""


def has_browser(environment: Mapping[str, str], platform: str) -> bool:
    """Whether there is a screen on which a browser could open.

    Examples
    --------
    >>> has_browser({"DISPLAY": ":0"}, "linux"), has_browser({}, "linux"), has_browser({}, "darwin"), has_browser({"CI": "true"}, "darwin")
    (True, False, True, False)
    """
    if environment.get("CI"):
        return False
    return platform in ("darwin", "win32") or bool(
        environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY")
    )


def main(arguments: list[str] | None = None) -> int:
    """Serve until Ctrl-C."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("port", nargs="?", type=int, default=0, help="by default any free one")
    parser.add_argument("--site", type=Path, default=SITE, help="the folder of the built book")
    given = parser.parse_args(arguments)
    if not (given.site / "index.html").is_file():
        parser.error(f"no built book in {given.site}: run make book")
    try:
        server = ThreadingHTTPServer(
            ("127.0.0.1", given.port), partial(Handler, directory=str(given.site))
        )
    except (OSError, OverflowError) as error:
        parser.error(f"cannot listen on port {given.port}: {error}")
    address = f"http://127.0.0.1:{server.server_port}/"
    print(f"The book is at {address} until Ctrl-C.", flush=True)
    if has_browser(os.environ, sys.platform):
        threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
    with server:
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            print()
    return 0


if __name__ == "__main__":
    sys.exit(main())
