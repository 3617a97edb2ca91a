"""Doors to the voice of a one-stop: listen, replace a clip, take it back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.directory.agencies.desk.writing import write_once
from motcua.directory.agencies.models import OneStop
from motcua.directory.reception.desk.one_stops import MAY_ADMINISTER, administered
from motcua.facilities.voice import clips, made, queries
from motcua.facilities.voice.actions.record_clip import record_clip, revert_clip
from motcua.facilities.voice.desk.forms import RecordingForm, RevertForm
from motcua.kernel import clock
from motcua.kernel.ui.fields import ClientForm

SAMPLE = ("B052", 12)


@MAY_ADMINISTER
@require_safe
def voice(request: HttpRequest, one_stop_id: int) -> HttpResponse:
    """Every clip of the one-stop, and a call to listen to."""
    here = administered(request, one_stop_id)
    ticket, counter = SAMPLE
    shown = {
        "one_stop": here,
        "voiced": queries.voiced(here.pk),
        "sample": clips.call_text(ticket, counter),
        "sample_urls": queries.call_urls(here.pk, ticket=ticket, counter=counter),
        "has_all": not made.missing(),
    }
    return render(request, "voice/voice.html", shown)


@MAY_ADMINISTER
@require_http_methods(["GET", "HEAD", "POST"])
def clip(request: HttpRequest, one_stop_id: int, code: str) -> HttpResponse:
    """One clip: listen, and replace it by a recording of one's own."""
    here = administered(request, one_stop_id)
    _known(code)
    form = RecordingForm(request.POST, request.FILES) if request.method == "POST" else RecordingForm()
    if form.is_valid():

        def act() -> dict[str, Any]:
            row = record_clip(one_stop=here, clip=code, file=form.kept, **_by(request))
            return {"recording": row.pk}

        if write_once(request, form, "voice.record_clip", act) is not None:
            messages.success(request, _("Đã thay bằng bản ghi của đơn vị."))
            return redirect("voice:clip", here.pk, code)
    return _page(request, here, code, form)


@MAY_ADMINISTER
@require_POST
def revert(request: HttpRequest, one_stop_id: int, code: str) -> HttpResponse:
    """Back to the machine's voice."""
    here = administered(request, one_stop_id)
    _known(code)
    form = RevertForm(request.POST)

    def act() -> dict[str, Any]:
        return {"recording": revert_clip(one_stop=here, clip=code, **_by(request)).pk}

    if form.is_valid() and write_once(request, form, "voice.revert_clip", act) is not None:
        messages.success(request, _("Đã trở về giọng của máy."))
        return redirect("voice:clip", here.pk, code)
    return _page(request, here, code, RecordingForm(), refused=form)


def _page(
    request: HttpRequest, here: OneStop, code: str, form: ClientForm, refused: ClientForm | None = None
) -> HttpResponse:
    [said] = [one for one in queries.voiced(here.pk) if one.clip.code == code]
    shown = {"one_stop": here, "said": said, "form": form, "refused": refused, "revert_form": RevertForm()}
    status = 422 if form.errors or refused is not None else 200
    return render(request, "voice/clip.html", shown, status=status)


def _known(code: str) -> None:
    if code not in clips.BY_CODE:
        raise Http404


def _by(request: HttpRequest) -> dict[str, Any]:
    return {"at": clock.now(), "actor": request.officer}  # type: ignore[attr-defined]
