"""Every address of the office: Danish nouns, in English the same under `/en/`. Each room brings its own."""

from __future__ import annotations

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from bundlinje_web.settings.rooms import having

handler400 = "bundlinje_web.frame.errors.bad_request"
handler403 = "bundlinje_web.frame.errors.forbidden"
handler404 = "bundlinje_web.frame.errors.not_found"
handler500 = "bundlinje_web.frame.errors.server_error"

urlpatterns = i18n_patterns(
    *(path("", include(f"{room}.urls")) for room in having("urls.py")),
    prefix_default_language=False,
)
