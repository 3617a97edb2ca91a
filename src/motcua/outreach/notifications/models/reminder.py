from __future__ import annotations

from django.db import models


class Reminder(models.Model):
    """Nhắc xin lỗi, hẹn lại: a dossier whose last day to apologise beforehand has come, pointed out once per date.

    Law: NĐ 118/2025, Điều 19.6: at the latest one day before the promised date (T9).
    """

    subject = models.CharField(max_length=64)
    agency_id = models.BigIntegerField()
    receiving_agency_id = models.BigIntegerField()
    due_at = models.DateTimeField()
    apologise_by = models.DateTimeField()
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["due_at", "id"]
        constraints = [models.UniqueConstraint(fields=["subject", "due_at"], name="reminder_once")]
        indexes = [
            models.Index(fields=["agency_id", "due_at"], name="reminder_of_agency"),
            models.Index(fields=["receiving_agency_id", "due_at"], name="reminder_of_one_stop"),
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def dossier_id(self) -> int:
        return int(self.subject.partition(":")[2])
