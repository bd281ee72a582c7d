"""All settings. Those that differ between installations come from the environment and stand in the README."""

import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import dj_database_url
from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from newsroom import environment

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = environment.folder("DATA_DIR", BASE_DIR / "var")

# The site and its address

SITE_NAME = environment.text("SITE_NAME", "Newsroom")
HOST = environment.text("HOST", "127.0.0.1")
PORT = environment.number("PORT", 8000, 1, 65535)
WORKERS = environment.number("WORKERS", 1, 1, 64)
SITE_URL = environment.web_address("SITE_URL", f"http://{HOST}:{PORT}")
DEBUG = environment.boolean("DEBUG")
SECRET_KEY = environment.secret("SECRET_KEY", DATA_DIR / "secret_key")

# Policies of the reading room

PUBLIC_READING = environment.boolean("PUBLIC_READING")
OPEN_CODEBOOK = environment.boolean("OPEN_CODEBOOK", default=True)
MAX_UPLOAD_MB = environment.number("MAX_UPLOAD_MB", 5, 1, 100)
MAX_NOTE_CHARACTERS = 20_000

INSTALLED_APPS = [
    "newsroom",
    "search",
    "reading",
    "intake",
    "annotations",
    "articles",
    "taggit",
    "django_htmx",
    "csp",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "newsroom.middleware.refuse_oversized_requests",
    "newsroom.middleware.refuse_unstorable_requests",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "newsroom.middleware.SignInMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "newsroom.urls"
WSGI_APPLICATION = "newsroom.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "newsroom.context.site",
            ],
        },
    }
]

# Database: SQLite unless DATABASE_URL says otherwise

try:
    DATABASES: dict[str, Any] = {
        "default": dj_database_url.parse(
            environment.text("DATABASE_URL", f"sqlite:///{DATA_DIR / 'newsroom.sqlite3'}"),
            conn_max_age=600,
            conn_health_checks=True,
        )
    }
except (ValueError, KeyError) as problem:  # dj_database_url's errors for an unknown scheme or a bad port
    raise ImproperlyConfigured(
        "DATABASE_URL must look like postgres://user:password@host:5432/name or sqlite:////path/file."
    ) from problem

if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A commit that was acknowledged survives a power cut (synchronous=FULL); readers never wait for a
    # writer (WAL); a writer takes its lock at BEGIN, so that it waits its turn and never fails halfway.
    DATABASES["default"] |= {
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": False,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-16000; "
            "PRAGMA mmap_size=2147418112;",
        },
        # A file, not memory: tests meet the same locks as people do.
        "TEST": {"NAME": DATA_DIR / "test.sqlite3"},
    }

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# People

LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "library"
LOGOUT_REDIRECT_URL = "login"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

# Letters (password resets): by SMTP where EMAIL_HOST is set, else as files in DATA_DIR/letters

EMAIL_HOST = environment.text("EMAIL_HOST")
EMAIL_PORT = environment.number("EMAIL_PORT", 587, 1, 65535)
EMAIL_HOST_USER = environment.text("EMAIL_USER")
EMAIL_HOST_PASSWORD = environment.text("EMAIL_PASSWORD")
EMAIL_USE_TLS = environment.boolean("EMAIL_TLS", default=True)
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'filebased'}.EmailBackend"
EMAIL_FILE_PATH = DATA_DIR / "letters"
DEFAULT_FROM_EMAIL = environment.text("EMAIL_FROM", f"newsroom@{urlsplit(SITE_URL).hostname}")

# Log: what broke, to standard error, where whatever runs the site keeps it. Django alone would only write letters.

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "level": "INFO" if DEBUG else "WARNING"},
        "django.request": {"level": "ERROR"},  # but not every address that leads nowhere
    },
}

# Languages and time

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = environment.text("TIME_ZONE", "UTC")
USE_TZ = True

# Static files

STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
TESTING = "pytest" in sys.modules
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG or TESTING
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# Security

ALLOWED_HOSTS = [urlsplit(SITE_URL).hostname, "127.0.0.1", "localhost"]
CSRF_TRUSTED_ORIGINS = [SITE_URL]
CSRF_FAILURE_VIEW = "newsroom.views.unproven"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],  # the nonce is for the import map, which browsers take inline only
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
if SITE_URL.startswith("https:"):
    # A proxy ends TLS in front of us and must set this header itself (README, "For real").
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_HTTPONLY = True
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
# The whole request, with what surrounds a file in a form; larger ones are refused unread.
MAX_REQUEST_BYTES = MAX_UPLOAD_MB * 1024 * 1024 + 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = MAX_REQUEST_BYTES

TAGGIT_CASE_INSENSITIVE = True
