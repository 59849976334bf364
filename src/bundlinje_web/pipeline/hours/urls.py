"""The addresses of hours."""

from __future__ import annotations

from bundlinje_web.frame.pages import list_page, page
from bundlinje_web.pipeline.casework.policy import LOG, PRICE_HOURS
from bundlinje_web.pipeline.hours import views

urlpatterns = [
    *list_page("timer/", views.hours, name="hours", policy=LOG),
    page("timer/pris/", views.price, name="hour-price", policy=PRICE_HOURS),
]
