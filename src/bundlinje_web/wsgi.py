"""The office as a WSGI application: `granian --interface wsgi bundlinje_web.wsgi:application`."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bundlinje_web.settings.production")

application = get_wsgi_application()
