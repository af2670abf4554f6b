"""Django settings. Every value that may differ between copies comes from the environment, typed.

`docs/operating/README.md` lists each one; a test fails when a setting here is not listed there.
"""

from pathlib import Path

from frankpledge.config import database_url, environment

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGE = ROOT / "frankpledge"

# --- this copy of Frankpledge -------------------------------------------------------------------
OPERATOR_NAME = environment.text("FRANKPLEDGE_OPERATOR_NAME", "")
OPERATOR_CONTACT = environment.text("FRANKPLEDGE_OPERATOR_CONTACT", "")
OPERATOR_AUTHORITY = environment.text("FRANKPLEDGE_OPERATOR_AUTHORITY", "")
CORRECTION_WORKING_DAYS = environment.whole_number(
    "FRANKPLEDGE_CORRECTION_WORKING_DAYS", 20, least=1, most=250
)
PUBLIC_ADDRESS = environment.text("FRANKPLEDGE_PUBLIC_ADDRESS", "").rstrip("/")
# A copy for trying things out: everything in it is made up, and anybody may take any part.
DEMONSTRATION = environment.flag("FRANKPLEDGE_DEMONSTRATION", default=False)
REGISTER_FOLDER = ROOT / "data" / "demonstration" if DEMONSTRATION else ROOT / "data"

# --- safety -------------------------------------------------------------------------------------
DEBUG = environment.flag("DEBUG", default=False)
SECRET_KEY = environment.text("SECRET_KEY")
ALLOWED_HOSTS = environment.words("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = environment.words("CSRF_TRUSTED_ORIGINS")
BEHIND_HTTPS = environment.flag("BEHIND_HTTPS", default=False)
# How many proxies of ours stand in front; each adds an address to X-Forwarded-For.
TRUSTED_PROXIES = environment.whole_number("FRANKPLEDGE_TRUSTED_PROXIES", 0, least=0, most=10)
SECURE_SSL_REDIRECT = BEHIND_HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_HTTPS else None
SECURE_HSTS_SECONDS = 31_536_000 if BEHIND_HTTPS else 0
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_COOKIE_AGE = None
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SECURE = BEHIND_HTTPS
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_FAILURE_VIEW = "frankpledge.web.views.errors.csrf_failure"
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 400

# --- the parts ----------------------------------------------------------------------------------
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "procrastinate.contrib.django",
    "frankpledge.audit",
    "frankpledge.people",
    "frankpledge.register",
    "frankpledge.exchange",
    "frankpledge.web",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "frankpledge.web.middleware.SafeHeadersMiddleware",
    "frankpledge.web.page_cache.PublicPageCacheMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
AUTH_USER_MODEL = "people.User"
ROOT_URLCONF = "frankpledge.config.urls"
WSGI_APPLICATION = "frankpledge.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "OPTIONS": {"environment": "frankpledge.web.jinja.environment"},
    }
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- where things are kept ----------------------------------------------------------------------
DATABASES = {"default": database_url.settings(environment.text("DATABASE_URL"))}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
PUBLIC_PAGE_CACHE = environment.flag("FRANKPLEDGE_PUBLIC_PAGE_CACHE", default=True)
STATIC_URL = "static/"
STATIC_ROOT = ROOT / "build" / "static"
STATICFILES_DIRS = [PACKAGE / "web" / "static", ROOT / "build" / "assets"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MAX_AGE = 3600

# --- words and time -----------------------------------------------------------------------------
LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/London"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": environment.text("LOG_LEVEL", "WARNING")},
}
