"""What the worker does for accounts as days go by."""

from __future__ import annotations

from datetime import datetime, timedelta

from axes.handlers.proxy import AxesProxyHandler

from motcua.directory.identity.actions.disable_account import disable_idle_accounts
from motcua.directory.identity.actions.end_sessions import clear_expired_sessions
from motcua.kernel.events import periodic

# Law: NĐ 331/2026, TCVN 14423:2026 (sign-ins are kept for at least 12 months)
SIGN_INS_KEPT_DAYS = 400


def look_after_accounts(at: datetime) -> None:
    """Shut accounts nobody uses, drop sessions past their time and sign-ins older than must be kept."""
    disable_idle_accounts(at=at)
    clear_expired_sessions(at=at)
    AxesProxyHandler.reset_logs(age_days=SIGN_INS_KEPT_DAYS)


def register() -> None:
    """Called once by the app's `AppConfig.ready`."""
    periodic.register(
        periodic.Duty("identity.look_after_accounts", timedelta(days=1), look_after_accounts, hour=2)
    )
