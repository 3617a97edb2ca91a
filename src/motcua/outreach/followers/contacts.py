"""Who follows something and how to reach them, and what they are told, read at the moment of telling."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from motcua.casework.feedback import queries as feedback
from motcua.casework.feedback.models import Feedback
from motcua.facilities.queueing import queries as queueing
from motcua.facilities.queueing.choices import State as RequestState
from motcua.facilities.queueing.models import ServiceRequest, Visit
from motcua.kernel.events.models import Event
from motcua.outreach.followers.choices import About, Way
from motcua.outreach.followers.models import Alert


@dataclass(frozen=True)
class Contact:
    """What somebody left to be reached by; empty once erased."""

    email: str = ""
    phone: str = ""

    def address(self, way: str) -> str:
        return self.email if way == Way.EMAIL else self.phone

    def way(self, *, can_mail: bool, can_text: bool) -> Way | None:
        """A short message first, since turns come soon; a letter else; None where neither goes."""
        if self.phone and can_text:
            return Way.SMS
        return Way.EMAIL if self.email and can_mail else None


@dataclass(frozen=True)
class Words:
    """What is told: no name, no matter."""

    title: str
    text: str
    path: str


def contact_of(subject: str) -> Contact:
    """How the follower of a visit or of a feedback can be reached."""
    kind, _colon, pk = subject.partition(":")
    if kind == "visit":
        said = queueing.contact_of(int(pk))
    else:
        row = Feedback.objects.filter(pk=int(pk)).first()
        said = feedback.content(row) if row else {}
    return Contact(str(said.get("email", "")).strip(), str(said.get("phone", "")).strip())


def words_of(alert: Alert) -> Words | None:
    """What to say now; None once it is no longer so: the number was called, or its holder went."""
    with translation.override("vi"):
        return _turn(alert) if alert.about == About.TURN_NEAR else _apology(alert)


def _turn(alert: Alert) -> Words | None:
    event = Event.objects.get(pk=alert.event_id)
    visit = Visit.objects.select_related("hall__one_stop", "hall__service_point").get(pk=alert.subject_id)
    row = ServiceRequest.objects.filter(visit=visit, place=event.facts["place"]).first()
    if row is None or row.state != RequestState.WAITING:
        return None
    said = {"number": row.label, "before": event.facts["before"], "place": visit.hall}
    text = _("Số %(number)s tại %(place)s: trước ông/bà còn %(before)s người. Xin có mặt tại sảnh.") % said
    title = _("Số %(number)s: gần đến lượt") % said
    return Words(title, text, reverse("queueing_public:ticket", args=[visit.token]))


def _apology(alert: Alert) -> Words | None:
    row = Feedback.objects.select_related("agency").filter(pk=alert.subject_id).first()
    if row is None or row.apologised_at is None:
        return None
    said = {"code": row.code, "agency": row.agency.name}
    text = _("%(agency)s đã có thư xin lỗi về phản ánh %(code)s của ông/bà.") % said
    title = _("Phản ánh %(code)s: thư xin lỗi") % said
    return Words(title, text, reverse("feedback_public:page", args=[row.secret]))
