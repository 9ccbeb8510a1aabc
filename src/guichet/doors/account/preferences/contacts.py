"""Where a client is reached: adding an address, showing that it is theirs, using it, taking it away.

Whoever only reads the client’s mail could lead all messages elsewhere: each change asks for more than that.
"""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from guichet.clients.actions import (
    CannotChange,
    add_contact_point,
    ask_for_code,
    change_address,
    remove_contact_point,
    take_code,
    use_contact_point,
)
from guichet.clients.queries import PointFacts
from guichet.clients.rules import custom_of
from guichet.clients.terms import ContactKind
from guichet.doors.account.preferences import forms, pages
from guichet.doors.account.preferences.address_form import LATIN, AddressForm, CountryForm
from guichet.doors.account.preferences.people import own
from guichet.doors.entrance import Visit, opens_to
from guichet.foundation.countries import country_names
from guichet.identity.terms import Act, Right
from guichet.journal.terms import Channel
from guichet.notices.actions import resume_texts
from guichet.notices.queries import stopped_numbers


@opens_to(Right.OWN_FILES, channel=Channel.ACCOUNT, act=Act.CHANGE_ADDRESS)
def add_email(visit: Visit, person: int) -> HttpResponse:
    """Ask for a new e-mail address, and send a code there."""
    return _add(visit, person, ContactKind.EMAIL, forms.EmailForm(visit.POST or None), _("A new e-mail address"))


@opens_to(Right.OWN_FILES, channel=Channel.ACCOUNT, act=Act.CHANGE_ADDRESS)
def add_phone(visit: Visit, person: int) -> HttpResponse:
    """Ask for a new telephone number, and send a code there."""
    return _add(visit, person, ContactKind.PHONE, forms.TelephoneForm(visit.POST or None), _("A new telephone number"))


@opens_to(Right.OWN_FILES, channel=Channel.ACCOUNT)
def point(visit: Visit, person: int, point: int) -> HttpResponse:
    """Show one address, how far it can be relied on, and what can be done with it."""
    page = pages.point_page(person, _point(visit, person, point), visit.language)
    return render(visit, "account/preferences/point.html", {"page": page})


@opens_to(Right.OWN_FILES, channel=Channel.ACCOUNT, act=Act.CHANGE_ADDRESS)
@require_POST
def send(visit: Visit, person: int, point: int) -> HttpResponse:
    """Send a code to an address, so that the client shows that it reaches them."""
    _point(visit, person, point)
    if refusal := ask_for_code(client_id=person, point_id=point, origin=visit.origin):
        messages.warning(visit, str(refusal.label))
    return redirect("account:contact-code", person=person, point=point)


@opens_to(Right.OWN_FILES, channel=Channel.ACCOUNT, act=Act.CHANGE_ADDRESS)
def code(visit: Visit, person: int, point: int) -> HttpResponse:
    """Ask for the code that was sent; once right, the address is used."""
    about = _point(visit, person, point)
    form = forms.CodeForm(visit.POST or None)
    if form.is_valid():
        typed = form.cleaned_data["code"]
        refusal = take_code(client_id=person, point_id=point, typed=typed, origin=visit.origin)
        if refusal is None:
            messages.success(visit, _("Thank you. From now on we use %(address)s.") % {"address": about.shown})
            return redirect("account:preferences")
        form.add_error("code", str(refusal.label))
    page = pages.code_page(person, about, form)
    return render(visit, "account/preferences/code.html", {"page": page})


@opens_to(Right.OWN_FILES, channel=Channel.ACCOUNT, act=Act.CHANGE_ADDRESS)
@require_POST
def use(visit: Visit, person: int, point: int) -> HttpResponse:
    """Write to an address from now on."""
    about = _point(visit, person, point)
    try:
        use_contact_point(client_id=person, point_id=point, origin=visit.origin)
    except CannotChange as refused:
        messages.warning(visit, str(refused.reason.label))
        return redirect("account:contact-point", person=person, point=point)
    messages.success(visit, _("From now on we use %(address)s.") % {"address": about.shown})
    return redirect("account:preferences")


