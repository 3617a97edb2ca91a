"""What every mode shares. Values an office may set come from `config.env`."""

from __future__ import annotations

from pathlib import Path

from csp.constants import NONCE, NONE, SELF  # noqa: F401  NONCE is for the modes that need it
from django.utils.translation import gettext_lazy as _

from motcua.config import env

SOURCE = Path(__file__).resolve().parents[2]
ROOT = SOURCE.parents[1]
VAR = env.var_folder()

ALLOWED_HOSTS = env.read_list("MOTCUA_HOSTS")
PUBLIC_URL = env.read("MOTCUA_PUBLIC_URL").rstrip("/")
LIVE_URL = env.read("MOTCUA_LIVE_URL")
LIVE_PORT = env.live_port()
TRUSTED_PROXIES = env.read_int("MOTCUA_TRUSTED_PROXIES")
DATABASES = {"default": env.database(env.read("DATABASE_URL"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "motcua.config",
    "motcua.channels.desk",
    "motcua.channels.portal",
    "motcua.channels.kiosk",
    "motcua.outreach.notifications",
    "motcua.outreach.askers",
    "motcua.outreach.followers",
    "motcua.insight.statistics",
    "motcua.casework.ratings",
    "motcua.casework.dialogue",
    "motcua.casework.feedback",
    "motcua.casework.joint",
    "motcua.casework.handovers",
    "motcua.casework.visits",
    "motcua.casework.recasing",
    "motcua.casework.batches",
    "motcua.casework.intake",
    "motcua.casework.mirroring",
    "motcua.casework.slips",
    "motcua.casework.notes",
    "motcua.casework.silence",
    "motcua.casework.agenda",
    "motcua.casework.tracking",
    "motcua.casework.handling",
    "motcua.casework.upkeep",
    "motcua.casework.dossiers",
    "motcua.casework.finding",
    "motcua.facilities.printing",
    "motcua.facilities.promises",
    "motcua.facilities.booking",
    "motcua.facilities.floor",
    "motcua.facilities.queueing",
    "motcua.facilities.halls",
    "motcua.facilities.papers",
    "motcua.facilities.designer",
    "motcua.facilities.workflow",
    "motcua.facilities.voice",
    "motcua.directory.catalogue",
    "motcua.directory.procedures",
    "motcua.directory.reception",
    "motcua.directory.staff",
    "motcua.directory.devices",
    "motcua.directory.applicants",
    "motcua.directory.agencies",
    "motcua.directory.units",
    "motcua.directory.identity",
    "motcua.kernel.ui",
    "motcua.kernel.events",
    "motcua.kernel.calendar",
    "motcua.kernel.files",
    "motcua.kernel.limits",
    "motcua.kernel.doctor",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "axes",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "motcua.kernel.ui.preferences.ChosenLanguage",
    "motcua.kernel.ui.middleware.ReadableRefusals",
    "motcua.kernel.ui.not_saved.NotSavedAnswer",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "motcua.directory.staff.middleware.OfficerMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "motcua.directory.identity.middleware.SessionGuard",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "motcua.config.urls"
WSGI_APPLICATION = "motcua.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "motcua.kernel.ui.context.page",
                "motcua.directory.agencies.context.officer",
            ],
            "builtins": ["motcua.kernel.ui.templatetags.ui"],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", _("Tiếng Việt")), ("en", _("Tiếng Anh"))]
LOCALE_PATHS = [SOURCE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"

AUTH_USER_MODEL = "identity.Account"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "motcua.directory.identity.backends.AccountBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    # Law: TCVN 14423:2026, at least 14 characters where no second factor is used.
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 14}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "motcua.directory.identity.passwords.NotUsedBefore"},
]
LOGIN_URL = "identity:sign_in"
LOGIN_REDIRECT_URL = "desk:home"
LOGOUT_REDIRECT_URL = "identity:sign_in"

SESSION_ENGINE = "motcua.directory.identity.sessions"
SESSION_COOKIE_NAME = "motcua_session"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 3600
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "motcua.kernel.ui.errors.csrf_failure"
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"

AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "motcua.directory.identity.desk.views.locked_out"
AXES_CLIENT_IP_CALLABLE = "motcua.directory.identity.addresses.client_address"
AXES_ENABLE_ADMIN = False

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "font-src": [SELF],
        "connect-src": [SELF, *env.live_sources()],
        "media-src": [SELF],
        "object-src": [NONE],
        "frame-src": [SELF],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
        "manifest-src": [SELF],
    }
}
X_FRAME_OPTIONS = "SAMEORIGIN"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"

STATIC_URL = "static/"
STATIC_ROOT = VAR / "static"
MOTCUA_THEME = env.read("MOTCUA_THEME")
STATICFILES_FINDERS = [
    "motcua.kernel.ui.finders.ThemeFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "motcua.kernel.ui.finders.PinnedPackageFinder",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "motcua.kernel.ui.storage.PageStorage"},
}
MEDIA_ROOT = VAR / "papers"
VOICE_ROOT = VAR / "voice"
PRINTED_ROOT = VAR / "printed"

# Outside systems are plugged in by name; without one, evaluation has its fakes and an office goes without.
MAIL_SERVER = env.mail_server(env.read("MOTCUA_SMTP_URL"))
MAIL_FROM = env.read("MOTCUA_MAIL_FROM")
TICKET_PRINTERS = "motcua.adapters.escpos.printers.open_printer"
SMS_URL = env.sms_url(env.read("MOTCUA_SMS_URL"))
SMS_TOKEN = env.read("MOTCUA_SMS_TOKEN")
TEXTER = "motcua.adapters.smsgate.gateway.HttpTexter" if SMS_URL else ""
MAILER = "motcua.adapters.smtp.mailer.SmtpMailer" if MAIL_SERVER else ""

DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "motcua.kernel.files.uploads.SpoolingHandler",
]
DATA_UPLOAD_MAX_NUMBER_FILES = 30
DATA_UPLOAD_MAX_NUMBER_FIELDS = 600

SILENCED_SYSTEM_CHECKS: list[str] = []

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {"django.server": {"level": "WARNING"}, "axes": {"level": "ERROR"}},
}
