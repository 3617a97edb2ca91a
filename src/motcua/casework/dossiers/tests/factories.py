"""A one-stop, its officers and a procedure to test with; every name is plainly invented."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from itertools import count

from motcua.casework.dossiers import actions
from motcua.casework.dossiers.actions import By
from motcua.casework.dossiers.intake import ComponentEntry, Intake
from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.parties import Parties, PartyData
from motcua.casework.dossiers.terms import components_for
from motcua.directory.agencies.actions.add_officer import NewOfficer, appoint_officer
from motcua.directory.agencies.actions.create_agency import NewAgency, create_agency
from motcua.directory.agencies.actions.grant_membership import Grant, grant_membership
from motcua.directory.agencies.actions.open_one_stop import NewOneStop, open_one_stop
from motcua.directory.agencies.models import Agency, Officer
from motcua.directory.identity.actions.create_account import create_account
from motcua.directory.procedures.models import (
    Channel,
    Component,
    Fee,
    Procedure,
    ProcedureCase,
    ProcedureVersion,
    TimeLimit,
)
from motcua.facilities.workflow import standard
from motcua.kernel import clock
from motcua.kernel.events.verify import verify
from motcua.kernel.text import fold

_numbers = count(1)
LONG_AGO = date(2025, 7, 1)
# Monday 5 October 2026, 09:00 in Viet Nam
MONDAY = datetime(2026, 10, 5, 2, 0, tzinfo=UTC)
ROLES = (
    "intake_officer",
    "case_officer",
    "division_head",
    "approver",
    "clerk",
    "inspector",
    "agency_admin",
    "system_admin",
)
PASSWORD = "mot cua thu nghiem 2026"


@dataclass
class Office:
    """A commune: its people's committee, its one-stop, one officer for each role."""

    committee: Agency
    center: Agency
    officers: dict[str, Officer] = field(default_factory=dict)

    def by(self, role: str, at: datetime, *, agency: Agency | None = None) -> By:
        where = agency or (self.center if role == "intake_officer" else self.committee)
        return By(self.officers[role].pk, where.pk, at)


def make_agency(name: str, **fields: object) -> Agency:
    number = next(_numbers)
    values: dict[str, object] = {
        "code": f"H27.{number // 100:02d}.{number % 100:02d}",
        "name": name,
        "level": "commune",
        "kind": "people_committee",
        "valid_from": LONG_AGO,
        "phone": "02390000000",
    }
    return create_agency(new=NewAgency(**(values | fields)), at=MONDAY)  # type: ignore[arg-type]


def make_officer(name: str, *memberships: tuple[Agency, str]) -> Officer:
    account = create_account(
        username=f"congchuc{next(_numbers)}", password=PASSWORD, at=clock.now(), must_change_password=False
    )
    new = NewOfficer(name=name, valid_from=LONG_AGO, title="Công chức")
    officer = appoint_officer(account=account, new=new, at=MONDAY)
    for agency, role in memberships:
        grant_membership(
            officer=officer, grant=Grant(agency=agency, role=role, valid_from=LONG_AGO), at=MONDAY
        )
    return officer


def make_office(name: str = "Thử Nghiệm") -> Office:
    standard.install(at=MONDAY)
    committee = make_agency(f"UBND xã {name}")
    center = make_agency(f"Một cửa xã {name}", kind="service_center", parent=committee)
    open_one_stop(
        new=NewOneStop(agency=center, serves=committee, kind="commune_center", valid_from=LONG_AGO), at=MONDAY
    )
    office = Office(committee, center)
    for role in ROLES:
        where = center if role == "intake_officer" else committee
        office.officers[role] = make_officer(f"Cán Bộ {role}", (where, role))
    return office


