from __future__ import annotations

from django.db import models
from django.db.models import Q

from motcua.kernel.events.models import Statement


class NoteStatement(Statement):
    """Lời ghi chú nội bộ: what an officer wrote for colleagues; the log covers it by hash."""


class Note(models.Model):
    """Ghi chú nội bộ: one note on a dossier, inside one agency; its words are a statement."""

    dossier_id = models.BigIntegerField()
    agency_id = models.BigIntegerField()
    author_id = models.BigIntegerField()
    written_at = models.DateTimeField()
    statement = models.OneToOneField(NoteStatement, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["dossier_id", "agency_id", "id"], name="note_of_dossier")]

    def __str__(self) -> str:
        return f"{self.subject} {self.pk}"

    @property
    def subject(self) -> str:
        return subject_of(self.dossier_id)


class Mention(models.Model):
    """Nhắc tên: a colleague called in a note; open until seen."""

    note = models.ForeignKey(Note, models.PROTECT, related_name="mentions", db_index=False)
    officer_id = models.BigIntegerField()
    seen_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(fields=["note", "officer_id"], name="mention_once")]
        indexes = [
            models.Index(fields=["officer_id", "id"], name="mention_open", condition=Q(seen_at__isnull=True))
        ]

    def __str__(self) -> str:
        return f"{self.officer_id} ← {self.note_id}"


def subject_of(dossier_id: int) -> str:
    """Name in the log of what was noted about a dossier."""
    return f"note:{dossier_id}"
