"""Guidance as pages: the topics, the articles of one, and an article with its figures filled in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guichet.design import parts
from guichet.design.dates import long_day
from guichet.doors.public.answers.helped import ask_from
from guichet.doors.public.answers.live import Reader, block_of, pieces_of
from guichet.doors.public.pages import ReadingPage
from guichet.doors.public.programs.pages import certainty_tag
from guichet.foundation.languages import Language
from guichet.foundation.laws import citation, laws_in
from guichet.knowledge.queries import Published
from guichet.knowledge.rules import Block, Heading, inline_of, prose
from guichet.knowledge.terms import Freshness, Topic
from guichet.programs.queries import catalogue

__all__ = ["Reader", "article_page", "topic_page", "topics_page"]


@dataclass(frozen=True, kw_only=True)
class AnswersPage(ReadingPage):
    """A page of guidance."""

    # Where a reader says whether it helped.
    helped: str = ""


def topics_page(found: Mapping[Topic, int]) -> AnswersPage:
    """Return what there is guidance about."""
    cards = [
        parts.Card(title=str(topic.label), href=reverse("public:topic", args=[topic.value]), body=_counted(count))
        for topic, count in found.items()
    ]
    nothing = parts.EmptyState(
        title=_("There is no guidance yet"), body=_("Ask us, and a person will answer."), action=_ask()
    )
    return AnswersPage(
        heading=_("Answers"),
        lead=_("What people ask us most, in plain words. Each answer says when it was last read through."),
        sections=[parts.CardList(grid=True, cards=cards) if cards else nothing],
    )


def topic_page(topic: Topic, found: Sequence[Published], language: Language, on: date) -> AnswersPage:
    """Return the articles of a topic, by title, with figures as of a day."""
    cards = [
        parts.Card(
            title=one.say(language).title,
            href=reverse("public:answer", args=[one.article.id]),
            body=parts.Sentence(pieces=pieces_of(inline_of(one.say(language).answer), language, on, linked=False)),
        )
        for one in sorted(found, key=lambda one: one.say(language).title)
    ]
    nothing = parts.EmptyState(
        title=_("There is no guidance yet"), body=_("Ask us, and a person will answer."), action=_ask()
    )
    return AnswersPage(
        heading=str(topic.label),
        breadcrumbs=parts.Breadcrumbs(links=[_home()]),
        sections=[parts.CardList(cards=cards) if cards else nothing],
    )


def article_page(
    found: Published,
    reader: Reader,
    also: Mapping[str, Mapping[Language, str]],
    notices: Sequence[parts.Part] = (),
) -> AnswersPage:
    """Return an article; `also` are the titles of those it leads to, `notices` what is different just now."""
    wording, language = found.say(reader.language), reader.language
    topic = found.article.topic
    return AnswersPage(
        heading=wording.title,
        lead=parts.Sentence(pieces=pieces_of(inline_of(wording.answer), language, reader.on)),
        breadcrumbs=parts.Breadcrumbs(
            links=[_home(), parts.Link(text=str(topic.label), href=reverse("public:topic", args=[topic.value]))]
        ),
        sections=[
            *notices,
            *_overdue(found),
            *_sections(prose(wording.body), reader),
            *_programs(found, language),
            *_see_also(found, language, also),
            ask_from(found.article.id),
            _sources(found, language),
        ],
        helped=reverse("public:helped", args=[found.article.id]),
    )


def _sections(blocks: Sequence[Block], reader: Reader) -> list[parts.Part]:
    """Return the blocks, those after a heading in a section of that title."""
    sections: list[parts.Part] = []
    heading, items = "", list[parts.Content]()

    def close() -> None:
        if heading:
            sections.append(parts.Section(id=f"part-{len(sections) + 1}", title=heading, items=list(items)))
        else:
            sections.extend(item for item in items if isinstance(item, parts.Part))

    for block in blocks:
        if isinstance(block, Heading):
            close()
            heading, items = block.text, []
        else:
            items += block_of(block, reader)
    close()
    return sections


def _overdue(found: Published) -> list[parts.Part]:
    if found.freshness is not Freshness.OVERDUE:
        return []
    return [
        parts.NoticeBanner(
            title=_("This page was to be read through again by %(day)s.") % {"day": long_day(found.review_by)},
            body=_("Something may have changed since. If it matters to you, ask us."),
            kind=parts.NoticeKind.WARNING,
        )
    ]


def _programs(found: Published, language: Language) -> list[parts.Part]:
    links = [
        parts.Link(
            text=catalogue().program(code).name.say(language), href=reverse("public:program", args=[code.lower()])
        )
        for code in found.article.programs
    ]
    return [parts.Section(id="programs", title=_("Programs"), items=[parts.Bullets(items=links)])] if links else []


def _see_also(found: Published, language: Language, also: Mapping[str, Mapping[Language, str]]) -> list[parts.Part]:
    links = [
        parts.Link(text=also[one][language], href=reverse("public:answer", args=[one]))
        for one in found.article.see
        if one in also
    ]
    return [parts.Section(id="also", title=_("See also"), items=[parts.Bullets(items=links)])] if links else []


def _sources(found: Published, language: Language) -> parts.Section:
    return parts.Section(
        id="sources",
        title=_("About this page"),
        items=[
            parts.SummaryList(
                dense=True,
                rows=[
                    parts.SummaryRow(key=_("Read through on"), value=long_day(found.reviewed_on)),
                    parts.SummaryRow(key=_("To be read again by"), value=long_day(found.review_by)),
                    parts.SummaryRow(key=_("How sure we are"), value=certainty_tag(found.article.status)),
                    *_law(found, language),
                ],
            )
        ],
    )


def _law(found: Published, language: Language) -> list[parts.SummaryRow]:
    laws = laws_in(found.article.source)
    return [parts.SummaryRow(key=_("Law"), value=citation(laws, language))] if laws else []


def _home() -> parts.Link:
    return parts.Link(text=_("Answers"), href=reverse("public:answers"))


def _ask() -> parts.Button:
    return parts.Button(text=_("Contact us"), href=reverse("public:contact"), kind=parts.ButtonKind.SECONDARY)


def _counted(count: int) -> str:
    return ngettext("%(n)s answer", "%(n)s answers", count) % {"n": count}
