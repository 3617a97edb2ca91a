"""How an account follows from the log, for `audit verify`."""

from __future__ import annotations

from collections.abc import Iterator

from motcua.directory.identity.models import Account
from motcua.kernel.events.models import Event
from motcua.kernel.events.projections import Difference, Projection, compare, register


def install() -> None:
    """Called once by the app's `AppConfig.ready`."""
    register(Projection("identity.accounts", "account", check, subjects))


def subjects() -> Iterator[str]:
    for pk in Account.objects.values_list("pk", flat=True).order_by("pk").iterator():
        yield f"account:{pk}"


def check(subject: str, events: list[Event]) -> Iterator[Difference]:
    """Kind and openness of an account against its events; passwords are in no log."""
    account = Account.objects.filter(pk=int(subject.partition(":")[2])).first()
    if account is None:
        yield Difference(subject, "tài khoản", "có dòng", "không có")
        return
    found: dict[str, object] = {
        "kind": account.kind,
        "is_disabled": account.disabled_at is not None,
        "password_changed_at": account.password_changed_at,
    }
    yield from compare(subject, _expected(events), found)


def _expected(events: list[Event]) -> dict[str, object]:
    state: dict[str, object] = {"kind": None, "is_disabled": None, "password_changed_at": None}
    for event in events:
        _, _, what = event.kind.partition(".")
        if what in ("account_created", "account_kind_changed"):
            state["kind"] = event.facts["account_kind"]
        if what in ("account_created", "password_changed", "password_reset"):
            state["password_changed_at"] = event.happened_at
        if what in ("account_created", "account_enabled", "account_disabled"):
            state["is_disabled"] = what == "account_disabled"
    return state
