"""Following a feedback by its code and PIN, saying more when asked, saying whether the answer is liked."""

from __future__ import annotations

import secrets
from contextlib import suppress
from datetime import timedelta
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.casework.feedback import actions, letters, queries
from motcua.casework.feedback.actions import By
from motcua.casework.feedback.choices import WITH_ANSWER, Liking, State
from motcua.casework.feedback.forms import TextForm
from motcua.casework.feedback.models import Feedback
from motcua.casework.slips.desk.views import as_pdf
from motcua.directory.agencies import queries as agencies
from motcua.directory.identity.refusal import Refused
from motcua.kernel import clock
from motcua.kernel.clock import VIETNAM
from motcua.kernel.events.once import ClientIdReused, once
from motcua.kernel.limits.actions import give_back, within_limit

MOST_WRONG = 5
SPAN = timedelta(minutes=15)


class CodeForm(forms.Form):
    code = forms.CharField(
        label=gettext_lazy("Mã phản ánh"), max_length=24, help_text=gettext_lazy("Ví dụ PA-000123.")
    )
    pin = forms.CharField(
        label=gettext_lazy("Mã tra cứu"), max_length=12, help_text=gettext_lazy("6 chữ số đã cho khi gửi.")
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def look_up(request: HttpRequest) -> HttpResponse:
    """Code and PIN lead to the feedback's own address, so neither stands in a URL."""
    form, status = CodeForm(request.POST or None), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            status, found = _opened(request, form)
            if found:
                return redirect("feedback_public:page", secret=found.secret)
            words = _("Mã phản ánh hoặc mã tra cứu không đúng.") if status == 404 else _("Nhập sai quá nhiều lần. Hãy đợi 15 phút, hoặc hỏi bộ phận Một cửa.")  # fmt: skip
            form.add_error(None, words)
    return render(request, "feedback/portal/look_up.html", {"form": form}, status=status)


def _opened(request: HttpRequest, form: CodeForm) -> tuple[int, Feedback | None]:
    """200 and the feedback, 404 for a wrong pair, 429 after too many; wrong codes and wrong PINs do the same work."""
    code, pin = form.cleaned_data["code"], form.cleaned_data["pin"].strip()
    found, at = queries.by_code(code), clock.now()
    tries = [
        ("feedback.pin", str(found.pk) if found else code, MOST_WRONG),
        ("feedback.pin_from", request.META.get("REMOTE_ADDR", ""), 4 * MOST_WRONG),
    ]
    allowed = [within_limit(purpose=p, caller=c, most=most, span=SPAN, at=at) for p, c, most in tries]
    if not all(allowed):
        return 429, None
    expected = found.pin if found else "000000"
    if not secrets.compare_digest(expected.encode(), pin.encode(errors="replace")) or found is None:
        return 404, None
    for purpose, caller, _most in tries:
        give_back(purpose=purpose, caller=caller)
    return 200, found


@never_cache
@require_safe
def page(request: HttpRequest, secret: str) -> HttpResponse:
    """Where it stands, what is asked of the sender, and the answer."""
    return _page(request, _mine(secret), TextForm())


def _page(request: HttpRequest, row: Feedback, form: TextForm) -> HttpResponse:
    has_answer = row.state in WITH_ANSWER
    shown = {
        "feedback": row,
        "content": queries.content(row),
        "asked": queries.said(row, "asked").get("text", "") if row.state == State.WAITING else "",
        "returned": queries.said(row, "returned").get("text", "") if row.state == State.RETURNED else "",
        "answer": queries.said(row, "answer").get("text", "") if has_answer else "",
        "reasons": queries.reasons_for_due(row),
        "form": form,
        "likings": Liking if has_answer and not row.liking else [],
        "is_late": row.is_overdue(clock.now()),
        "apology": queries.apology_of(row) if row.apologised_at else None,
        "signer": _signer(row),
    }
    return render(request, "feedback/portal/page.html", shown, status=422 if form.errors else 200)


def _signer(row: Feedback) -> tuple[str, str]:
    """Name and title of who signed the letter, on its day."""
    if row.apologised_at is None:
        return "", ""
    said = queries.apology_of(row)
    return agencies.officer_name_on(said.officer_id, said.at.astimezone(VIETNAM).date())


@never_cache
@require_safe
def letter(request: HttpRequest, secret: str) -> HttpResponse:
    """The letter of apology as the sender keeps it."""
    row = _mine(secret)
    if row.apologised_at is None:
        raise Http404
    return as_pdf(letters.signed(row), f"xin-loi-{row.code}")


@never_cache
@require_POST
def supplement(request: HttpRequest, secret: str) -> HttpResponse:
    """Say what was asked for."""
    row, form = _mine(secret), TextForm(request.POST)
    if form.is_valid():
        text, by = form.cleaned_data["text"], By(None, clock.now())

        def act() -> dict[str, Any]:
            return {"feedback": actions.supplement(feedback_id=row.pk, text=text, by=by).pk}

        try:
            once(client_id=form.cleaned_data["client_id"], purpose="feedback.supplement", payload={"feedback": row.pk, "text": text}, act=act)  # fmt: skip
            return redirect("feedback_public:page", secret=secret)
        except (Refused, ClientIdReused) as refusal:
            form.add_error(None, str(refusal))
            form.renew_client_id()
    return _page(request, row, form)


@never_cache
@require_POST
def like(request: HttpRequest, secret: str) -> HttpResponse:
    """Liked or not, once; pressing again changes nothing."""
    row = _mine(secret)
    said = request.POST.get("liking", "")
    if said in Liking.values:
        with suppress(actions.AlreadyLiked):
            actions.like(feedback_id=row.pk, liking=Liking(said), by=By(None, clock.now()))
    return redirect("feedback_public:page", secret=secret)


def _mine(secret: str) -> Feedback:
    found = queries.by_secret(secret)
    if found is None:
        raise Http404
    return found
