"""Settings: everything comes from the environment, bad values are refused with a sentence.

All that the application writes lies under ``HOME`` (``KAODIAN_HOME``, default ``var/``).
``SITE_URL`` decides the rest: an ``https`` address turns on secure cookies, HSTS and the redirect.
"""

from __future__ import annotations

import sys
from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from environs import Env, EnvError

from learn.databases import database_from_url, sqlite_database

env = Env()
BASE_DIR = Path(__file__).resolve().parent.parent
VERSION = "0.1.0"

try:
    HOME = Path(env.str("KAODIAN_HOME", str(BASE_DIR / "var"))).absolute()
    DEBUG = env.bool("DEBUG", False)
    SITE_URL = env.str("SITE_URL", f"http://localhost:{env.int('PORT', 8000)}").rstrip("/")
    EXTRA_HOSTS = env.list("ALLOWED_HOSTS", [])
    DATABASE_URL = env.str("DATABASE_URL", "")
    HSTS_SECONDS = env.int("HSTS_SECONDS", 31_536_000)
except EnvError as error:
    raise ImproperlyConfigured(f"An environment variable has a value that cannot be used: {error}") from None

_site = urlsplit(SITE_URL)
if _site.scheme not in {"http", "https"} or not _site.hostname:
    raise ImproperlyConfigured(
        f"SITE_URL is {SITE_URL!r}; it must be an address such as http://localhost:8000 or https://study.example.org."
    )
HTTPS = _site.scheme == "https"


def _secret_key() -> str:
    """The secret from the environment, else the one that the first start wrote; there is no default."""
    if key := env.str("SECRET_KEY", ""):
        return key
    path = HOME / "secret-key"
    if path.is_file():
        return path.read_text("ascii").strip()
    raise ImproperlyConfigured(
        f"There is no secret key: set SECRET_KEY, or let `make run` write one to {path}."
    )


SECRET_KEY = _secret_key()
if HTTPS and len(SECRET_KEY) < 50:
    raise ImproperlyConfigured(
        f"SECRET_KEY has {len(SECRET_KEY)} characters; over https it needs at least 50 random ones."
    )

ALLOWED_HOSTS = [_site.hostname, "localhost", "127.0.0.1", "[::1]", *EXTRA_HOSTS]
if HTTPS:
    ALLOWED_HOSTS = [_site.hostname, *EXTRA_HOSTS]
CSRF_TRUSTED_ORIGINS = [SITE_URL]

INSTALLED_APPS = [
    "learn",
    "quizzes",
    "content",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "csp",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "learn.middleware.PrivatePages",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "learn.signing_in.Account",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]
ROOT_URLCONF = "learn.urls"
WSGI_APPLICATION = "learn.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "learn.context.site",
            ],
        },
    },
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [BASE_DIR / "templates" / "jinja2"],
        "OPTIONS": {"environment": "learn.templating.environment"},
    },
]

DATABASES = {
    "default": database_from_url(DATABASE_URL) if DATABASE_URL else sqlite_database(HOME / "kaodian.sqlite3")
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "learn.User"
LOGIN_URL = "log_in"
PASSWORD_RESET_TIMEOUT = 3_600
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

LANGUAGE_CODE = "en"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
LOCALE_PATHS = [HOME / "locale"]
LANGUAGE_COOKIE_AGE = 31_536_000
LANGUAGE_COOKIE_SAMESITE = "Lax"
TIME_ZONE = "UTC"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = HOME / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "learn.static_files.NamedByContent"},
}
if DEBUG or "test" in sys.argv or "pytest" in sys.modules:
    # Pages then read static files where they stand; nothing needs to be collected first.
    STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    WHITENOISE_USE_FINDERS = True
MEDIA_ROOT = HOME / "media"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "connect-src": [SELF],
        "font-src": [SELF],
        "form-action": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_ENGINE = "learn.signing_in"
SESSION_COOKIE_AGE = 90 * 86_400
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "learn.views.errors.csrf_failure"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = HSTS_SECONDS if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^livez$", r"^readyz$"]

NOTES_DIR = BASE_DIR / "content" / "notes"
PACK_PATH = BASE_DIR / "content" / "packs" / "aws.yaml"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
