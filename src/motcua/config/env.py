"""Every setting an office can make, read from the environment in one place.

`motcua docs` prints this table into docs/reference/settings.md; a test fails when a
setting is read here without a sentence that explains it.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit


@dataclass(frozen=True)
class Setting:
    name: str
    default: str
    meaning: str


SETTINGS: dict[str, Setting] = {
    s.name: s
    for s in (
        Setting(
            "DATABASE_URL",
            "sqlite:///var/motcua.sqlite3",
            "Where the log and everything derived from it live: `sqlite:///path` or `postgres://user:password@host:port/name`.",
        ),
        Setting(
            "DATABASE_OWNER_URL",
            "",
            "PostgreSQL only: the role that owns the tables and migrates. `DATABASE_URL` then names a role that cannot rewrite the log.",
        ),
        Setting("MOTCUA_MODE", "dev", "`dev` (evaluation on one machine), `prod`, or `test`."),
        Setting(
            "MOTCUA_SECRET_KEY",
            "",
            "Signs sessions and tokens. Needed in `prod`; in `dev` one is made and kept in the var folder.",
        ),
        Setting(
            "MOTCUA_HOSTS",
            "localhost,127.0.0.1,[::1]",
            "Host names the web process answers to, separated by commas.",
        ),
        Setting(
            "MOTCUA_VAR", "var", "Folder for uploaded papers, the development database, sockets and logs."
        ),
        Setting(
            "MOTCUA_PUBLIC_URL",
            "",
            "Address citizens reach, written into QR codes, such as `https://motcua.example.vn`. Empty: the address of the request.",
        ),
        Setting(
            "MOTCUA_SAMPLE_DATA",
            "../shared/data",
            "Folder with sample data for tests that read real files; they are skipped where it is absent.",
        ),
        Setting(
            "MOTCUA_TRUSTED_PROXIES",
            "0",
            "How many reverse proxies stand before the web process; so many entries of X-Forwarded-For are believed.",
        ),
        Setting(
            "MOTCUA_THEME",
            "",
            "A CSS file of custom properties with the province's own colours, such as `/etc/motcua/theme.css`. Empty: the shipped colours.",
        ),
        Setting(
            "MOTCUA_SMTP_URL",
            "",
            "Mail server for letters to citizens: `smtp://user:password@host:587` (STARTTLS), `smtps://…:465` (TLS), `smtp+plain://localhost:25` (a relay on the same machine). Empty: no letters in `prod`, letters kept on a page in `dev`.",
        ),
        Setting(
            "MOTCUA_MAIL_FROM",
            "",
            "Sender of letters to citizens, such as `Một cửa tỉnh <motcua@example.vn>`. Needed with `MOTCUA_SMTP_URL`.",
        ),
        Setting(
            "MOTCUA_SMS_URL",
            "",
            "Gateway for short messages, such as `https://sms.example.vn/send`; what is posted there: `adapters/smsgate`. Empty: none in `prod`, texts kept on a page in `dev`.",
        ),
        Setting("MOTCUA_SMS_TOKEN", "", "Bearer token of that gateway. Needed with `MOTCUA_SMS_URL`."),
        Setting("PORT", "8000", "Port that `make run` and `motcua serve` listen on."),
        Setting(
            "MOTCUA_LIVE_PORT",
            "",
            "Port of the live-update process. Empty: the one after `PORT`.",
        ),
        Setting(
            "MOTCUA_LIVE_URL",
            "",
            "Address browsers reach live updates at, such as `/live/` behind a reverse proxy. Empty: the live port of the host they asked.",
        ),
        Setting("MOTCUA_WEB_THREADS", "4", "Threads of each web process."),
    )
}


def read(name: str) -> str:
    """The value of a documented setting; KeyError for a name not in the table."""
    return os.environ.get(name, "") or SETTINGS[name].default


def read_list(name: str) -> list[str]:
    return [part.strip() for part in read(name).split(",") if part.strip()]


def read_int(name: str) -> int:
    value = read(name)
    if not value.isdigit():
        raise SystemExit(f"{name} phải là một số nguyên, không phải {value!r}")
    return int(value)


def live_port() -> int:
    """Port of the live-update process."""
    return read_int("MOTCUA_LIVE_PORT") if read("MOTCUA_LIVE_PORT") else read_int("PORT") + 1


def live_sources() -> list[str]:
    """What a page's content security policy allows for live updates besides its own origin."""
    if read("MOTCUA_LIVE_URL").startswith("/"):
        return []
    return [read("MOTCUA_LIVE_URL") or f"http://*:{live_port()}"]


