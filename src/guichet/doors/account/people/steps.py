"""The pages of appointing somebody: who, what, and a last look."""

from collections.abc import Sequence
from dataclasses import dataclass

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _

from guichet.clients.actions import Profile
from guichet.clients.gateways import register_of_settings
from guichet.clients.queries import regulators
from guichet.clients.rules import Wish
from guichet.clients.terms import AuthorityRefusal, Licence
from guichet.design import parts
from guichet.doors.account.people.answers import unpaid_notice
from guichet.doors.account.people.forms import ScopeForm, WhoForm
from guichet.doors.account.people.pages import Person, address_of
from guichet.doors.account.people.words import (
    PRETENDS,
    acts_in_words,
    files_in_words,
    sees_in_words,
    until_in_words,
)
from guichet.foundation.languages import Language


@dataclass(frozen=True, kw_only=True)
class StepPage:
    """One step: what it is about, what to know first, and the questions."""

    heading: str
    back: parts.BackLink
    step: str
    lead: str
    notices: Sequence[parts.NoticeBanner]
    form: forms.Form
    submit: str
    cancel: str


@dataclass(frozen=True, kw_only=True)
class CheckPage:
    """All that was said, with the way to change each, before it is sent."""

    heading: str
    back: parts.BackLink
    step: str
    notices: Sequence[parts.NoticeBanner]
    facts: parts.SummaryList
    follows: parts.Bullets
    send: parts.Button
    cancel: str


def who_page(person: Person, form: WhoForm) -> StepPage:
    """Return the first step."""
    return StepPage(
        heading=_("Appoint somebody"),
        back=parts.BackLink(href=address_of(person.client_id), text=_("People")),
        step=_step(1, person),
        lead=_(
            "You do not need anybody to deal with us, and nobody gets an answer sooner by it. If you want help, you "
            "choose."
        ),
        notices=[
            parts.NoticeBanner(
                title=_("Be careful with whom you pay"),
                body=_(
                    "Only lawyers, paralegals, Quebec notaries and licensed consultants may be paid for advice. "
                    "Whoever is paid and hides it breaks the law, and it can harm your application. Never sign a blank "
                    "form."
                ),
                kind=parts.NoticeKind.WARNING,
            )
        ],
        form=form,
        submit=_("Continue"),
        cancel=address_of(person.client_id),
    )


def scope_page(person: Person, named: WhoForm, form: ScopeForm) -> StepPage:
    """Return the second step."""
    return StepPage(
        heading=_("What may %(name)s see and do?") % {"name": named.cleaned_data["name"]},
        back=parts.BackLink(href=reverse("account:appoint", args=[person.client_id]), text=_("Who it is")),
        step=_step(2, person),
        lead=_("Allow only what is needed. You can end it at any time."),
        notices=[],
        form=form,
        submit=_("Continue"),
        cancel=address_of(person.client_id),
    )


def check_page(
    person: Person,
    named: WhoForm,
    wish: Wish,
    licence: Licence,
    language: Language,
    *,
    refused: AuthorityRefusal | None,
) -> CheckPage:
    """Return the last look; after a refusal with why it was refused."""
    said, profile = named.cleaned_data, named.profile()
    who = parts.Link(text=_("Change"), detail=_("who it is"), href=reverse("account:appoint", args=[person.client_id]))
    what = parts.Link(
        text=_("Change"),
        detail=_("what they may see and do"),
        href=reverse("account:appoint-scope", args=[person.client_id]),
    )
    rows = [
        parts.SummaryRow(key=_("Name"), value=profile.name, action=who),
        parts.SummaryRow(key=_("Appointed as"), value=str(wish.kind.label), action=who),
        *(
            [parts.SummaryRow(key=_("Firm or organisation"), value=profile.organisation)]
            if profile.organisation
            else []
        ),
        parts.SummaryRow(key=_("We ask them at"), value=said["email"], action=who),
        parts.SummaryRow(key=_("For pay"), value=_paid(profile, licence, language), action=who),
        parts.SummaryRow(key=_("May see"), value=sees_in_words(wish.sees), action=what),
        parts.SummaryRow(key=_("May do"), value=acts_in_words(acts=wish.acts), action=what),
        parts.SummaryRow(key=_("Files"), value=files_in_words(sorted(wish.files)), action=what),
        parts.SummaryRow(key=_("Until"), value=until_in_words(wish.ends_at), action=what),
    ]
    return CheckPage(
        heading=_("Check before you send"),
        back=parts.BackLink(
            href=reverse("account:appoint-scope", args=[person.client_id]), text=_("What they may see and do")
        ),
        step=_step(3, person),
        notices=[*_refusals(refused), *_licence_notices(profile, licence)],
        facts=parts.SummaryList(rows=rows),
        follows=parts.Bullets(
            items=[
                _("They see nothing before they say yes, signed in with this address."),
                _("You are told when they answer, and you see all that they do in your name."),
                _("You can end it at any time with one press. It ends at once, everywhere."),
            ]
        ),
        send=parts.Button(text=_("Ask this person")),
        cancel=address_of(person.client_id),
    )


def _step(number: int, person: Person) -> str:
    words = {"n": number}
    if person.is_self:
        return _("Step %(n)s of 3") % words
    return _("Step %(n)s of 3, for %(name)s") % {**words, "name": person.name}


def _refusals(refused: AuthorityRefusal | None) -> list[parts.NoticeBanner]:
    if refused is None:
        return []
    return [parts.NoticeBanner(title=str(refused.label), kind=parts.NoticeKind.DANGER, live=True)]


def _licence_notices(profile: Profile, licence: Licence) -> list[parts.NoticeBanner]:
    if not profile.is_paid:
        return [unpaid_notice()]
    note = ""
    if register_of_settings().name == PRETENDS:
        note = _("This service uses a register for practice: what it says is not real.")
    if licence is Licence.VALID:
        return [
            parts.NoticeBanner(title=_("The register confirms this licence."), body=note, kind=parts.NoticeKind.SUCCESS)
        ]
    return [
        parts.NoticeBanner(
            title=_("The register does not answer about this licence now."),
            body=" ".join(
                filter(
                    None,
                    [_("You can ask the person; they see nothing until the register confirms the licence."), note],
                )
            ),
            kind=parts.NoticeKind.WARNING,
        )
    ]


def _paid(profile: Profile, licence: Licence, language: Language) -> str:
    if not profile.is_paid:
        return _("No")
    known = regulators().get(profile.regulator)
    return _("Yes. %(regulator)s, licence %(number)s: %(result)s") % {
        "regulator": known.name.say(language) if known else profile.regulator,
        "number": profile.licence_number,
        "result": str(licence.label),
    }
