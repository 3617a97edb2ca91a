from __future__ import annotations

from datetime import datetime

from django.db import transaction

from motcua.directory.identity.refusal import Refused
from motcua.outreach.followers.choices import State
from motcua.outreach.followers.models import Alert


class NotFailed(Refused):
    """Tin này không còn chờ gửi lại; có thể người khác vừa bấm. Hãy tải lại trang."""


@transaction.atomic
def retry(*, alert_id: int, at: datetime) -> Alert:
    """Try again at once what had stopped. Raises NotFailed."""
    alert = Alert.objects.select_for_update().filter(pk=alert_id, state=State.FAILED.value).first()
    if alert is None:
        raise NotFailed
    alert.state, alert.attempts, alert.next_at, alert.last_error = State.WAITING.value, 0, at, ""
    alert.save(update_fields=["state", "attempts", "next_at", "last_error"])
    return alert
