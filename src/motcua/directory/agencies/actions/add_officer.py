from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from motcua.directory.agencies.actions.grant_membership import Grant, grant_membership
from motcua.directory.agencies.events import OfficerAppointed
from motcua.directory.agencies.models import AgencyStatement, Officer, OfficerName
from motcua.directory.identity.actions.create_account import create_account
from motcua.directory.identity.models import Account
from motcua.directory.identity.passwords import one_time_password
from motcua.kernel.events import log
from motcua.kernel.text import clean, fold


@dataclass(frozen=True, kw_only=True)
class NewOfficer:
    """A person to enter: what they are called from a day on, and how they are reached."""

    name: str
    valid_from: date
    title: str = ""
    phone: str = ""
    email: str = ""


@transaction.atomic
def add_officer(
    *, username: str, new: NewOfficer, grant: Grant, at: datetime, granted_by: Officer | None = None
) -> tuple[Officer, str]:
    """Account, person and first role in one step; returns the officer and the one-time password.

    Raises what `create_account` and `grant_membership` raise.
    """
    actor_id = granted_by.pk if granted_by else None
    password = one_time_password()
    account = create_account(username=username, password=password, at=at, actor_id=actor_id)
    officer = appoint_officer(account=account, new=new, at=at, actor_id=actor_id)
    grant_membership(officer=officer, grant=grant, at=at, granted_by=granted_by)
    return officer, password


@transaction.atomic
def appoint_officer(
    *, account: Account, new: NewOfficer, at: datetime, actor_id: int | None = None
) -> Officer:
    """Enter the person behind an account."""
    called = {"name": clean(new.name), "title": clean(new.title)}
    officer = Officer.objects.create(
        account=account,
        folded=fold(called["name"]),
        phone=clean(new.phone),
        email=clean(new.email),
        **called,
    )
    OfficerName.objects.create(officer=officer, valid_from=new.valid_from, **called)
    subject = f"officer:{officer.pk}"
    said = AgencyStatement.write(subject=subject, purpose="name", body=called)
    log.publish(
        OfficerAppointed(officer_id=officer.pk, account_id=account.pk, valid_from=new.valid_from.isoformat()),
        subject=subject,
        happened_at=at,
        actor_id=actor_id,
        statements=[said],
    )
    return officer
