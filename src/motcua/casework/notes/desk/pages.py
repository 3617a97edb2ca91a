"""Notes of a dossier inside the officer's agency; where the officer is mentioned."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from motcua.casework.dossiers import permissions as dossier_rights
from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.queries import for_reading
from motcua.casework.handling.desk.page import opened
from motcua.casework.handling.desk.sending import Act, act_once
from motcua.casework.notes import permissions, queries
from motcua.casework.notes.actions import write_note as actions
from motcua.casework.notes.choices import WORKING_ROLES
from motcua.casework.notes.desk.forms import NoteForm
from motcua.casework.notes.models import Note
from motcua.directory.agencies import queries as agencies
from motcua.directory.agencies.doors import denied, officer_required
from motcua.kernel import clock
from motcua.kernel.clock import VIETNAM

SHOWN = 5
MOST = 50


@dataclass(frozen=True)
class Told:
    """One note as a page shows it."""

    note: Note
    who: str
    place: str
    called: list[str]
    text: str
    at: datetime


@officer_required(*sorted(WORKING_ROLES))
def notes(request: HttpRequest, dossier_id: int) -> HttpResponse:
    """All notes of the officer's agency on a dossier, and the form for another."""
    dossier = opened(request, dossier_id, "notes")
    form = note_form(request, dossier)
    if request.method == "POST" and form.is_valid() and _write_once(request, dossier, form):
        messages.success(request, _("Đã ghi chú."))
        return redirect(f"{reverse('dossiers:page', args=[dossier.pk])}#notes")
    officer, on = request.officer, clock.today()  # type: ignore[attr-defined]
    rows = told(queries.notes_of(dossier.pk, permissions.own_agencies(officer, on)).order_by("-id")[:MOST])
    erasable = [one.note.pk for one in rows if permissions.may_erase(officer, one.note.agency_id, on)]
    context = {"dossier": dossier, "form": form, "notes": rows, "erasable": erasable}
    return render(request, "notes/desk/notes.html", context, status=422 if form.errors else 200)


def note_form(request: HttpRequest, dossier: Dossier) -> NoteForm:
    """The form; an agency the dossier concerns comes first where the officer works in several."""
    on, officer = clock.today(), request.officer  # type: ignore[attr-defined]
    places = permissions.own_agencies(officer, on)
    near = (dossier.holder_agency_id, dossier.competent_agency_id, dossier.receiving_agency_id)
    named = sorted(agencies.names_of(places).items(), key=lambda place: (place[0] not in near, place[1]))
    is_sent = request.method == "POST"
    return NoteForm(
        request.POST if is_sent else None,
        places=named,
        colleagues=queries.colleagues(places, on, but=officer.pk),
    )


def _write_once(request: HttpRequest, dossier: Dossier, form: NoteForm) -> bool:
    """Keep it under the page's client id; False, with the reason on the form, when it was refused."""
    officer_id, said = request.officer.pk, form.cleaned_data  # type: ignore[attr-defined]
    called = form.everybody()
    inside = queries.colleagues([said["agency_id"]], clock.today(), but=officer_id)
    if not {officer.pk for officer in inside}.issuperset(called):
        form.add_error("mentioned", _("Chỉ nhắc được đồng nghiệp trong cơ quan của ghi chú."))
        return False
    wanted = {"agency_id": said["agency_id"], "text": said["text"], "mentioned": called}
    asked = Act(
        purpose="notes.write",
        payload={"dossier": dossier.pk} | wanted,
        actor_id=officer_id,
        do=lambda: {
            "note_id": actions.write_note(
                dossier_id=dossier.pk, author_id=officer_id, at=clock.now(), **wanted
            ).pk
        },
    )
    return act_once(form, asked)


def told(rows: Iterable[Note]) -> list[Told]:
    """Notes with names of people as of the day they wrote; two reads for all."""
    found = list(rows)
    days = {row.pk: row.written_at.astimezone(VIETNAM).date() for row in found}
    wanted = {(row.author_id, days[row.pk]) for row in found}
    wanted |= {(mention.officer_id, days[row.pk]) for row in found for mention in row.mentions.all()}
    names, places = agencies.officer_names_on(wanted), agencies.names_of({row.agency_id for row in found})
    return [
        Told(
            note=row,
            who=names.get((row.author_id, days[row.pk]), ""),
            place=places.get(row.agency_id, ""),
            called=[names.get((one.officer_id, days[row.pk]), "") for one in row.mentions.all()],
            text=row.statement.body.get("text", ""),
            at=row.written_at,
        )
        for row in found
    ]


@officer_required(*sorted(WORKING_ROLES))
def mentions(request: HttpRequest) -> HttpResponse:
    """Notes that call this officer and were not seen yet."""
    return render(request, "notes/desk/mentions.html", {"rows": mentions_of(request, MOST)})


def mentions_of(request: HttpRequest, most: int) -> list[dict[str, Any]]:
    """Open mentions with their dossiers; of one the officer may no longer open, neither number nor words."""
    officer, on = request.officer, clock.today()  # type: ignore[attr-defined]
    found = [
        mention.note
        for mention in queries.open_mentions(officer.pk, permissions.own_agencies(officer, on))[:most]
    ]
    dossiers = for_reading().in_bulk([note.dossier_id for note in found])
    rows = []
    for one in told(found):
        dossier = dossiers.get(one.note.dossier_id)
        may = dossier is not None and dossier_rights.can_read(officer, dossier, on)
        rows.append({"told": one, "dossier": dossier if may else None})
    return rows


@officer_required(*sorted(WORKING_ROLES))
@require_POST
def see(request: HttpRequest, note_id: int) -> HttpResponse:
    """The mention is seen; on to its dossier where the officer may open it."""
    officer, on = request.officer, clock.today()  # type: ignore[attr-defined]
    note = Note.objects.filter(pk=note_id, agency_id__in=permissions.own_agencies(officer, on)).first()
    try:
        actions.see_mention(note_id=note.pk if note else 0, officer_id=officer.pk, at=clock.now())
    except actions.NoSuchNote:
        raise Http404 from None
    dossier = for_reading().filter(pk=note.dossier_id).first() if note else None
    if dossier is None or not dossier_rights.can_read(officer, dossier, on):
        return redirect("notes:mentions")
    return redirect(f"{reverse('dossiers:page', args=[dossier.pk])}#notes")


@officer_required(*sorted(WORKING_ROLES))
@require_POST
def erase(request: HttpRequest, note_id: int) -> HttpResponse:
    """A leader of the agency has the words erased, on the request that the law asks for."""
    officer, on = request.officer, clock.today()  # type: ignore[attr-defined]
    note = Note.objects.filter(pk=note_id, agency_id__in=permissions.own_agencies(officer, on)).first()
    if note is None:
        raise Http404
    if not permissions.may_erase(officer, note.agency_id, on):
        return denied(request, _("Chỉ lãnh đạo ký duyệt của cơ quan xóa được nội dung ghi chú."))
    actions.erase_note(note_id=note.pk, officer_id=officer.pk, at=clock.now())
    messages.success(request, _("Đã xóa nội dung ghi chú; việc đã ghi chú vẫn còn trong nhật ký."))
    return redirect("notes:notes", dossier_id=note.dossier_id)
