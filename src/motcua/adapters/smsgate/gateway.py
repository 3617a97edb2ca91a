"""Hands short messages to an office's HTTP gateway."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from email.message import Message
from typing import IO

from django.conf import settings

from motcua.outreach.followers.ports import Text
from motcua.outreach.notifications.ports import PermanentFailure, TemporaryFailure

TIMEOUT_SECONDS = 10
_FOR_NOW = (408, 429)


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A gateway that sends us elsewhere does not get the number told there."""

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: Message, newurl: str
    ) -> None:
        return None


class HttpTexter:
    """One request a message."""

    is_remote = True

    def __init__(self, url: str = "", token: str = "") -> None:
        self.url = url or settings.SMS_URL
        self.token = token or settings.SMS_TOKEN
        self._open = urllib.request.build_opener(_NoRedirect).open

    def send(self, text: Text) -> None:
        body = json.dumps({"to": text.to, "text": text.text, "key": text.key}).encode()
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {self.token}"}
        request = urllib.request.Request(self.url, data=body, headers=headers, method="POST")  # noqa: S310  https or this machine, `env.sms_url`
        try:
            with self._open(request, timeout=TIMEOUT_SECONDS):
                return
        except urllib.error.HTTPError as refusal:
            with refusal:
                is_over = 400 <= refusal.code < 500 and refusal.code not in _FOR_NOW
                raise (PermanentFailure if is_over else TemporaryFailure)(f"HTTP {refusal.code}") from None
        except (OSError, ValueError) as failure:
            why = f"không nói chuyện được với cổng nhắn tin ({type(failure).__name__})"
            raise TemporaryFailure(why) from None
