from __future__ import annotations

from django.db import models
from django.db.models import Q

from motcua.directory.agencies.models import Agency, Officer
from motcua.facilities.papers.choices import PaperKind, WithdrawalReason
from motcua.kernel.events.models import AppendOnly
from motcua.kernel.files.models import StoredFile


class HeldFile(models.Model):
    """Tệp chờ lưu: a file that was found fit while the page it is for is still being filled in.

    It belongs to nobody but the officer who sent it, is in no event, becomes a `Paper` when
    the page is saved, and is forgotten some days later. `name` may hold personal data.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    officer = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    name = models.CharField("tên tệp", max_length=160)
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.PositiveBigIntegerField(help_text="bytes")
    media_type = models.CharField(max_length=100)
    pages = models.PositiveSmallIntegerField(null=True, help_text="of a PDF")
    held_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.name


class Paper(models.Model):
    """Giấy tờ: one document handed in, as a file that is never rewritten.

    `id` is made by the client. `subject` ("dossier:12") is what it belongs to and `part` which
    piece of it; both are opaque here. `name` is what the sender called it, cleaned; it may hold
    personal data, so it is in no event. A paper without `uploaded_by` came from a citizen.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    subject = models.CharField(max_length=64, db_index=True)
    part = models.CharField(max_length=40, blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    name = models.CharField("tên tệp", max_length=160)
    kind = models.CharField("loại", max_length=10, choices=PaperKind.choices)
    uploaded_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="+")
    uploaded_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")
    withdrawal_reason = models.CharField(max_length=12, choices=WithdrawalReason.choices, blank=True)

    class Meta:
        ordering = ["uploaded_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawal_reason="")
                | Q(withdrawn_at__isnull=False) & ~Q(withdrawal_reason=""),
                name="paper_withdrawn_with_reason",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_at is not None

    @property
    def page_count(self) -> int:
        """Pages that can be shown as pictures: those of a PDF, one for a picture, none for Word."""
        if self.file.media_type == "application/pdf":
            return self.file.pages or 0
        return 1 if self.file.media_type.startswith("image/") else 0


class SlipTemplateDraft(models.Model):
    """Bản thảo lời mẫu phiếu: what an office is about to word on one form of the law; changed until published.

    Without `agency` it is for every office. `number` and `variant` name the form and its paper.
    """

    agency = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="+")
    number = models.CharField(max_length=16)
    variant = models.CharField(max_length=16)
    texts_json = models.JSONField()
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(Officer, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "number", "variant"], name="slip_draft_once"),
            models.UniqueConstraint(
                fields=["number", "variant"], condition=Q(agency__isnull=True), name="slip_draft_for_all_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}/{self.variant}"


class SlipTemplateVersion(AppendOnly):
    """Phiên bản lời mẫu phiếu: the texts an office published on one form, by which decision, since when.

    Frozen: the database refuses to change it. A printed slip remembers it by `name`.
    """

    agency = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="+")
    number = models.CharField(max_length=16)
    variant = models.CharField(max_length=16)
    version = models.PositiveIntegerField()
    texts_json = models.JSONField()
    decision = models.CharField(max_length=120)
    valid_from = models.DateField()
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(Officer, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["number", "variant", "version"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "number", "variant", "version"], name="slip_version_once"
            ),
            models.UniqueConstraint(
                fields=["number", "variant", "version"],
                condition=Q(agency__isnull=True),
                name="slip_version_for_all_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}/{self.variant} #{self.version}"

    @property
    def name(self) -> str:
        """How a fact remembers it beside the form's own name: agency (0 for all) and version."""
        return f"{self.agency_id or 0}/{self.version}"
