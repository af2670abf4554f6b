"""Django settings. Every value that may differ between copies comes from the environment, typed.

`docs/operating/README.md` lists each one; a test fails when a setting here is not listed there.
"""

from pathlib import Path

import pghistory

from frankpledge.config import database_url, environment, providers, scanner

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
MEASURES_FILE = ROOT / "data" / "measures" / "measures.csv"
METHOD_FOLDER = ROOT / "docs" / "method"

# --- safety -------------------------------------------------------------------------------------
DEBUG = environment.flag("DEBUG", default=False)
SECRET_KEY = environment.text("SECRET_KEY")
SECRET_KEY_FALLBACKS = environment.words("SECRET_KEY_FALLBACKS")
ALLOWED_HOSTS = environment.words("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = environment.words("CSRF_TRUSTED_ORIGINS")
BEHIND_HTTPS = environment.flag("BEHIND_HTTPS", default=False)
# How many proxies of ours stand in front; each adds an address to X-Forwarded-For.
TRUSTED_PROXIES = environment.whole_number("FRANKPLEDGE_TRUSTED_PROXIES", 0, least=0, most=10)
SECURE_SSL_REDIRECT = BEHIND_HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_HTTPS else None
SECURE_HSTS_SECONDS = 31_536_000 if BEHIND_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = BEHIND_HTTPS
SECURE_HSTS_PRELOAD = BEHIND_HTTPS
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# A browser takes a cookie of this name only over HTTPS, from this host, for all of it.
HOST_ONLY = "__Host-" if BEHIND_HTTPS else ""
CSRF_COOKIE_NAME = HOST_ONLY + "csrftoken"
CSRF_COOKIE_AGE = None
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SECURE = BEHIND_HTTPS
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_FAILURE_VIEW = "frankpledge.web.views.errors.csrf_failure"
SESSION_COOKIE_NAME = HOST_ONLY + "session"
SESSION_COOKIE_SECURE = BEHIND_HTTPS
SESSION_COOKIE_HTTPONLY = True
# Lax, because somebody comes back from a sign-in provider by a link from elsewhere.
SESSION_COOKIE_SAMESITE = "Lax"
# A session ends when it was not used for this long, and in any case after the second.
SESSION_COOKIE_AGE = 60 * environment.whole_number(
    "FRANKPLEDGE_SESSION_IDLE_MINUTES", 120, least=5, most=1440
)
SESSION_LONGEST_SECONDS = 3600 * environment.whole_number(
    "FRANKPLEDGE_SESSION_LONGEST_HOURS", 12, least=1, most=168
)
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
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "pgtrigger",
    "pghistory",
    "frankpledge.audit",
    "frankpledge.people",
    "frankpledge.register",
    "frankpledge.benefits",
    "frankpledge.exchange",
    "frankpledge.web",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "frankpledge.web.middleware.SafeHeadersMiddleware",
    "frankpledge.web.middleware.SightMiddleware",
    "frankpledge.web.sign_in.sessions.PrivatePagesMiddleware",
    "frankpledge.web.page_cache.PublicPageCacheMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "frankpledge.web.sign_in.sessions.SessionLimitsMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "frankpledge.web.sign_in.sessions.RefusedFormsMiddleware",
]
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
AUTH_USER_MODEL = "people.User"
ROOT_URLCONF = "frankpledge.config.urls"
WSGI_APPLICATION = "frankpledge.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "OPTIONS": {"environment": "frankpledge.web.jinja.environment"},
    }
]

