"""The step between password and session: where TOTP and passkeys plug in.

An upper app registers a `SecondFactor`. After the right password the sign-in waits, no
session is opened yet; the factor's own page proves the person and then calls
`desk.signing_in.complete`.
"""

from __future__ import annotations

from typing import Protocol

from motcua.directory.identity.models import Account


class SecondFactor(Protocol):
    """One further proof, such as a code of the phone or a passkey."""

    url_name: str

    def is_needed(self, account: Account) -> bool:
        """Whether this account has to give the proof before it gets a session."""
        ...


_registered: list[SecondFactor] = []


def register(factor: SecondFactor) -> None:
    """Called once by the app's `AppConfig.ready`; factors are asked in order of registration."""
    _registered.append(factor)


def unregister(factor: SecondFactor) -> None:
    _registered.remove(factor)


def needed_for(account: Account) -> SecondFactor | None:
    """The first factor the account must pass; None when the password is enough."""
    return next((factor for factor in _registered if factor.is_needed(account)), None)