def var_folder() -> Path:
    folder = Path(read("MOTCUA_VAR"))
    folder.mkdir(parents=True, exist_ok=True)
    return folder


SQLITE_INIT = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
    "PRAGMA recursive_triggers=ON; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-65536; "
    "PRAGMA mmap_size=268435456"
)


def database(url: str) -> dict[str, Any]:
    """Django's DATABASES entry for a URL; SystemExit with one line when it cannot be read."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        path = unquote(parts.path[1:] if parts.path.startswith("/") else parts.path)
        if path and path != ":memory:":
            Path(path).parent.mkdir(parents=True, exist_ok=True)
        return {
            "ENGINE": "motcua.kernel.sqlite",
            "NAME": path or ":memory:",
            # Opening reads the whole schema: 3 ms, for each request if it did not stay open.
            "CONN_MAX_AGE": 600,
            "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": SQLITE_INIT},
        }
    if parts.scheme in ("postgres", "postgresql"):
        query = dict(parse_qsl(parts.query))
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.lstrip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": query.pop("host", "") or parts.hostname or "",
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": 600,
            "CONN_HEALTH_CHECKS": True,
            "OPTIONS": {"server_side_binding": True, "prepare_threshold": 1, **query},
        }
    raise SystemExit(
        f"DATABASE_URL không đọc được: {parts.scheme or url!r} (cần sqlite:/// hoặc postgres://)"
    )


def sms_url(url: str) -> str:
    """Where short messages are posted; SystemExit with one line for what is neither https nor this machine."""
    if not url:
        return ""
    parts = urlsplit(url)
    is_safe = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _THIS_MACHINE)
    if not is_safe or not parts.hostname:
        raise SystemExit("MOTCUA_SMS_URL không đọc được (cần https://máy-chủ/…, hoặc http:// trên cùng máy)")
    if not read("MOTCUA_SMS_TOKEN"):
        raise SystemExit("MOTCUA_SMS_TOKEN: cần mã truy cập khi đã đặt MOTCUA_SMS_URL")
    return url


_MAIL_SCHEMES = {"smtp": ("starttls", 587), "smtps": ("tls", 465), "smtp+plain": ("plain", 25)}
_THIS_MACHINE = ("localhost", "127.0.0.1", "::1")


def mail_server(url: str) -> dict[str, Any]:
    """Where letters are handed over; empty for an empty URL, SystemExit with one line for a wrong one."""
    if not url:
        return {}
    parts = urlsplit(url)
    security, port = _MAIL_SCHEMES.get(parts.scheme, ("", 0))
    if not security or not parts.hostname:
        raise SystemExit("MOTCUA_SMTP_URL không đọc được (cần smtp://, smtps:// hoặc smtp+plain://máy-chủ)")
    if security == "plain" and parts.hostname not in _THIS_MACHINE:
        raise SystemExit("MOTCUA_SMTP_URL: smtp+plain:// chỉ dùng cho máy chủ thư trên cùng máy")
    if "@" not in read("MOTCUA_MAIL_FROM"):
        raise SystemExit("MOTCUA_MAIL_FROM: cần địa chỉ gửi khi đã đặt MOTCUA_SMTP_URL")
    return {
        "host": parts.hostname,
        "port": parts.port or port,
        "security": security,
        "user": unquote(parts.username or ""),
        "password": unquote(parts.password or ""),
    }
