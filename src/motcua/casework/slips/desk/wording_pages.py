"""Doors of an agency's administrator to the words on its slips: list, draft, preview, publication."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.casework.slips.desk.wording_forms import PublishForm, WordingForm
from motcua.casework.slips.given import NAMES, WORDABLE
from motcua.directory.agencies import permissions as rights
from motcua.directory.agencies.desk.writing import write_once
from motcua.directory.agencies.doors import officer_required
from motcua.directory.agencies.models import Agency
from motcua.facilities.papers import actions, permissions, published, queries
from motcua.facilities.papers.actions import By
from motcua.facilities.papers.models import SlipTemplateDraft, SlipTemplateVersion
from motcua.facilities.papers.printed_forms import Form, form_in_force
from motcua.facilities.papers.slip_texts import SlipTexts
from motcua.facilities.papers.slips import NoTemplate, SlipTemplate
from motcua.kernel import clock

MAY_WORD = officer_required("agency_admin", "system_admin")
MOST_AGENCIES = 500


@dataclass(frozen=True)
class Worded:
    """One form of one office: the law's form, what is drafted, what was published, newest first."""

    agency: Agency | None
    template: SlipTemplate
    draft: SlipTemplateDraft | None
    versions: tuple[SlipTemplateVersion, ...]

    @property
    def name(self) -> object:
        return WORDABLE[self.template.number]

    @property
    def has_preview(self) -> bool:
        """Lists and guidance are of no one dossier."""
        return self.template.number in NAMES

    @property
    def url(self) -> str:
        return reverse("slips:wording", args=self.place)

    @property
    def place(self) -> tuple[int, str, str]:
        """How its addresses name it; agency 0 is all offices."""
        return (self.agency.pk if self.agency else 0, self.template.number, self.template.variant)

    @property
    def texts(self) -> SlipTexts:
        """What the editor opens with: the draft, else the latest version."""
        kept = self.draft or (self.versions[0] if self.versions else None)
        return SlipTexts.from_json(kept.texts_json) if kept else SlipTexts()


@MAY_WORD
@require_safe
def wordings(request: HttpRequest) -> HttpResponse:
    """Every form of one office, with what stands on it."""
    today = clock.today()
    field = list(rights.agencies_administered(request.officer, today)[:MOST_AGENCIES])  # type: ignore[index]
    may_all = permissions.may_word_forms(request.officer, None, today)
    asked = request.GET.get("agency", "")
    agency_id = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 10 else None
    if agency_id is None:
        agency_id = 0 if may_all else (field[0].pk if field else 0)
    agency = _agency(request, agency_id)
    shown = {"agency": agency, "agencies": field, "may_all": may_all, "rows": _rows(agency)}
    return render(request, "slips/desk/wordings.html", shown)


@MAY_WORD
@require_http_methods(["GET", "HEAD", "POST"])
def wording(request: HttpRequest, agency_id: int, number: str, variant: str) -> HttpResponse:
    """Draft the words of one form."""
    worded = opened(request, agency_id, number, variant)
    form = WordingForm(request.POST or None, initial=WordingForm.filled(worded.texts))
    if request.method == "POST" and form.is_valid():

        def act() -> dict[str, Any]:
            which = {"agency_id": agency_id or None, "number": number, "variant": variant}
            return {"id": actions.draft_slip_texts(**which, texts=form.texts(), by=_by(request, worded)).pk}

        if write_once(request, form, "papers.draft_slip_texts", act) is not None:
            messages.success(request, _("Đã lưu bản thảo. Xem thử rồi công bố."))
            return redirect(worded.url)
    return _page(request, worded, form, PublishForm(initial={"valid_from": clock.today()}))


@MAY_WORD
@require_POST
def publish(request: HttpRequest, agency_id: int, number: str, variant: str) -> HttpResponse:
    """Make the draft the next version, frozen from then on."""
    worded = opened(request, agency_id, number, variant)
    form = PublishForm(request.POST)
    if form.is_valid():

        def act() -> dict[str, Any]:
            which = {"agency_id": agency_id or None, "number": number, "variant": variant}
            said = {name: form.cleaned_data[name] for name in ("decision", "valid_from")}
            return {"id": actions.publish_slip_texts(**which, **said, by=_by(request, worded)).pk}

        if write_once(request, form, "papers.publish_slip_texts", act) is not None:
            messages.success(request, _("Đã công bố mẫu phiếu."))
            return redirect(worded.url)
    return _page(request, worded, WordingForm(initial=WordingForm.filled(worded.texts)), form)


def opened(request: HttpRequest, agency_id: int, number: str, variant: str) -> Worded:
    """A form of an office in one's field, or 404."""
    agency = _agency(request, agency_id)
    try:
        template = published.on_paper(number, clock.now(), variant)
    except NoTemplate as failure:
        raise Http404 from failure
    if number not in WORDABLE:
        raise Http404
    versions = queries.slip_versions_of(agency_id or None).filter(number=number, variant=variant)
    draft = queries.slip_draft(agency_id or None, number, variant)
    return Worded(agency, template, draft, tuple(versions))


def trial_form(worded: Worded) -> Form:
    """What the preview prints on: the draft, else what is in force, marked as a trial."""
    if worded.draft:
        return Form(worded.template, worded.texts, is_trial=True)
    agency_id = worded.agency.pk if worded.agency else None
    found = form_in_force(worded.template.number, clock.now(), agency_id, worded.template.variant)
    return replace(found, is_trial=True)


def _agency(request: HttpRequest, agency_id: int) -> Agency | None:
    """The office, None for all of them; 404 for whoever does not look after it."""
    if not permissions.may_word_forms(request.officer, agency_id or None, clock.today()):
        raise Http404
    if not agency_id:
        return None
    found = Agency.objects.filter(pk=agency_id).first()
    if found is None:
        raise Http404
    return found


def _rows(agency: Agency | None) -> list[Worded]:
    agency_id = agency.pk if agency else None
    drafts = {(row.number, row.variant): row for row in queries.slip_drafts_of(agency_id)}
    versions: dict[tuple[str, str], list[SlipTemplateVersion]] = {}
    for row in queries.slip_versions_of(agency_id):
        versions.setdefault((row.number, row.variant), []).append(row)
    return [
        Worded(agency, template, drafts.get(key), tuple(versions.get(key, ())))
        for template in published.usual_forms(clock.now())
        if template.number in WORDABLE and (key := (template.number, template.variant))
    ]


def _page(request: HttpRequest, worded: Worded, form: WordingForm, publishing: PublishForm) -> HttpResponse:
    failed = bool(form.errors or publishing.errors)
    shown = {"worded": worded, "form": form, "publishing": publishing, "has_errors": failed}
    return render(request, "slips/desk/wording.html", shown, status=422 if failed else 200)


def _by(request: HttpRequest, worded: Worded) -> By:
    return By(request.officer.pk, worded.agency.pk if worded.agency else None, clock.now())
