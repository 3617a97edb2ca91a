"""How a message and its outcome are written together with the log."""

from __future__ import annotations

from datetime import datetime

from motcua.kernel.events import log
from motcua.kernel.prepared import Given, Prepared
from motcua.outreach.notifications.choices import MessageState
from motcua.outreach.notifications.models import Message

_LOCKED = Prepared(lambda: Message.objects.filter(pk=Given("id")).order_by().select_for_update())


def locked(message_id: int) -> Message | None:
    """The row, ours until the transaction ends; None when there is none."""
    log.require_transaction()
    return _LOCKED.first(id=message_id)


def settle(message: Message, state: MessageState, *, reason: str = "", error: str = "") -> None:
    """Bring a message to rest in a state; whoever wants it to go on must ask for it."""
    message.state, message.reason, message.last_error = state.value, reason, error[:200]
    message.next_at = None
    message.save(
        update_fields=["state", "reason", "last_error", "next_at", "attempts", "template", "told_at"]
    )


def told(message: Message, state: MessageState, template: str, at: datetime) -> None:
    """The applicant has been told, or called in vain, with this version of the words."""
    message.template, message.told_at = template, at
    settle(message, state)