def make_procedure(
    *, limit: str = "5", unit: str = "working_day", papers: int = 2, fee: int | None = 8000
) -> ProcedureVersion:
    number = next(_numbers)
    code = f"9.{number:06d}"
    procedure = Procedure.objects.create(code=code, national_code=code)
    name = f"Thủ tục thử nghiệm {number}"
    version = ProcedureVersion.objects.create(
        procedure=procedure, number=1, valid_from=LONG_AGO, record_kind="full", name=name, folded=fold(name),
        levels=["commune"], source="test", content_digest=f"{number:064d}",
    )  # fmt: skip
    case = ProcedureCase.objects.create(version=version, kind="shared", position=1)
    for position in range(1, papers + 1):
        Component.objects.create(
            case=case, name=f"Giấy tờ {position}", is_required=True, original_qty=1, position=position
        )
    channel = Channel.objects.create(version=version, kind="counter", position=1)
    row = TimeLimit.objects.create(channel=channel, value=limit, unit=unit, position=1)
    if fee is not None:
        Fee.objects.create(time_limit=row, kind="charge", amount_vnd=fee, position=1)
    return version


def with_cases(version: ProcedureVersion) -> ProcedureVersion:
    """Two cases beside the papers for everybody: both ask for a declaration and for one paper of their own;
    the second takes longer and costs more."""
    for position, name in ((2, "Thông thường"), (3, "Phải xác minh")):
        case = ProcedureCase.objects.create(version=version, kind="alternative", name=name, position=position)
        declaration = "Tờ khai" if position == 2 else "TỜ KHAI"
        for place, paper in enumerate((declaration, f"Riêng {name}"), 1):
            Component.objects.create(case=case, name=paper, is_required=True, copy_qty=1, position=place)
    own = TimeLimit.objects.create(
        channel=version.channels.get(), value="15", unit="working_day", position=2,
        variant_code="9.02", variant_name="Phải xác minh",
    )  # fmt: skip
    Fee.objects.create(time_limit=own, kind="charge", amount_vnd=20000, position=1)
    return version


def make_intake(
    office: Office, version: ProcedureVersion, *, complete: bool = True, **fields: object
) -> Intake:
    components = components_for(version.pk, fields.get("procedure_case_id"))  # type: ignore[arg-type]
    entries = (
        tuple(ComponentEntry(component_id=c.pk, kind="original") for c in components) if complete else ()
    )
    owner = PartyData(name="Nguyễn Văn Thử", personal_id="042090000001", phone="0912000001", address="Thôn 1")
    values: dict[str, object] = {
        "procedure_version_id": version.pk,
        "procedure_case_id": None,
        "receiving_agency_id": office.center.pk,
        "competent_agency_id": office.committee.pk,
        "parties": Parties(owner),
        "components": entries,
    }
    return Intake(**(values | fields))  # type: ignore[arg-type]


def make_draft(office: Office, at: datetime = MONDAY, **fields: object) -> Dossier:
    intake = make_intake(office, fields.pop("version", None) or make_procedure(), **fields)  # type: ignore[arg-type]
    return actions.draft_dossier(intake=intake, by=office.by("intake_officer", at))


def make_accepted(office: Office, at: datetime = MONDAY, **fields: object) -> Dossier:
    dossier = make_draft(office, at, **fields)
    return actions.accept_dossier(dossier_id=dossier.pk, by=office.by("intake_officer", at))


def advance(office: Office, dossier: Dossier, to: str, at: datetime) -> Dossier:
    """Take an accepted dossier on to a step by the verbs themselves."""
    while dossier.step != to:
        office_role = dossier.holder_role
        by = office.by(office_role, at)
        if dossier.step == "approve":
            dossier = actions.approve(dossier_id=dossier.pk, by=by)
        else:
            dossier = actions.hand_over(dossier_id=dossier.pk, by=by)
    return dossier


def differences() -> list[str]:
    """What `audit verify` finds wrong about dossiers, the chains and statements behind them, and the guards."""
    return [str(found) for found in verify() if not found.subject.startswith(("procedure", "process"))]
