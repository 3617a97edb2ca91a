"""Choosing another case brings other papers, fees and another date, and loses nothing that still counts."""

from __future__ import annotations

import pytest

from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.tests.factories import differences, make_procedure, with_cases
from motcua.casework.intake.tests.filling import address, chosen, file, filled, hold, text, tokens, value
from motcua.directory.procedures.models import Component, Fee, ProcedureCase
from motcua.kernel.files.tests import samples

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def version():
    """A paper for everybody, and two cases: both ask for a declaration, each for one paper of its own."""
    return with_cases(make_procedure(papers=1, limit="5", fee=8000))


def case(version, name: str) -> int:
    return ProcedureCase.objects.get(version=version, name=name).pk


def paper(version, case_name: str, place: int) -> Component:
    return Component.objects.get(case__version=version, case__name=case_name, position=place)


@pytest.fixture
def values(office, version):
    """The page of the first case, filled in, about to be asked for the other."""
    own = {"case": case(version, "Thông thường"), "do": ""}
    return filled(office, version, papers=False, **own)


def test_the_first_case_is_shown_first(clerk, version):
    page = text(clerk.get(address(version)))
    assert "Riêng Thông thường" in page
    assert "Riêng Phải xác minh" not in page
    assert "5 ngày làm việc" in page
    assert "8.000" in page


@pytest.mark.parametrize("part", ["", "?part=papers"], ids=["button", "script"])
def test_another_case_has_its_papers_fees_and_date(clerk, version, values, part):
    first = Fee.objects.get(amount_vnd=8000)
    asked = values | {
        "case": case(version, "Phải xác minh"),
        f"fee{first.pk}": "8000",
        f"was_fee{first.pk}": "8000",
    }
    answer = clerk.post(address(version) + part, asked, headers=HTMX if part else {})
    page = text(answer)
    assert ("<html" in page) is not bool(part)
    assert "Riêng Phải xác minh" in page
    assert "Riêng Thông thường" not in page
    assert "15 ngày làm việc" in page
    assert "26/10/2026" in page  # fifteen working days after Monday 5 October
    assert value(answer, f"fee{Fee.objects.get(amount_vnd=20000).pk}") == "20000"
    assert value(answer, f"fee{first.pk}") is None


@pytest.mark.parametrize("part", ["", "?part=papers"], ids=["button", "script"])
def test_what_was_said_of_the_same_paper_goes_along(clerk, version, values, part):
    old, new = paper(version, "Thông thường", 1), paper(version, "Phải xác minh", 1)
    shared = Component.objects.get(case__version=version, case__kind="shared")
    token = hold(clerk, "Tờ khai.pdf", samples.pdf(), values["client_id"])
    said = {
        f"c{shared.pk}_kind": "original",
        f"c{old.pk}_kind": "electronic",
        f"c{old.pk}_papers": token,
        "case": case(version, "Phải xác minh"),
    }
    answer = clerk.post(address(version) + part, values | said, headers=HTMX if part else {})
    assert chosen(answer, f"c{shared.pk}_kind") == "original"
    assert chosen(answer, f"c{new.pk}_kind") == "electronic"
    assert len(tokens(answer, new)) == 1
    assert "được bỏ ra" not in text(answer)
    if not part:
        assert value(answer, "owner_name") == "Nguyễn Thị Thử"
        assert chosen(answer, "case") == str(case(version, "Phải xác minh"))


def test_files_of_papers_the_new_case_does_not_ask_for_are_told(clerk, version, values):
    old = paper(version, "Thông thường", 2)
    token = hold(clerk, "Riêng.pdf", samples.pdf(), values["client_id"])
    said = {f"c{old.pk}_papers": token, "case": case(version, "Phải xác minh")}
    assert "1 tệp của giấy tờ không có trong trường hợp này" in text(
        clerk.post(address(version), values | said)
    )


def test_accepted_in_the_other_case_with_the_file_of_the_first(clerk, version, values):
    old, new = paper(version, "Thông thường", 1), paper(version, "Phải xác minh", 1)
    shared = Component.objects.get(case__version=version, case__kind="shared")
    said = {
        "do": "accept",
        "case": case(version, "Phải xác minh"),
        f"c{shared.pk}_kind": "original",
        f"c{old.pk}_files": file("Tờ khai.pdf", samples.pdf()),
        f"c{paper(version, 'Phải xác minh', 2).pk}_kind": "copy",
    }
    assert clerk.post(address(version), values | said).status_code == 302
    dossier = Dossier.objects.get()
    assert dossier.procedure_case_id == case(version, "Phải xác minh")
    assert f"{dossier.due_at:%d/%m}" == "26/10"
    assert len(dossier.components.get(component_id=new.pk).paper_ids) == 1
    assert differences() == []


def test_a_case_of_another_procedure_is_not_taken(clerk, version, values):
    stranger = ProcedureCase.objects.create(
        version=make_procedure(), kind="alternative", name="Lạ", position=2
    )
    answer = clerk.post(address(version), values | {"case": stranger.pk, "do": "accept"})
    assert answer.status_code == 422
    assert not Dossier.objects.exists()
