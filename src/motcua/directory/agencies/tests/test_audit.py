"""What `audit verify` finds when somebody changes agencies, names or roles behind the log's back."""

from datetime import date

import pytest

from motcua.directory.agencies.actions import rename_officer
from motcua.directory.agencies.models import Agency, AgencyName, Membership, Officer, OfficerName
from motcua.directory.agencies.tests.factories import LONG_AGO_AT, make_account, make_agency, make_officer
from motcua.kernel import clock
from motcua.kernel.events.verify import verify

pytestmark = pytest.mark.django_db


def found():
    return [str(difference) for difference in verify()]


@pytest.fixture
def officer():
    officer = make_officer("clerk", make_agency("Sở Mẫu"), name="Nguyễn Thị Mẫu")
    rename_officer(officer=officer, name="Trần Thị Mẫu", title="", on=date(2026, 1, 1), at=clock.now())
    assert found() == []
    return officer


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda: Membership.objects.update(role="approver"), "vai trò"),
        (lambda: Membership.objects.update(valid_to=date(2027, 1, 1)), "vai trò"),
        (lambda: Membership.objects.all().delete(), "vai trò"),
        (lambda: OfficerName.objects.filter(valid_from=date(2026, 1, 1)).update(name="Lê Thị Mẫu"), "tên từ 01/01/2026"),
        (lambda: OfficerName.objects.filter(valid_from=date(2026, 1, 1)).delete(), "tên từ 01/01/2026"),
        (lambda: Officer.objects.update(title="Giám đốc"), "tên đang dùng"),
        (lambda: Officer.objects.update(account=make_account()), "account_id"),
        (lambda: Agency.objects.update(code="H99"), "code"),
        (lambda: Agency.objects.update(valid_to=date(2027, 1, 1)), "valid_to"),
        (lambda: AgencyName.objects.update(name="Sở Khác"), "tên từ 01/07/2025"),
    ],
)  # fmt: skip
def test_every_change_is_found(officer, change, told):
    change()
    differences = found()
    assert any(told in difference for difference in differences)
    assert not any("Lê Thị Mẫu" in difference for difference in differences)  # no personal data in the report


def test_a_role_slipped_in_is_found(officer):
    Membership.objects.create(
        officer=officer,
        agency=make_agency(),
        role="system_admin",
        valid_from=date(2026, 1, 1),
        granted_at=LONG_AGO_AT,
    )
    assert any("vai trò" in difference for difference in found())


def test_a_person_slipped_in_is_found(officer):
    slipped_in = Officer.objects.create(account=make_account(), name="Không Ai", folded="khong ai")
    assert any(f"officer:{slipped_in.pk}" in difference for difference in found())
