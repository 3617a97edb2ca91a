"""Papers at the desk: added, looked at, withdrawn. Whose papers, the app above says (`papers.access`)."""

from __future__ import annotations

from uuid import UUID, uuid5

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from motcua.directory.agencies.doors import officer_required
from motcua.facilities.papers import access, actions, previews
from motcua.facilities.papers.choices import WithdrawalReason
from motcua.facilities.papers.desk.forms import AddForm, WithdrawForm
from motcua.facilities.papers.desk.headers import harmless
from motcua.facilities.papers.models import Paper
from motcua.facilities.papers.rules import clean_name
from motcua.kernel import clock
from motcua.kernel.files import store
from motcua.kernel.files.sniff import FileRefused
from motcua.kernel.ui import errors


@officer_required()
@require_POST
def add(request: HttpRequest) -> HttpResponse:
    """Each good file becomes a paper, each bad one a message; the same form twice adds nothing twice."""
    form = AddForm(request.POST)
    if not form.is_valid():
        return errors.answer(request, 400)
    subject = form.cleaned_data["subject"]
    agency_id = access.may_add(request, subject)
    if agency_id is None:
        raise Http404
    uploads = request.FILES.getlist("files")
    if not uploads:
        messages.error(request, _("Chưa chọn tệp nào."))
    added = sum(_add_one(request, form.cleaned_data, upload, _by(request, agency_id)) for upload in uploads)
    if added:
        said = ngettext("Đã thêm %(number)s giấy tờ.", "Đã thêm %(number)s giấy tờ.", added)
        messages.success(request, said % {"number": added})
    return redirect(access.page_url(subject))


def _add_one(request: HttpRequest, said: dict, upload: UploadedFile, by: actions.By) -> bool:
    """Whether it is stored now; if not, a message says why, by the file's name."""
    try:
        file = actions.take_in(upload)
        new = actions.NewPaper(
            client_id=uuid5(said["client_id"], file.sha256), subject=said["subject"], part=said["part"],
            name=upload.name or "", kind=said["kind"],
        )  # fmt: skip
        actions.add_paper(paper=new, file=file, by=by)
    except (FileRefused, store.NotSaved, actions.PaperIdReused) as refusal:
        messages.error(request, f"{clean_name(upload.name or '')[:60]}: {refusal}")
        return False
    return True


@officer_required()
@require_POST
def withdraw(request: HttpRequest, paper_id: UUID) -> HttpResponse:
    paper = get_object_or_404(Paper, pk=paper_id)
    agency_id = access.may_add(request, paper.subject)
    if agency_id is None:
        raise Http404
    form = WithdrawForm(request.POST)
    if not form.is_valid():
        return errors.answer(request, 400)
    try:
        by = _by(request, agency_id)
        actions.withdraw_paper(paper_id=paper_id, reason=form.cleaned_data["reason"], by=by)
    except actions.AlreadyWithdrawn as refusal:
        messages.info(request, str(refusal))
    else:
        messages.success(request, _("Đã bỏ giấy tờ: %(name)s.") % {"name": paper.name})
    return redirect(access.page_url(paper.subject))


def _by(request: HttpRequest, agency_id: int) -> actions.By:
    return actions.By(request.officer.pk, agency_id, clock.now())  # type: ignore[attr-defined]


def readable(request: HttpRequest, paper_id: UUID, what: str) -> Paper:
    """The paper, when the app it belongs to lets this visitor see it; else 404, which tells nothing."""
    paper = Paper.objects.select_related("file", "uploaded_by").filter(pk=paper_id).first()
    if paper is None or not access.may_read(request, paper.subject, f"{what}:{paper_id}"):
        raise Http404
    return paper


@officer_required()
@require_safe
def show(request: HttpRequest, paper_id: UUID) -> HttpResponse:
    """All pages as pictures; nothing of the stranger's file reaches the browser itself."""
    paper = readable(request, paper_id, "paper")
    agency_id = access.may_add(request, paper.subject)
    context = {
        "paper": paper,
        "pages": range(1, paper.page_count + 1),
        "back": access.page_url(paper.subject),
        "reasons": WithdrawalReason.choices if agency_id is not None and not paper.is_withdrawn else [],
    }
    return render(request, "papers/show.html", context)


@officer_required()
@require_safe
def original(request: HttpRequest, paper_id: UUID) -> HttpResponse:
    """The file as it was handed in, byte for byte, after its hash was checked."""
    paper = readable(request, paper_id, "original")
    try:
        file = store.open_verified(paper.file_id)
    except (store.FileMissing, store.FileCorrupt) as failure:
        return errors.answer(request, 503, what=str(failure))
    answer = FileResponse(file)
    return harmless(answer, paper.file.media_type, name=paper.name)  # type: ignore[return-value]  # a stream


@officer_required()
@require_safe
def page(request: HttpRequest, paper_id: UUID, number: int) -> HttpResponse:
    return _picture(request, paper_id, number, previews.Width.PAGE)


@officer_required()
@require_safe
def thumbnail(request: HttpRequest, paper_id: UUID) -> HttpResponse:
    return _picture(request, paper_id, 1, previews.Width.THUMBNAIL)


def _picture(request: HttpRequest, paper_id: UUID, number: int, width: previews.Width) -> HttpResponse:
    paper = readable(request, paper_id, "page")
    try:
        drawn, media_type = previews.page_image(paper, page=number, width=width)
    except previews.NoPreview as failure:
        raise Http404(str(failure)) from failure
    except (store.FileMissing, store.FileCorrupt) as failure:
        return errors.answer(request, 503, what=str(failure))
    return harmless(HttpResponse(drawn), media_type)
