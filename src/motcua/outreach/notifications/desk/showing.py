"""How a message looks in a list and on the dossier page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from motcua.outreach.notifications import queries
from motcua.outreach.notifications.choices import MessageChannel, MessageState, Reason
from motcua.outreach.notifications.models import Message

_TONES = {
    MessageState.SENT: ("ok", "check"),
    MessageState.CALLED: ("ok", "phone"),
    MessageState.WAITING: ("info", "clock"),
    MessageState.FAILED: ("bad", "warning"),
    MessageState.UNREACHABLE: ("warn", "phone"),
    MessageState.GIVEN_UP: ("", ""),
}
_ICONS = {MessageChannel.EMAIL: "message", MessageChannel.PHONE: "phone", MessageChannel.NONE: "info"}


@dataclass(frozen=True)
class Row:
    """One message with the code of its dossier and the look of its state."""

    message: Message
    code: str
    tone: str
    tone_icon: str
    icon: str

    @property
    def state(self) -> str:
        """What became of it; whoever stood at the counter was told there."""
        if self.message.reason == Reason.IN_PERSON:
            return _("Báo tại quầy")
        return str(self.message.get_state_display())

    @property
    def why(self) -> str:
        """The reason in words; empty where nothing needs saying."""
        return str(self.message.get_reason_display()) if self.message.reason else ""


def shown(messages: Iterable[Message]) -> list[Row]:
    """Rows of a list; the codes in one query."""
    rows = list(messages)
    codes = queries.dossier_codes(rows)
    return [
        Row(
            row,
            codes.get(row.dossier_id, ""),
            *_TONES[MessageState(row.state)],
            _ICONS[MessageChannel(row.channel)],
        )
        for row in rows
    ]
