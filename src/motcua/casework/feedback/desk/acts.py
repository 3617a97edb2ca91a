"""One door for the verbs of an officer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from motcua.casework.feedback import actions, permissions
from motcua.casework.feedback.actions import By
from motcua.casework.feedback.choices import Act, ReturnReason
from motcua.casework.feedback.desk.forms import FORMS
from motcua.casework.feedback.desk.views import MAY_READ, seen, show
from motcua.casework.feedback.models import Feedback
from motcua.directory.agencies.desk.writing import write_once
from motcua.kernel import clock

Doing = Callable[[int, dict[str, Any], By], Feedback]

_DO: dict[Act, Doing] = {
    Act.TAKE_UP: lambda pk, said, by: actions.take_up(feedback_id=pk, by=by),
    Act.ASK: lambda pk, said, by: actions.ask(feedback_id=pk, text=said["text"], by=by),
    Act.TRANSFER: lambda pk, said, by: actions.transfer(
        feedback_id=pk, to=said["agency"], text=said["text"], by=by
    ),
    Act.SEND_BACK: lambda pk, said, by: actions.send_back(
        feedback_id=pk, reason=ReturnReason(said["reason"]), text=said["text"], by=by
    ),
    Act.RESOLVE: lambda pk, said, by: actions.resolve(
        feedback_id=pk, answer=said["text"], fault=said["fault"], by=by
    ),
    Act.PUBLISH: lambda pk, said, by: actions.publish(
        feedback_id=pk, question=said["question"], answer=said["answer"], by=by
    ),
    Act.WITHHOLD: lambda pk, said, by: actions.withhold(feedback_id=pk, text=said["text"], by=by),
}


@MAY_READ
@require_POST
def do(request: HttpRequest, feedback_id: int, act: str) -> HttpResponse:
    """Carry the act out; what is refused is said over its form."""
    wanted = Act(act) if act in Act.values and Act(act) in _DO else None
    row = seen(request, feedback_id)
    if wanted is None or not permissions.may_do(request.officer, row, wanted, clock.today()):
        raise Http404
    form = FORMS[wanted](request.POST, auto_id=f"id_{wanted}_%s")
    if form.is_valid():
        said, by = dict(form.cleaned_data), By(request.officer.pk, clock.now())

        def acting() -> dict[str, Any]:
            return {"feedback": _DO[wanted](row.pk, said, by).pk}

        if write_once(request, form, f"feedback.{wanted}", acting) is not None:
            messages.success(request, _("Đã ghi: %(act)s.") % {"act": wanted.label})
            return redirect("feedback:listing")
    return show(request, row, wanted, form)
