"""Files of a page that is not saved yet: one by one from a script, or all with the page's own form."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from motcua.directory.agencies.doors import officer_required
from motcua.facilities.papers import actions
from motcua.facilities.papers.desk.forms import HoldForm
from motcua.facilities.papers.held import token_of
from motcua.facilities.papers.models import HeldFile
from motcua.facilities.papers.rules import clean_name
from motcua.facilities.papers.words import about
from motcua.kernel import clock
from motcua.kernel.files import store
from motcua.kernel.files.sniff import FileRefused


@officer_required("intake_officer")
@require_POST
def hold(request: HttpRequest) -> HttpResponse:
    """`client_id` of the page and one `file` in; `{id, token, name, about}` out, or 422 with the reason."""
    form, upload = HoldForm(request.POST), request.FILES.get("file")
    if upload is None or not form.is_valid():
        return _refused(_("Chưa chọn tệp nào."))
    held, refused = hold_all(request, form.cleaned_data["client_id"], [upload])
    if refused:
        return _refused(refused[0])
    one = held[0]
    token = token_of(one.pk, officer_id=one.officer_id)
    return JsonResponse({"id": one.pk, "token": token, "name": one.name, "about": about(one.size, one.pages)})


def hold_all(
    request: HttpRequest, client_id: UUID, uploads: Iterable[UploadedFile]
) -> tuple[list[HeldFile], list[str]]:
    """The good files, held; and for each bad one a sentence that names it."""
    held, refused = [], []
    by = actions.By(request.officer.pk, None, clock.now())  # type: ignore[attr-defined]
    for upload in uploads:
        name = upload.name or ""
        try:
            file = actions.take_in(upload)
            held.append(actions.hold_file(client_id=client_id, file=file, name=name, by=by))
        except (FileRefused, store.NotSaved, actions.PaperIdReused) as refusal:
            refused.append(f"{clean_name(name)[:60]}: {refusal}")
    return held, refused


def _refused(detail: str) -> JsonResponse:
    problem = {"type": "about:blank", "title": _("Không nhận tệp"), "status": 422, "detail": detail}
    return JsonResponse(problem, status=422, content_type="application/problem+json")
