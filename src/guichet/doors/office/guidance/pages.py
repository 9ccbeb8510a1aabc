"""What those see who write and approve guidance."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from guichet.design import parts
from guichet.design.dates import long_day
from guichet.doors.entrance import Visit
from guichet.doors.office.guidance.plainness import plainness_section
from guichet.doors.staff import StaffPage, frame, stamp
from guichet.foundation.languages import Language
from guichet.identity.terms import Right
from guichet.knowledge.queries import Overview, VersionFacts
from guichet.knowledge.rules import Change, changes, plainness_of
from guichet.knowledge.terms import Freshness, VersionState

KINDS = {
    Freshness.REVIEWED: parts.TagKind.SUCCESS,
    Freshness.OVERDUE: parts.TagKind.WARNING,
    Freshness.GONE: parts.TagKind.DANGER,
}
TABS = ("", "waiting", "overdue")


@dataclass(frozen=True, kw_only=True)
class ListPage(StaffPage):
    """All articles."""

    tabs: parts.Tabs
    intro: str
    action: parts.Part | None
    table: parts.Table


@dataclass(frozen=True, kw_only=True)
class FormPage(StaffPage):
    """A form about one article."""

    form: Any
    submit: str
    cancel: str
    kind: str = "primary"
    intro: str = ""
    notice: parts.NoticeBanner | None = None
    beside: parts.Part | None = None


@dataclass(frozen=True, kw_only=True)
class ArticlePage(StaffPage):
    """One article: what is published, what waits and what it would change, and all its versions."""

    notice: parts.NoticeBanner | None
    shown: Sequence[parts.Part]
    publish: str
    back: parts.Part | None
    actions: parts.Part
    versions: parts.Part


def list_page(visit: Visit, found: Sequence[Overview], state: str) -> ListPage:
    """Return the list of articles, the one to be read again first."""
    rows = [
        parts.Row(
            href=reverse("office:article", args=[one.article_id]),
            cells=[
                one.title[visit.language],
                str(one.topic.label),
                long_day(one.review_by),
                parts.Tag(text=str(one.freshness.label), kind=KINDS[one.freshness])
                if one.freshness
                else parts.Tag(text=_("Never published"), kind=parts.TagKind.NEUTRAL),
                _("Yes") if one.waits else "–",
            ],
        )
        for one in found
    ]
    titles = {"": _("All answers"), "waiting": _("Wait for a second person"), "overdue": _("To be read again")}
    may_write = visit.viewer.may(Right.WRITE_GUIDANCE)
    return ListPage(
        heading=_("Answers"),
        frame=frame(visit, current="office:guidance"),
        tabs=parts.Tabs(
            label=_("Which answers"),
            items=[
                parts.Tab(
                    text=titles[one],
                    href=reverse("office:guidance") + (f"?state={one}" if one else ""),
                    current=one == state,
                )
                for one in TABS
            ],
        ),
        intro=_("English and French are published together. Nobody publishes what they wrote themselves."),
        action=parts.ButtonRow(
            items=[
                *(
                    [parts.Button(text=_("Write a new answer"), href=reverse("office:new-article"))]
                    if may_write
                    else []
                ),
                parts.Link(text=_("Backlog of answers"), href=reverse("office:backlog")),
                parts.Link(text=_("Questions without an answer"), href=reverse("office:missed-topics")),
            ]
        ),
        table=parts.Table(
            caption=_("Answers, the next to be read again first"),
            caption_hidden=True,
            dense=True,
            columns=[
                parts.Column(label=label)
                for label in (_("Title"), _("Topic"), _("To be read again by"), _("State"), _("Waits for approval"))
            ],
            rows=rows,
            empty=parts.EmptyState(title=_("Nothing here")),
        ),
    )


def article_page(visit: Visit, found: Sequence[VersionFacts]) -> ArticlePage:
    """Return one article; `found` are its versions, the newest first."""
    shown = next((one for one in found if one.state is VersionState.PUBLISHED), None)
    waiting = next((one for one in found if one.state is VersionState.WAITING), None)
    newest = shown or waiting or found[0]
    name = newest.article.id
    mine = waiting is not None and waiting.written_by == visit.viewer.staff_id
    may_publish = waiting is not None and not mine and visit.viewer.may(Right.APPROVE_GUIDANCE)
    return ArticlePage(
        heading=newest.article.say(visit.language).title,
        frame=frame(
            visit,
            current="office:guidance",
            above=[parts.Link(text=_("Answers"), href=reverse("office:guidance"))],
        ),
        notice=parts.NoticeBanner(title=_("Somebody else must approve what you wrote.")) if mine else None,
        shown=[*_waiting(visit, waiting, shown), *([_facts(shown)] if shown else [])],
        publish=reverse("office:publish-article", args=[name, waiting.number]) if waiting and may_publish else "",
        back=parts.Link(text=_("Send it back"), href=reverse("office:send-article-back", args=[name, waiting.number]))
        if waiting and may_publish
        else None,
        actions=parts.ButtonRow(items=_actions(visit, name, is_shown=shown is not None)),
        versions=_versions(found),
    )


def form_page(visit: Visit, heading: str, form: Any, submit: str, **more: Any) -> FormPage:
    """Return a page with a form about an article."""
    name = more.pop("article_id", "")
    return FormPage(
        heading=heading,
        frame=frame(
            visit, current="office:guidance", above=[parts.Link(text=_("Answers"), href=reverse("office:guidance"))]
        ),
        form=form,
        submit=submit,
        cancel=reverse("office:article", args=[name]) if name else reverse("office:guidance"),
        **more,
    )


def _actions(visit: Visit, name: str, *, is_shown: bool) -> list[parts.Button | parts.Link]:
    found: list[parts.Button | parts.Link] = []
    if visit.viewer.may(Right.WRITE_GUIDANCE):
        found.append(
            parts.Button(
                text=_("Write a new version"),
                href=reverse("office:write-article", args=[name]),
                kind=parts.ButtonKind.SECONDARY,
            )
        )
        if is_shown:
            found.append(parts.Link(text=_("It is right as it is"), href=reverse("office:review-article", args=[name])))
    if is_shown:
        found.append(parts.Link(text=_("Read it as everybody does"), href=reverse("public:answer", args=[name])))
        if visit.viewer.may(Right.APPROVE_GUIDANCE):
            found.append(parts.Link(text=_("Withdraw it"), href=reverse("office:withdraw-article", args=[name])))
    return found


def _waiting(visit: Visit, waiting: VersionFacts | None, shown: VersionFacts | None) -> list[parts.Part]:
    if waiting is None:
        return []
    found = changes(shown.article if shown else None, waiting.article)
    return [
        parts.Section(
            id="waiting",
            title=_("Version %(n)s waits for approval") % {"n": waiting.number},
            intro=_("Written by %(who)s, %(moment)s.")
            % {"who": waiting.written_by_name, "moment": stamp(waiting.written_at)},
            items=[
                parts.Table(
                    caption=_("What it changes"),
                    columns=[
                        parts.Column(label=label) for label in (_("Where"), _("Language"), _("Before"), _("After"))
                    ],
                    rows=[parts.Row(cells=_change(one)) for one in found],
                )
            ],
        ),
        plainness_section(plainness_of(waiting.article), Language.of(get_language())),
    ]


def _change(one: Change) -> list[parts.Content]:
    language = one.language.value if one.language else ""
    return [
        _field(one.field),
        {"en": _("English"), "fr": _("French")}.get(language, "–"),
        parts.Paragraphs(texts=one.before.splitlines(), language=language) if one.before else "–",
        parts.Paragraphs(texts=one.after.splitlines(), language=language) if one.after else "–",
    ]


def _field(name: str) -> str:
    return {
        "title": _("Title"),
        "answer": _("The answer at once"),
        "body": _("The rest"),
        "questions": _("What people ask"),
        "topic": _("Topic"),
        "owner": _("Unit that answers for it"),
        "review_by": _("To be read again by"),
        "audiences": _("For whom"),
        "programs": _("Programs"),
        "does": _("What it does"),
        "tool": _("Tool"),
        "see": _("See also"),
        "source": _("Source"),
        "status": _("How sure we are"),
    }[name]


def _facts(shown: VersionFacts) -> parts.Section:
    article = shown.article
    rows = [
        (_("Topic"), str(article.topic.label)),
        (_("Unit that answers for it"), article.owner),
        (_("For whom"), ", ".join(str(one.label) for one in article.audiences)),
        (_("Programs"), ", ".join(article.programs) or "–"),
        (_("Source"), article.source),
    ]
    return parts.Section(
        id="published",
        title=_("Published: version %(n)s") % {"n": shown.number},
        items=[parts.SummaryList(dense=True, rows=[parts.SummaryRow(key=key, value=value) for key, value in rows])],
    )


def _versions(found: Sequence[VersionFacts]) -> parts.Section:
    return parts.Section(
        id="versions",
        title=_("All versions"),
        items=[
            parts.Table(
                caption=_("All versions"),
                caption_hidden=True,
                dense=True,
                columns=[
                    parts.Column(label=label)
                    for label in (_("Version"), _("State"), _("Written"), _("Decided by"), _("Note"))
                ],
                rows=[
                    parts.Row(
                        cells=[
                            str(one.number),
                            str(one.state.label),
                            _("%(who)s, %(moment)s")
                            % {
                                "who": one.written_by_name or _("Came with the service"),
                                "moment": stamp(one.written_at),
                            },
                            one.decided_by_name or "–",
                            one.note or "–",
                        ]
                    )
                    for one in found
                ],
            )
        ],
    )
