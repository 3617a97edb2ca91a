"""The head of an agency apologises: the letter is looked at, signed, printed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.casework.feedback import actions, letters, permissions, queries
from motcua.casework.feedback.actions import By
from motcua.casework.feedback.desk.forms import RegretForm
from motcua.casework.feedback.desk.views import MAY_READ, seen
from motcua.casework.feedback.models import Feedback
from motcua.casework.slips.desk.views import as_pdf
from motcua.directory.agencies.desk.writing import write_once
from motcua.directory.agencies.doors import officer_required
from motcua.kernel import clock

MAY_SIGN = officer_required("approver")


@MAY_SIGN
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, feedback_id: int) -> HttpResponse:
    """Write the letter; "preview" shows it as PDF and changes nothing, "sign" signs and sends it."""
    row, form = _owed(request, feedback_id), RegretForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if "preview" in request.POST:
            officer_id, text = request.officer.pk, form.cleaned_data["text"]  # type: ignore[attr-defined]
            return as_pdf(letters.trial(row, text, officer_id, clock.now()), f"xem-thu-{row.code}")
        if _signed(request, form, row):
            messages.success(request, _("Đã ký thư xin lỗi; người gửi đọc được ở trang theo dõi phản ánh."))
            return redirect("feedback:page", row.pk)
    shown = {"feedback": row, "form": form, "content": queries.content(row)}
    return render(request, "feedback/desk/apology.html", shown, status=422 if form.errors else 200)


def _signed(request: HttpRequest, form: RegretForm, row: Feedback) -> bool:
    def act() -> dict[str, Any]:
        by = By(request.officer.pk, clock.now())  # type: ignore[attr-defined]
        return {"feedback": actions.apologise(feedback_id=row.pk, text=form.cleaned_data["text"], by=by).pk}

    return write_once(request, form, "feedback.apologise", act) is not None


@MAY_READ
@require_safe
def letter(request: HttpRequest, feedback_id: int) -> HttpResponse:
    """The signed letter, to print and send by post where nothing else was left."""
    row = seen(request, feedback_id)
    if row.apologised_at is None:
        raise Http404
    return as_pdf(letters.signed(row), f"xin-loi-{row.code}")


def _owed(request: HttpRequest, feedback_id: int) -> Feedback:
    """A feedback in whose name this head signs; one that was signed already leads back by its form. Raises Http404."""
    row = seen(request, feedback_id)
    if not row.fault or row.agency_id not in permissions.signed_for(request.officer, clock.today()):  # type: ignore[attr-defined]
        raise Http404
    return row
