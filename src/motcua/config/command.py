"""The `motcua` command: Django's commands and ours behind one word."""

from __future__ import annotations

import os
import sys


def select_settings() -> None:
    """Point Django at the settings of `MOTCUA_MODE` unless the caller chose already."""
    from motcua.config import env

    mode = env.read("MOTCUA_MODE")
    if mode not in ("dev", "prod", "test"):
        raise SystemExit(f"MOTCUA_MODE không hợp lệ: {mode!r} (dev, prod hoặc test)")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", f"motcua.config.settings.{mode}")


def main() -> None:
    select_settings()
    from django.core.management import execute_from_command_line

    execute_from_command_line(["motcua", *sys.argv[1:]])


if __name__ == "__main__":
    main()
