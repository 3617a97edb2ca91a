from __future__ import annotations

from datetime import date

from django.db import models

from motcua.casework.dialogue.choices import State
from motcua.casework.dialogue.state import DialogueState, PromiseState
from motcua.directory.agencies.choices import Role
from motcua.directory.agencies.models import Agency, Officer


class Dialogue(models.Model):
    """Hội nghị đối thoại: a commune's leaders meet its residents; rows follow from the log (`state.fold`)."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", db_index=False)
    state = models.CharField(max_length=10, choices=State.choices)
    held_on = models.DateField()
    is_announced = models.BooleanField(default=False)

    class Meta:
        ordering = ["-held_on", "-id"]
        indexes = [models.Index(fields=["agency", "held_on"], name="dialogue_of_agency")]

    def __str__(self) -> str:
        return f"{self.agency} {self.held_on:%d/%m/%Y}"

    @property
    def subject(self) -> str:
        """Its name in the log."""
        return f"dialogue:{self.pk}"

    def takes_questions(self, on: date) -> bool:
        """Questions are sent from the announcement to the day itself."""
        return self.state == State.ANNOUNCED and on <= self.held_on

    def now(self) -> DialogueState:
        promises = {one.number: one.now() for one in self.promises.all()}
        questions = dict(self.questions.values_list("number", "is_public"))
        return DialogueState(self.agency_id, self.state, self.held_on, self.is_announced, questions, promises)


class Question(models.Model):
    """Câu hỏi gửi trước: what a resident wants to hear about; read by the agency alone until it is public."""

    dialogue = models.ForeignKey(Dialogue, models.PROTECT, related_name="questions")
    number = models.PositiveIntegerField()
    is_public = models.BooleanField(default=False)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["dialogue", "number"], name="dialogue_question_once")]


class Promise(models.Model):
    """Lời hứa: what the leaders said would be done, by whom, until when.

    The agency answers for it; `officer`, or whoever holds `role` there, sees to it.
    """

    dialogue = models.ForeignKey(Dialogue, models.PROTECT, related_name="promises")
    number = models.PositiveIntegerField()
    owner = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    role = models.CharField(max_length=16, choices=Role.choices, blank=True)
    officer = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")
    due_on = models.DateField()
    kept_on = models.DateField(null=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["dialogue", "number"], name="dialogue_promise_once")]

    @property
    def seen_to_by(self) -> str:
        """Who of the owning agency sees to it; empty where nobody is named."""
        if self.officer is not None:
            return f"{self.officer.name}, {self.officer.title}".rstrip(", ")
        return self.get_role_display() if self.role else ""

    def is_late(self, on: date) -> bool:
        """Past its day and not kept, or kept after it."""
        return (self.kept_on or on) > self.due_on

    def now(self) -> PromiseState:
        return PromiseState(self.owner_id, self.due_on, self.kept_on, self.role, self.officer_id)
