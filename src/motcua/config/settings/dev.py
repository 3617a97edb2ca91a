"""Evaluation on one machine: demo accounts and fakes are allowed here, and only here and in tests."""

import secrets

from motcua.config import env
from motcua.config.settings.base import *  # noqa: F403  settings modules extend one another
from motcua.config.settings.base import ALLOWED_HOSTS, VAR

DEBUG = False
DEMO_ALLOWED = True
ALLOWED_HOSTS = [*ALLOWED_HOSTS, "testserver"]


def _kept_secret() -> str:
    path = VAR / "secret-key"
    if not path.exists():
        path.write_text(secrets.token_urlsafe(48))
        path.chmod(0o600)
    return path.read_text()


SECRET_KEY = env.read("MOTCUA_SECRET_KEY") or _kept_secret()
