"""The addresses of people: logging in, rights, organisations."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [path("konto/", include("allauth.urls"))]
