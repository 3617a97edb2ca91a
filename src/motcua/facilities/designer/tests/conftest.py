from __future__ import annotations

import pytest

from motcua.directory.agencies.tests.factories import make_agency, make_officer, sign_in
from motcua.facilities.bpmn.table import to_xml
from motcua.facilities.designer.tests.stage import TABLE
from motcua.facilities.workflow import standard
from motcua.facilities.workflow.actions import new_process, save_draft
from motcua.kernel import clock


@pytest.fixture
def office(client):
    """An agency with its administrator signed in, a draft of its own, and another agency's draft."""

    class Office:
        agency, other = make_agency(), make_agency()
        admin = make_officer("agency_admin", agency)
        process = new_process(name="Quy trình riêng", owner_id=agency.pk, at=clock.now())
        foreign = new_process(name="Của nơi khác", owner_id=other.pk, at=clock.now())
        draft = save_draft(process=process, xml=to_xml(TABLE))

    save_draft(process=Office.foreign, xml=to_xml(TABLE))
    standard.install(at=clock.now())
    sign_in(client, Office.admin)
    return Office
