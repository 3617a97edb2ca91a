"""A typing error after acceptance: old and new are kept, rows and search follow the new."""

from __future__ import annotations

from dataclasses import replace

import pytest

from motcua.casework.dossiers import actions, queries
from motcua.casework.dossiers.actions.amend import NothingChanged
from motcua.casework.dossiers.actions.recording import NoReason
from motcua.casework.dossiers.models import DossierStatement
from motcua.casework.dossiers.parties import Parties, PartyData
from motcua.casework.dossiers.tests.factories import MONDAY, differences, make_accepted, make_office
from motcua.casework.finding import search
from motcua.kernel.events import log
from motcua.kernel.events.models import Event

pytestmark = pytest.mark.django_db


def amend(office, dossier, parties, reason="Gõ nhầm tên", **more):
    by = office.by("intake_officer", MONDAY)
    return actions.amend(dossier_id=dossier.pk, by=by, parties=parties, reason=reason, **more)


def test_old_and_new_are_kept():
    office = make_office()
    dossier = make_accepted(office)
    before = queries.parties_of(dossier)
    after = Parties(replace(before.owner, name="Nguyễn Văn Thửa"), PartyData(name="Hồ Nộp Hộ"))
    dossier = amend(office, dossier, after, delivery_choice="post")
    event = log.of(dossier.subject)[-1]
    assert event.facts == {
        "fields": ["owner.name", "submitter", "delivery_choice"],
        "delivery_choice": "post",
    }
    (key,) = event.statements
    said = DossierStatement.objects.get(pk=key).body
    assert (said["before"]["owner"]["name"], said["owner"]["name"]) == ("Nguyễn Văn Thử", "Nguyễn Văn Thửa")
    assert queries.parties_of(dossier) == after
    assert dossier.delivery_choice == "post"
    assert search.matching("ho nop ho", None, 5) == [dossier.pk]
    assert search.matching("nguyen van thu ", None, 5) == [dossier.pk]
    assert differences() == []


def test_nothing_changed_or_no_reason_is_refused():
    office = make_office()
    dossier = make_accepted(office)
    same = queries.parties_of(dossier)
    before = Event.objects.count()
    with pytest.raises(NothingChanged):
        amend(office, dossier, same, delivery_choice="counter")
    with pytest.raises(NoReason):
        amend(office, dossier, Parties(replace(same.owner, phone="0912999999")), reason="")
    assert Event.objects.count() == before
    assert queries.parties_of(dossier) == same
