"""Running dossiers go over to a new version of their process, tried first without doing it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from motcua.casework.dossiers import actions
from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.tests.factories import MONDAY, advance, differences, make_accepted, make_office
from motcua.casework.handling.moving_over import change_all
from motcua.facilities.workflow import standard
from motcua.facilities.workflow.actions import publish_process
from motcua.kernel.events.models import Event

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return make_office()


def renamed(old: str, new: str):
    """The commune's process with one step under another code."""
    steps = tuple(replace(s, code=new) if s.code == old else s for s in standard.COMMUNE)
    return publish_process(
        code="commune", name="Quy trình cấp xã", steps=steps, valid_from=standard.VALID_FROM, at=MONDAY
    )


def test_tried_first_and_then_moved_with_who_has_it(office):
    dossier = advance(office, make_accepted(office), "appraise", MONDAY)
    dossier = actions.take_over(dossier_id=dossier.pk, by=office.by("case_officer", MONDAY))
    old, new = dossier.process_version_id, renamed("appraise", "examine")
    by = office.by("agency_admin", MONDAY + timedelta(hours=1))
    events, due, since = Event.objects.count(), dossier.due_at, dossier.step_since
    said = {"from_version_id": old, "to_version_id": new.pk, "node_map": {"appraise": "examine"}, "by": by}
    (planned,) = change_all(**said, dry_run=True)
    assert (planned.from_step, planned.to_step, planned.reason) == ("appraise", "examine", "")
    assert Event.objects.count() == events
    assert Dossier.objects.get(pk=dossier.pk).process_version_id == old

    assert change_all(**said, dry_run=False) == [planned]
    dossier = Dossier.objects.get(pk=dossier.pk)
    assert (dossier.step, dossier.process_version_id, dossier.due_at) == ("examine", new.pk, due)
    assert (dossier.holder_officer_id, dossier.step_since) == (office.officers["case_officer"].pk, since)
    assert differences() == []
    assert advance(office, dossier, "issue", MONDAY + timedelta(hours=2)).status == "approved"
    assert change_all(**said, dry_run=False) == []
    assert differences() == []
