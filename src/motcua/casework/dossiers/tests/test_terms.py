"""Limits and fees follow the case an applicant falls under, where the publication tells them apart."""

from __future__ import annotations

import pytest

from motcua.casework.dossiers import actions, terms
from motcua.casework.dossiers.choices import IntakeChannel
from motcua.casework.dossiers.tests.factories import MONDAY, make_draft, make_office, make_procedure
from motcua.directory.procedures.models import Fee, ProcedureCase, TimeLimit

pytestmark = pytest.mark.django_db
COUNTER = IntakeChannel.COUNTER.value


@pytest.fixture
def office():
    return make_office()


@pytest.fixture
def version():
    """Two cases; the second has a limit and a fee of its own, named alike but for the marks."""
    version = make_procedure(limit="5", fee=8000)
    for position, name in ((2, "Thông thường"), (3, "Phải xác minh")):
        ProcedureCase.objects.create(version=version, kind="alternative", name=name, position=position)
    channel = version.channels.get()
    own = TimeLimit.objects.create(
        channel=channel, value="15", unit="working_day", variant_code="9.02", variant_name="phải XÁC MINH",
        position=2,
    )  # fmt: skip
    Fee.objects.create(time_limit=own, kind="charge", amount_vnd=20000, position=1)
    return version


def case(version, name: str) -> int:
    return ProcedureCase.objects.get(version=version, name=name).pk


def limit(version, office, case_id: int | None) -> str | None:
    return terms.limit_text(
        version, agency_id=office.committee.pk, channel=COUNTER, at=MONDAY, case_id=case_id
    )


def test_the_limit_of_the_case(version, office):
    assert limit(version, office, None) == "5 working_days"
    assert limit(version, office, case(version, "Thông thường")) == "5 working_days"
    assert limit(version, office, case(version, "Phải xác minh")) == "15 working_days"


def test_a_channel_without_that_variant_keeps_what_is_for_all(version, office):
    said = terms.published(version.pk)
    assert said.variant(case(version, "Phải xác minh"), COUNTER) == "9.02"
    assert said.variant(case(version, "Phải xác minh"), IntakeChannel.ONLINE.value) == ""
    assert said.variant(None, COUNTER) == ""


def test_the_fees_of_the_case(version):
    said = terms.published(version.pk)
    assert [fee.amount_vnd for fee in said.fees_for(case(version, "Phải xác minh"))] == [20000]
    assert [fee.amount_vnd for fee in said.fees_for(case(version, "Thông thường"))] == [8000]


def test_what_is_accepted_is_promised_by_its_case(version, office):
    due = {}
    for name in ("Thông thường", "Phải xác minh"):
        draft = make_draft(office, version=version, procedure_case_id=case(version, name))
        by = office.by("intake_officer", MONDAY)
        due[name] = actions.accept_dossier(dossier_id=draft.pk, by=by).due_at
    assert due["Phải xác minh"] > due["Thông thường"]
