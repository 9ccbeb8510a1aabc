"""What the pages of preferences show."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from guichet.clients.queries import AddressFacts, ClientFacts, PointFacts, Serving
from guichet.clients.terms import ContactKind, NoticeChannel
from guichet.design.parts import (
    BackLink,
    Button,
    ButtonKind,
    ButtonRow,
    Content,
    Link,
    NavigationList,
    NoticeBanner,
    Paragraphs,
    Section,
    SummaryList,
    SummaryRow,
    Tag,
    TagKind,
)
from guichet.doors import choices
from guichet.doors.account.navigation import menu
from guichet.foundation.countries import country_name
from guichet.foundation.dates import long_date
from guichet.foundation.languages import Language
from guichet.notices.queries import KnownBy, StoppedNumber, WritingHours

LANGUAGES = {Language.EN: "English", Language.FR: "Français"}


@dataclass(frozen=True, kw_only=True)
class HomePage:
    """All that was chosen and said, by person."""

    heading: str
    menu: NavigationList
    notices: Sequence[NoticeBanner]
    sections: Sequence[Section]


@dataclass(frozen=True, kw_only=True)
class FormPage:
    """One thing that is asked."""

    heading: str
    menu: NavigationList
    back: BackLink
    lead: str
    form: forms.Form
    submit: str


@dataclass(frozen=True, kw_only=True)
class SafetyPage(FormPage):
    """How somebody in danger is reached, and the way to end it."""

    explained: Paragraphs
    off: str


@dataclass(frozen=True, kw_only=True)
class PointPage:
    """One address, and what can be done with it: each a button that sends."""

    heading: str
    menu: NavigationList
    back: BackLink
    facts: SummaryList
    send: str
    use: str
    remove: str


@dataclass(frozen=True, kw_only=True)
class TextsPage:
    """What sending texts again means, and a button."""

    heading: str
    menu: NavigationList
    back: BackLink
    text: Paragraphs
    button: Button


@dataclass(frozen=True, kw_only=True)
class CodePage(FormPage):
    """Where the code is typed, and how to get another one."""

    again: str


def home(
    told: Sequence[tuple[ClientFacts, Serving]],
    when: Mapping[int, WritingHours],
    stopped: Sequence[StoppedNumber] = (),
    *,
    language: Language,
) -> HomePage:
    """Return the page for these persons, all of one account; without any there is nothing to prefer yet."""
    alone = len(told) == 1
    sections = [
        section
        for facts, known in told
        for section in _sections(facts, known, when[facts.client_id], language, alone=alone)
    ]
    return HomePage(
        heading=_("Your preferences"),
        menu=menu("account:preferences"),
        notices=[
            *(notice for facts, known in told for notice in _notices(facts, known)),
            *(stopped_texts(one, language) for one in stopped),
            *([] if told else [_nothing_linked()]),
        ],
        sections=sections,
    )


def form_page(heading: str, form: forms.Form, *, submit: str, lead: str = "") -> FormPage:
    """Return a page that asks one thing."""
    return FormPage(
        heading=heading, menu=menu("account:preferences"), back=_back(), lead=lead, form=form, submit=submit
    )


def safety_page(form: forms.Form, person: int, known: Serving) -> SafetyPage:
    """Return the page about safe contact: what it does, said before anything is asked."""
    return SafetyPage(
        heading=_("Safe contact"),
        menu=menu("account:preferences"),
        back=_back(),
        lead=_(
            "If somebody at home or near you must not know that we write to you, tell us here how we can reach you."
        ),
        explained=Paragraphs(
            texts=[
                _("We then use only what you enter here, at the hours you choose, and say neither who we are nor why."),
                _("No page and no message says where you or your file are. Our staff see that they must take care."),
                _("If you enter no address and no number, everything waits for you in this account."),
            ]
        ),
        form=form,
        submit=_("Use only this"),
        off=reverse("account:safety-off", args=[person]) if known.safe else "",
    )


def country_page(form: forms.Form) -> FormPage:
    """Return the question for the country."""
    return form_page(_("Your postal address"), form, submit=_("Continue"))


def address_page(form: forms.Form, country: str, language: Language) -> FormPage:
    """Return the question for the address itself."""
    lead = _("In %(country)s. Write it as you write it at home, in your own script.") % {
        "country": country_name(country, language)
    }
    return form_page(_("Your postal address"), form, submit=_("Save"), lead=lead)


def point_page(person: int, point: PointFacts, language: Language) -> PointPage:
    """Return one address, and what can be done with it."""
    at = {"person": person, "point": point.point_id}
    is_sure = point.is_confirmed and not point.ask_again and not point.is_failing
    return PointPage(
        heading=point.shown,
        menu=menu("account:preferences"),
        back=_back(),
        facts=SummaryList(
            rows=[
                SummaryRow(key=_("What it is"), value=point.kind.label),
                SummaryRow(key=_("How it stands"), value=_state(point)),
            ]
        ),
        send="" if is_sure else reverse("account:contact-send", kwargs=at),
        use=reverse("account:contact-use", kwargs=at) if is_sure and not point.in_use else "",
        remove="" if point.in_use else reverse("account:contact-remove", kwargs=at),
    )


def code_page(person: int, point: PointFacts, form: forms.Form) -> CodePage:
    """Return where the code is typed."""
    lead = _("If we could send it, a code is on its way to %(address)s. It works for a short time only.")
    return CodePage(
        heading=_("Type the code that we sent"),
        menu=menu("account:preferences"),
        back=_back(),
        lead=lead % {"address": point.shown},
        form=form,
        submit=_("Confirm"),
        again=reverse("account:contact-send", kwargs={"person": person, "point": point.point_id}),
    )


def stopped_texts(stopped: StoppedNumber, language: Language) -> NoticeBanner:
    """Return what a client must know who, or whose telephone, answered STOP; with the way back."""
    at = {"person": stopped.client_id, "point": stopped.point_id}
    if stopped.is_confirmed:
        body = _("Somebody answered STOP from it on %(day)s. Your news come another way.")
        action = Link(text=_("Send me texts again"), href=reverse("account:contact-texts", kwargs=at))
    else:
        body = _("Somebody answered STOP from it on %(day)s. Show that it is yours to get texts again.")
        action = Link(text=_("Check it here"), href=reverse("account:contact-point", kwargs=at))
    return NoticeBanner(
        title=_("We send no texts to %(address)s.") % {"address": stopped.shown},
        body=body % {"day": _day(stopped.since, language)},
        action=action,
    )


def texts_page(stopped: StoppedNumber, language: Language) -> TextsPage:
    """Return the question whether texts go there again."""
    return TextsPage(
        heading=_("Send texts to %(address)s again?") % {"address": stopped.shown},
        menu=menu("account:preferences"),
        back=_back(),
        text=Paragraphs(
            texts=[
                _("Somebody answered STOP from it on %(day)s. Since then we have sent it no texts.")
                % {"day": _day(stopped.since, language)},
                _("You can stop them at any time: answer STOP to a text."),
            ]
        ),
        button=Button(text=_("Send me texts again")),
    )


def channels_of(known: Serving) -> list[tuple[str, str]]:
    """Return the ways by which a person can be told, each with the address that it goes to, half hidden."""
    used = {point.kind: point.shown for point in known.contact_points if point.in_use}
    ways = [(NoticeChannel.EMAIL, used.get(ContactKind.EMAIL)), (NoticeChannel.TEXT, used.get(ContactKind.PHONE))]
    offered = [
        (way.value, _("%(way)s, to %(address)s") % {"way": way.label, "address": address})
        for way, address in ways
        if address
    ]
    return [*offered, (NoticeChannel.ACCOUNT.value, str(NoticeChannel.ACCOUNT.label))]


def _sections(
    facts: ClientFacts, known: Serving, when: WritingHours, language: Language, *, alone: bool
) -> list[Section]:
    person = facts.client_id
    whose = "" if alone else facts.name
    return [
        _telling(facts, known, when, whose, language),
        _reaching(known, whose, language),
        _section(
            "needs",
            _("What you need"),
            whose,
            person,
            intro=_("Our staff who serve you see this."),
            rows=[
                (_("Formats"), ", ".join(str(one.label) for one in known.formats) or _("As usual")),
                (
                    _("Interpreter"),
                    choices.interpreted_name(known.interpreter, language) if known.interpreter else _("None"),
                ),
                (_("What else we should know"), known.access_needs or _("Nothing said")),
            ],
        ),
        _section(
            "name",
            _("Your name, and how to speak of you"),
            whose,
            person,
            rows=[
                (_("The name we use"), facts.name),
                (_("How to say it"), known.said_as or _("Not said")),
                (_("Gender"), str(known.gender.label) if known.gender else _("Not said")),
                (_("Pronouns"), known.pronouns or _("Not said")),
                (_("How to begin a letter to you"), known.greeting or _("Not said")),
            ],
        ),
        _section(
            "safety",
            _("Safe contact"),
            whose,
            person,
            # Whether it is on stands on its own page only: others may look over a shoulder.
            rows=[(_("For people in danger"), _("Tell us how we can reach you without anybody knowing."))],
        ),
    ]


def _section(
    page: str, title: str, whose: str, person: int, *, rows: Sequence[tuple[str, Content]], intro: str = ""
) -> Section:
    change = Link(text=_("Change"), href=reverse(f"account:{page}", args=[person]), detail=title)
    return Section(
        title=_("%(title)s: %(name)s") % {"title": title, "name": whose} if whose else title,
        intro=intro,
        items=[SummaryList(rows=[SummaryRow(key=key, value=value) for key, value in rows])],
        action=change,
    )


def _telling(facts: ClientFacts, known: Serving, when: WritingHours, whose: str, language: Language) -> Section:
    return _section(
        "telling",
        _("How we tell you"),
        whose,
        facts.client_id,
        rows=[
            (_("Language"), LANGUAGES[facts.language]),
            (_("By which way"), str(facts.channel.label)),
            (_("How often"), str(known.frequency.label)),
            (_("When we write"), _when(when, language)),
            (_("Your time"), _time_of(when, language)),
            (
                _("When nothing changes for long"),
                _("We write now and then") if known.heartbeat else _("We do not write"),
            ),
        ],
    )


def _when(when: WritingHours, language: Language) -> str:
    if when.begin is None or when.end is None:
        return _("At any hour")
    words = {
        "begin": f"{when.begin:%H:%M}",
        "end": f"{when.end:%H:%M}",
        "place": choices.zone_name(when.zones[0], language),
    }
    if when.texts_only:
        return _("Texts between %(begin)s and %(end)s, your time (%(place)s); e-mails at any hour") % words
    return _("Between %(begin)s and %(end)s, your time (%(place)s)") % words


def _time_of(when: WritingHours, language: Language) -> str:
    """Return which time we take for theirs, and by what we know it: so that a wrong one is noticed."""
    said = {
        KnownBy.CHOICE: _("%(place)s, as you chose"),
        KnownBy.ADDRESS: _("%(place)s, by your postal address"),
        KnownBy.NUMBER: _("%(place)s, by your telephone number"),
        KnownBy.NOTHING: _("%(place)s, as with us: we do not know yours"),
    }[when.known_by] % {"place": choices.zone_name(when.zones[0], language)}
    if len(when.zones) > 1:
        said = _("%(said)s. We also spare the night in the other time zones there.") % {"said": said}
    return said


def _reaching(known: Serving, whose: str, language: Language) -> Section:
    person, title = known.client_id, _("Where we reach you")
    rows = [
        SummaryRow(
            key=point.kind.label,
            value=format_html("{} {}", point.shown, _tag(point)),
            action=Link(
                text=_("See and change"),
                href=reverse("account:contact-point", kwargs={"person": person, "point": point.point_id}),
                detail=point.shown,
            ),
        )
        for point in known.contact_points
    ]
    change = Link(text=_("Change"), href=reverse("account:address", args=[person]), detail=_("your postal address"))
    rows.append(SummaryRow(key=_("Postal address"), value=_lines(known.address), action=change))
    return Section(
        title=_("%(title)s: %(name)s") % {"title": title, "name": whose} if whose else title,
        items=[
            SummaryList(rows=rows),
            ButtonRow(
                items=[
                    Button(
                        text=_("Add an e-mail address"),
                        href=reverse("account:add-email", args=[person]),
                        kind=ButtonKind.SECONDARY,
                    ),
                    Button(
                        text=_("Add a telephone number"),
                        href=reverse("account:add-phone", args=[person]),
                        kind=ButtonKind.SECONDARY,
                    ),
                ]
            ),
        ],
    )


def _lines(address: AddressFacts | None) -> Content:
    if address is None:
        return _("Not said")
    lines = address.lines[0]
    for line in address.lines[1:]:
        lines = format_html("{}<br>{}", lines, line)
    return lines


def _tag(point: PointFacts) -> Tag:
    if point.is_failing:
        return Tag(text=_("Our messages come back"), kind=TagKind.DANGER)
    if point.ask_again:
        return Tag(text=_("Is it still yours?"), kind=TagKind.WARNING)
    if not point.is_confirmed:
        return Tag(text=_("Not confirmed yet"), kind=TagKind.WARNING)
    if point.in_use:
        return Tag(text=_("In use"), kind=TagKind.SUCCESS)
    return Tag(text=_("Confirmed"), kind=TagKind.NEUTRAL)


def _state(point: PointFacts) -> str:
    if point.is_failing:
        return _("Our messages come back. If it is right, have a code sent there. If not, add another one.")
    if point.ask_again:
        return _("You confirmed it long ago. Have a code sent there, to be sure that it is still yours.")
    if not point.is_confirmed:
        return _("Nobody has shown yet that it reaches you. Have a code sent there.")
    return _("We write to it.") if point.in_use else _("It reaches you. We do not use it now.")


def _notices(facts: ClientFacts, known: Serving) -> list[NoticeBanner]:
    """Return what must be mended: an address that does not work, or one that may be somebody else's by now."""
    notices = []
    for point in known.contact_points:
        if not point.in_use or not (point.is_failing or point.ask_again):
            continue
        see = Link(
            text=_("Check it here"),
            href=reverse("account:contact-point", kwargs={"person": facts.client_id, "point": point.point_id}),
        )
        if point.is_failing:
            title = _("We could not reach you at %(address)s.") % {"address": point.shown}
            body = _("Check it, or add another address or number. Until then, everything is in this account.")
            notices.append(NoticeBanner(title=title, body=body, kind="warning", action=see))
        else:
            title = _("Is %(address)s still yours?") % {"address": point.shown}
            body = _("Numbers are given to other people after a while. Confirm it with a code.")
            notices.append(NoticeBanner(title=title, body=body, action=see))
    return notices


def _day(moment: datetime, language: Language) -> str:
    return long_date(moment.astimezone(ZoneInfo(settings.TIME_ZONE)).date(), language)


def _back() -> BackLink:
    return BackLink(href=reverse("account:preferences"))


def _nothing_linked() -> NoticeBanner:
    link = Link(text=_("Link your file"), href=reverse("account:link-file"))
    return NoticeBanner(title=_("No file is linked to this account yet."), action=link)
