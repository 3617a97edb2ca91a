"""The gateway of evaluation, demo and tests: it sends nothing and keeps texts beside the fake letters, marked as fake."""

from __future__ import annotations

from motcua.outreach.followers.ports import Text
from motcua.outreach.notifications.fake import FakeMailer
from motcua.outreach.notifications.ports import Mail, PermanentFailure

# Numbers that begin so never exist; here they show what a refused number looks like.
_REFUSED = "0000"


class FakeTexter:
    """Refuses numbers that cannot exist, as a gateway would."""

    is_remote = False

    def send(self, text: Text) -> None:
        if text.to.startswith(_REFUSED):
            raise PermanentFailure("số không có thật (giả)")
        FakeMailer().send(Mail(text.key, text.to, "SMS", text.text))
