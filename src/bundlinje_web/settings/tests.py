"""The office under test: SQLite in a folder of its own, or the server that BUNDLINJE_DATABASE_URL names."""

from __future__ import annotations

import atexit
import os
import shutil
from pathlib import Path
from tempfile import mkdtemp

from bundlinje_web.settings.base import *  # noqa: F403 - settings are built on settings
from bundlinje_web.settings.database import database, sqlite

FOLDER = Path(mkdtemp(prefix="bundlinje-tests-"))
atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)

TELLS_THE_PAST = True
# The tests of logging in ask for it; all others log in without.
SECOND_FACTOR = False
SECRET_KEY = "a-key-of-the-tests-alone"  # noqa: S105
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]

_ADDRESS = os.environ.get("BUNDLINJE_DATABASE_URL", "")
# A file and not memory, so that a second connection, another thread and the stand-alone verifier see the same rows.
DATABASES = {"default": database(_ADDRESS) if _ADDRESS else sqlite(FOLDER / "office.db")}
if not _ADDRESS:
    DATABASES["default"]["TEST"] = {"NAME": str(FOLDER / "tests.db")}
    DATABASES["default"]["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"

MEDIA_ROOT = FOLDER / "files"
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# A slow hash keeps thieves out; a test has nothing to steal and logs in a thousand times.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
