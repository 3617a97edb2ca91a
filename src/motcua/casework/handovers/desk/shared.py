"""What the doors of hand-over lists have in common."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest

from motcua.casework.finding.actions import reading
from motcua.casework.handovers import permissions
from motcua.casework.handovers.actions import HandOverRefusal
from motcua.casework.handovers.models import HandOverList
from motcua.kernel import clock
from motcua.kernel.events.once import ClientIdReused, once
from motcua.kernel.ui.fields import ClientForm

MOST_ID = 10**18


def opened(request: HttpRequest, list_id: int) -> HandOverList:
    """The list, if this officer may read it; 404 tells nothing of others' lists."""
    rows = HandOverList.objects.select_related("from_agency", "to_agency")
    found = rows.filter(pk=list_id).first() if list_id < MOST_ID else None
    if found is None or not permissions.can_read(request.officer, found, clock.today()):
        raise Http404
    return found


def note_reads(request: HttpRequest, dossier_ids: Iterable[int], what: str) -> None:
    """Each line of a list shows whose dossier it is, so each is a read."""
    for dossier_id in sorted(set(dossier_ids)):
        reading.note(
            dossier_id=dossier_id,
            officer_id=request.officer.pk,
            address=request.META.get("REMOTE_ADDR", ""),
            what=what,
            at=clock.now(),
        )


def done_once(
    request: HttpRequest, form: ClientForm, verb: str, about: dict[str, Any], act: Callable[[], Any]
) -> Any:
    """Do it under the page's client id; None, with the reason as a message, when it was refused."""
    if not form.is_valid():
        messages.error(request, str(next(iter(form.errors.values()))[0]))
        return None
    try:
        return once(
            client_id=form.cleaned_data["client_id"],
            purpose=f"handovers.{verb}",
            payload=about,
            actor_id=request.officer.pk,
            act=act,
        )
    except (HandOverRefusal, ClientIdReused) as refusal:
        messages.error(request, str(refusal))
        return None
