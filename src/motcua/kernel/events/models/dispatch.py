from __future__ import annotations

from django.db import models
from django.db.models import Q

from motcua.kernel.events.models.event import Event


class DispatchState(models.TextChoices):
    WAITING = "waiting", "đang chờ"
    DONE = "done", "đã xong"
    STUCK = "stuck", "bị kẹt"


class Dispatch(models.Model):
    """Việc phải làm sau một sự kiện: one reaction owed to one event, a row of the same transaction."""

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="dispatches", db_index=False)
    subject = models.CharField(max_length=64)
    reaction = models.CharField(max_length=120)
    state = models.CharField(max_length=8, choices=DispatchState.choices, default=DispatchState.WAITING)
    attempts = models.PositiveIntegerField(default=0)
    next_at = models.DateTimeField()
    last_error = models.TextField(default="")
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["event", "reaction"], name="one_dispatch_per_reaction")
        ]
        indexes = [
            models.Index(fields=["next_at", "id"], name="dispatch_waiting", condition=Q(state="waiting")),
            models.Index(
                fields=["subject", "reaction", "id"], name="dispatch_order", condition=~Q(state="done")
            ),
            models.Index(fields=["done_at"], name="dispatch_done", condition=Q(state="done")),
        ]

    def __str__(self) -> str:
        return f"{self.reaction} ← {self.event_id}"


class PeriodicRun(models.Model):
    """Lần chạy định kỳ: when each periodic duty of the worker was last carried out, or failed."""

    name = models.CharField(max_length=80, primary_key=True)
    last_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    last_error = models.TextField(default="")

    def __str__(self) -> str:
        return self.name
