from django.db import models


class StoredFile(models.Model):
    """Tệp đã lưu: one content, known by its SHA-256, however often it was handed in."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    size = models.PositiveBigIntegerField(help_text="bytes")
    media_type = models.CharField(max_length=100)
    pages = models.PositiveSmallIntegerField(null=True, help_text="of a PDF")
    stored_at = models.DateTimeField()
