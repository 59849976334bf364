"""The addresses of what stands beside a contract: its business case and its forecast."""

from __future__ import annotations

from bundlinje_web.contracts.beside import views
from bundlinje_web.contracts.beside.policy import KEEP_CASE, SEE_CASE
from bundlinje_web.frame.pages import page

_ONE = "investeringer/<slug:code>/"

urlpatterns = [
    page(f"{_ONE}business-case/", views.case, name="business-case", policy=SEE_CASE),
    page(f"{_ONE}business-case/sammenlign/", views.compare, name="case-compare", policy=SEE_CASE),
    page(f"{_ONE}business-case/kilder/", views.inputs, name="case-inputs", policy=SEE_CASE),
    page(f"{_ONE}business-case/gem/", views.keep, name="case-keep", policy=KEEP_CASE),
    page(f"{_ONE}business-case/tekst/", views.write, name="case-write", policy=KEEP_CASE),
    page(f"{_ONE}prognose/", views.forecast, name="contract-forecast", policy=SEE_CASE),
]
