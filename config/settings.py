"""One file over the environment: what a machine decides is read here, and nowhere else."""

import os
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

from celery.schedules import crontab
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(os.environ.get("VAR_DIR", BASE_DIR / "var"))

INSECURE_SECRET = "for a developer's machine only"  # noqa: S105 -- refused in production, below


def flag(name: str, *, default: bool) -> bool:
    value = os.environ.get(name, str(default))
    if value not in {"True", "False"}:
        raise ImproperlyConfigured(f"{name} is {value!r}; it can be 'True' or 'False'.")
    return value == "True"


def database_from(url: str) -> dict[str, object]:
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured(f"DATABASE_URL begins with {parts.scheme!r}; it can begin with 'postgresql'.")
    host = unquote(parts.hostname or "")
    for option in parts.query.split("&"):
        name, _, value = option.partition("=")
        if name == "host":
            host = unquote(value)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "TEST": {"NAME": os.environ.get("TEST_DATABASE_NAME", "test_dai_hoi")},
    }


PRODUCTION = flag("PRODUCTION", default=False)
DEBUG = flag("DEBUG", default=False)
SECRET_KEY = os.environ.get("SECRET_KEY", INSECURE_SECRET)
# Seals service and identity numbers and keys their look-up hashes; apart from SECRET_KEY, so that either can be changed alone.
FIELD_KEY = os.environ.get("FIELD_KEY", INSECURE_SECRET)
# earlier keys, comma-separated: what they sealed can be opened until `manage.py rotate_field_key` has sealed it again
FIELD_KEYS_BEFORE = [key for key in os.environ.get("FIELD_KEYS_BEFORE", "").split(",") if key]
# Seals the files of the personnel room, apart from all else; earlier keys as above, until `manage.py rotate_personnel_key`
PERSONNEL_KEY = os.environ.get("PERSONNEL_KEY", INSECURE_SECRET)
PERSONNEL_KEYS_BEFORE = [key for key in os.environ.get("PERSONNEL_KEYS_BEFORE", "").split(",") if key]
# pages of the personnel room cover themselves after so many seconds without a touch, and sign out after so many
PERSONNEL_COVER_SECONDS = int(os.environ.get("PERSONNEL_COVER_SECONDS", "180"))
PERSONNEL_SIGN_OUT_SECONDS = int(os.environ.get("PERSONNEL_SIGN_OUT_SECONDS", "1200"))
if PRODUCTION and INSECURE_SECRET in {SECRET_KEY, FIELD_KEY, PERSONNEL_KEY}:
    raise ImproperlyConfigured("In production SECRET_KEY, FIELD_KEY and PERSONNEL_KEY must be set to secrets of your own.")
if PRODUCTION and DEBUG:
    raise ImproperlyConfigured("In production DEBUG must be 'False'.")

