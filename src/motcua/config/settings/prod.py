"""A real office: HTTPS, secrets from the environment, no demo accounts and no fakes."""

from motcua.config import env
from motcua.config.settings.base import *  # noqa: F403  settings modules extend one another

DEBUG = False
DEMO_ALLOWED = False
SECRET_KEY = env.read("MOTCUA_SECRET_KEY")
if len(SECRET_KEY) < 32:
    raise SystemExit("MOTCUA_SECRET_KEY: cần ít nhất 32 ký tự ngẫu nhiên khi MOTCUA_MODE=prod")

SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SECURE_SSL_REDIRECT = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 365 * 24 * 3600
