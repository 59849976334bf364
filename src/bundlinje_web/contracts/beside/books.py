"""Pages that lean on the fund's books: where there are none, or they hold mistakes, the page says so."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from bundlinje.problems import Refused
from bundlinje_web.contracts.beside.folder import NoBooks
from bundlinje_web.contracts.beside.told import problems_told
from bundlinje_web.frame.request import Request

View = Callable[..., HttpResponse]


def with_books(view: View) -> View:
    """The view; where the books cannot be read, a page that says what is missing and where."""

    @wraps(view)
    def opened(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except NoBooks:
            return render(request, "beside/no_books.html", status=503)
        except Refused as refused:
            told = {"problems": problems_told(refused.problems)}
            return render(request, "beside/no_books.html", told, status=503)

    return opened
