from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest

from motcua.directory.identity import rules
from motcua.directory.identity.addresses import client_address, client_agent
from motcua.directory.identity.passwords import one_time_password
from motcua.directory.identity.refusal import Refused

NOW = datetime(2026, 10, 5, 2, tzinfo=UTC)
DAY = timedelta(days=1)


def test_accounts_sleep_for_45_days():
    assert not rules.is_idle(used_at=NOW - 45 * DAY + timedelta(seconds=1), at=NOW)
    assert rules.is_idle(used_at=NOW - 45 * DAY, at=NOW)


def test_only_passwords_of_administrators_grow_old():
    for is_admin, days, expired in ((True, 59, False), (True, 60, True), (False, 900, False)):
        changed_at = NOW - days * DAY
        assert rules.is_password_expired(is_admin=is_admin, changed_at=changed_at, at=NOW) == expired


def test_last_seen_is_written_once_a_minute():
    assert not rules.is_sighting_due(seen_at=NOW, at=NOW + timedelta(seconds=59))
    assert rules.is_sighting_due(seen_at=NOW, at=NOW + timedelta(seconds=60))


def test_one_time_passwords_are_long_readable_and_never_the_same():
    made = {one_time_password() for _ in range(200)}
    assert len(made) == 200
    for password in made:
        assert len(password) == 23
        assert not set(password) & set("0O1lijo")


@pytest.mark.parametrize(
    ("proxies", "remote", "forwarded", "address"),
    [
        (0, "10.0.0.9", "1.2.3.4", "10.0.0.9"),
        (1, "10.0.0.9", "1.2.3.4", "1.2.3.4"),
        (1, "10.0.0.9", "6.6.6.6, 1.2.3.4", "1.2.3.4"),
        (2, "10.0.0.9", "6.6.6.6, 1.2.3.4, 10.0.0.8", "1.2.3.4"),
        (2, "10.0.0.9", "1.2.3.4", "1.2.3.4"),
        (1, "10.0.0.9", "", "10.0.0.9"),
        (1, "10.0.0.9", "nonsense", None),
        (0, "", "", None),
        (0, "::1", "", "::1"),
    ],
)
def test_only_trusted_proxies_are_believed(settings, proxies, remote, forwarded, address):
    settings.TRUSTED_PROXIES = proxies
    meta = {"REMOTE_ADDR": remote} | ({"HTTP_X_FORWARDED_FOR": forwarded} if forwarded else {})
    assert client_address(SimpleNamespace(META=meta)) == address


def test_agents_are_cut_and_cleaned():
    assert (
        client_agent(SimpleNamespace(META={"HTTP_USER_AGENT": "A\x00\x1bB" + "x" * 999})) == "AB" + "x" * 253
    )


def test_refusals_speak_for_themselves():
    class Nope(Refused):
        """Không được
        đâu.

        Raised when nothing goes.
        """

    assert str(Nope()) == "Không được đâu."
    assert str(Nope("Vì sao")) == "Vì sao"
