"""Tests: fast hashing, plain static files, demo allowed, a var folder and a database that are thrown away."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

_MEMORY = Path("/dev/shm")  # noqa: S108  a folder in memory where there is one; mkdtemp makes ours private


def _own_folder() -> str:
    parent = _MEMORY if os.access(_MEMORY, os.W_OK) else None
    folder = tempfile.mkdtemp(prefix="motcua-test-", dir=parent)
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


os.environ.setdefault("MOTCUA_LIVE_URL", "/live/")
os.environ.setdefault("MOTCUA_SECRET_KEY", "only-for-tests-" + "x" * 40)
_folder = Path(_own_folder())
os.environ.setdefault("MOTCUA_VAR", str(_folder))
os.environ.setdefault("DATABASE_URL", f"sqlite:///{_folder}/motcua.sqlite3")

from motcua.config import env
from motcua.config.settings.base import *  # noqa: F403  settings modules extend one another
from motcua.config.settings.base import DATABASES

TEST_FOLDER = _folder
SECRET_KEY = env.read("MOTCUA_SECRET_KEY")
DEBUG = False
DEMO_ALLOWED = True
ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True

if DATABASES["default"]["ENGINE"].endswith("sqlite"):
    # A file, as in an office: threads get connections of their own and wait for each other's locks.
    DATABASES["default"]["TEST"] = {"NAME": str(_folder / "test.sqlite3")}
    _options = DATABASES["default"]["OPTIONS"]
    _options["init_command"] = _options["init_command"].replace("synchronous=FULL", "synchronous=OFF")
