"""Fees at intake: what is published, or what the agency that decides takes of its own."""

from __future__ import annotations

import pytest

from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.tests.factories import MONDAY, make_agency, make_procedure
from motcua.casework.intake.desk import fees
from motcua.casework.intake.tests.filling import address, filled, text, value
from motcua.directory.procedures.actions.offer_procedure import OfferTerms, offer_procedure
from motcua.directory.procedures.models import Fee

pytestmark = pytest.mark.django_db


@pytest.fixture
def version():
    return make_procedure(fee=8000)


def offered(version, agency, **terms) -> None:
    offer_procedure(
        agency_id=agency.pk, procedure_id=version.procedure_id, terms=OfferTerms(**terms), at=MONDAY
    )


def fee_of(version) -> str:
    return f"fee{Fee.objects.get(time_limit__channel__version=version).pk}"


def noted() -> list[tuple]:
    return list(Dossier.objects.get().fees.values_list("kind", "amount_vnd", "fee_id"))


def test_the_published_amount_where_the_agency_has_none(clerk, office, version):
    offered(version, office.committee)
    page = clerk.get(address(version))
    assert value(page, fee_of(version)) == "8000"
    assert "Mức thu của" not in text(page)


@pytest.mark.parametrize("own", [5000, 0])
def test_the_agencys_own_amount_with_where_it_comes_from(clerk, office, version, own):
    offered(version, office.committee, fee_vnd=own, fee_note="NQ 12/2025/NQ-HĐND")
    page = clerk.get(address(version))
    assert value(page, fee_of(version)) == str(own)
    assert f"Mức thu của {office.committee.name} (NQ 12/2025/NQ-HĐND)" in text(page)
    assert "8.000" in text(page)  # what is published stays in sight
    posted = filled(office, version, **{fee_of(version): str(own)})
    assert clerk.post(address(version), posted).status_code == 302
    assert noted() == [("charge", own, int(fee_of(version)[3:]))]


def test_an_own_amount_where_nothing_is_published_as_a_number(clerk, office):
    version = make_procedure(fee=None)
    offered(version, office.committee, fee_vnd=30000)
    assert value(clerk.get(address(version)), fees.OWN) == "30000"
    clerk.post(address(version), filled(office, version, **{fees.OWN: "30000"}))
    assert noted() == [("fee", 30000, None)]


def test_another_agency_brings_its_own_amount_unless_one_was_typed(clerk, office, version):
    other = make_agency("UBND xã Bên Cạnh")
    offered(version, office.committee)
    offered(version, other, fee_vnd=6000)
    name = fee_of(version)
    seen = {name: "8000", f"was_{name}": "8000"}
    moved = filled(office, version, competent_agency=other.pk, do="", **seen)
    page = clerk.post(address(version), moved)
    assert value(page, name) == "6000"
    assert value(page, f"was_{name}") == "6000"
    typed = clerk.post(address(version), moved | {name: "1000"})
    assert value(typed, name) == "1000"
    part = clerk.post(f"{address(version)}?part=due", moved, headers={"HX-Request": "true"})
    assert value(part, name) == "6000"
    assert 'id="due-card"' in text(part)
    assert "<html" not in text(part)


def test_of_two_amounts_of_a_kind_the_first_is_meant(office, version):
    limit = version.channels.get().time_limits.get()
    Fee.objects.create(time_limit=limit, kind="charge", amount_vnd=4000, position=2)
    Fee.objects.create(time_limit=limit, kind="fee", amount_vnd=90000, position=3)
    found = fees.lines(version, None, office.committee.pk)
    assert [(line.kind, line.start_vnd, line.published_vnd) for line in found] == [
        ("charge", 8000, 8000), ("charge", None, 4000), ("fee", 90000, 90000),
    ]  # fmt: skip
