"""What a drawing may ask of messages: to tell the applicant how far their dossier is."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from motcua.facilities.workflow.jobs import JobKind, Task, register
from motcua.outreach.notifications import actions, mailing
from motcua.outreach.notifications.rules import NOTIFY


def install() -> None:
    """Called once when the app is ready."""
    register(JobKind(NOTIFY, _("Báo người nộp hồ sơ"), tell_progress))


def tell_progress(task: Task) -> None:
    """Message rows with the name of the job as the drawing has it; letters and calls follow them."""
    actions.tell_applicant(event=task.event, at=task.at, can_mail=mailing.can_mail())
