from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from motcua.kernel.events import log
from motcua.outreach.followers import queries
from motcua.outreach.followers.choices import State, Way
from motcua.outreach.followers.contacts import Words, contact_of, words_of
from motcua.outreach.followers.events import FollowerTold
from motcua.outreach.followers.models import Alert
from motcua.outreach.followers.ports import Text, Texter
from motcua.outreach.notifications.actions.leasing import take_up
from motcua.outreach.notifications.ports import Mail, Mailer, MailFailure, PermanentFailure

BATCH = 20
MOST_ATTEMPTS = 4
PAUSE = timedelta(seconds=20)
# What was taken up and not settled (the machine stopped) is taken up again after this.
LEASE = timedelta(minutes=2)

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Carriers:
    """Who carries what; None where an office has none."""

    mailer: Mailer | None
    texter: Texter | None
    base_url: str

    def carry(self, alert: Alert, to: str, words: Words) -> None:
        """Hand one message over. Raises MailFailure."""
        link = f"{self.base_url}{words.path}" if self.base_url else ""
        if alert.way == Way.SMS and self.texter:
            self.texter.send(Text(f"alert.{alert.key}", to, f"{words.text} {link}".strip()))
        elif alert.way == Way.EMAIL and self.mailer:
            end = "Thư này do máy gửi tự động, xin ông/bà không trả lời thư."
            text = "\n\n".join(part for part in (words.text, link, end) if part)
            self.mailer.send(Mail(f"alert.{alert.key}", to, words.title, f"{text}\n"))
        else:
            raise MailFailure("không còn cách gửi này")


def send_alerts(*, at: datetime, carriers: Carriers, stop: Callable[[], bool] = lambda: False) -> int:
    """Send what is due; how many went out. Each is taken up in one transaction, sent in none, settled in another."""
    sent = 0
    for _ in range(BATCH):
        alert = None if stop() else take_up(queries.due(at), at, LEASE)
        if alert is None:
            break
        words, to = words_of(alert), contact_of(alert.subject).address(alert.way)
        if words is None or not to:
            _settle(alert.pk, State.DROPPED)
            continue
        sent += _sent(alert, to, words, carriers, at)
    return sent


def _sent(alert: Alert, to: str, words: Words, carriers: Carriers, at: datetime) -> bool:
    try:
        carriers.carry(alert, to, words)
    except MailFailure as failure:
        is_over = isinstance(failure, PermanentFailure) or alert.attempts >= MOST_ATTEMPTS
        _settle(
            alert.pk, State.FAILED if is_over else State.WAITING, failure.why, at + PAUSE * alert.attempts
        )
        return False
    except Exception as failure:  # a fault of the adapter's must not stop the messages behind this one
        _log.warning("alert %s: %s", alert.pk, type(failure).__name__)
        _settle(alert.pk, State.FAILED, type(failure).__name__)
        return False
    _told(alert.pk, at)
    return True


@transaction.atomic
def _told(alert_id: int, at: datetime) -> None:
    alert = Alert.objects.select_for_update().get(pk=alert_id)
    if alert.state != State.WAITING:
        return
    alert.state, alert.told_at, alert.next_at, alert.last_error = State.SENT.value, at, None, ""
    alert.save(update_fields=["state", "told_at", "next_at", "last_error"])
    stated = FollowerTold(about=alert.about, way=alert.way)
    log.publish(stated, subject=alert.log_subject, happened_at=at, agency_id=alert.agency_id)


@transaction.atomic
def _settle(alert_id: int, state: State, why: str = "", next_at: datetime | None = None) -> None:
    waits = next_at if state is State.WAITING else None
    rows = Alert.objects.filter(pk=alert_id, state=State.WAITING.value)
    rows.update(state=state.value, last_error=why[:200], next_at=waits)
