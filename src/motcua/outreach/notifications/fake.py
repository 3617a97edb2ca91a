"""The mailer of evaluation, demo and tests: it sends nothing and keeps letters for the screen, marked as fake."""

from __future__ import annotations

from motcua.kernel import clock
from motcua.outreach.notifications.actions import keep_fake_mail
from motcua.outreach.notifications.ports import Mail, PermanentFailure

# RFC 2606: names under .invalid never exist; here they show what a refused address looks like.
_REFUSED = ".invalid"


class FakeMailer:
    """Refuses addresses under `.invalid` as a server would."""

    is_remote = False

    def send(self, mail: Mail) -> None:
        if mail.to.endswith(_REFUSED):
            raise PermanentFailure("550 (giả)")
        keep_fake_mail(mail=mail, at=clock.now())
