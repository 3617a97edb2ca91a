from __future__ import annotations

from django.db import models

from motcua.directory.procedures.choices import CaseKind
from motcua.directory.procedures.models.frozen import Frozen
from motcua.directory.procedures.models.procedure import ProcedureVersion


class ProcedureCase(Frozen):
    """Trường hợp: one list of papers of a procedure.

    Lists that are not `alternative` are needed by everybody; of the alternatives an
    applicant falls under one.
    """

    version = models.ForeignKey(ProcedureVersion, models.PROTECT, related_name="cases")
    kind = models.CharField(max_length=11, choices=CaseKind.choices)
    name = models.TextField("tên trường hợp", blank=True)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.name or str(CaseKind(self.kind).label)


class Component(Frozen):
    """Thành phần hồ sơ: a paper or a piece of data asked for, with the number of originals and copies."""

    case = models.ForeignKey(ProcedureCase, models.PROTECT, related_name="components")
    code = models.CharField("mã giấy tờ", max_length=120, blank=True)
    name = models.TextField("tên giấy tờ", blank=True)
    is_required = models.BooleanField("bắt buộc", default=True)
    original_qty = models.PositiveSmallIntegerField("số bản chính", default=0)
    copy_qty = models.PositiveSmallIntegerField("số bản sao", default=0)
    has_eform = models.BooleanField("có biểu mẫu điện tử", default=False)
    is_result = models.BooleanField("là kết quả của thủ tục khác", default=False)
    forms = models.JSONField("mẫu đơn, tờ khai", default=list)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.name
