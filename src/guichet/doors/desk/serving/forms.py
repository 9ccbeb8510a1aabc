"""What staff write down as the client says it."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from guichet.clients.actions import Description, Needs, Timing
from guichet.clients.queries import ClientFacts, Serving
from guichet.clients.rules import Safe
from guichet.clients.terms import (
    ContactKind,
    DeathProof,
    Format,
    FormerReason,
    Frequency,
    Gender,
    NoticeChannel,
)
from guichet.design.forms import CodeField, CountedTextarea, DateField, TelephoneInput
from guichet.doors import choices
from guichet.foundation.languages import Language

LONGEST_WORDS = 1000
NOT_A_NUMBER = _("No telephone number is that short or long.")


class ContactForm(forms.Form):
    """A new address or number."""

    kind = forms.ChoiceField(label=_("What it is"), choices=ContactKind.choices, widget=forms.RadioSelect)
    value = forms.CharField(
        label=_("Address or number"),
        help_text=_("A code goes there. The client reads it to you, or types it in the account."),
        max_length=254,
    )

    def clean(self) -> dict[str, Any]:
        """Return what was said, with the address or number as it is kept."""
        said = super().clean() or {}
        kind, value = said.get("kind"), said.get("value", "").strip()
        if kind == ContactKind.PHONE:
            number = choices.telephone(value)
            if value and number is None:
                self.add_error("value", NOT_A_NUMBER)
            said["value"] = number or ""
        elif kind == ContactKind.EMAIL and value:
            try:
                said["value"] = str(forms.EmailField().clean(value)).lower()
            except ValidationError as wrong:
                self.add_error("value", wrong)
        return said


class CodeForm(forms.Form):
    """The code that the client reads out."""

    code = CodeField(label=_("The code that the client reads to you"))


class ServeForm(forms.Form):
    """How a client is told, and what they need."""

    language = forms.ChoiceField(
        label=_("Language"), choices=[("en", _("English")), ("fr", _("French"))], widget=forms.RadioSelect
    )
    channel = forms.ChoiceField(label=_("To be told"), choices=NoticeChannel.choices, widget=forms.RadioSelect)
    frequency = forms.ChoiceField(label=_("How often"), choices=Frequency.choices, widget=forms.RadioSelect)
    quiet_from = forms.ChoiceField(label=_("Nothing from"), required=False)
    quiet_to = forms.ChoiceField(label=_("until"), required=False)
    time_zone = forms.ChoiceField(label=_("Time zone"), required=False)
    heartbeat = forms.BooleanField(label=_("A word now and then in a long silence"), required=False)
    formats = forms.MultipleChoiceField(
        label=_("Formats"), choices=Format.choices, widget=forms.CheckboxSelectMultiple, required=False
    )
    interpreter = forms.ChoiceField(label=_("Interpreter"), required=False)
    access_needs = forms.CharField(
        label=_("Access needs, in the client’s words"),
        required=False,
        max_length=LONGEST_WORDS,
        widget=CountedTextarea(limit=LONGEST_WORDS, rows=3),
    )

    def __init__(self, *args: Any, reader: Language, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "quiet_from", [("", _("As usual")), *choices.hours()])
        _offer(self, "quiet_to", [("", _("As usual")), *choices.hours()])
        _offer(self, "time_zone", [("", _("Not said")), *choices.time_zones(reader)])
        _offer(self, "interpreter", [("", _("None")), *choices.interpreted(reader)])

    def clean(self) -> dict[str, Any]:
        """Return what was said; quiet hours begin and end."""
        said = super().clean() or {}
        if bool(said.get("quiet_from")) != bool(said.get("quiet_to")):
            self.add_error("quiet_to", _("Choose both hours, or none."))
        elif said.get("quiet_from") and said["quiet_from"] == said["quiet_to"]:
            self.add_error("quiet_to", _("Choose two different hours."))
        return said

    @property
    def timing(self) -> Timing:
        """Return how often and when."""
        said = self.cleaned_data
        begin, end = choices.hour_of(said["quiet_from"]), choices.hour_of(said["quiet_to"])
        return Timing(Frequency(said["frequency"]), begin, end, heartbeat=said["heartbeat"])

    @property
    def needs(self) -> Needs:
        """Return what the client needs."""
        said = self.cleaned_data
        return Needs(tuple(Format(code) for code in said["formats"]), said["interpreter"], said["access_needs"])


class NameForm(forms.Form):
    """How a client is called and spoken of."""

    name = forms.CharField(
        label=_("Name used"),
        help_text=_("Empty: the official name. One word is enough."),
        required=False,
        max_length=200,
    )
    other_script = forms.CharField(label=_("The same in another script"), required=False, max_length=200)
    said_as = forms.CharField(label=_("How to say it"), required=False, max_length=120)
    gender = forms.ChoiceField(label=_("Gender, as the client says it"), required=False, widget=forms.RadioSelect)
    pronouns = forms.CharField(label=_("Pronouns"), required=False, max_length=40)
    greeting = forms.CharField(label=_("Greeting in letters"), required=False, max_length=60)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "gender", [*Gender.choices, ("", _("Not said"))])

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names to use, the first first."""
        return tuple(filter(None, (self.cleaned_data["name"], self.cleaned_data["other_script"])))

    @property
    def description(self) -> Description:
        """Return how to speak of them and to them."""
        said = self.cleaned_data
        gender = Gender(said["gender"]) if said["gender"] else None
        return Description(gender, said["pronouns"], said["greeting"], said["said_as"])


