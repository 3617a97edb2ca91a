"""Hands letters to the office's mail server. The only place of the product that speaks SMTP."""

from __future__ import annotations

import smtplib
import ssl
from contextlib import closing
from dataclasses import dataclass
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP as POLICY
from email.utils import format_datetime, parseaddr

from django.conf import settings

from motcua.kernel import clock
from motcua.outreach.notifications.ports import (
    Mail,
    MailFailure,
    PermanentFailure,
    ServerUnavailable,
    TemporaryFailure,
)

TIMEOUT_SECONDS = 10


@dataclass(frozen=True)
class Server:
    """Where the mail server is and how to enter; `security` is starttls, tls or plain."""

    host: str
    port: int
    security: str
    user: str = ""
    password: str = ""


class SmtpMailer:
    """One connection per letter: a letter that hangs takes nothing along with it."""

    is_remote = True

    def __init__(
        self, server: Server | None = None, sender: str = "", trust: ssl.SSLContext | None = None
    ) -> None:
        self.server = server or Server(**settings.MAIL_SERVER)
        self.sender = sender or settings.MAIL_FROM
        self._trust = trust or ssl.create_default_context()

    def send(self, mail: Mail) -> None:
        letter = self._letter(mail)
        with closing(_Line(self._connected())) as line:
            self._enter(line.smtp)
            try:
                line.smtp.send_message(letter)
            except smtplib.SMTPRecipientsRefused as refusal:
                code = next(iter(refusal.recipients.values()))[0]
                raise _judged(code) from None
            except smtplib.SMTPDataError as refusal:
                raise _judged(refusal.smtp_code) from None
            except smtplib.SMTPSenderRefused as refusal:
                raise ServerUnavailable(f"SMTP {refusal.smtp_code}: máy chủ từ chối địa chỉ gửi") from None
            except (smtplib.SMTPNotSupportedError, UnicodeEncodeError):
                raise PermanentFailure("máy chủ không nhận địa chỉ có dấu") from None
            except (smtplib.SMTPException, OSError) as failure:
                raise ServerUnavailable(_named(failure)) from None

    def _letter(self, mail: Mail) -> EmailMessage:
        """The letter as it travels. Raises PermanentFailure for an address that is none."""
        name, address = parseaddr(self.sender)
        letter = EmailMessage(policy=POLICY)
        try:
            letter["From"] = Address(name, addr_spec=address)
            letter["To"] = Address(addr_spec=mail.to)
            letter["Subject"] = mail.subject
        except (ValueError, IndexError, MessageError):
            raise PermanentFailure("địa chỉ không đọc được") from None
        letter["Date"] = format_datetime(clock.now())
        letter["Message-ID"] = f"<{mail.key}@{address.rpartition('@')[2]}>"
        letter["Auto-Submitted"] = "auto-generated"
        letter.set_content(mail.text, cte="quoted-printable")  # any server takes it
        return letter

    def _connected(self) -> smtplib.SMTP:
        server = self.server
        try:
            if server.security == "tls":
                return smtplib.SMTP_SSL(
                    server.host, server.port, timeout=TIMEOUT_SECONDS, context=self._trust
                )
            return smtplib.SMTP(server.host, server.port, timeout=TIMEOUT_SECONDS)
        except (smtplib.SMTPException, OSError) as failure:
            raise ServerUnavailable(_named(failure)) from None

    def _enter(self, smtp: smtplib.SMTP) -> None:
        """Encrypt, then sign in; a server that cannot be trusted gets neither password nor letter."""
        try:
            if self.server.security == "starttls":
                smtp.starttls(context=self._trust)
            if self.server.user:
                smtp.login(self.server.user, self.server.password)
        except smtplib.SMTPAuthenticationError as refusal:
            raise ServerUnavailable(f"SMTP {refusal.smtp_code}: máy chủ từ chối đăng nhập") from None
        except (smtplib.SMTPException, OSError) as failure:
            raise ServerUnavailable(_named(failure)) from None


class _Line:
    """A connection that is hung up politely where the server still listens, and closed in any case."""

    def __init__(self, smtp: smtplib.SMTP) -> None:
        self.smtp = smtp

    def close(self) -> None:
        try:
            self.smtp.quit()
        except (smtplib.SMTPException, OSError):
            self.smtp.close()


def _judged(code: int) -> MailFailure:
    """A refusal of one letter: 4xx for now, 5xx for ever; no code at all when the line broke."""
    if code < 400:
        return ServerUnavailable("máy chủ thư ngắt giữa chừng")
    kind: type[MailFailure] = PermanentFailure if code >= 500 else TemporaryFailure
    return kind(f"SMTP {code}")


def _named(failure: Exception) -> str:
    """What went wrong, without the server's words."""
    return f"không nói chuyện được với máy chủ thư ({type(failure).__name__})"
