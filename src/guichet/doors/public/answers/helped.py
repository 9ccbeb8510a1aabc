"""Did this help? Readers say so without an account, a script or a cookie; what they say is counted and nothing else."""

from dataclasses import dataclass

from allauth.account.adapter import get_adapter
from django import forms
from django.core.cache import cache
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from guichet.design import parts
from guichet.design.dates import local_day
from guichet.doors.entrance import Visit, opens_to
from guichet.doors.public.pages import ReadingPage
from guichet.identity.terms import Right
from guichet.knowledge.actions import note_sign
from guichet.knowledge.queries import titles
from guichet.knowledge.terms import WHY_NOT, ReaderSign

A_DAY = 24 * 60 * 60
# Of one address on one day: enough for a family or a library, too few to bend a ranking.
MOST_A_DAY = 30
ANSWERS = {"yes": ReaderSign.HELPED, "no": ReaderSign.NOT_HELPED}
OUR_OWN = {"", "same-origin", "none"}


class WhyForm(forms.Form):
    """Why an answer did not help. Nothing is written here: words of readers may hold what is nobody’s business."""

    why = forms.ChoiceField(
        label=gettext_lazy("What was wrong?"),
        choices=[(sign.value, sign.label) for sign in WHY_NOT],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose one.")},
    )


@dataclass(frozen=True, kw_only=True)
class WhyPage(ReadingPage):
    """The question why."""

    form: forms.Form
    submit: str


@opens_to(Right.PUBLIC)
@csrf_exempt  # a token would be a cookie for everybody who reads; all that another site could do is count once
@require_POST
def helped(request: Visit, article_id: str) -> HttpResponse:
    """Count whether an answer helped, once for each visitor and day; who says no is asked why."""
    _shown(request, article_id)
    sign = ANSWERS.get(request.POST.get("helped", ""))
    if sign is None:
        return redirect("public:answer", article_id)
    if request.headers.get("Sec-Fetch-Site", "") in OUR_OWN and _first_time(request, article_id, "helped"):
        note_sign(article_id=article_id, language=request.language, sign=sign, on=local_day(request.origin.at))
    return redirect("public:thanks" if sign is ReaderSign.HELPED else "public:why", article_id)


@opens_to(Right.PUBLIC)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def why(request: Visit, article_id: str) -> HttpResponse:
    """Ask why an answer did not help, and count the reason."""
    title = _shown(request, article_id)
    form = WhyForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        if _first_time(request, article_id, "why"):
            sign = ReaderSign(form.cleaned_data["why"])
            note_sign(article_id=article_id, language=request.language, sign=sign, on=local_day(request.origin.at))
        return redirect("public:thanks", article_id)
    page = WhyPage(
        heading=_("Why did it not help?"), lead=title, sections=[], form=form, submit=_("Send"),
        breadcrumbs=_back(article_id, title),
    )  # fmt: skip
    return render(request, "public/answers/why.html", {"page": page})


@opens_to(Right.PUBLIC)
@require_safe
def thanks(request: Visit, article_id: str) -> HttpResponse:
    """Thank a reader, and offer a person."""
    title = _shown(request, article_id)
    page = ReadingPage(
        heading=_("Thank you"),
        lead=_("Those who write our answers read what you told us."),
        breadcrumbs=_back(article_id, title),
        sections=[ask_from(article_id)],
    )
    return render(request, "public/page.html", {"page": page})


@opens_to(Right.PUBLIC)
@never_cache
@require_safe
def ask(request: Visit, article_id: str) -> HttpResponse:
    """Count that a reader of an answer goes on to contact us, and lead them there."""
    _shown(request, article_id)
    # A robot that follows every link, and a page of another site, cause no contact.
    comes_from_us = request.headers.get("Sec-Fetch-Site", "") == "same-origin"
    if request.method == "GET" and comes_from_us and _first_time(request, article_id, "ask"):
        on = local_day(request.origin.at)
        note_sign(article_id=article_id, language=request.language, sign=ReaderSign.CONTACT, on=on)
    return redirect("public:contact")


def ask_from(article_id: str) -> parts.Section:
    """Return the way to a person, for somebody whom an answer did not help."""
    href = reverse("public:ask-from", args=[article_id])
    return parts.Section(
        id="ask",
        title=_("Not answered?"),
        items=[
            parts.Paragraphs(texts=[_("A person can help you, in English or in French.")]),
            parts.ButtonRow(
                items=[
                    parts.Button(text=_("Contact us"), href=href, kind=parts.ButtonKind.SECONDARY),
                    parts.Link(text=_("Ask a question in the chat"), href=reverse("public:chat")),
                ]
            ),
        ],
    )


def _back(article_id: str, title: str) -> parts.Breadcrumbs:
    return parts.Breadcrumbs(
        links=[
            parts.Link(text=_("Answers"), href=reverse("public:answers")),
            parts.Link(text=title, href=reverse("public:answer", args=[article_id])),
        ]
    )


def _shown(request: Visit, article_id: str) -> str:
    """Return the title of an answer that is shown today; anything else is not found."""
    found = titles([article_id], on=local_day(request.origin.at)).get(article_id)
    if found is None:
        raise Http404
    return found[request.language]


def _first_time(request: Visit, article_id: str, what: str) -> bool:
    """Return whether this visitor says this for the first time today, and has not said too much altogether.

    A visitor is a keyed digest of the address, the browser and the day, gone after a day; nothing else is kept.
    """
    day = local_day(request.origin.at).isoformat()
    said = f"{day} {get_adapter().get_client_ip(request)} {request.headers.get('User-Agent', '')[:200]}"
    visitor = salted_hmac("guichet.helped", said, algorithm="sha256").hexdigest()[:32]
    if not cache.add(f"helped:{what}:{article_id}:{visitor}", 1, A_DAY):
        return False
    cache.add(f"helped:all:{visitor}", 0, A_DAY)
    return bool(cache.incr(f"helped:all:{visitor}") <= MOST_A_DAY)
