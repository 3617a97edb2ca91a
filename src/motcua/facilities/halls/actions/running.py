"""The hall as it is run: numbers paused, notices, a supervisor at a counter."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from motcua.facilities.halls.actions.recording import By, HallRefusal, NoSuchHall, hold, record_hall
from motcua.facilities.halls.events import (
    HelpGiven,
    IssuingPaused,
    IssuingResumed,
    NoticePosted,
    NoticeWithdrawn,
)
from motcua.facilities.halls.models import HallCounter, HallStatement


class NoNotice(HallRefusal):
    """Thông báo này đã được gỡ."""


@transaction.atomic
def pause_issuing(*, hall_id: int, by: By) -> None:
    """No numbers until further notice; who has one is served."""
    hall = hold(hall_id)
    if hall.paused_at is None:
        record_hall(hall, IssuingPaused(), by)


@transaction.atomic
def resume_issuing(*, hall_id: int, by: By) -> None:
    hall = hold(hall_id)
    if hall.paused_at is not None:
        record_hall(hall, IssuingResumed(), by)


@transaction.atomic
def post_notice(*, hall_id: int, text: str, until: datetime, by: By) -> str:
    """Have the screens of the hall say something until an instant; the notice's id."""
    hall = hold(hall_id)
    said = HallStatement.write(subject=hall.subject, purpose="notice", body={"text": text})
    record_hall(hall, NoticePosted(until=until.isoformat()), by, [said])
    return str(said.pk)


@transaction.atomic
def withdraw_notice(*, hall_id: int, notice_id: str, by: By) -> None:
    """Raises NoNotice."""
    hall = hold(hall_id)
    if notice_id not in {one["id"] for one in hall.notices}:
        raise NoNotice
    record_hall(hall, NoticeWithdrawn(notice_id=notice_id), by)


@transaction.atomic
def give_help(*, counter_id: int, by: By) -> None:
    """The supervisor was there. Raises NoSuchHall."""
    row = HallCounter.objects.filter(pk=counter_id).first()
    if row is None:
        raise NoSuchHall
    hall = hold(row.hall_id)
    row.refresh_from_db()
    if row.help_at is not None:
        record_hall(hall, HelpGiven(counter_id=row.pk), by)
