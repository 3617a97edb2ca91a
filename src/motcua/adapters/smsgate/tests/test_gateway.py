"""The gateway over a line of this machine: what is posted, what its answers mean."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from motcua.adapters.smsgate.gateway import HttpTexter
from motcua.config import env
from motcua.outreach.followers.ports import Text
from motcua.outreach.notifications.ports import PermanentFailure, TemporaryFailure

TEXT = Text("alert.1.turn_near", "0912000001", "Số A004: còn 3 người.")


@pytest.fixture
def gateway():
    """A gateway that answers `status` and remembers what came."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            server.came.append((self.headers["Authorization"], json.loads(self.rfile.read(length))))
            self.send_response(server.status)
            self.send_header("Location", "http://127.0.0.1:9/")
            self.end_headers()

        def log_message(self, *_said: object) -> None: ...

    server = HTTPServer(("127.0.0.1", 0), Handler)
    server.status, server.came = 200, []
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def test_what_is_posted(gateway):
    HttpTexter(f"http://127.0.0.1:{gateway.server_port}/send", "secret").send(TEXT)
    [(who, body)] = gateway.came
    assert who == "Bearer secret"
    assert body == {"to": TEXT.to, "text": TEXT.text, "key": TEXT.key}


@pytest.mark.parametrize(
    ("status", "failure"),
    [(400, PermanentFailure), (404, PermanentFailure), (408, TemporaryFailure), (429, TemporaryFailure),
     (500, TemporaryFailure), (503, TemporaryFailure), (302, TemporaryFailure)],
)  # fmt: skip
def test_what_answers_mean(gateway, status, failure):
    gateway.status = status
    with pytest.raises(failure) as refused:
        HttpTexter(f"http://127.0.0.1:{gateway.server_port}/send", "secret").send(TEXT)
    assert type(refused.value) is failure
    assert refused.value.why == f"HTTP {status}"


def test_nobody_there():
    with pytest.raises(TemporaryFailure) as refused:
        HttpTexter("http://127.0.0.1:9/", "secret").send(TEXT)
    assert TEXT.to not in refused.value.why


@pytest.mark.parametrize("url", ["http://sms.example.vn/", "ftp://x/", "https://", "sms"])
def test_only_https_or_this_machine(monkeypatch, url):
    monkeypatch.setenv("MOTCUA_SMS_TOKEN", "secret")
    with pytest.raises(SystemExit):
        env.sms_url(url)
    assert env.sms_url("https://sms.example.vn/send")
    assert env.sms_url("") == ""


def test_a_token_is_needed(monkeypatch):
    monkeypatch.delenv("MOTCUA_SMS_TOKEN", raising=False)
    with pytest.raises(SystemExit):
        env.sms_url("https://sms.example.vn/send")
