from __future__ import annotations

import hashlib
import json
from datetime import datetime
from functools import cached_property
from typing import Any, Self

from django.db import models
from django.db.models import Q

from motcua.kernel.calendar.special_days import SpecialDay
from motcua.kernel.calendar.work_calendar import Season, seasons_from
from motcua.kernel.events.facts import canonical
from motcua.kernel.events.models import AppendOnly


class CalendarVersionQuerySet(models.QuerySet):
    """Versions of calendars, published one after another."""

    def known_at(self, at: datetime) -> Self:
        """Versions published at an instant or before."""
        return self.filter(published_at__lte=at)

    def newest_first(self) -> Self:
        return self.order_by("key", "-number")


class CalendarVersion(AppendOnly):
    """Phiên bản lịch làm việc: opening hours, cut-off and special days of one key, as a decision published them.

    A version is complete: it repeats what earlier ones said and still holds. `valid_from` is
    the first day of the hours it introduced. `content_json` holds `seasons` and `extra`, the
    national one also `edition` and `years`; rows are never changed.
    """

    key = models.CharField(max_length=48)
    number = models.PositiveIntegerField("phiên bản")
    valid_from = models.DateField("áp dụng từ ngày")
    decision = models.CharField("căn cứ", max_length=160, blank=True)
    content_json = models.TextField()
    digest = models.CharField(max_length=64, unique=True)
    published_at = models.DateTimeField("công bố lúc")

    objects = CalendarVersionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key", "number"], name="calendar_version_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="calendar_version_from_one"),
        ]
        ordering = ["key", "number"]

    def __str__(self) -> str:
        return f"{self.key} {self.number}"

    @property
    def subject(self) -> str:
        """Whose chain of events tells of this version."""
        return subject_of(self.key)

    @cached_property
    def content(self) -> dict[str, Any]:
        return json.loads(self.content_json)

    @property
    def seasons(self) -> tuple[Season, ...]:
        """Hours by first day, oldest first; days before the first follow the calendar above."""
        return seasons_from(self.content["seasons"])

    @property
    def extra(self) -> tuple[SpecialDay, ...]:
        return tuple(SpecialDay.from_json(row) for row in self.content["extra"])

    @property
    def years(self) -> dict[int, tuple[SpecialDay, ...]]:
        """Years whose special days this version replaces; for the national calendar alone."""
        rows = self.content.get("years", {})
        return {int(year): tuple(SpecialDay.from_json(row) for row in days) for year, days in rows.items()}

    @property
    def edition(self) -> str:
        return self.content.get("edition", "")

    def fingerprint(self) -> str:
        """SHA-256 over everything a version says; the log holds it."""
        said = [self.key, self.number, self.valid_from.isoformat(), self.decision, self.content_json]
        return hashlib.sha256(canonical(said).encode()).hexdigest()


def subject_of(key: str) -> str:
    return f"calendar:{key}"
