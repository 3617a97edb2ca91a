"""Sessions kept as rows that know their account, so that they can be listed and revoked."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.utils import timezone

from motcua.directory.identity.models import Session
from motcua.kernel import clock
from motcua.kernel.prepared import Given, Prepared

ADDRESS, AGENT = "address", "agent"
_SESSION = Prepared(
    lambda: Session.objects.filter(session_key=Given("key"), expire_date__gt=Given("at")).order_by()
)


class SessionStore(DatabaseStore):
    """Django's database sessions with the columns of `Session`; `row` is what was read, if anything."""

    row: Session | None = None

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def _get_session_from_db(self) -> Session | None:
        """As Django does it and by its clock, by a read that is prepared; a key that opens nothing is forgotten."""
        self.row = _SESSION.first(key=self.session_key, at=timezone.now())
        if self.row is None:
            self._session_key = None
        return self.row

    def create(self) -> None:
        self.row = None
        super().create()

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        obj: Session = super().create_model_instance(data)  # type: ignore[assignment]  # of our own model class
        obj.account_id = int(data[SESSION_KEY]) if SESSION_KEY in data else None
        obj.address = data.get(ADDRESS) or None
        obj.agent = data.get(AGENT, "")
        obj.seen_at = clock.now()
        obj.started_at = self._started_at(obj.seen_at)
        if self.row is not None:
            obj.public_id = self.row.public_id
        self.row = obj
        return obj

    def _started_at(self, now: datetime) -> datetime:
        return self.row.started_at if self.row is not None else now
