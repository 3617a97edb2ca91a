"""What was told to an applicant, as the log keeps it: ids and codes, no address, no words."""

from __future__ import annotations

from dataclasses import dataclass

from motcua.kernel.events.facts import fact


@fact("notifications.sent")
@dataclass(frozen=True, kw_only=True)
class MessageSent:
    """Đã gửi thư báo cho người dân."""

    message_id: int
    about: str
    template: str


@fact("notifications.called")
@dataclass(frozen=True, kw_only=True)
class CallMade:
    """Đã gọi điện báo cho người dân."""

    message_id: int
    about: str
    outcome: str
    template: str


@fact("notifications.mail_refused")
@dataclass(frozen=True, kw_only=True)
class MailRefused:
    """Người dân không muốn nhận thư điện tử."""


@fact("notifications.mail_allowed")
@dataclass(frozen=True, kw_only=True)
class MailAllowed:
    """Người dân đồng ý nhận thư điện tử trở lại."""
