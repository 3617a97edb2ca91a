from __future__ import annotations

import json

from django.db import models
from django.db.models import Q

from motcua.directory.agencies.models import OneStop, ServicePoint
from motcua.directory.devices.choices import PATHS, DeviceKind
from motcua.kernel.events.models import Statement


class Device(models.Model):
    """Thiết bị: one browser of a one-stop that works without an officer.

    `token_sha256` is the hash of the secret in its cookie; empty before it is paired and after
    it was revoked. `code_digest` is the keyed hash of a pairing code that waits to be typed.
    """

    one_stop = models.ForeignKey(OneStop, models.PROTECT, related_name="devices")
    service_point = models.ForeignKey(
        ServicePoint, models.PROTECT, null=True, blank=True, related_name="devices"
    )
    kind = models.CharField("loại", max_length=10, choices=DeviceKind.choices)
    name = models.CharField("tên gọi", max_length=120)
    counter_ids = models.JSONField("quầy", default=list)
    volume = models.PositiveSmallIntegerField("âm lượng", default=80)
    quiet = models.JSONField("giờ không phát tiếng", default=list)
    token_sha256 = models.CharField(max_length=64, blank=True)
    code_digest = models.CharField(max_length=64, blank=True)
    code_until = models.DateTimeField(null=True)
    paired_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField("liên lạc lần cuối", null=True)
    help_at = models.DateTimeField("người dân gọi giúp lúc", null=True)

    class Meta:
        ordering = ["kind", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["token_sha256"], condition=~Q(token_sha256=""), name="device_token_once"
            ),
            models.UniqueConstraint(
                fields=["code_digest"], condition=~Q(code_digest=""), name="device_code_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def subject(self) -> str:
        return f"device:{self.pk}"

    @property
    def is_paired(self) -> bool:
        return bool(self.token_sha256)

    @property
    def quiet_json(self) -> str:
        """Hours without sound, as the display's script reads them: [["11:30", "13:30"]]."""
        return json.dumps(self.quiet)

    @property
    def path(self) -> str:
        """The address below which this device's pages stand."""
        return PATHS[self.kind]


class DeviceStatement(Statement):
    """Lời ghi về thiết bị: what an office calls it."""
