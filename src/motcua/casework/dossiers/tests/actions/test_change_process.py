"""Running dossiers go over to a new version of their process, tried first without doing it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from motcua.casework.dossiers import actions
from motcua.casework.dossiers.actions.change_process import NoPlace, NotRunning
from motcua.casework.dossiers.tests.factories import (
    MONDAY,
    advance,
    differences,
    make_accepted,
    make_draft,
    make_office,
)
from motcua.facilities.workflow import standard
from motcua.facilities.workflow.actions import publish_process

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


def test_a_step_that_is_gone_keeps_the_dossier_where_it_is(office):
    dossier = advance(office, make_accepted(office), "appraise", MONDAY)
    new = renamed("appraise", "examine")
    by = office.by("agency_admin", MONDAY)
    with pytest.raises(NoPlace, match="appraise"):
        actions.change_process(dossier_id=dossier.pk, by=by, version_id=new.pk, node_map={})
    assert differences() == []


def test_only_what_runs(office):
    draft = make_draft(office)
    new = renamed("appraise", "examine")
    with pytest.raises(NotRunning):
        actions.change_process(
            dossier_id=draft.pk, by=office.by("agency_admin", MONDAY), version_id=new.pk, node_map={}
        )
