"""The public pages of a proposal: the form in steps, its receipt, and how far it has come. No login, no script."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from bundlinje.problems import Refused
from bundlinje_web.acting import NotAllowed
from bundlinje_web.audit import clock
from bundlinje_web.frame.errors import error_page
from bundlinje_web.frame.forms import web_problem
from bundlinje_web.frame.models import Draft, hashed
from bundlinje_web.frame.request import Request
from bundlinje_web.frame.steps import Mark
from bundlinje_web.frame.words import in_language, say_now
from bundlinje_web.pipeline.actions.receive import receive
from bundlinje_web.pipeline.actions.withdraw import withdraw
from bundlinje_web.pipeline.models import Call, Proposal
from bundlinje_web.pipeline.proposing.answers import answers_of, inquiry_of
from bundlinje_web.pipeline.proposing.codes import plain_code, status_code
from bundlinje_web.pipeline.proposing.forms import STEPS, FollowForm, MailForm, SenderForm, open_calls
from bundlinje_web.pipeline.proposing.hints import hints
from bundlinje_web.pipeline.proposing.limits import is_within
from bundlinje_web.pipeline.proposing.mailing import mailed

BEGINNINGS, SENDINGS, LOOKS, MAILS = 20, 10, 30, 5
"""How often an hour one address may begin a draft, send a proposal, look one up, and ask for a mail."""

ANSWER_WITHIN = timedelta(weeks=8)
CHECK = "tjek"


def start(request: Request) -> HttpResponse:
    """What a proposal is, what it leads to, and the button that begins one."""
    if request.method == "POST":
        if not is_within(request, "proposal-begin", BEGINNINGS):
            return error_page(request, 429)
        _, secret = STEPS.begin()
        return redirect("proposal-step", secret, STEPS.codes[0])
    calls = [(call, _in_language(call.title_da, call.title_en)) for call in open_calls()]
    context = {"title": say_now("proposing.title"), "calls": calls}
    return render(request, "pipeline/proposing/start.html", context)


def _in_language(danish: str, english: str) -> str:
    return in_language({"da": danish, "en": english})


def _sent(secret: str) -> Proposal | None:
    """The proposal a draft has become."""
    return Proposal.objects.filter(status_code=hashed(plain_code(status_code(secret)))).first()


def _draft(secret: str) -> Draft:
    """The draft of a secret link. Raises `Http404`."""
    draft = STEPS.draft_of(secret)
    if draft is None:
        raise Http404
    return draft


def _marks(draft: Draft, secret: str, here: str) -> list[Mark]:
    marks = STEPS.marks(draft, here)
    urls = [reverse("proposal-step", args=[secret, mark.code]) for mark in marks]
    return [
        Mark(mark.number, mark.code, mark.title, mark.is_done, mark.is_here, url)
        for mark, url in zip(marks, urls, strict=True)
    ]


def _around(draft: Draft, secret: str, here: str) -> dict[str, Any]:
    """What every page of the form shows around its own."""
    return {
        "marks": _marks(draft, secret, here),
        "here": here,
        "check": CHECK,
        "check_url": reverse("proposal-check", args=[secret]),
        "secret": secret,
        "draft": draft,
        "crumbs": [(say_now("proposing.title"), reverse("proposal-start")), (say_now("proposing.form"), "")],
    }


def resume(request: Request, secret: str) -> HttpResponse:  # noqa: ARG001 - views are called with it
    """The link of the mail: to the first step that is not done, to the check when all are, to the receipt when sent."""
    if _sent(secret):
        return redirect("proposal-receipt", secret)
    missing = STEPS.missing(_draft(secret))
    return redirect("proposal-step", secret, missing[0]) if missing else redirect("proposal-check", secret)


def step(request: Request, secret: str, code: str) -> HttpResponse:
    """One step: filled in, kept, and on to the next; or back to the check where it was corrected from there."""
    kind = STEPS.form_of(code)
    if _sent(secret):
        return redirect("proposal-receipt", secret)
    draft = _draft(secret)
    form = STEPS.shown(draft, code)
    if request.method == "POST":
        STEPS.keep(draft, code, request.POST)
        form = kind(request.POST, request.FILES, draft=draft)
        valid = form.is_valid()
        if valid:
            form.received()
        if "gem" in request.POST and not _named_somebody(form):
            return redirect("proposal-saved", secret)
        if valid:
            return redirect(_following(request, secret, code))
    context = {
        **_around(draft, secret, code),
        "form": form,
        "title": STEPS.title(code),
        "step": code,
        "words": f"proposing.step.{code}",
        "number": STEPS.codes.index(code) + 1,
        "of": len(STEPS.codes) + 1,
        "before": STEPS.before(code),
        "hints": hints(answers_of(draft)) if code == "udgifter" else (),
        "files": draft.attachments.all() if code == "bilag" else (),
    }
    return render(request, "pipeline/proposing/step.html", context)


def _named_somebody(form: Any) -> bool:
    """Whether something was not kept because it looks like a person's number: then the page says so."""
    return any(say_now("frame.cpr_like") in map(str, errors) for errors in form.errors.values())


