"""How somebody told is written: the row and the fact."""

from __future__ import annotations

from datetime import datetime

from motcua.kernel.events import log
from motcua.outreach.askers.choices import State, Way
from motcua.outreach.askers.events import AskerTold
from motcua.outreach.askers.models import Notice


def locked(notice_id: int) -> Notice | None:
    """A notice that still waits, ours until the transaction ends."""
    log.require_transaction()
    rows = Notice.objects.select_for_update(of=("self",)).select_related("dialogue")
    return rows.filter(pk=notice_id, state=State.WAITING.value).first()


def told(notice: Notice, *, at: datetime, officer_id: int | None = None) -> None:
    """They know now."""
    notice.state, notice.told_at, notice.next_at = State.TOLD.value, at, None
    notice.save(update_fields=["state", "told_at", "next_at"])
    log.publish(
        AskerTold(notice_id=notice.pk, about=notice.about, way=notice.way),
        subject=notice.subject,
        happened_at=at,
        actor_id=officer_id,
        agency_id=notice.dialogue.agency_id,
    )


def instead(notice: Notice, why: str) -> None:
    """A letter that will not arrive: its asker is called where there is a number."""
    notice.state, notice.last_error, notice.next_at = State.FAILED.value, why[:200], None
    notice.save(update_fields=["state", "last_error", "next_at"])


def call_of(notice: Notice) -> None:
    """A call in place of a letter; asking twice makes one."""
    kept = {
        "dialogue": notice.dialogue,
        "event_id": notice.event_id,
        "number": notice.number,
        "about": notice.about,
        "way": Way.PHONE.value,
        "state": State.WAITING.value,
    }
    Notice.objects.get_or_create(key=key_of(notice.event_id, notice.number, Way.PHONE), defaults=kept)


def key_of(event_id: int, number: int, way: Way) -> str:
    """The idempotency key: the fact, the asker, the way."""
    return f"{event_id}.{number}.{way.value}"
