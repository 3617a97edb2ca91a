from __future__ import annotations

from django.db import models
from django.db.models import Q

from motcua.casework.ratings.choices import Door, Level, Outcome, Source
from motcua.casework.ratings.models.criteria_set import CriteriaSet


class Rating(models.Model):
    """Đánh giá sự hài lòng: one person's levels for one visit or dossier, without a way back to it.

    `blind` is a keyed hash: it refuses a second rating of the same thing and opens nothing.
    Of the time only day and hour are kept.
    """

    blind = models.CharField(max_length=64, unique=True)
    source = models.CharField(max_length=8, choices=Source.choices)
    door = models.CharField(max_length=8, choices=Door.choices)
    criteria_set = models.ForeignKey(CriteriaSet, models.PROTECT, null=True, related_name="+")
    agency_id = models.BigIntegerField(null=True)
    competent_agency_id = models.BigIntegerField(null=True)
    counter_id = models.BigIntegerField(null=True)
    on = models.DateField()
    hour = models.PositiveSmallIntegerField()
    is_detailed = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["agency_id", "on"], name="rating_of_agency"),
            models.Index(fields=["competent_agency_id", "on"], name="rating_of_competent"),
        ]

    def __str__(self) -> str:
        return f"{self.get_source_display()} {self.on:%d/%m/%Y}"

    @property
    def subject(self) -> str:
        """Its name in the log."""
        return f"rating:{self.pk}"


class Mark(models.Model):
    """Mức của một tiêu chí trong một đánh giá; `overall` is the first tap."""

    rating = models.ForeignKey(Rating, models.PROTECT, related_name="marks")
    criterion = models.CharField(max_length=16)
    level = models.PositiveSmallIntegerField(choices=Level.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["rating", "criterion"], name="mark_once"),
            models.CheckConstraint(condition=Q(level__gte=1, level__lte=5), name="mark_within_scale"),
        ]


class RatedOfficer(models.Model):
    """Cán bộ đã phục vụ trong việc được đánh giá."""

    rating = models.ForeignKey(Rating, models.PROTECT, related_name="officers")
    officer_id = models.BigIntegerField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["rating", "officer_id"], name="rated_officer_once")]


class FollowUp(models.Model):
    """Việc xem xét một đánh giá thấp: what the head owes an answer to, and by when."""

    rating = models.OneToOneField(Rating, models.PROTECT, related_name="follow_up")
    agency_id = models.BigIntegerField()
    opened_at = models.DateTimeField()
    due_at = models.DateTimeField()
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.BigIntegerField(null=True)

    class Meta:
        ordering = ["due_at", "id"]
        indexes = [
            models.Index(
                fields=["agency_id", "due_at"], name="follow_up_open", condition=Q(answered_at__isnull=True)
            )
        ]
