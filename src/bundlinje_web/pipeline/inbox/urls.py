"""The addresses of the inbox and of calls."""

from __future__ import annotations

from bundlinje_web.frame.pages import list_page, page
from bundlinje_web.pipeline.inbox import erasing, lists, views
from bundlinje_web.pipeline.inbox.policy import ADD_TO, CALLS, ERASE, LIST, READ, REGISTER, SCREEN
from bundlinje_web.pipeline.proposing.policy import PROPOSE
from bundlinje_web.pipeline.proposing.views import public_call

_ONE = "henvendelser/<slug:number>/"

urlpatterns = [
    *list_page("henvendelser/", lists.inbox, name="inbox", policy=LIST),
    page("henvendelser/ny/", views.add, name="proposal-add", policy=REGISTER),
    *list_page("henvendelser/kontakter/", erasing.contacts, name="contacts", policy=ERASE),
    page(f"{_ONE}kontakt/slet", erasing.erase, name="contact-erase", policy=ERASE),
    page(_ONE, views.proposal, name="proposal", policy=READ),
    page(f"{_ONE}tilfoej/", views.add_to, name="proposal-add-to", policy=ADD_TO),
    page(f"{_ONE}screen/", views.screen_it, name="proposal-screen", policy=SCREEN),
    page(f"{_ONE}indstil-afvisning/", views.reject, name="proposal-reject", policy=SCREEN),
    page(f"{_ONE}slaa-sammen/", views.merge_it, name="proposal-merge", policy=SCREEN),
    page(f"{_ONE}bilag/<int:file>/", views.attachment, name="proposal-attachment", policy=READ),
    *list_page("calls/", lists.calls, name="calls", policy=LIST),
    page("calls/nyt/", views.add_call, name="call-add", policy=CALLS),
    page("calls/<slug:number>/", public_call, name="call", policy=PROPOSE),
    page("calls/<slug:number>/luk", views.end_call, name="call-close", policy=CALLS),
]
