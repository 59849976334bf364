"""The addresses of what stands beside a contract: its business case and its forecast."""

from __future__ import annotations

from bundlinje_web.contracts.beside import views
from bundlinje_web.contracts.beside.books import with_books
from bundlinje_web.contracts.beside.policy import KEEP_CASE, SEE_CASE
from bundlinje_web.frame.pages import page

_ONE = "investeringer/<slug:code>/"

urlpatterns = [
    page(f"{_ONE}business-case/", with_books(views.case), name="business-case", policy=SEE_CASE),
    page(f"{_ONE}business-case/sammenlign/", with_books(views.compare), name="case-compare", policy=SEE_CASE),
    page(f"{_ONE}business-case/kilder/", with_books(views.inputs), name="case-inputs", policy=SEE_CASE),
    page(f"{_ONE}business-case/gem/", with_books(views.keep), name="case-keep", policy=KEEP_CASE),
    page(f"{_ONE}business-case/indstilling/", with_books(views.use), name="case-use", policy=KEEP_CASE),
    page(f"{_ONE}business-case/tekst/", with_books(views.write), name="case-write", policy=KEEP_CASE),
    page(f"{_ONE}prognose/", with_books(views.forecast), name="contract-forecast", policy=SEE_CASE),
]
