"""The office in use: what differs from place to place comes from the environment, and it starts whole or not at all.

`environment.NEEDED` lists what must be told. https is asked for everywhere; where a server in front of the office holds
the certificate, BUNDLINJE_BEHIND_PROXY says that its `X-Forwarded-Proto` may be believed.
"""

from __future__ import annotations

import os

from csp.constants import SELF
from django.core.exceptions import ImproperlyConfigured

from bundlinje.problems import Refused
from bundlinje_web.settings.base import *  # noqa: F403 - settings are built on settings
from bundlinje_web.settings.base import CONTENT_SECURITY_POLICY, SOCIALACCOUNT_PROVIDERS, STORAGES
from bundlinje_web.settings.environment import in_words, told

try:
    _told = told(os.environ)
except Refused as refused:
    raise ImproperlyConfigured("\n" + in_words(refused.problems, os.environ)) from None

SECRET_KEY = _told.secret_key
PUBLIC_ADDRESS = _told.address
ALLOWED_HOSTS = list(_told.hosts)
DATABASES = {"default": _told.database}
if _told.database["ENGINE"].endswith("postgresql"):
    _told.database["OPTIONS"]["pool"] = True

# How often somebody tried is counted for all processes together, in a table that `migrate` makes.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "office_cache"}}

MEDIA_ROOT = _told.files
STATIC_ROOT = _told.static
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}}

WARMS = True

EMAIL_HOST = _told.mail_host
EMAIL_PORT = 587
EMAIL_USE_TLS = True
EMAIL_TIMEOUT = 20
EMAIL_HOST_USER = os.environ.get("BUNDLINJE_MAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("BUNDLINJE_MAIL_PASSWORD", "")
DEFAULT_FROM_EMAIL = _told.mail_from

if _told.behind_proxy:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
# Whether the whole domain goes on the browsers' own lists is for its owner, not for one office in it.
SILENCED_SYSTEM_CHECKS = ["security.W021"]
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrf"

if _told.login:
    SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"] = [_told.login.provider()]
    # The button that leads to the login service posts a form, and a browser follows it there only where it is named.
    CONTENT_SECURITY_POLICY["DIRECTIVES"]["form-action"] = [SELF, _told.login.origin]
