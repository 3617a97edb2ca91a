"""What everybody reads of dialogues, and the questions they send beforehand."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from motcua.casework.dialogue import actions, queries
from motcua.casework.dialogue.actions import Asked, By
from motcua.casework.dialogue.desk.shown import lines_of
from motcua.casework.dialogue.forms import QuestionForm
from motcua.casework.dialogue.models import Dialogue
from motcua.directory.identity.refusal import Refused
from motcua.kernel import clock
from motcua.kernel.events.once import ClientIdReused, once
from motcua.kernel.limits.actions import within_limit

PAGE_SIZE = 20
MOST_AN_HOUR = 10


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Dialogues announced and held, the latest day first."""
    page = Paginator(queries.public(), PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "dialogue/portal/listing.html", {"page": page})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, dialogue_id: int) -> HttpResponse:
    """One dialogue; a question is sent while it takes them."""
    row = queries.public().filter(pk=dialogue_id).first() if dialogue_id < 10**18 else None
    if row is None:
        raise Http404
    today = clock.today()
    form = QuestionForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _asked(request, row, form):
        messages.success(request, _("Đã nhận câu hỏi, xin cảm ơn ông/bà."))
        return redirect("dialogue_public:page", dialogue_id=row.pk)
    lines = lines_of(row, today)
    lines["questions"] = [line for line in lines["questions"] if line[0].is_public]
    shown = lines | {"dialogue": row, "form": form, "asking": row.takes_questions(today) or form.is_bound}
    return render(request, "dialogue/portal/page.html", shown, status=422 if form.errors else 200)


def _asked(request: HttpRequest, row: Dialogue, form: QuestionForm) -> bool:
    """Whether the question was taken, now or by the same form before."""
    at = clock.now()
    caller, span = request.META.get("REMOTE_ADDR", ""), timedelta(hours=1)
    if not within_limit(purpose="dialogue.ask", caller=caller, most=MOST_AN_HOUR, span=span, at=at):
        form.add_error(None, _("Có quá nhiều câu hỏi gửi từ cùng một mạng trong giờ qua. Xin thử lại sau một giờ, hoặc hỏi trực tiếp tại hội nghị."))  # fmt: skip
        return False
    said = {name: value for name, value in form.cleaned_data.items() if name != "client_id"}
    try:
        once(
            client_id=form.cleaned_data["client_id"],
            purpose="dialogue.ask",
            payload=said | {"dialogue": row.pk},
            actor_id=None,
            act=lambda: {
                "number": actions.ask(dialogue_id=row.pk, asked=Asked(**said), by=By(None, at)).number
            },
        )
    except (Refused, ClientIdReused) as refusal:
        form.add_error(None, str(refusal))
        form.renew_client_id()
        return False
    return True
