from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.directory.identity.refusal import Refused
from motcua.facilities.bpmn.reading import Problem
from motcua.facilities.workflow.choices import VersionState
from motcua.facilities.workflow.events import VersionPublished
from motcua.facilities.workflow.models import ProcessVersion
from motcua.facilities.workflow.publishing import obstacles
from motcua.kernel.clock import VIETNAM
from motcua.kernel.events import log


class NotPublishable(Refused):
    """Quy trình còn chỗ cần sửa trước khi ban hành."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(_("Quy trình còn %(n)s chỗ cần sửa trước khi ban hành.") % {"n": len(problems)})
        self.problems = problems


class NotADraft(Refused):
    """Phiên bản này đã ban hành; muốn sửa thì soạn phiên bản mới."""


class BeginsInThePast(Refused):
    """Ngày áp dụng không được trước hôm nay: hồ sơ đã nhận giữ quy trình lúc nhận."""


class NoDecision(Refused):
    """Cần số quyết định ban hành quy trình."""


@transaction.atomic
def publish_version(
    *, version_id: int, sha256: str, decision: str, valid_from: date, at: datetime, actor_id: int
) -> ProcessVersion:
    """Publish a draft as it was seen; it is frozen from then on.

    Raises NotADraft (also when it has changed since), NoDecision, BeginsInThePast, NotPublishable.
    """
    version = ProcessVersion.objects.select_for_update().select_related("process").get(pk=version_id)
    if version.state != VersionState.DRAFT or version.sha256 != sha256:
        raise NotADraft
    if not decision.strip():
        raise NoDecision
    if valid_from < at.astimezone(VIETNAM).date():
        raise BeginsInThePast
    if problems := obstacles(bytes(version.xml)):
        raise NotPublishable(problems)
    version.state = VersionState.PUBLISHED
    version.decision, version.valid_from, version.published_at = decision.strip(), valid_from, at
    version.save(update_fields=["state", "decision", "valid_from", "published_at"])
    stated = VersionPublished(
        process_code=version.process.code, number=version.number, valid_from=valid_from.isoformat(),
        sha256=version.sha256, decision=version.decision,
    )  # fmt: skip
    log.publish(
        stated, subject=f"process:{version.process_id}", happened_at=at, actor_id=actor_id,
        agency_id=version.process.owner_id,
    )  # fmt: skip
    return version
