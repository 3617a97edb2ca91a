"""A dossier whose clock stands, as its officer and its applicant see it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from motcua.casework.dossiers import actions
from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.tests.factories import Office, make_accepted, make_office, make_procedure
from motcua.facilities.bpmn.table import to_xml
from motcua.facilities.designer import library
from motcua.facilities.workflow.actions import assign_process, copy_process, publish_version
from motcua.kernel import clock

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def stage() -> tuple[Office, Dossier]:
    """Registering a household business: two days ago its name had to be mended by the applicant."""
    office, begun = make_office("Bình Mẫu"), clock.now() - timedelta(days=2)
    practice, day = library.BY_CODE["household_business"], begun.date()
    drawn = copy_process(
        xml=to_xml(practice.table), name=practice.title, owner_id=office.committee.pk, agencies={}, at=begun
    )
    said = {"decision": "1/QĐ-UBND", "valid_from": day, "at": begun, "actor_id": 1}
    publish_version(version_id=drawn.pk, sha256=drawn.sha256, **said)
    version = make_procedure()
    assign_process(
        agency_id=office.committee.pk, procedure_id=version.procedure_id, process=drawn.process,
        valid_from=day, at=begun,
    )  # fmt: skip
    dossier = make_accepted(office, begun, version=version)
    actions.hand_over(dossier_id=dossier.pk, by=office.by("intake_officer", begun))
    by, said = office.by("case_officer", begun + timedelta(hours=2)), {"outcome": "supplement"}
    return office, actions.hand_over(dossier_id=dossier.pk, by=by, said=said)


@pytest.mark.parametrize("viewport", ["office", "phone"])
def test_the_officer_reads_why_it_stands(visit, axe, screenshot, stage, viewport):
    office, dossier = stage
    account = office.officers["case_officer"].account
    page = visit(f"/desk/dossiers/{dossier.pk}/", viewport, account=account)
    notice = page.locator(".notice", has_text="Đang dừng tính thời hạn")
    assert "Điều 19 khoản 5" in notice.inner_text()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    axe(page)
    screenshot(page, f"stopped-clock-{viewport}")


@pytest.mark.parametrize("viewport", ["office", "phone"])
def test_the_applicant_reads_why_it_stands(visit, axe, screenshot, stage, viewport):
    _office, dossier = stage
    page = visit(f"/h/{dossier.lookup_token}/", viewport)
    assert "Điều 19 khoản 5" in page.locator(".due").inner_text()
    axe(page)
    screenshot(page, f"stopped-clock-applicant-{viewport}")