ALLOWED_HOSTS = os.environ.get("ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [origin for origin in os.environ.get("CSRF_TRUSTED_ORIGINS", "").split(",") if origin]

INSTALLED_APPS = [
    "members.access",
    "members.files",
    "members.units",
    "members.people",
    "members.sheets",
    "members.accounts",
    "congress.terms",
    "congress.delegates",
    "congress.personnel",
    "documents.printing",
    "documents.register",
    "documents.drafting",
    "documents.papers",
    "documents.congress_file",
    "home",
    "demo",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "axes",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_htmx",
    "js_lib_bootstrap5",
    "django_prose_editor",
    "health_check",
]

MIDDLEWARE = [
    "config.middleware.WellFormedMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "config.middleware.ContentSecurityPolicyMiddleware",
    "members.access.middleware.OriginMiddleware",
    "members.access.middleware.FirstPasswordMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["config.templatetags.vietnam"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "home.context.navigation",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

DATABASES = {"default": database_from(os.environ.get("DATABASE_URL", "postgresql:///dai_hoi"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "access.Account"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "access:sign-in"
LOGIN_REDIRECT_URL = "home:home"
LOGOUT_REDIRECT_URL = "access:sign-in"

AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_CALLABLE = "config.attempts.counted_name"
AXES_LOCKOUT_TEMPLATE = "access/locked_out.html"
AXES_RESET_ON_SUCCESS = True

SESSION_COOKIE_AGE = 8 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_SAVE_EVERY_REQUEST = False
SESSION_COOKIE_HTTPONLY = True
# what was done is said with names: it ends with her session, and is not left in the browser for whoever signs in next
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SESSION_COOKIE_SECURE = PRODUCTION
CSRF_COOKIE_SECURE = PRODUCTION
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if PRODUCTION:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = flag("SSL_REDIRECT", default=True)
    SECURE_HSTS_SECONDS = 3600 * 24 * 30

LANGUAGE_CODE = "vi"
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_I18N = True
USE_TZ = True
# ids stand in addresses and fields: what people read gets its dots from the filter `number`, nothing else does
USE_THOUSAND_SEPARATOR = False
FORMAT_MODULE_PATH = ["config.formats"]

STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# browsers ask only for the names with a hash, and nobody asks for a map to save bytes
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ["map", "png", "jpg", "jpeg", "gif", "webp", "ico", "woff", "woff2", "gz", "br", "zip"]

# a scan may weigh 20 MB; a form may carry the rows of a long list
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
FILE_UPLOAD_TEMP_DIR = None
# of one scan that goes with a list
SCAN_LIMIT = 20 * 1024 * 1024
# of one Word file that becomes a text, or that has comments in a table
WORD_LIMIT = 30 * 1024 * 1024

CELERY_BROKER_URL = os.environ.get("REDIS_URL", "redis://127.0.0.1:6379/0")
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# a web request must not wait long for a broker that is away: the row is there, beat queues it again
CELERY_BROKER_TRANSPORT_OPTIONS = {"socket_connect_timeout": 2, "socket_timeout": 2.5, "visibility_timeout": 600}
CELERY_TASK_PUBLISH_RETRY = False
CELERY_WORKER_MAX_MEMORY_PER_CHILD = 280_000
CELERY_TIMEZONE = TIME_ZONE
CELERY_BEAT_SCHEDULE: dict[str, dict[str, object]] = {
    "queue-again-what-nobody-reads": {"task": "members.sheets.tasks.queue_again", "schedule": 15.0},
    "queue-again-what-nobody-renders": {"task": "documents.printing.tasks.queue_again", "schedule": 15.0},
    "keep-issued-papers-that-were-printed": {"task": "documents.register.tasks.freeze_printed", "schedule": 60.0},
    "queue-again-comment-tables-nobody-reads": {
        "task": "documents.drafting.tasks.queue_comment_tables_again",
        "schedule": 15.0,
    },
    # the last day of a round ends at midnight in Vietnam; an office's machine is off then
    "queue-again-what-word-file-nobody-reads": {"task": "documents.drafting.tasks.queue_word_uploads_again", "schedule": 15.0},
    "close-rounds-whose-day-has-passed": {
        "task": "documents.drafting.tasks.close_past_rounds",
        "schedule": crontab(minute="*/10"),
    },
    # several times a day, for an office's machine is off at night
    "clear-old-prints": {"task": "documents.printing.tasks.clear_old_prints", "schedule": crontab(hour="*/6", minute="20")},
    "queue-again-what-nobody-binds": {"task": "documents.congress_file.tasks.queue_again", "schedule": 15.0},
    "clear-old-congress-files": {
        "task": "documents.congress_file.tasks.clear_old_bundles",
        "schedule": crontab(hour="*/6", minute="30"),
    },
    "destroy-personnel-files-on-their-day": {
        "task": "congress.personnel.tasks.destroy_due_files",
        "schedule": crontab(hour="*/6", minute="50"),
    },
    "drop-uploads-nobody-goes-on-with": {
        "task": "congress.personnel.tasks.drop_old_uploads",
        "schedule": crontab(hour="*/6", minute="55"),
    },
    "clear-finished-sheets": {"task": "members.sheets.tasks.clear_finished", "schedule": crontab(hour="*/6", minute="40")},
}
# finished prints are kept so many days (a form may say fewer: first passwords two); asked for again they are made anew
PRINTS_KEPT_DAYS = int(os.environ.get("PRINTS_KEPT_DAYS", "30"))
# an import can be undone for so many days; then what was uploaded, read and there before is emptied
SHEETS_KEPT_DAYS = int(os.environ.get("SHEETS_KEPT_DAYS", "30"))

# a folder with the certificates of those whose digital signatures are trusted; none: nobody is known
SIGNATURE_ROOTS = os.environ.get("SIGNATURE_ROOTS", "")
FONT_DIR = Path(os.environ.get("FONT_DIR", "/usr/share/fonts/truetype/liberation2"))

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"()": "config.logs.WithoutValues"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "stream": sys.stderr, "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