# --- signing in ---------------------------------------------------------------------------------
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["name", "email"]},
    },
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "account"
LOGOUT_REDIRECT_URL = "home"
PASSWORD_RESET_TIMEOUT = 3600
ACCOUNT_ADAPTER = "frankpledge.web.sign_in.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if BEHIND_HTTPS else "http"
ACCOUNT_FORMS = {
    "login": "frankpledge.web.forms.sign_in.SignInForm",
    "reauthenticate": "frankpledge.web.forms.sign_in.ShowAgainForm",
    "add_email": "frankpledge.web.forms.sign_in.EmailForm",
    "reset_password": "frankpledge.web.forms.sign_in.ForgottenForm",
    "change_password": "frankpledge.web.forms.sign_in.ChangePasswordForm",
    "set_password": "frankpledge.web.forms.sign_in.SetPasswordForm",
    "reset_password_from_key": "frankpledge.web.forms.sign_in.NewPasswordForm",
}
# No window is longer than five minutes: that is how long a person who tried too often is asked to wait.
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/5m/key",
    "reset_password": "10/m/ip,3/5m/key",
    "reset_password_from_key": "20/m/ip",
    "change_password": "5/m/user",
    "manage_email": "10/m/user",
    "reauthenticate": "10/m/user",
    "confirm_email": "1/3m/key",
    "signup": "20/m/ip",
}
MFA_ADAPTER = "frankpledge.web.sign_in.second_steps.SecondStepAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Frankpledge"
# A clock may be half a minute wrong.
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "authenticate": "frankpledge.web.forms.sign_in.CodeForm",
    "reauthenticate": "frankpledge.web.forms.sign_in.CodeAgainForm",
    "activate_totp": "frankpledge.web.forms.sign_in.AppForm",
    "add_webauthn": "frankpledge.web.forms.sign_in.PasskeyForm",
    "edit_webauthn": "frankpledge.web.forms.sign_in.PasskeyNameForm",
    "authenticate_webauthn": "frankpledge.web.forms.sign_in.AnswerForm",
    "reauthenticate_webauthn": "frankpledge.web.forms.sign_in.AnswerAgainForm",
    "login_webauthn": "frankpledge.web.forms.sign_in.PasskeySignInForm",
}
SIGN_IN_PROVIDERS = providers.from_environment()
SIGN_IN_SECOND_STEPS = {provider.id: provider.second_step for provider in SIGN_IN_PROVIDERS}
SOCIALACCOUNT_ADAPTER = "frankpledge.web.sign_in.providers.ProviderAdapter"
SOCIALACCOUNT_PROVIDERS = providers.as_allauth_asks(SIGN_IN_PROVIDERS)
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_QUERY_EMAIL = True

# --- e-mail -------------------------------------------------------------------------------------
EMAIL_HOST = environment.text("FRANKPLEDGE_EMAIL_HOST", "")
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'console'}.EmailBackend"
EMAIL_PORT = environment.whole_number("FRANKPLEDGE_EMAIL_PORT", 587, least=1, most=65_535)
EMAIL_HOST_USER = environment.text("FRANKPLEDGE_EMAIL_USER", "")
EMAIL_HOST_PASSWORD = environment.text("FRANKPLEDGE_EMAIL_PASSWORD", "")
EMAIL_USE_TLS = environment.flag("FRANKPLEDGE_EMAIL_STARTTLS", default=True)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = environment.text("FRANKPLEDGE_EMAIL_FROM", "Frankpledge <frankpledge@localhost>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- what every version of a row is kept by (frankpledge.audit.history) -------------------------
PGHISTORY_FOREIGN_KEY_FIELD = pghistory.ForeignKey(db_index=False)

# --- where things are kept ----------------------------------------------------------------------
DATABASES = {"default": database_url.settings(environment.text("DATABASE_URL"))}
# Holds who tried to sign in how often: shared by all processes, and lost without harm.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "web_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
PUBLIC_PAGE_CACHE = environment.flag("FRANKPLEDGE_PUBLIC_PAGE_CACHE", default=True)
# Documents: their bytes, each once, and those on their way in.
DOCUMENTS_FOLDER = Path(environment.text("FRANKPLEDGE_DOCUMENTS", str(ROOT / "var" / "documents")))
DOCUMENT_MEGABYTES = environment.whole_number("FRANKPLEDGE_DOCUMENT_MEGABYTES", 50, least=1, most=500)
CLAMAV = scanner.scanner(environment.text("FRANKPLEDGE_CLAMAV", ""))
# Files are taken by the pages that ask for one, and by nothing else.
FILE_UPLOAD_HANDLERS = ["frankpledge.web.uploads.NoFiles"]
STATIC_URL = "static/"
STATIC_ROOT = ROOT / "build" / "static"
STATICFILES_DIRS = [PACKAGE / "web" / "static", ROOT / "build" / "assets"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "documents": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {
            "location": DOCUMENTS_FOLDER / "kept",
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        },
    },
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
    "filters": {"without_secrets": {"()": "frankpledge.config.log_lines.WithoutSecrets"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["without_secrets"]}
    },
    "root": {"handlers": ["console"], "level": environment.text("LOG_LEVEL", "WARNING")},
}
