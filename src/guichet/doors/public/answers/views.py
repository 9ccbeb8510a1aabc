"""Shows guidance to everybody: the topics, the articles of one, an article."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from guichet.applications.queries import files_of
from guichet.design.dates import local_day
from guichet.doors.banners import EVERYBODY, banners
from guichet.doors.entrance import Visit, opens_to
from guichet.doors.public.answers.pages import Reader, article_page, topic_page, topics_page
from guichet.identity.terms import Right
from guichet.knowledge.actions import note_sign
from guichet.knowledge.queries import articles_of, notices_for, now_part_of, published, titles, topics
from guichet.knowledge.terms import ReaderSign, Topic


@opens_to(Right.PUBLIC)
@require_safe
def answers(request: Visit) -> HttpResponse:
    """Show what there is guidance about."""
    page = topics_page(topics(on=local_day(request.origin.at)))
    return render(request, "public/wide.html", {"page": page})


@opens_to(Right.PUBLIC)
@require_safe
def topic(request: Visit, code: str) -> HttpResponse:
    """Show the articles of one topic."""
    if code not in Topic.values:
        raise Http404
    on = local_day(request.origin.at)
    page = topic_page(Topic(code), articles_of(Topic(code), on=on), request.language, on)
    return render(request, "public/page.html", {"page": page})


@opens_to(Right.PUBLIC)
@require_safe
def answer(request: Visit, article_id: str) -> HttpResponse:
    """Show one article, with every figure as it is in force today."""
    on = local_day(request.origin.at)
    found = published(article_id, on=on)
    if found is None:
        # What became a part of another article is read there.
        if kept := now_part_of(article_id, on=on):
            return redirect("public:answer", kept, permanent=True)
        raise Http404
    shown = banners(notices_for(EVERYBODY, on=on, programs=found.article.programs), request.language)
    reader = Reader(request.language, on, _files(request))
    page = article_page(found, reader, titles(found.article.see, on=on), shown)
    if request.method == "GET" and request.viewer.staff_id is None:
        note_sign(article_id=article_id, language=request.language, sign=ReaderSign.READ, on=on)
    return render(request, "public/answers/answer.html", {"page": page})


def _files(request: Visit) -> tuple[tuple[str, str, str], ...] | None:
    """Return the reader’s own open files: program, number, and what is happening; None where nobody is signed in."""
    if not request.viewer.may(Right.OWN_FILES):
        return None
    files = files_of(request.viewer, language=request.language, now=request.origin.at)
    return tuple((file.program, file.number, file.happening) for file in files if file.decided_at is None)