@opens_to(Right.OWN_FILES, channel=Channel.ACCOUNT, act=Act.CHANGE_ADDRESS)
@require_http_methods(["GET", "HEAD", "POST"])
def texts(visit: Visit, person: int, point: int) -> HttpResponse:
    """Ask, and send texts again to a number that had answered STOP. Who has not confirmed it does so first."""
    about = _point(visit, person, point)
    stopped = next((one for one in stopped_numbers(visit.viewer) if one.point_id == point), None)
    if stopped is None or not stopped.is_confirmed:
        return redirect("account:contact-point", person=person, point=point)
    if visit.method == "POST":
        resume_texts(point_id=point, viewer=visit.viewer, origin=visit.origin)
        messages.success(visit, _("We send texts to %(address)s again.") % {"address": about.shown})
        return redirect("account:preferences")
    return render(visit, "account/preferences/texts.html", {"page": pages.texts_page(stopped, visit.language)})


@opens_to(Right.OWN_FILES, channel=Channel.ACCOUNT, act=Act.CHANGE_ADDRESS)
@require_POST
def remove(visit: Visit, person: int, point: int) -> HttpResponse:
    """Take an address away that is not in use."""
    about = _point(visit, person, point)
    try:
        remove_contact_point(client_id=person, point_id=point, origin=visit.origin)
    except CannotChange as refused:
        messages.warning(visit, str(refused.reason.label))
        return redirect("account:contact-point", person=person, point=point)
    messages.success(visit, _("We removed %(address)s.") % {"address": about.shown})
    return redirect("account:preferences")


@opens_to(Right.OWN_FILES, channel=Channel.ACCOUNT, act=Act.CHANGE_ADDRESS)
def address(visit: Visit, person: int) -> HttpResponse:
    """Ask for the country, then for an address as it is written there."""
    known = own(visit, person).address
    country = visit.GET.get("country", "").upper()
    if country not in country_names(visit.language):
        form = CountryForm(reader=visit.language, initial={"country": known.country if known else "CAN"})
        return render(visit, "account/preferences/country.html", {"page": pages.country_page(form)})
    now = {}
    if known and known.country == country:
        now = {part.value: said for part, said in known.parts.items()}
        now |= {LATIN + part.value: said for part, said in known.latin.items()}
    written = AddressForm(visit.POST or None, country=country, initial=now)
    if written.is_valid():
        change_address(
            client_id=person,
            country=country,
            parts=written.parts,
            latin=written.latin,
            today=_today(visit.origin.at),
            origin=visit.origin,
        )
        messages.success(visit, _("We send letters to this address from today."))
        if custom_of(country).doubts(written.parts):
            messages.warning(visit, _("The postal code is not written as usual in that country. Please check it."))
        return redirect("account:preferences")
    page = pages.address_page(written, country, visit.language)
    return render(visit, "account/preferences/form.html", {"page": page})


def _add(
    visit: Visit, person: int, kind: ContactKind, form: forms.EmailForm | forms.TelephoneForm, heading: str
) -> HttpResponse:
    own(visit, person)
    if form.is_valid():
        try:
            number = add_contact_point(
                client_id=person, kind=kind, value=form.cleaned_data["value"], origin=visit.origin
            )
        except CannotChange as refused:
            form.add_error("value", str(refused.reason.label))
        else:
            if refusal := ask_for_code(client_id=person, point_id=number, origin=visit.origin):
                messages.warning(visit, str(refusal.label))
            return redirect("account:contact-code", person=person, point=number)
    page = pages.form_page(heading, form, submit=_("Send me a code"))
    return render(visit, "account/preferences/form.html", {"page": page})


def _point(visit: Visit, person: int, number: int) -> PointFacts:
    """Return one address of a person of this account. Raises Http404 where it is none of theirs."""
    found = next((one for one in own(visit, person).contact_points if one.point_id == number), None)
    if found is None:
        raise Http404
    return found


def _today(at: datetime) -> date:
    return at.astimezone(ZoneInfo(settings.TIME_ZONE)).date()
