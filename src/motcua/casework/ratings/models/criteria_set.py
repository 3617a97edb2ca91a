from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q

from motcua.casework.ratings import criteria
from motcua.casework.ratings.choices import SetKind, SetState
from motcua.casework.ratings.rules import FOLLOW_UP_DAYS
from motcua.directory.agencies.models import Agency


class CriteriaSet(models.Model):
    """Bộ tiêu chí đánh giá: a draft until it is published, then frozen; a newer one takes its place.

    Without an agency it counts for the whole province. A survey is open from `valid_from`
    up to and including `valid_to`.
    """

    kind = models.CharField("dùng để", max_length=8, choices=SetKind.choices)
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="+")
    title = models.CharField("tên", max_length=160)
    criteria_json = models.TextField()
    follow_up_days = models.PositiveSmallIntegerField(default=FOLLOW_UP_DAYS)
    state = models.CharField(max_length=10, choices=SetState.choices, default=SetState.DRAFT)
    valid_from = models.DateField("áp dụng từ ngày")
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    drafted_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-valid_from", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=SetKind.SERVICE.value) | Q(valid_to__isnull=False),
                name="survey_has_an_end",
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def subject(self) -> str:
        """Its name in the log."""
        return f"criteria_set:{self.pk}"

    @property
    def criteria(self) -> tuple[criteria.Criterion, ...]:
        return criteria.from_json(self.criteria_json)

    @property
    def is_published(self) -> bool:
        return self.state == SetState.PUBLISHED

    def is_open_on(self, day: date) -> bool:
        """Whether people may answer it on a day."""
        return (
            self.is_published and self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)
        )
