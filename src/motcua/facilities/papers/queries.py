from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from motcua.facilities.papers.models import HeldFile, Paper
from motcua.facilities.papers.rules import USABLE


def papers_of(subject: str) -> QuerySet[Paper]:
    """All papers of a subject, the withdrawn ones too, oldest first."""
    return Paper.objects.filter(subject=subject).select_related("file", "uploaded_by")


def living_papers_of(subject: str) -> QuerySet[Paper]:
    """Papers that count."""
    return papers_of(subject).filter(withdrawn_at__isnull=True)


def held_by(officer_id: int, ids: Collection[UUID], at: datetime) -> dict[UUID, HeldFile]:
    """Files this officer holds, by id; those held too long are not among them."""
    return HeldFile.objects.filter(officer_id=officer_id, held_at__gt=at - USABLE).in_bulk(list(ids))
