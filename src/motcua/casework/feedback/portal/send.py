"""The box: what to send where, and the way elsewhere for what other laws decide."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from motcua.casework.feedback import actions, queries
from motcua.casework.feedback.actions import Addressed, By
from motcua.casework.feedback.choices import Channel, FeedbackClass, Referral
from motcua.casework.feedback.forms import FeedbackForm
from motcua.casework.feedback.models import Feedback
from motcua.kernel import clock
from motcua.kernel.events.once import ClientIdReused, once
from motcua.kernel.limits.actions import within_limit

MOST_AN_HOUR = 10


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Send, follow, read what was answered; or be shown elsewhere."""
    shown = {"newest": [queries.public_words(row) for row in queries.published()[:3]], "referrals": Referral}
    return render(request, "feedback/portal/home.html", shown)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def send(request: HttpRequest) -> HttpResponse:
    """Write and send; the same form sent twice is one feedback."""
    form = FeedbackForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and (found := _sent(request, form)):
        return redirect("feedback_public:page", secret=found.secret)
    return render(request, "feedback/portal/send.html", {"form": form}, status=422 if form.errors else 200)


def _sent(request: HttpRequest, form: FeedbackForm) -> Feedback | None:
    """The feedback, new or the one this form made before; None when it was refused."""
    if too_often(request, "feedback.send", MOST_AN_HOUR):
        form.add_error(None, _("Có quá nhiều phản ánh gửi từ cùng một mạng trong giờ qua. Xin thử lại sau một giờ, hoặc đến bộ phận Một cửa, cán bộ sẽ ghi giúp."))  # fmt: skip
        return None
    try:
        done = receive_once(form, Channel.PORTAL, By(None, clock.now()))
    except ClientIdReused as refusal:
        form.add_error(None, str(refusal))
        form.renew_client_id()
        return None
    return Feedback.objects.get(pk=done["feedback"])


def receive_once(form: FeedbackForm, channel: Channel, by: By) -> dict[str, Any]:
    """Take the form's feedback in, or answer again what was answered. Raises ClientIdReused."""
    said = form.said()
    to = Addressed(form.cleaned_data["agency"], FeedbackClass(form.cleaned_data["feedback_class"]), channel)
    payload = {"title": said.title, "text": said.text, "agency": to.agency.pk, "class": to.feedback_class.value}  # fmt: skip
    return once(
        client_id=form.cleaned_data["client_id"],
        purpose="feedback.receive",
        payload=payload,
        actor_id=by.officer_id,
        act=lambda: {"feedback": actions.receive_feedback(to=to, said=said, files=form.kept, by=by).pk},
    )


def too_often(request: HttpRequest, purpose: str, most: int) -> bool:
    """A whole office may stand behind one address, so limits are wide, and the counter is the way round."""
    caller = request.META.get("REMOTE_ADDR", "")
    span = timedelta(hours=1)
    return not within_limit(purpose=purpose, caller=caller, most=most, span=span, at=clock.now())


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def refer(request: HttpRequest, referral: str) -> HttpResponse:
    """Grievances and denunciations have laws of their own: to whom, and nothing kept but that somebody asked."""
    if referral not in Referral.values:
        raise Http404
    found = Referral(referral)
    if request.method == "POST" and not too_often(request, "feedback.refer", 30):
        actions.count_referral(referral=found, by=By(None, clock.now()))
    return render(request, "feedback/portal/refer.html", {"referral": found})
