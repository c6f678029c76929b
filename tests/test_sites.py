"""What the tests of built sites take for a fault."""

import http.server
import threading

import pytest
from sites import Log, opened


class _Pictures(http.server.BaseHTTPRequestHandler):
    """A page with one picture, which never comes or whose connection breaks."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        name = self.path.strip("/")
        if name.endswith(".png"):
            self.server.asked.set()
            if name == "slow.png":
                self.server.ended.wait(30)
            self.close_connection = True
            return
        page = (
            f'<!doctype html><link rel="icon" href="data:,"><img src="{name}.png" alt="">'.encode()
        )
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)

    def log_message(self, *args) -> None:
        pass


@pytest.fixture
def pictures():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Pictures)
    server.asked, server.ended = threading.Event(), threading.Event()
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.ended.set()
    server.shutdown()
    thread.join()
    server.server_close()


def test_what_a_page_still_asks_for_when_it_is_left_is_no_fault(browser, pictures):
    base = f"http://127.0.0.1:{pictures.server_port}/"
    with opened(browser) as page:
        log = Log(page, base)
        page.goto(f"{base}slow", wait_until="commit")
        assert pictures.asked.wait(20)
        with page.expect_event("requestfailed"):
            page.goto("about:blank")
        assert log.faults == []


def test_what_a_server_breaks_off_is_a_fault(browser, pictures):
    base = f"http://127.0.0.1:{pictures.server_port}/"
    with opened(browser) as page:
        log = Log(page, base)
        page.goto(f"{base}broken")
        assert any(fault.startswith(f"failed: {base}broken.png") for fault in log.faults)
