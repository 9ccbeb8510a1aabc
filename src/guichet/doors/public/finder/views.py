"""The flow of “Find your program”: a question, an answer, the result."""

from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from guichet.design.dates import local_day
from guichet.doors import drafts
from guichet.doors.drafts import CannotKeep, Draft, draft_of
from guichet.doors.entrance import Visit, opens_to
from guichet.doors.public.finder import pages, results
from guichet.doors.public.finder.forms import AnswerForm, CodeForm
from guichet.doors.public.finder.pages import answers_of, code_of, slug
from guichet.identity.terms import Right
from guichet.plans.queries import (
    Question,
    answer_said,
    change_for,
    changes_for,
    find_programs,
    finder_tables,
    questions_left,
)
from guichet.plans.terms import PlanKind, PlanRefusal
from guichet.processing_times.queries import Times, times_now, wait_of

KIND = PlanKind.FINDER
NEXT = "next"
# The shape of what is kept.
VERSION = 1
get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@opens_to(Right.PUBLIC)
@require_safe
def start(request: Visit) -> HttpResponse:
    """Show where somebody begins or goes on."""
    draft = draft_of(request, KIND)
    page = pages.start_page(draft, signed_in=_signed_in(request), goes_on=_goes_on(draft, _today(request)))
    return render(request, "public/finder/page.html", {"page": page})


@opens_to(Right.PUBLIC)
@get_or_post
def question(request: Visit, code: str) -> HttpResponse:
    """Ask one question, and take the answer; `next` is whichever can still change something."""
    draft, today = draft_of(request, KIND), _today(request)
    if code == NEXT:
        return redirect(_goes_on(draft, today))
    asked = finder_tables(today).questions.get(code_of(code))
    if asked is None:
        raise Http404
    form = _form(request, asked, draft)
    refused = ""
    if request.method == "POST":
        try:
            if _answered(request, asked, form, draft):
                return redirect(_goes_on(draft_of(request, KIND), today))
        except CannotKeep as fault:
            draft = draft_of(request, KIND)
            form, refused = _form(request, asked, draft, fresh=True), str(fault.reason.label)
    left = len(questions_left(answers_of(draft), today))
    page = pages.question_page(
        asked, form, draft, request.language, back=_back(asked, draft), left=left, refused=refused
    )  # fmt: skip
    return render(request, "public/finder/page.html", {"page": page})


@opens_to(Right.PUBLIC)
@require_safe
def answers(request: Visit) -> HttpResponse:
    """Show what was said."""
    draft, today = draft_of(request, KIND), _today(request)
    page = pages.answers_page(
        draft,
        finder_tables(today).questions,
        request.language,
        goes_on=_goes_on(draft, today),
        signed_in=_signed_in(request),
    )
    return render(request, "public/finder/page.html", {"page": page})


@opens_to(Right.PUBLIC)
@require_safe
def result(request: Visit) -> HttpResponse:
    """Show every program, the best first, and what the last changed answer changed."""
    draft, today = draft_of(request, KIND), _today(request)
    said = answers_of(draft)
    if not said:
        return redirect("public:finder")
    before = None
    if changed := draft.content.get("changed"):
        before = find_programs({**said, changed[0]: changed[1]}, today)
    found = find_programs(said, today)
    page = results.result_page(
        found,
        draft,
        request.language,
        signed_in=_signed_in(request),
        left=len(questions_left(said, today)),
        before=before,
        near=results.Near(
            changes=changes_for([one.program for one in found.wanted if one.failed], said, today),
            times=_times(),
            questions=finder_tables(today).questions,
        ),
    )
    return render(request, "public/finder/page.html", {"page": page})


@opens_to(Right.PUBLIC)
@require_safe
def program(request: Visit, code: str) -> HttpResponse:
    """Show how one program stands for somebody, and what would make it fit."""
    draft, today = draft_of(request, KIND), _today(request)
    said, tables = answers_of(draft), finder_tables(today)
    found = find_programs(said, today)
    outcome = found.outcome(code.upper())
    if outcome is None:
        raise Http404
    page = results.program_page(
        outcome,
        found,
        tables.programs[outcome.program],
        change_for(outcome.program, said, today) if outcome.failed else None,
        tables.questions,
        said,
        request.language,
        times=wait_of(outcome.program),
    )
    return render(request, "public/finder/page.html", {"page": page})


