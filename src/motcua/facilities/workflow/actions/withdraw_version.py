from __future__ import annotations

from datetime import datetime

from django.db import transaction

from motcua.directory.identity.refusal import Refused
from motcua.facilities.workflow.choices import VersionState
from motcua.facilities.workflow.events import VersionWithdrawn
from motcua.facilities.workflow.models import OfferProcess, ProcessVersion
from motcua.facilities.workflow.queries import DEFAULT_COMMUNE, DEFAULT_PROVINCE
from motcua.kernel.clock import VIETNAM
from motcua.kernel.events import log


class NotPublished(Refused):
    """Chỉ ngừng áp dụng được phiên bản đang ban hành."""


class LastInUse(Refused):
    """Đây là phiên bản duy nhất của quy trình đang được dùng; ban hành phiên bản mới trước khi ngừng bản này."""


@transaction.atomic
def withdraw_version(*, version_id: int, at: datetime, actor_id: int) -> ProcessVersion:
    """No new dossier begins on it; those that run on it go on. Raises NotPublished and LastInUse."""
    version = ProcessVersion.objects.select_for_update().select_related("process").get(pk=version_id)
    if version.state != VersionState.PUBLISHED:
        raise NotPublished
    process = version.process
    others = process.versions.filter(state=VersionState.PUBLISHED).exclude(pk=version.pk)
    is_default = process.code in (DEFAULT_COMMUNE, DEFAULT_PROVINCE)
    is_used = is_default or OfferProcess.objects.filter(process=process).exists()
    if is_used and not others.filter(valid_from__lte=at.astimezone(VIETNAM).date()).exists():
        raise LastInUse
    version.state = VersionState.WITHDRAWN
    version.save(update_fields=["state"])
    stated = VersionWithdrawn(process_code=process.code, number=version.number)
    log.publish(
        stated, subject=f"process:{process.pk}", happened_at=at, actor_id=actor_id, agency_id=process.owner_id
    )
    return version
