"""What holds however the office is run: its rooms, the way of a request, languages, login, and what a browser may load.

A room is taken in as soon as it has an `apps.py`, its addresses as soon as it has a `urls.py`.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from csp.constants import NONCE, NONE, SELF

from bundlinje_web.settings import environment
from bundlinje_web.settings.rooms import HERE, having, tags

DEBUG = False
IS_DEMO = False
DEMO_KEY = environment.DEMO_KEY
PRODUCTION_ASKS = (*environment.NEEDED, *environment.LOGIN)
"""What only an office in earnest is told: the demonstration does not start where it is set."""
TELLS_THE_PAST = False
"""Whether a job may record what happened on an earlier day: the demonstration's story and tests, never in earnest."""

WARMS = False
"""Whether a process reads the books and draws forecasts while it begins to answer."""

SECOND_FACTOR = True
"""Whether a step of weight asks for a second factor; where it does not, for the password again."""

ROOT_URLCONF = "bundlinje_web.urls"
WSGI_APPLICATION = "bundlinje_web.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATABASES: dict[str, dict[str, Any]] = {}

INSTALLED_APPS = [
    *having("apps.py"),
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django_htmx",
    "csp",
]

MIDDLEWARE = [
    "bundlinje_web.audit.asked.RequestIds",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "bundlinje_web.people.middleware.WhoActs",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["django.templatetags.static", "django_htmx.templatetags.django_htmx", *tags()],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "bundlinje_web.frame.context.frame",
            ],
        },
    }
]

# Forms are drawn by the same templates as pages.
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# --- languages and time ---

LANGUAGE_CODE = "da"
LANGUAGES = [("da", "Dansk"), ("en", "English")]
TIME_ZONE = "Europe/Copenhagen"
USE_TZ = True

# --- who is here ---

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/opgaver/"

# Persons are made by those who give rights, so nobody signs up; a person is known by the mail address.
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600
ACCOUNT_ADAPTER = "bundlinje_web.people.adapters.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "bundlinje_web.people.login_forms.LoginForm",
    "reset_password": "bundlinje_web.people.login_forms.ResetForm",
    "reset_password_from_key": "bundlinje_web.people.login_forms.ChooseForm",
    "set_password": "bundlinje_web.people.login_forms.SetForm",
    "change_password": "bundlinje_web.people.login_forms.ChangeForm",
    "reauthenticate": "bundlinje_web.people.login_forms.AgainForm",
}
MFA_ADAPTER = "bundlinje_web.people.adapters.FactorAdapter"
MFA_FORMS = {
    "authenticate": "bundlinje_web.people.login_forms.FactorForm",
    "reauthenticate": "bundlinje_web.people.login_forms.FactorAgainForm",
    "activate_totp": "bundlinje_web.people.login_forms.AppForm",
    "deactivate_totp": "bundlinje_web.people.login_forms.AppOffForm",
    "generate_recovery_codes": "bundlinje_web.people.login_forms.NewCodesForm",
    "add_webauthn": "bundlinje_web.people.login_forms.NewKeyForm",
    "edit_webauthn": "bundlinje_web.people.login_forms.KeyNameForm",
}
# An address is the administrator's word, and a new password comes by mail to it: it needs no proof of its own.
MFA_ALLOW_UNVERIFIED_EMAIL = True
SOCIALACCOUNT_ADAPTER = "bundlinje_web.people.adapters.LoginServiceAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Bundlinje"
SOCIALACCOUNT_ONLY = False
SOCIALACCOUNT_PROVIDERS: dict[str, dict[str, Any]] = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": []}}

SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"

# --- what a browser may load: nothing from elsewhere, no script but ours ---

CONTENT_SECURITY_POLICY: dict[str, dict[str, list[Any]]] = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"

# --- style sheets, scripts and fonts; files that people send ---

STATIC_URL = "/static/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 20 * 2**20
LOCALE_PATHS = [HERE / "locale"] if (HERE / "locale").exists() else []

# --- what the office says of itself ---

ACCESSIBILITY_REVIEWED = date(2026, 11, 22)
PUBLIC_ADDRESS = "http://localhost:8000"
DEFAULT_FROM_EMAIL = "Bundlinje <bundlinje@example.org>"
CSRF_FAILURE_VIEW = "bundlinje_web.frame.errors.form_too_old"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "loggers": {"django.request": {"handlers": ["console"], "level": "ERROR", "propagate": False}},
}
