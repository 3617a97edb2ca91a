"""Low marks: what the head looks into, by when, and what was answered."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.casework.ratings import actions, permissions, queries
from motcua.casework.ratings.choices import Outcome
from motcua.casework.ratings.desk.forms import AnswerForm
from motcua.casework.ratings.models import FollowUp
from motcua.directory.agencies.desk.writing import write_once
from motcua.directory.agencies.doors import officer_required
from motcua.kernel import clock

PAGE_SIZE = 30


@officer_required(*permissions.SEEING_ROLES)
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """What waits, most pressing first; or what was answered."""
    seen = permissions.seen_agencies(request.officer, clock.today())
    answered = request.GET.get("show") == "answered"
    waiting = queries.open_follow_ups(seen)
    rows = queries.answered_follow_ups(seen) if answered else waiting
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    shown = {"page": page, "rows": queries.told(page), "answered": answered, "now": clock.now(), "waiting": waiting.count()}  # fmt: skip
    return render(request, "ratings/desk/follow_ups.html", shown)


@officer_required(*permissions.SEEING_ROLES)
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, follow_up_id: int) -> HttpResponse:
    """One low mark; whoever heads the agency answers, an inspector reads."""
    row = _seen(request, follow_up_id)
    may = permissions.may_answer(request.officer, row, clock.today())
    if request.method == "POST" and not may:
        raise Http404
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _answered(request, form, row):
        messages.success(request, _("Đã ghi trả lời."))
        return redirect("ratings:follow_ups")
    shown = {"one": queries.told([row])[0], "form": form, "may": may and row.answered_at is None, "now": clock.now()}  # fmt: skip
    return render(request, "ratings/desk/follow_up.html", shown, status=422 if form.errors else 200)


def _seen(request: HttpRequest, follow_up_id: int) -> FollowUp:
    seen = permissions.seen_agencies(request.officer, clock.today())
    found = queries.follow_ups(seen).filter(pk=follow_up_id).first() if follow_up_id < 10**18 else None
    if found is None:
        raise Http404
    return found


def _answered(request: HttpRequest, form: AnswerForm, row: FollowUp) -> dict[str, Any] | None:
    said, at = form.cleaned_data, clock.now()

    def act() -> dict[str, Any]:
        done = actions.answer_follow_up(
            follow_up_id=row.pk,
            officer_id=request.officer.pk,
            outcome=Outcome(said["outcome"]),
            text=said["text"],
            at=at,
        )
        return {"follow_up": done.pk}

    return write_once(request, form, "ratings.answer_follow_up", act)
