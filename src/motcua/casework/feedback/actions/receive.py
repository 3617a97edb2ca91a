from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from django.db import transaction

from motcua.casework.feedback.actions.recording import By, dates, say, state_fact
from motcua.casework.feedback.choices import Channel, FeedbackClass, Referral, State
from motcua.casework.feedback.events import FeedbackReceived, Referred
from motcua.casework.feedback.models import Attachment, Feedback, new_secret
from motcua.casework.feedback.rules import clocks
from motcua.directory.agencies.calendars import calendar_of
from motcua.directory.agencies.models import Agency
from motcua.kernel.clock import VIETNAM
from motcua.kernel.events import log
from motcua.kernel.files.actions import KeptFile, record_file


@dataclass(frozen=True)
class Said:
    """What a person says and, if they like, who they are."""

    title: str
    text: str
    name: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True)
class Addressed:
    """To whom, about what, by which way."""

    agency: Agency
    feedback_class: FeedbackClass
    channel: Channel


@transaction.atomic
def receive_feedback(*, to: Addressed, said: Said, files: Sequence[KeptFile], by: By) -> Feedback:
    """Take a feedback in: its clocks run from now by the calendar of the agency."""
    calendar = calendar_of(to.agency, by.at)
    found = clocks(by.at, calendar)
    row = Feedback.objects.create(
        secret=new_secret(),
        feedback_class=to.feedback_class.value,
        channel=to.channel.value,
        state=State.RECEIVED.value,
        agency=to.agency,
        received_at=by.at,
        clock_from=by.at,
        send_back_by=found.send_back.due_at,
        ask_by=found.ask.due_at,
        resolve_by=found.resolve.due_at,
    )
    for position, kept in enumerate(files, start=1):
        Attachment.objects.create(
            feedback=row, stored=record_file(file=kept, stored_at=by.at), position=position
        )
    stated = FeedbackReceived(
        feedback_class=to.feedback_class.value,
        channel=to.channel.value,
        to_agency_id=to.agency.pk,
        files=[kept.sha256 for kept in files],
        calendar=dict(calendar.reference),
        **dates(found),
    )
    return state_fact(row, stated, by, [say(row, "content", asdict(said))])


@transaction.atomic
def count_referral(*, referral: Referral, by: By) -> None:
    """A grievance or a denunciation is shown its way; that it happened is all that is kept."""
    day = by.at.astimezone(VIETNAM).date().isoformat()
    log.publish(
        Referred(referral=referral.value),
        subject=f"referral:{day}",
        happened_at=by.at.astimezone(VIETNAM).replace(hour=0, minute=0, second=0, microsecond=0),
        actor_id=by.officer_id,
    )
