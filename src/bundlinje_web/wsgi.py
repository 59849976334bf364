"""The office as a WSGI application: `granian --interface wsgi bundlinje_web.wsgi:application`."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bundlinje_web.settings.production")

application = get_wsgi_application()

# After Django is set up: rows are known by then.
from bundlinje_web.audit.installing import refuse_to_serve_unguarded  # noqa: E402

refuse_to_serve_unguarded()

from bundlinje_web.books import warming  # noqa: E402

warming.begin()