def _following(request: Request, secret: str, code: str) -> str:
    """Where saving leads: the same step for one more file, the check when correcting, else the next step."""
    if "flere" in request.POST:
        return reverse("proposal-step", args=[secret, code])
    after = None if request.GET.get("ret") else STEPS.after(code)
    return reverse("proposal-step", args=[secret, after]) if after else reverse("proposal-check", args=[secret])


def remove_file(request: Request, secret: str, file: int) -> HttpResponse:
    """Take a file away again."""
    draft = _draft(secret)
    if request.method == "POST":
        get_object_or_404(draft.attachments, pk=file).delete()
    return redirect("proposal-step", secret, "bilag")


def saved(request: Request, secret: str) -> HttpResponse:
    """The draft is saved; the link to go on by, and a mail with it for those who want one."""
    draft = _draft(secret)
    link = request.build_absolute_uri(reverse("proposal-resume", args=[secret]))
    form = MailForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if not is_within(request, "proposal-mail", MAILS):
            return error_page(request, 429)
        went = mailed(form.cleaned_data["mail"], "proposing.mail.draft", link=link)
        code = "proposing.mail.sent" if went else "proposing.mail.failed"
        (messages.success if went else messages.warning)(request, say_now(code))
        return redirect("proposal-saved", secret)
    context = {
        **_around(draft, secret, "gemt"),
        "title": say_now("proposing.saved.title"),
        "form": form,
        "link": link,
        "time": f"{timezone.localtime(draft.changed_at):%H:%M}",
        "until": draft.expires_at,
        "do": say_now("proposing.saved.mail_it"),
    }
    return render(request, "pipeline/proposing/saved.html", context)


def check(request: Request, secret: str) -> HttpResponse:
    """Every answer to look through; sent from here, once, however often it is pressed."""
    if _sent(secret):
        return redirect("proposal-receipt", secret)
    draft = _draft(secret)
    missing = STEPS.missing(draft)
    problem = ""
    if request.method == "POST" and not missing:
        if not is_within(request, "proposal-send", SENDINGS):
            return error_page(request, 429)
        try:
            return _send(request, draft, secret)
        except Refused as refused:
            problem = " ".join(web_problem(each) for each in refused.problems)
    marks = _marks(draft, secret, CHECK)
    answered = [{"mark": mark, "answers": _answers(draft, mark)} for mark in marks]
    context = {
        **_around(draft, secret, CHECK),
        "title": say_now("frame.steps.check"),
        "answered": answered,
        "missing": [mark for mark in marks if mark.code in missing],
        "tried": request.method == "POST",
        "problem": problem,
        "hints": hints(answers_of(draft)),
    }
    return render(request, "pipeline/proposing/check.html", context)


