from __future__ import annotations

from django.db import models
from django.db.models import Q

from motcua.facilities.workflow.models.process import ProcessVersion


class ProcessRun(models.Model):
    """Lần chạy quy trình: one run of one process version; where it stands is its tokens.

    `places` names the agencies of this run (`receiving`, `competent`), `context` what its
    conditions read. No personal data in either.
    """

    version = models.ForeignKey(ProcessVersion, on_delete=models.PROTECT, related_name="runs")
    places = models.JSONField()
    context = models.JSONField(default=dict)
    next_token = models.PositiveIntegerField(default=1)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"run:{self.pk}"


class Token(models.Model):
    """Vị trí hồ sơ trong quy trình: one place where a run rests, and who it waits for there.

    A projection of what the owner of the run put into the log; the row goes when the step is
    done. `due_at` is the promise for the whole run, `step_due_at` the end of the step's own
    budget, `fires_at` when a timer goes off. A held token waits for a decision about the run.
    """

    run = models.ForeignKey(ProcessRun, on_delete=models.PROTECT, related_name="tokens", db_index=False)
    number = models.PositiveIntegerField()
    node = models.CharField(max_length=255)
    kind = models.CharField(max_length=8)
    flow = models.CharField(max_length=255, null=True)  # noqa: DJ001  none and empty differ in a drawing
    scope = models.PositiveIntegerField(null=True)
    host = models.PositiveIntegerField(null=True)
    item = models.PositiveIntegerField(null=True)

    step_kind = models.CharField(max_length=12, blank=True)
    role = models.CharField(max_length=16, blank=True)
    agency_id = models.BigIntegerField(null=True)
    officer_id = models.BigIntegerField(null=True)
    since = models.DateTimeField()
    step_due_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    fires_at = models.DateTimeField(null=True)
    is_held = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "number"], name="token_once")]
        indexes = [
            models.Index(
                fields=["agency_id", "role", "due_at", "id"],
                name="token_work",
                condition=Q(kind="ready", is_held=False),
            ),
            models.Index(
                fields=["officer_id", "due_at"], name="token_mine", condition=Q(kind="ready", is_held=False)
            ),
            models.Index(fields=["fires_at"], name="token_timers", condition=Q(fires_at__isnull=False)),
            models.Index(fields=["since"], name="token_jobs", condition=Q(kind="job", is_held=False)),
            models.Index(
                fields=["step_due_at"],
                name="token_opinions",
                condition=Q(kind="ready", is_held=False, step_kind__in=("aside", "consult")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.run_id}/{self.number} {self.node}"
