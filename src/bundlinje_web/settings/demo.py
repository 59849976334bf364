"""The office on one machine with its data in one folder: SQLite, local addresses only, mail written to files.

The folder is `.office` where the command is run, or what BUNDLINJE_OFFICE_FOLDER says (`bundlinje-web --folder …`).
"""

from __future__ import annotations

import os
from pathlib import Path

from bundlinje_web.settings.base import *  # noqa: F403 - settings are built on settings
from bundlinje_web.settings.database import sqlite
from bundlinje_web.settings.environment import DEMO_KEY

IS_DEMO = True
TELLS_THE_PAST = True
SECOND_FACTOR = False
WARMS = True
SECRET_KEY = DEMO_KEY
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
FOLDER = Path(os.environ.get("BUNDLINJE_OFFICE_FOLDER", ".office")).absolute()
FOLDER.mkdir(parents=True, exist_ok=True)

DATABASES = {"default": sqlite(FOLDER / "office.db")}
MEDIA_ROOT = FOLDER / "files"
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = FOLDER / "mail"
WHITENOISE_USE_FINDERS = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
