from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import Case, Q, QuerySet, When

from motcua.directory.agencies.models import Agency
from motcua.facilities.papers.models import HeldFile, Paper, SlipTemplateDraft, SlipTemplateVersion
from motcua.facilities.papers.rules import USABLE
from motcua.kernel.clock import VIETNAM


def papers_of(subject: str) -> QuerySet[Paper]:
    """All papers of a subject, the withdrawn ones too, oldest first."""
    return Paper.objects.filter(subject=subject).select_related("file", "uploaded_by")


def living_papers_of(subject: str) -> QuerySet[Paper]:
    """Papers that count."""
    return papers_of(subject).filter(withdrawn_at__isnull=True)


def held_by(officer_id: int, ids: Collection[UUID], at: datetime) -> dict[UUID, HeldFile]:
    """Files this officer holds, by id; those held too long are not among them."""
    return HeldFile.objects.filter(officer_id=officer_id, held_at__gt=at - USABLE).in_bulk(list(ids))


def slip_version_in_force(
    number: str, variant: str, agency_id: int | None, at: datetime
) -> SlipTemplateVersion | None:
    """How an agency words a form at an instant, else the agency above it, else all.

    A one-stop prints the words of its committee unless it has its own. Only what was published by then counts.
    """
    return _in_force(number, agency_id, at).filter(variant=variant).first()


def slip_versions_in_force(
    number: str, agency_id: int | None, at: datetime
) -> dict[str, SlipTemplateVersion]:
    """The same for every paper of a form."""
    found: dict[str, SlipTemplateVersion] = {}
    for version in _in_force(number, agency_id, at):
        found.setdefault(version.variant, version)
    return found


def _in_force(number: str, agency_id: int | None, at: datetime) -> QuerySet[SlipTemplateVersion]:
    """Candidates, the one that counts first."""
    above = Agency.objects.filter(pk=agency_id or 0, parent__isnull=False).values("parent")
    found = SlipTemplateVersion.objects.filter(
        _worded_by(agency_id) | Q(agency__in=above) | _worded_by(None),
        number=number,
        published_at__lte=at,
        valid_from__lte=at.astimezone(VIETNAM).date(),
    )
    nearness = Case(When(agency__isnull=True, then=2), When(agency_id=agency_id, then=0), default=1)
    return found.order_by(nearness, "-valid_from", "-version")


def slip_version_named(number: str, variant: str, name: str) -> SlipTemplateVersion | None:
    """The published wording a fact remembers as `agency/version`."""
    agency, _, version = name.partition("/")
    if not (agency.isdecimal() and version.isdecimal()):
        return None
    own = {"agency_id": int(agency)} if int(agency) else {"agency__isnull": True}
    return SlipTemplateVersion.objects.filter(
        number=number, variant=variant, version=int(version), **own
    ).first()


def slip_versions_of(agency_id: int | None) -> QuerySet[SlipTemplateVersion]:
    """Published wordings of one agency (None: those for all), newest first."""
    found = SlipTemplateVersion.objects.filter(_worded_by(agency_id)).select_related("published_by")
    return found.order_by("number", "variant", "-version")


def slip_drafts_of(agency_id: int | None) -> QuerySet[SlipTemplateDraft]:
    """What an agency (None: for all) is about to publish."""
    return SlipTemplateDraft.objects.filter(_worded_by(agency_id))


def slip_draft(agency_id: int | None, number: str, variant: str) -> SlipTemplateDraft | None:
    """The same on one form."""
    return slip_drafts_of(agency_id).filter(number=number, variant=variant).first()


def _worded_by(agency_id: int | None) -> Q:
    return Q(agency__isnull=True) if agency_id is None else Q(agency_id=agency_id)
