"""A periodic questionnaire: anonymous, within its dates."""

from __future__ import annotations

from datetime import timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from motcua.casework.ratings import actions, queries
from motcua.casework.ratings.models import CriteriaSet
from motcua.casework.ratings.portal.forms import SurveyForm
from motcua.directory.agencies import queries as agencies
from motcua.kernel import clock
from motcua.kernel.limits.actions import within_limit

MOST_AN_HOUR = 30


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def survey(request: HttpRequest, set_id: int) -> HttpResponse:
    """Ask, and keep one answer; the same form sent again changes nothing."""
    found = queries.published_survey(set_id)
    if found is None:
        raise Http404
    form, status = SurveyForm(request.POST or None, criteria=found.criteria), 200
    if request.method == "POST":
        if form.is_valid() and (words := _kept(request, found, form)):
            return render(request, "ratings/portal/thanks.html", _page(found) | {"words": words})
        status = 422
    shown = _page(found) | {"form": form, "survey": found, "is_open": found.is_open_on(clock.today())}
    return render(request, "ratings/portal/survey.html", shown, status=status)


def _too_often(request: HttpRequest) -> bool:
    """A whole office may stand behind one address, so the limit is wide, and paper is the way round it."""
    caller = request.META.get("REMOTE_ADDR", "")
    return not within_limit(
        purpose="ratings.survey", caller=caller, most=MOST_AN_HOUR, span=timedelta(hours=1), at=clock.now()
    )


def _kept(request: HttpRequest, found: CriteriaSet, form: SurveyForm) -> str:
    """Words of thanks; "" when it was refused, the reason then stands in the form."""
    said = form.cleaned_data
    if _too_often(request):
        form.add_error(None, _("Đã có nhiều phiếu gửi từ cùng một mạng trong giờ qua. Xin thử lại sau một giờ, hoặc ghi phiếu giấy tại bộ phận Một cửa."))  # fmt: skip
        return ""
    try:
        actions.answer_survey(
            survey=found,
            said=actions.SurveyAnswer(said["client_id"], form.levels(), said["text"]),
            at=clock.now(),
        )
    except actions.SurveyClosed as refusal:
        form.add_error(None, str(refusal))
        return ""
    except actions.AlreadyRated:
        return _("Phiếu này đã được gửi, xin cảm ơn ông/bà.")
    return _("Cảm ơn ông/bà đã trả lời.")


def _page(found: CriteriaSet) -> dict[str, object]:
    where = agencies.name_of(found.agency_id) if found.agency_id else _("Toàn tỉnh")
    return {"where": where, "back": ""}