class SafetyForm(forms.Form):
    """The only way in which a client in danger is reached; or as before."""

    on = forms.ChoiceField(
        label=_("Is the client in danger?"),
        choices=[("yes", _("Yes: reach them only in this way")), ("no", _("No: reach them as before"))],
        widget=forms.RadioSelect,
    )
    email = forms.EmailField(label=_("Safe e-mail address"), required=False, max_length=254)
    phone = forms.CharField(label=_("Safe telephone number"), required=False, max_length=40, widget=TelephoneInput())
    hours_from = forms.ChoiceField(label=_("Only from"), required=False)
    hours_to = forms.ChoiceField(label=_("until"), required=False)
    words = forms.CharField(
        label=_("What staff must know, in the client’s words"),
        required=False,
        max_length=LONGEST_WORDS,
        widget=CountedTextarea(limit=LONGEST_WORDS, rows=3),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("hours_from", "hours_to"):
            _offer(self, name, [("", _("At any hour")), *choices.hours()])

    def clean_phone(self) -> str:
        """Return the number as it is kept, or nothing. Raises ValidationError where it can be none."""
        typed = self.cleaned_data["phone"]
        number = choices.telephone(typed) if typed else ""
        if number is None:
            raise ValidationError(NOT_A_NUMBER)
        return number

    def clean(self) -> dict[str, Any]:
        """Return what was said; safe hours begin and end."""
        said = super().clean() or {}
        if bool(said.get("hours_from")) != bool(said.get("hours_to")):
            self.add_error("hours_to", _("Choose both hours, or none."))
        return said

    @property
    def safe(self) -> Safe | None:
        """Return the safe way, or None for as before."""
        said = self.cleaned_data
        if said["on"] == "no":
            return None
        hours = choices.hour_of(said["hours_from"]), choices.hour_of(said["hours_to"])
        return Safe(said["email"].lower(), said["phone"], *hours, said["words"].strip())


class DeathForm(forms.Form):
    """That a client has died, and what showed it."""

    died_on = DateField(label=_("Day of death, if it is known"), required=False)
    proof = forms.ChoiceField(label=_("What showed it"), choices=DeathProof.choices, widget=forms.RadioSelect)


class FormerForm(forms.Form):
    """Why an officer must know."""

    reason = forms.ChoiceField(label=_("Why must you know?"), choices=FormerReason.choices, widget=forms.RadioSelect)


def serving_now(client: ClientFacts, known: Serving) -> Mapping[str, Any]:
    """Return what holds now, as `ServeForm` has it."""
    return {
        "language": client.language.value,
        "channel": client.channel,
        "frequency": known.frequency,
        "quiet_from": f"{known.quiet_from:%H:%M}" if known.quiet_from else "",
        "quiet_to": f"{known.quiet_to:%H:%M}" if known.quiet_to else "",
        "time_zone": client.time_zone,
        "heartbeat": known.heartbeat,
        "formats": known.formats,
        "interpreter": known.interpreter,
        "access_needs": known.access_needs,
    }


def name_now(known: Serving) -> Mapping[str, Any]:
    """Return what holds now, as `NameForm` has it."""
    used = [name.text for name in known.names_used]
    return {
        "name": used[0] if used else "",
        "other_script": used[1] if len(used) > 1 else "",
        "said_as": known.said_as,
        "gender": known.gender or "",
        "pronouns": known.pronouns,
        "greeting": known.greeting,
    }


def safety_now(safe: Safe | None) -> Mapping[str, Any]:
    """Return what holds now, as `SafetyForm` has it."""
    if safe is None:
        return {"on": "no"}
    return {
        "on": "yes",
        "email": safe.email,
        "phone": safe.phone,
        "hours_from": f"{safe.hours_from:%H:%M}" if safe.hours_from else "",
        "hours_to": f"{safe.hours_to:%H:%M}" if safe.hours_to else "",
        "words": safe.words,
    }


def _offer(form: forms.Form, name: str, offered: Iterable[tuple[Any, Any]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = list(offered)