def _answers(draft: Draft, mark: Mark) -> list[tuple[str, str]]:
    return STEPS.answered(draft, mark.code).shown()


def _send(request: Request, draft: Draft, secret: str) -> HttpResponse:
    mail = STEPS.answered(draft, SenderForm.code).cleaned_data["mail"]
    proposal = receive(request.actor, inquiry_of(draft, secret), draft, key=str(draft.pk))
    link = request.build_absolute_uri(reverse("proposal-receipt", args=[secret]))
    if not mailed(mail, "proposing.mail.receipt", number=proposal.number, link=link):
        messages.warning(request, say_now("proposing.mail.failed"))
    return redirect("proposal-receipt", secret)


def receipt(request: Request, secret: str) -> HttpResponse:
    """The number, the code, what happens now, and by when."""
    proposal = _sent(secret)
    if proposal is None or proposal.received_on is None:
        raise Http404
    context = {
        "title": say_now("proposing.receipt.title"),
        "proposal": proposal,
        "code": status_code(secret),
        "by": proposal.received_on + ANSWER_WITHIN,
    }
    return render(request, "pipeline/proposing/receipt.html", context)


def _followed(form: FollowForm) -> Proposal | None:
    """The proposal of a number and a code; the same answer for a wrong number as for a wrong code."""
    told = form.cleaned_data
    found = Proposal.objects.filter(number=told["number"].strip(), status_code=hashed(plain_code(told["code"]))).first()
    if found is None:
        form.add_error("code", say_now("proposing.problem.follow"))
    return found


def status(request: Request) -> HttpResponse:
    """How far a proposal has come, for whoever holds its number and code. Both are posted: neither is in an address."""
    form = FollowForm(request.POST or None)
    proposal = None
    if request.method == "POST" and form.is_valid():
        if not is_within(request, "proposal-look", LOOKS):
            return error_page(request, 429)
        proposal = _followed(form)
    context = {
        "title": say_now("proposing.status.title"),
        "form": form,
        "do": say_now("proposing.status.show"),
        "crumbs": [(say_now("proposing.title"), reverse("proposal-start")), (say_now("proposing.status.title"), "")],
        "proposal": proposal,
        "may_withdraw": proposal is not None and Proposal.WITHDRAWN in Proposal.MOVES[proposal.state],
        "today": clock.today(),
    }
    return render(request, "pipeline/proposing/status.html", context)


def take_back(request: Request) -> HttpResponse:
    """Take a proposal back, once it is confirmed; without number and code there is nothing here."""
    form = FollowForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return redirect("proposal-status")
    if not is_within(request, "proposal-look", LOOKS):
        return error_page(request, 429)
    proposal = _followed(form)
    if proposal is None:
        return redirect("proposal-status")
    problem = ""
    if "bekraeft" in request.POST:
        try:
            withdraw(request.actor, proposal, plain_code(form.cleaned_data["code"]))
            messages.success(request, say_now("proposing.withdraw.done", number=proposal.number))
            return redirect("proposal-start")
        except NotAllowed:
            return redirect("proposal-status")
        except Refused as refused:
            problem = " ".join(web_problem(each) for each in refused.problems)
    context = {"title": say_now("proposing.withdraw.title"), "form": form, "proposal": proposal, "problem": problem}
    return render(request, "pipeline/proposing/withdraw.html", context)


def public_call(request: Request, number: str) -> HttpResponse:
    """A call for everybody: the theme, until when, and the way to send an idea."""
    call = get_object_or_404(Call, number=number, opens__lte=clock.today())
    context = {
        "call": call,
        "title": _in_language(call.title_da, call.title_en),
        "text": _in_language(call.text_da, call.text_en),
        "is_open": call.closes >= clock.today(),
        "crumbs": [(say_now("proposing.title"), reverse("proposal-start")), (say_now("proposing.call.name"), "")],
    }
    return render(request, "pipeline/proposing/call.html", context)
