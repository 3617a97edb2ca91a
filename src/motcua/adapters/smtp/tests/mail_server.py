"""A mail server on this machine that answers as a test tells it to, and keeps what it was handed."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Mapping


class MailServer:
    """`answers` replaces the usual reply to a verb; an empty one hangs up. `context` offers STARTTLS."""

    def __init__(
        self,
        answers: Mapping[str, str] | None = None,
        *,
        context: ssl.SSLContext | None = None,
        tls_from_the_start: bool = False,
    ) -> None:
        self.answers = dict(answers or {})
        self.context = context
        self.tls_from_the_start = tls_from_the_start
        self.letters: list[str] = []
        self.heard: list[str] = []
        self.encrypted: list[bool] = []
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        self._thread = threading.Thread(target=self._serve, daemon=True)

    def __enter__(self) -> MailServer:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self._thread.join(5)

    def _serve(self) -> None:
        while True:
            try:
                line, _ = self._socket.accept()
            except OSError:
                return
            try:
                self._talk(line)
            except OSError:
                continue

    def _talk(self, line: socket.socket) -> None:
        try:
            if self.tls_from_the_start:
                line = self._encrypted(line)
            line.settimeout(5)
            self._say(line, self.answers.get("CONNECT", "220 thu.example.vn"))
            while command := self._read(line):
                verb = command.split()[0].upper()
                self.heard.append(command)
                if verb == "STARTTLS" and self.context:
                    self._say(line, "220 go on")
                    line = self._encrypted(line)
                elif not self._answer(line, verb):
                    return
        finally:
            line.close()

    def _answer(self, line: socket.socket, verb: str) -> bool:
        """Whether the talk goes on."""
        usual = {
            "EHLO": self._offer(),
            "MAIL": "250 ok",
            "RCPT": "250 ok",
            "DATA": "354 go on",
            "AUTH": "235 ok",
        }
        reply = self.answers.get(verb, usual.get(verb, "250 ok"))
        if not reply:
            return False
        self._say(line, reply)
        if verb == "DATA" and reply.startswith("354"):
            self.encrypted.append(isinstance(line, ssl.SSLSocket))
            self.letters.append(self._letter(line))
            self._say(line, self.answers.get("DOT", "250 taken"))
        return verb != "QUIT"

    def _offer(self) -> str:
        return "250-thu.example.vn\r\n250-AUTH PLAIN\r\n250 " + ("STARTTLS" if self.context else "HELP")

    def _encrypted(self, line: socket.socket) -> socket.socket:
        assert self.context is not None
        return self.context.wrap_socket(line, server_side=True)

    def _say(self, line: socket.socket, text: str) -> None:
        line.sendall(f"{text}\r\n".encode())

    def _read(self, line: socket.socket) -> str:
        text = b""
        while not text.endswith(b"\r\n"):
            part = line.recv(1)
            if not part:
                return ""
            text += part
        return text.decode().strip()

    def _letter(self, line: socket.socket) -> str:
        text = b""
        while not text.endswith(b"\r\n.\r\n"):
            text += line.recv(4096)
        return text.decode()
