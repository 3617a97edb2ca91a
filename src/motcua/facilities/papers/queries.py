from __future__ import annotations

from django.db.models import QuerySet

from motcua.facilities.papers.models import Paper


def papers_of(subject: str) -> QuerySet[Paper]:
    """All papers of a subject, the withdrawn ones too, oldest first."""
    return Paper.objects.filter(subject=subject).select_related("file", "uploaded_by")


def living_papers_of(subject: str) -> QuerySet[Paper]:
    """Papers that count."""
    return papers_of(subject).filter(withdrawn_at__isnull=True)
