"""Matters that people asked about and got no answer: the list, and one of them with what can be done."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from guichet.design import parts
from guichet.design.dates import long_day
from guichet.doors.entrance import Visit
from guichet.doors.staff import Frame, StaffPage, address, day, frame
from guichet.foundation.dates import number
from guichet.foundation.languages import Language
from guichet.identity.terms import Right
from guichet.knowledge.queries import Missed, MissedTopicFacts
from guichet.knowledge.terms import MissedSource, MissedState
from guichet.worklists.queries import TaskFacts

# So many ways of asking are shown in each language: those who write need the usual ones.
MOST_WORDINGS = 12
TABS = (MissedState.WAITING, MissedState.ANSWERED, MissedState.SET_ASIDE)
Titles = Mapping[str, Mapping[Language, str]]


@dataclass(frozen=True, kw_only=True)
class ListPage(StaffPage):
    """The matters in one state."""

    tabs: parts.Tabs
    intro: str
    table: parts.Table
    definition: parts.Part


@dataclass(frozen=True, kw_only=True)
class TopicPage(StaffPage):
    """One matter."""

    notice: parts.Part | None
    shown: Sequence[parts.Part]
    actions: parts.Part | None


def list_page(visit: Visit, found: Missed, state: MissedState, nearest: Mapping[int, str], named: Titles) -> ListPage:
    """Return the list; `nearest` is the article that comes closest to each matter, `named` the titles of articles."""
    return ListPage(
        heading=_("Questions without an answer"),
        frame=frame(
            visit, current="office:guidance", above=[parts.Link(text=_("Answers"), href=reverse("office:guidance"))]
        ),
        tabs=parts.Tabs(
            label=_("Which questions"),
            items=[
                parts.Tab(
                    text=str(one.label),
                    href=reverse("office:missed-topics") + ("" if one is TABS[0] else address({"state": one.value})),
                    current=one is state,
                )
                for one in TABS
            ],
        ),
        intro=_("What people typed in the search or asked the assistant in the last %(days)s days, and nothing fitted.")
        % {"days": found.days},
        table=parts.Table(
            caption=_("Questions without an answer"),
            caption_hidden=True,
            dense=True,
            columns=[
                parts.Column(label=_("Most asked like this")),
                parts.Column(label=_("People"), number=True),
                parts.Column(label=_("English"), number=True),
                parts.Column(label=_("French"), number=True),
                parts.Column(label=_("Last asked")),
                parts.Column(label=_("Nearest answer") if state is MissedState.WAITING else _("What came of it")),
            ],
            rows=[_row(visit, one, found.fewest, nearest, named) for one in found.topics],
            empty=parts.EmptyState(title=_("Nothing here")),
        ),
        definition=_definition(found),
    )


def topic_page(
    visit: Visit,
    topic: MissedTopicFacts,
    nearest: Sequence[tuple[str, float]],
    named: Titles,
    task: TaskFacts | None,
) -> TopicPage:
    """Return one matter, with the articles that come closest and, while it waits, what can be done."""
    waits = topic.state is MissedState.WAITING
    return TopicPage(
        heading=_("Asked, and not answered"),
        frame=topic_frame(visit),
        notice=None if waits else _settled(topic, named, visit.language),
        shown=[
            _figures(topic, task, visit),
            *(_wordings(topic, language, visit) for language in Language if topic.words[language]),
            _nearest(nearest, named, visit.language),
        ],
        actions=_actions(topic) if waits and visit.viewer.may(Right.WRITE_GUIDANCE) else None,
    )


def topic_frame(visit: Visit, *above: parts.Link) -> Frame:
    """Return what stands around the pages of one matter."""
    links = [
        parts.Link(text=_("Answers"), href=reverse("office:guidance")),
        parts.Link(text=_("Questions without an answer"), href=reverse("office:missed-topics")),
    ]
    return frame(visit, current="office:guidance", above=[*links, *above])


def _row(visit: Visit, one: MissedTopicFacts, fewest: int, nearest: Mapping[int, str], named: Titles) -> parts.Row:
    name = nearest.get(one.topic_id, "")
    last: parts.Content = named[name][visit.language] if name in named else "–"
    if one.outcome and one.state is not MissedState.WAITING:
        last = str(one.outcome.label)
    asked_in, text = one.most_usual(visit.language)
    return parts.Row(
        href=reverse("office:missed-topic", args=[one.topic_id]),
        cells=[
            text if asked_in is visit.language else parts.Paragraphs(texts=[text], language=asked_in.value),
            _told(one.people, fewest, visit.language),
            _told(one.languages[Language.EN], fewest, visit.language),
            _told(one.languages[Language.FR], fewest, visit.language),
            day(one.last_on),
            last,
        ],
    )


def _figures(topic: MissedTopicFacts, task: TaskFacts | None, visit: Visit) -> parts.Part:
    def told(count: int) -> str:
        return _told(count, topic.fewest, visit.language)

    rows = [
        parts.SummaryRow(key=_("People who asked lately"), value=told(topic.people)),
        parts.SummaryRow(key=_("In English"), value=told(topic.languages[Language.EN])),
        parts.SummaryRow(key=_("In French"), value=told(topic.languages[Language.FR])),
        *(parts.SummaryRow(key=str(one.label), value=told(topic.sources[one])) for one in MissedSource),
        parts.SummaryRow(key=_("Last asked"), value=long_day(topic.last_on)),
    ]
    if task:
        link = parts.Link(
            text=_("Taken by %(who)s") % {"who": task.taken_by_name} if task.taken_by_name else _("Take the task"),
            href=reverse("desk:task", args=[task.task_id]),
        )
        rows.append(parts.SummaryRow(key=_("Task"), value=link))
    return parts.SummaryList(dense=True, rows=rows)


def _wordings(topic: MissedTopicFacts, language: Language, visit: Visit) -> parts.Section:
    title = {Language.EN: _("Asked in English"), Language.FR: _("Asked in French")}[language]
    said = [
        f"{text} ({number(count, visit.language)})" if count >= topic.fewest else text
        for text, count in topic.words[language][:MOST_WORDINGS]
    ]
    return parts.Section(id=f"asked-{language}", title=title, items=[parts.Paragraphs(texts=said, language=language)])


def _nearest(nearest: Sequence[tuple[str, float]], named: Titles, language: Language) -> parts.Section:
    links: list[parts.Content] = [
        parts.Link(text=named[name][language], href=reverse("office:article", args=[name]))
        for name, _probability in nearest
        if name in named
    ]
    items: list[parts.Content] = [parts.Bullets(items=links)] if links else [parts.Paragraphs(texts=[_("None.")])]
    return parts.Section(id="nearest", title=_("Answers that come closest"), items=items)


def _actions(topic: MissedTopicFacts) -> parts.Part:
    args = [topic.topic_id]
    return parts.ButtonRow(
        items=[
            parts.Button(text=_("Add it to an answer"), href=reverse("office:link-missed-topic", args=args)),
            parts.Button(
                text=_("Write a new answer"),
                href=reverse("office:new-article") + address({"missed": topic.topic_id}),
                kind=parts.ButtonKind.SECONDARY,
            ),
            parts.Link(text=_("Set it aside"), href=reverse("office:set-missed-topic-aside", args=args)),
        ]
    )


def _settled(topic: MissedTopicFacts, named: Titles, language: Language) -> parts.NoticeBanner:
    words = {"who": topic.decided_by_name, "day": long_day(topic.decided_on) if topic.decided_on else "–"}
    link: parts.Part | str = ""
    if topic.article:
        title = named.get(topic.article, {}).get(language, topic.article)
        link = parts.Link(text=title, href=reverse("office:article", args=[topic.article]))
    return parts.NoticeBanner(
        title=str(topic.outcome.label) if topic.outcome else "",
        body=_("%(who)s saw to it on %(day)s.") % words,
        kind=parts.NoticeKind.SUCCESS,
        action=link,
    )


def _definition(found: Missed) -> parts.Section:
    return parts.Section(
        id="definition",
        title=_("What is counted"),
        items=[
            parts.Bullets(
                items=[
                    _("A question counts where no answer was likely to be the right one."),
                    _("Questions that mean the same are one matter, in whichever language they are asked."),
                    _("Each visitor counts once a day. Nobody is known by name, and nothing else is kept."),
                    _("What holds anything personal is not kept at all."),
                    _("A matter shows once %(n)s people asked. Until as many used it, a word that our answers do not "
                      "know stands as “…”: it may be a name.") % {"n": found.fewest},
                ]
            )
        ],
    )  # fmt: skip


def _told(count: int, fewest: int, language: Language) -> str:
    if 0 < count < fewest:
        return _("fewer than %(n)s") % {"n": fewest}
    return number(count, language)
