"""What tests of messages play on: dossiers whose people can be reached in one way or another, and a mailer on strings."""

from __future__ import annotations

from datetime import datetime, timedelta

from motcua.casework.dossiers import actions as verbs
from motcua.casework.dossiers.actions.results import Outcome, Receiver
from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.parties import Parties, PartyData
from motcua.casework.dossiers.tests.factories import MONDAY, Office, advance, make_accepted, make_draft
from motcua.kernel.events import worker
from motcua.outreach.notifications.actions import Mailers, Tally, send_mails
from motcua.outreach.notifications.models import Message
from motcua.outreach.notifications.ports import Mail, Mailer

MAIL = "nguoi.thu@example.vn"
PHONE = "0912000001"
NAME = "Nguyễn Văn Thử"
PERSONAL_ID = "042090000001"
SITE = "https://motcua.example.vn"


def people(*, email: str = MAIL, phone: str = PHONE, submitter: PartyData | None = None) -> Parties:
    owner = PartyData(name=NAME, personal_id=PERSONAL_ID, phone=phone, email=email, address="Thôn 1")
    return Parties(owner, submitter)


def drafted(office: Office, at: datetime = MONDAY, **fields: object) -> Dossier:
    return make_draft(office, at, **({"parties": people()} | fields))


def accepted(office: Office, at: datetime = MONDAY, **fields: object) -> Dossier:
    return make_accepted(office, at, **({"parties": people()} | fields))


def resolved(office: Office, at: datetime = MONDAY, **fields: object) -> Dossier:
    """Accepted and through every step at once: the result is early."""
    dossier = advance(office, accepted(office, at, **fields), "issue", at)
    return verbs.record_result(
        dossier_id=dossier.pk, by=office.by("clerk", at), outcome=Outcome(title="Giấy xác nhận")
    )


def deliver(office: Office, dossier: Dossier, at: datetime = MONDAY, *, kind: str = "owner") -> Dossier:
    check = "mandate" if kind == "representative" else "personal_id"
    receiver = Receiver(kind=kind, identity_check=check, name=NAME, identity_number=PERSONAL_ID)
    return verbs.deliver(dossier_id=dossier.pk, by=office.by("intake_officer", at), receiver=receiver)


def ask_for_papers(office: Office, dossier: Dossier, at: datetime = MONDAY) -> Dossier:
    role = "case_officer" if dossier.code else "intake_officer"
    return verbs.request_supplement(
        dossier_id=dossier.pk, by=office.by(role, at), items=["Bản vẽ"], reason="Bản vẽ mờ"
    )


def apologise(office: Office, dossier: Dossier, at: datetime = MONDAY) -> Dossier:
    return verbs.apologise(
        dossier_id=dossier.pk,
        by=office.by("approver", at),
        reason="Phải xác minh",
        cause_agency_id=office.committee.pk,
    )


def extend(office: Office, dossier: Dossier, at: datetime = MONDAY) -> Dossier:
    assert dossier.due_at is not None
    return verbs.extend(
        dossier_id=dossier.pk,
        by=office.by("approver", at),
        new_due_at=dossier.due_at + timedelta(days=7),
        reason="Phải xác minh",
        cause_agency_id=office.committee.pk,
    )


def react(at: datetime = MONDAY) -> None:
    """The worker does what the facts owe."""
    assert worker.drain(at=at).failed == 0


def told(dossier: Dossier) -> list[tuple[str, str, str]]:
    """(kind, channel, state) of what a dossier's people are told, oldest first."""
    rows = Message.objects.filter(subject=dossier.subject).order_by("id")
    return [(row.kind, row.channel, row.state) for row in rows]


class Puppet:
    """A mailer that does what the test says: raises what stands in `fails`, else keeps the letter."""

    is_remote = False

    def __init__(self, *fails: Exception | None) -> None:
        self.fails = list(fails)
        self.sent: list[Mail] = []

    def send(self, mail: Mail) -> None:
        failure = self.fails.pop(0) if self.fails else None
        if failure:
            raise failure
        self.sent.append(mail)


def send(mailer: Mailer, at: datetime = MONDAY, **options: object) -> Tally:
    return send_mails(at=at, mailers=Mailers(mailer, mailer, SITE), **options)  # type: ignore[arg-type]
