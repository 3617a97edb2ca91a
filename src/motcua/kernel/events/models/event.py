from __future__ import annotations

import json
from functools import cached_property
from typing import Any

from django.db import models

from motcua.kernel.events import facts
from motcua.kernel.events.chain import Link
from motcua.kernel.events.models.append_only import AppendOnly


class Event(AppendOnly):
    """Sự kiện: one act, stated once, chained to the act before it on the same subject.

    `subject` is "<type>:<id>"; `seq` counts from 1 within the subject. `facts_json` and
    `statements_json` keep the exact text that the hash covers.
    """

    subject = models.CharField(max_length=64)
    seq = models.PositiveIntegerField()
    kind = models.CharField(max_length=80)
    actor_id = models.BigIntegerField(null=True)
    agency_id = models.BigIntegerField(null=True)
    happened_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    origin = models.CharField(max_length=8, default="live")
    facts_json = models.TextField()
    statements_json = models.TextField(default="{}")
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["subject", "seq"], name="event_once_per_seq")]
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.subject} #{self.seq} {self.kind}"

    @cached_property
    def facts(self) -> dict[str, Any]:
        return json.loads(self.facts_json)

    @cached_property
    def statements(self) -> dict[str, str]:
        """Ids of the statements this event covers, each with its salted hash."""
        return json.loads(self.statements_json)

    @property
    def fact(self) -> Any:
        """The registered dataclass; raises `facts.UnknownFact`."""
        return facts.decode(self.kind, self.facts)

    @property
    def title(self) -> str:
        return facts.title(self.kind)

    @property
    def subject_type(self) -> str:
        return self.subject.partition(":")[0]

    @property
    def subject_id(self) -> str:
        return self.subject.partition(":")[2]

    def link(self) -> Link:
        return Link(
            self.subject,
            self.seq,
            self.kind,
            self.actor_id,
            self.agency_id,
            self.happened_at,
            self.recorded_at,
            self.origin,
            self.facts_json,
            self.statements_json,
            self.previous_hash,
        )


class ChainHead(models.Model):
    """Đầu chuỗi: the last link of each subject's chain; locked while a link is added."""

    subject = models.CharField(max_length=64, primary_key=True)
    seq = models.PositiveIntegerField()
    hash = models.CharField(max_length=64)
