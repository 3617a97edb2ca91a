"""Who a password or a session belongs to."""

from __future__ import annotations

from django.contrib.auth.backends import ModelBackend

from motcua.directory.identity.models import Account
from motcua.kernel.prepared import Given, Prepared

_ACCOUNT = Prepared(lambda: Account.objects.filter(pk=Given("id")).order_by())


class AccountBackend(ModelBackend):
    """Django's own, but for the read of the account behind a session: every request of the staff asks it."""

    def get_user(self, user_id: int) -> Account | None:
        account = _ACCOUNT.first(id=user_id)
        return account if account is not None and self.user_can_authenticate(account) else None
