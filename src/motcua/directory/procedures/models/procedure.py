from __future__ import annotations

from uuid import uuid4

from django.db import models

from motcua.directory.procedures.choices import (
    OnlineLevel,
    ProcedureLevel,
    RecordKind,
    Scope,
    VersionState,
)
from motcua.directory.procedures.models.frozen import Frozen


class Sector(models.Model):
    """Lĩnh vực: the subject group of a procedure.

    Rows of the national list name a sector without its code, so the same name may stand
    once with a code and once without; `slug` joins them for readers.
    """

    code = models.CharField("mã lĩnh vực", max_length=40, blank=True)
    name = models.CharField("tên lĩnh vực", max_length=400)
    slug = models.CharField(max_length=400, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code", "name"], name="sector_once")]
        ordering = ["name", "code"]

    def __str__(self) -> str:
        return self.name


class Procedure(models.Model):
    """Thủ tục hành chính: a published service of agencies, under its code in the national database.

    `code` is national (`1.001193`) or carries a local suffix (`1.000656.000.00.00.H29`);
    `national_code` is its national part. What the procedure says stands in its versions.
    """

    code = models.CharField("mã thủ tục", max_length=40, unique=True)
    national_code = models.CharField(max_length=40, db_index=True)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.code


class CatalogueImport(models.Model):
    """Lần nhập danh mục: one run that changed the catalogue.

    `stamp` is new after every batch; searching rebuilds its index when it differs.
    """

    source = models.CharField(max_length=40)
    started_at = models.DateTimeField()
    last_at = models.DateTimeField()
    batches = models.PositiveIntegerField(default=0)
    stamp = models.UUIDField(default=uuid4)
    actor_id = models.BigIntegerField(null=True)


class ProcedureVersion(Frozen):
    """Phiên bản thủ tục hành chính: what the law says of a procedure between two days.

    Never changed once written; `valid_to` is set when the next version takes over (half
    open: on that day the next one holds), `state` when the procedure is withdrawn. Where
    two versions overlap, the higher `number` holds. `content_digest` covers everything
    the version says, with all its children.
    """

    changeable = frozenset({"state", "valid_to"})
    open_columns = ("state", "valid_to")

    procedure = models.ForeignKey(Procedure, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField("phiên bản")
    state = models.CharField(max_length=9, choices=VersionState.choices, default=VersionState.PUBLISHED)
    valid_from = models.DateField("có hiệu lực từ ngày")
    valid_to = models.DateField("hết hiệu lực từ ngày", null=True, blank=True)
    record_kind = models.CharField(max_length=8, choices=RecordKind.choices)
    name = models.TextField("tên thủ tục")
    folded = models.TextField()
    scope = models.CharField(max_length=8, choices=Scope.choices, default=Scope.STANDARD)
    levels = models.JSONField("cấp thực hiện", default=list)
    online_level = models.CharField(max_length=14, choices=OnlineLevel.choices, default=OnlineLevel.UNKNOWN)
    audiences = models.JSONField("đối tượng thực hiện", default=list)
    promulgated_by = models.TextField("cơ quan ban hành", blank=True)
    competent = models.TextField("cơ quan có thẩm quyền", blank=True)
    executing = models.TextField("cơ quan thực hiện", blank=True)
    coordinating = models.TextField("cơ quan phối hợp", blank=True)
    receiving_address = models.TextField("nơi tiếp nhận", blank=True)
    steps = models.JSONField("trình tự thực hiện", default=list)
    requirements = models.TextField("yêu cầu, điều kiện", blank=True)
    is_cross_boundary = models.BooleanField("không phụ thuộc địa giới", default=False)
    decision_number = models.CharField("quyết định công bố", max_length=120, blank=True)
    decision_on = models.DateField("ngày quyết định", null=True, blank=True)
    decision_agency = models.TextField("cơ quan công bố", blank=True)
    home_system = models.CharField("hệ thống giữ trạng thái hồ sơ", max_length=120, blank=True)
    keywords = models.TextField("từ khóa", blank=True)
    source = models.CharField(max_length=40)
    source_id = models.CharField(max_length=80, blank=True)
    source_updated_at = models.DateTimeField(null=True)
    content_digest = models.CharField(max_length=64)
    catalogue_import = models.ForeignKey(CatalogueImport, models.PROTECT, null=True, related_name="versions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["procedure", "number"], name="procedure_version_number_once")
        ]
        ordering = ["procedure", "number"]

    def __str__(self) -> str:
        return self.name

    @property
    def level_names(self) -> list[str]:
        """Labels of `levels`, lowest tier first."""
        return [str(ProcedureLevel(level).label) for level in self.levels if level in ProcedureLevel.values]


class VersionSector(Frozen):
    """Lĩnh vực của một phiên bản thủ tục, in the order of the publication."""

    version = models.ForeignKey(ProcedureVersion, models.PROTECT, related_name="version_sectors")
    sector = models.ForeignKey(Sector, models.PROTECT, related_name="version_sectors")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]


class LegalBasis(Frozen):
    """Căn cứ pháp lý: a legal text behind a procedure."""

    version = models.ForeignKey(ProcedureVersion, models.PROTECT, related_name="legal_bases")
    number = models.CharField("số, ký hiệu", max_length=120, blank=True)
    name = models.TextField("tên văn bản", blank=True)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]


class Result(Frozen):
    """Kết quả giải quyết: a document or data handed over at the end."""

    version = models.ForeignKey(ProcedureVersion, models.PROTECT, related_name="results")
    result_type = models.CharField("mã loại kết quả", max_length=80, blank=True)
    name = models.TextField("tên kết quả", blank=True)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.name
