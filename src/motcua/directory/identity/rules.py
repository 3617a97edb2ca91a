"""How long accounts and passwords may last: pure functions, no database, no clock."""

from __future__ import annotations

from datetime import datetime, timedelta

# Law: TCVN 14423:2026 (disable accounts idle 45 days; admins change every 2 months; last 10 barred)
IDLE_LIMIT = timedelta(days=45)
ADMIN_PASSWORD_LIMIT = timedelta(days=60)
PASSWORDS_BARRED = 10
SEEN_EVERY = timedelta(minutes=1)
SECOND_FACTOR_WAIT = timedelta(minutes=5)


def is_idle(*, used_at: datetime, at: datetime) -> bool:
    """Whether an account last used at `used_at` has slept too long to be let in."""
    return at - used_at >= IDLE_LIMIT


def is_password_expired(*, is_admin: bool, changed_at: datetime, at: datetime) -> bool:
    """Whether the password must be replaced; only administrators' passwords grow old."""
    return is_admin and at - changed_at >= ADMIN_PASSWORD_LIMIT


def is_sighting_due(*, seen_at: datetime, at: datetime) -> bool:
    """Whether "last seen" is old enough to be worth a write."""
    return at - seen_at >= SEEN_EVERY
