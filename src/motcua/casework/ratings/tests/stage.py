"""Finished dossiers to rate, and ratings by the dozen; every name is plainly invented."""

from __future__ import annotations

from datetime import datetime, timedelta

from motcua.casework.dossiers import actions as dossiers
from motcua.casework.dossiers.actions.results import Outcome, Receiver
from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.tests import factories
from motcua.casework.dossiers.tests.factories import MONDAY, Office
from motcua.casework.ratings import actions, sources
from motcua.casework.ratings.choices import Door
from motcua.casework.ratings.models import Rating
from motcua.casework.ratings.sources import Served

DONE = MONDAY + timedelta(hours=2)


def ready(office: Office, at: datetime = MONDAY) -> Dossier:
    """A dossier whose result lies at the one-stop."""
    dossier = factories.make_accepted(office, at)
    factories.advance(office, dossier, "issue", at + timedelta(minutes=10))
    later = at + timedelta(minutes=20)
    return dossiers.record_result(
        dossier_id=dossier.pk, by=office.by("clerk", later), outcome=Outcome(title="Kết quả mẫu")
    )


def delivered(office: Office, at: datetime = MONDAY) -> Dossier:
    """A dossier with its result handed over."""
    return dossiers.deliver(
        dossier_id=ready(office, at).pk,
        by=office.by("intake_officer", at + timedelta(minutes=30)),
        receiver=Receiver(
            kind="owner",
            identity_check="personal_id",
            name="Nguyễn Văn Thử",
            identity_number="042090000001",
        ),
    )


def rated(
    office: Office, levels: list[int], at: datetime = DONE, *, officer_id: int | None = None
) -> list[Rating]:
    """Ratings of things that are not there: enough to count."""
    before = Rating.objects.count()
    officer = officer_id or office.officers["intake_officer"].pk
    return [
        actions.give_rating(
            served=Served(
                f"{before + n:064x}", "dossier", office.center.pk, office.committee.pk, officer_ids=(officer,)
            ),
            level=level,
            door=Door.PHONE,
            at=at,
        )
        for n, level in enumerate(levels)
    ]


def token(dossier: Dossier) -> str:
    dossier.refresh_from_db()
    return sources.dossier_token(dossier)
