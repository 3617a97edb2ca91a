"""A dossier taken in while a number is served belongs to that visit; to no other, and only once."""

from __future__ import annotations

import pytest
from django.urls import reverse

from motcua.casework.dossiers import actions as dossiers
from motcua.casework.dossiers.actions import By as DossierBy
from motcua.casework.dossiers.tests.factories import make_draft
from motcua.casework.visits.actions import link_visit
from motcua.casework.visits.models import VisitDossier
from motcua.casework.visits.queries import stay_of
from motcua.casework.visits.reactions import link_visit as react
from motcua.facilities.queueing import actions as queueing
from motcua.facilities.queueing.models import ServiceRequest, Visit
from motcua.facilities.queueing.tests.stage import make_hall, minutes, wrong
from motcua.kernel.events.models import Event

pytestmark = pytest.mark.django_db


@pytest.fixture
def stage():
    return make_hall()


def accepted(stage, at: float, seat: int = 0):
    draft = make_draft(stage.office, minutes(at))
    by = DossierBy(stage.officers[seat].pk, stage.office.center.pk, minutes(at))
    return dossiers.accept_dossier(dossier_id=draft.pk, by=by)


def serving(stage, seat: int = 0, at: float = 0) -> ServiceRequest:
    stage.ticket(at=at)
    row = stage.next(seat, at + 12)
    return queueing.start(request_id=row.pk, by=stage.by(seat, at + 12))


def last_accepted() -> Event:
    return Event.objects.filter(kind="dossiers.accepted").latest("id")


def test_the_dossier_and_the_number_are_one_visit(stage, client):
    row = serving(stage)
    dossier = accepted(stage, 15)
    queueing.finish(request_id=row.pk, by=stage.by(0, 21))
    for _ in range(2):  # the worker may come late, and again
        react(last_accepted())
    link = VisitDossier.objects.get()
    assert (link.dossier_id, link.visit_id) == (dossier.pk, row.visit_id)
    stay = stay_of(dossier.pk, minutes(60))
    assert (stay.label, stay.waited, stay.served) == ("A001", 12, 9)
    assert wrong() == []
    client.force_login(stage.officers[0].account)
    page = client.get(reverse("dossiers:page", args=[dossier.pk])).content.decode()
    assert "12 phút" in page
    ticket = client.get(f"/so/{Visit.objects.get().token}/").content.decode()
    assert dossier.code in ticket
    assert "Nguyễn" not in ticket
    assert dossier.lookup_token not in ticket


def test_nobody_served_nothing_linked(stage):
    accepted(stage, 1)
    react(last_accepted())
    serving(stage, 1, at=2)
    accepted(stage, 15, seat=0)
    react(last_accepted())
    assert not VisitDossier.objects.exists(), "a colleague's visitor is not one's own"


def test_the_first_visit_stays(stage):
    serving(stage)
    dossier = accepted(stage, 15)
    react(last_accepted())
    first = VisitDossier.objects.get().visit_id
    row = ServiceRequest.objects.get()
    queueing.finish(request_id=row.pk, by=stage.by(0, 21))
    again = serving(stage, at=22)
    link_visit(dossier_id=dossier.pk, officer_id=stage.officers[0].pk, at=minutes(40))
    assert VisitDossier.objects.get().visit_id == first != again.visit_id


def test_a_link_changed_by_hand_is_found(stage):
    serving(stage)
    accepted(stage, 15)
    react(last_accepted())
    other = Visit.objects.get(pk=stage.ticket(at=30).visit_id)
    VisitDossier.objects.update(visit=other)
    assert any("thread" in found for found in wrong())
