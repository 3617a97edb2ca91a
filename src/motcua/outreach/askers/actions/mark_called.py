from __future__ import annotations

from datetime import datetime

from django.db import transaction

from motcua.directory.identity.refusal import Refused
from motcua.outreach.askers.actions.recording import locked, told
from motcua.outreach.askers.choices import Way
from motcua.outreach.askers.models import Notice


class CalledAlready(Refused):
    """Người này không còn trong danh sách gọi; có thể người khác vừa gọi. Hãy tải lại trang."""


@transaction.atomic
def mark_called(*, notice_id: int, officer_id: int, at: datetime) -> Notice:
    """Somebody was called and told. Raises CalledAlready."""
    notice = locked(notice_id)
    if notice is None or notice.way != Way.PHONE:
        raise CalledAlready
    told(notice, at=at, officer_id=officer_id)
    return notice
