from __future__ import annotations

from django.db import models

from motcua.directory.procedures.choices import ChannelKind, FeeKind, LimitUnit
from motcua.directory.procedures.models.frozen import Frozen
from motcua.directory.procedures.models.procedure import ProcedureVersion


class Channel(Frozen):
    """Cách thức thực hiện: counter, online or post; time limits and fees hang under it."""

    version = models.ForeignKey(ProcedureVersion, models.PROTECT, related_name="channels")
    kind = models.CharField(max_length=7, choices=ChannelKind.choices)
    position = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "kind"], name="channel_kind_once")]
        ordering = ["position"]


class TimeLimit(Frozen):
    """Thời hạn giải quyết: statutory processing time on a channel.

    `value` is empty where only the text tells (unit `other`). A limit of one variant of
    the procedure bears that variant's code; the limits without are for all.
    """

    channel = models.ForeignKey(Channel, models.PROTECT, related_name="time_limits")
    value = models.DecimalField(max_digits=8, decimal_places=3, null=True)
    unit = models.CharField(max_length=11, choices=LimitUnit.choices)
    text = models.TextField("diễn giải", blank=True)
    variant_code = models.CharField("mã trường hợp", max_length=80, blank=True)
    variant_name = models.TextField("tên trường hợp", blank=True)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]


class Fee(Frozen):
    """Phí, lệ phí: what an applicant pays; without `amount_vnd` only the description tells how much."""

    time_limit = models.ForeignKey(TimeLimit, models.PROTECT, related_name="fees")
    kind = models.CharField(max_length=6, choices=FeeKind.choices)
    amount_vnd = models.BigIntegerField("số tiền", null=True)
    description = models.TextField("diễn giải", blank=True)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
