"""The addresses of contracts."""

from __future__ import annotations

from bundlinje_web.contracts.policy import (
    ACCEPT,
    ADD_DOCUMENT,
    ASSESS_RISK,
    HAPPEN,
    OFFER,
    OPEN,
    PLAN_EXIT,
    PREPARE,
    READ,
    READ_DOCUMENT,
    READ_VERSION,
    SEND_BACK,
    SIGN,
    WITHDRAW,
    WRITE,
)
from bundlinje_web.contracts.views import accepting, ending, papers, signing, stepping, text, writing
from bundlinje_web.frame.pages import page

_ONE = "investeringer/<slug:code>/"
_VERSION = f"{_ONE}aftale/version/<int:number>/"

urlpatterns = [
    page("aftaler/ny/", writing.new, name="contract-new", policy=OPEN),
    page(f"{_ONE}aftale/", text.text, name="contract-text", policy=READ),
    page(f"{_ONE}aftale/rediger/", writing.edit, name="contract-edit", policy=WRITE),
    page(f"{_ONE}aftale/trin/<slug:step>/", stepping.step, name="contract-step", policy=WRITE),
    page(f"{_ONE}aftale/kontrol/", writing.check, name="contract-check", policy=WRITE),
    page(f"{_ONE}aftale/forventet/", writing.expects, name="contract-expects", policy=WRITE),
    page(f"{_ONE}aftale/klausuler/", writing.clauses, name="contract-clauses", policy=WRITE),
    page(f"{_ONE}aftale/send/", writing.offer, name="contract-offer", policy=OFFER),
    page(_VERSION, text.version, name="version", policy=READ_VERSION),
    page(f"{_VERSION}laes/", text.read_aloud, name="version-read", policy=READ_VERSION),
    page(f"{_VERSION}tekst.yaml", text.source, name="version-source", policy=READ_VERSION),
    page(f"{_VERSION}underskriv/", signing.sign, name="version-sign", policy=SIGN),
    page(f"{_VERSION}godkend/", accepting.accept, name="version-accept", policy=ACCEPT),
    page(f"{_VERSION}returner/", accepting.send_back, name="version-send-back", policy=SEND_BACK),
    page(f"{_VERSION}traek-tilbage/", signing.withdraw, name="version-withdraw", policy=WITHDRAW),
    page(
        f"{_ONE}aftale/sammenlign/<int:one>..<int:other>/", text.compare, name="contract-compare", policy=READ_VERSION
    ),
    page(f"{_ONE}dokumenter/", papers.documents, name="contract-documents", policy=READ),
    page(f"{_ONE}dokumenter/tilfoej/", papers.add, name="document-add", policy=ADD_DOCUMENT),
    page(f"{_ONE}dokumenter/<uuid:document_id>/", papers.download, name="document", policy=READ_DOCUMENT),
    page(f"{_ONE}risiko-og-laering/", papers.risk, name="contract-risk", policy=READ),
    page(f"{_ONE}risiko-og-laering/vurder/", papers.assess, name="risk-assess", policy=ASSESS_RISK),
    page(f"{_ONE}opstart/", papers.start, name="start-list", policy=PREPARE),
    page(f"{_ONE}udgang/", ending.leaving, name="contract-exit", policy=READ),
    page(f"{_ONE}udgang/plan/", ending.plan, name="exit-plan", policy=PLAN_EXIT),
    page(f"{_ONE}udgang/<slug:kind>/", ending.happen, name="contract-happen", policy=HAPPEN),
]