@opens_to(Right.PUBLIC)
@require_safe
def compare(request: Visit, one: str, other: str) -> HttpResponse:
    """Show two programs beside one another."""
    found = find_programs(answers_of(draft_of(request, KIND)), _today(request))
    first, second = found.outcome(one.upper()), found.outcome(other.upper())
    if first is None or second is None or first is second:
        raise Http404
    page = results.compare_page(first, second, found, request.language, times=_times())
    return render(request, "public/finder/wide.html", {"page": page})


@opens_to(Right.PUBLIC)
@get_or_post
def keep(request: Visit) -> HttpResponse:
    """Have the answers kept, in the account or under a code; and show the code."""
    draft = draft_of(request, KIND)
    if not answers_of(draft):
        return redirect("public:finder")
    if request.method == "POST":
        if "leave" in request.POST:
            drafts.let_go(request, KIND)
            return redirect("public:finder-result")
        try:
            drafts.keep_draft(request, KIND, instead="instead" in request.POST)
        except CannotKeep as fault:
            if fault.reason is not PlanRefusal.HAS_ANOTHER:
                return _refused(request, fault)
            return render(request, "public/finder/page.html", {"page": pages.code_page(draft, has_another=True)})
        return redirect("public:finder-keep")
    return render(request, "public/finder/page.html", {"page": pages.code_page(draft)})


@opens_to(Right.PUBLIC)
@get_or_post
def resume(request: Visit) -> HttpResponse:
    """Go on with a code on this device. Why it does not open is the same for all that do not."""
    form = CodeForm(request.POST or None)
    refusal = None
    if form.is_valid():
        try:
            drafts.resume(request, KIND, form.cleaned_data["code"])
        except CannotKeep as fault:
            refusal = fault.reason
        else:
            return redirect("public:finder-answers")
    return render(request, "public/finder/page.html", {"page": pages.resume_page(form, refusal)})


@opens_to(Right.PUBLIC)
@get_or_post
def remove(request: Visit) -> HttpResponse:
    """Ask, and remove the answers from wherever they are; or only have this device forget them."""
    draft = draft_of(request, KIND)
    if request.method == "POST":
        if request.POST.get("what") == "device":
            drafts.let_go(request, KIND)
        else:
            drafts.remove(request, KIND)
        return redirect("public:finder")
    return render(request, "public/finder/page.html", {"page": pages.remove_page(draft)})


def _form(request: Visit, asked: Question, draft: Draft, *, fresh: bool = False) -> AnswerForm:
    said = answers_of(draft).get(asked.code, "")
    initial: dict[str, object] = {"revision": draft.revision}
    if said:
        initial["answer"] = date.fromisoformat(said) if asked.type == "DAY" else said
    posted = request.POST if request.method == "POST" and not fresh else None
    return AnswerForm(asked, request.language, posted, initial=initial)


def _answered(request: Visit, asked: Question, form: AnswerForm, draft: Draft) -> bool:
    """Take an answer into the draft; return whether it was one. Raises CannotKeep."""
    word: str | None = ""
    if "unknown" not in request.POST:
        if not form.is_valid():
            return False
        word = answer_said(asked, str(form.cleaned_data["answer"]), _today(request))
        if not word:
            form.add_error("answer", pages.not_an_answer(asked))
            return False
    said = answers_of(draft)
    content = {**draft.content, "version": VERSION, "answers": {**said, asked.code: word}}
    if said.get(asked.code) not in {None, word}:
        # What it was before: the result says what the change changed, also when more was asked because of it.
        content["changed"] = [asked.code, said[asked.code]]
    revision = request.POST.get("revision", "")
    drafts.change(request, KIND, content, revision=int(revision) if revision.isdecimal() else -1)
    return True


def _goes_on(draft: Draft, today: date) -> str:
    left = questions_left(answers_of(draft), today)
    return reverse("public:finder-question", args=[slug(left[0].code)]) if left else reverse("public:finder-result")


def _back(asked: Question, draft: Draft) -> str:
    """Return the question before this one, as they were answered; from the first one, the start."""
    codes = list(answers_of(draft))
    place = codes.index(asked.code) if asked.code in codes else len(codes)
    return reverse("public:finder-question", args=[slug(codes[place - 1])]) if place else reverse("public:finder")


def _refused(request: Visit, fault: CannotKeep) -> HttpResponse:
    return render(request, "public/finder/page.html", {"page": pages.refused_page(fault.reason)})


def _times() -> dict[str, Times]:
    return {each.program: each for each in times_now()}


def _signed_in(request: Visit) -> bool:
    return request.viewer.user_id is not None


def _today(request: Visit) -> date:
    return local_day(request.origin.at)
