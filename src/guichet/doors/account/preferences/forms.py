"""What a client chooses and says once: how they are told, who they are, what they need."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from guichet.clients.actions import Description, Needs, Timing
from guichet.clients.queries import Serving
from guichet.clients.rules import Safe
from guichet.clients.terms import Format, Frequency, Gender, NoticeChannel
from guichet.design.forms import CodeField, CountedTextarea, TelephoneInput
from guichet.doors import choices
from guichet.foundation.languages import Language

LONGEST_WORDS = 1000


class TellingForm(forms.Form):
    """Language, way, how often, when."""

    language = forms.ChoiceField(
        label=_("Language of our messages"),
        choices=[(Language.EN.value, "English"), (Language.FR.value, "Français")],
        widget=forms.RadioSelect,
    )
    channel = forms.ChoiceField(
        label=_("How we tell you that something happened"),
        help_text=_("Whatever you choose, every message is also in your account."),
        widget=forms.RadioSelect,
    )
    frequency = forms.ChoiceField(
        label=_("How often we tell you"),
        help_text=_("What is urgent, such as a last day to send something, always comes at once."),
        choices=Frequency.choices,
        widget=forms.RadioSelect,
    )
    quiet_from = forms.ChoiceField(label=_("Send me nothing from"), required=False, widget=forms.Select)
    quiet_to = forms.ChoiceField(label=_("until"), required=False, widget=forms.Select)
    time_zone = forms.ChoiceField(
        label=_("Your time zone"),
        help_text=_("Where you do not say it, we go by your postal address, then by your telephone number."),
        required=False,
        widget=forms.Select,
    )
    heartbeat = forms.BooleanField(
        label=_("Write to me now and then when nothing has changed for long"),
        help_text=_("It says where your file stands, and that there is nothing to do."),
        required=False,
    )

    def __init__(self, *args: Any, channels: Iterable[tuple[str, str]], reader: Language, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        usual = [("", _("As usual"))]
        for name, offered in (
            ("channel", list(channels)),
            ("quiet_from", usual + choices.hours()),
            ("quiet_to", usual + choices.hours()),
            ("time_zone", [("", _("Not said")), *choices.time_zones(reader)]),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = offered

    def clean(self) -> dict[str, Any]:
        """Return what was chosen; quiet hours begin and end, and not at the same hour."""
        said = super().clean() or {}
        begin, end = said.get("quiet_from"), said.get("quiet_to")
        if bool(begin) != bool(end):
            self.add_error("quiet_to" if begin else "quiet_from", _("Choose both hours, or none."))
        elif begin and begin == end:
            self.add_error("quiet_to", _("Choose two different hours."))
        return said

    @property
    def timing(self) -> Timing:
        """Return how often and when."""
        said = self.cleaned_data
        return Timing(
            Frequency(said["frequency"]),
            choices.hour_of(said["quiet_from"]),
            choices.hour_of(said["quiet_to"]),
            heartbeat=said["heartbeat"],
        )

    @property
    def way(self) -> tuple[Language, NoticeChannel]:
        """Return language and channel."""
        return Language(self.cleaned_data["language"]), NoticeChannel(self.cleaned_data["channel"])


class NeedsForm(forms.Form):
    """What somebody needs to understand and be understood."""

    formats = forms.MultipleChoiceField(
        label=_("How you read or hear what we send"),
        choices=Format.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    interpreter = forms.ChoiceField(
        label=_("Language in which you want an interpreter"),
        help_text=_("Sign languages are at the top. An interpreter costs you nothing."),
        required=False,
    )
    access_needs = forms.CharField(
        label=_("What else we should know to serve you well"),
        help_text=_("For example: I use a wheelchair; please speak slowly; I cannot use the telephone."),
        required=False,
        max_length=LONGEST_WORDS,
        widget=CountedTextarea(limit=LONGEST_WORDS, rows=4),
    )

    def __init__(self, *args: Any, reader: Language, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["interpreter"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("No interpreter")), *choices.interpreted(reader)]

    @property
    def needs(self) -> Needs:
        """Return what was said."""
        said = self.cleaned_data
        return Needs(tuple(Format(code) for code in said["formats"]), said["interpreter"], said["access_needs"])


class NameForm(forms.Form):
    """How somebody is called and spoken of."""

    name = forms.CharField(
        label=_("The name we use"),
        help_text=_("One word is enough. Leave it empty to use the name on your official documents."),
        required=False,
        max_length=200,
    )
    other_script = forms.CharField(label=_("The same name in another script"), required=False, max_length=200)
    said_as = forms.CharField(
        label=_("How to say it"), help_text=_("For example: “nwin” for Nguyễn."), required=False, max_length=120
    )
    gender = forms.ChoiceField(label=_("Gender"), required=False, widget=forms.RadioSelect)
    pronouns = forms.CharField(
        label=_("Pronouns"), help_text=_("For example: she/her, he/him, they/them."), required=False, max_length=40
    )
    greeting = forms.CharField(
        label=_("How to begin a letter to you"), help_text=_("For example: Dear Sam"), required=False, max_length=60
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["gender"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [*Gender.choices, ("", _("I would rather not say"))]

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


class EmailForm(forms.Form):
    """A new e-mail address."""

    value = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("We send a code there, to be sure that it reaches you."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
    )

    def clean_value(self) -> str:
        """Return the address in small letters."""
        return str(self.cleaned_data["value"]).lower()


class TelephoneForm(forms.Form):
    """A new telephone number."""

    value = forms.CharField(
        label=_("Mobile telephone number"),
        help_text=_(
            "With the code of the country where it is not Canadian: +213 551 23 45 67. We send it a code by text."
        ),
        max_length=40,
        widget=TelephoneInput(),
    )

    def clean_value(self) -> str:
        """Return the number as it is kept. Raises ValidationError where it can be none."""
        number = choices.telephone(self.cleaned_data["value"])
        if number is None:
            raise ValidationError(_("Check the number: this one is too short or too long for a telephone number."))
        return number


class CodeForm(forms.Form):
    """The code that was sent."""

    code = CodeField(label=_("The code that we sent"))


class SafetyForm(forms.Form):
    """The only way in which somebody in danger is reached."""

    email = forms.EmailField(
        label=_("An e-mail address that only you read"), required=False, max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )  # fmt: skip
    phone = forms.CharField(
        label=_("A telephone that only you use"),
        required=False,
        max_length=40,
        widget=TelephoneInput({"autocomplete": "off"}),
    )
    hours_from = forms.ChoiceField(label=_("Write to me only from"), required=False)
    hours_to = forms.ChoiceField(label=_("until"), required=False)
    words = forms.CharField(
        label=_("What our staff must know"),
        help_text=_("For example: never leave a voice message; do not speak to my husband."),
        required=False,
        max_length=LONGEST_WORDS,
        widget=CountedTextarea(limit=LONGEST_WORDS, rows=4),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("hours_from", "hours_to"):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [("", _("At any hour")), *choices.hours()]

    def clean_phone(self) -> str:
        """Return the number as it is kept, or nothing. Raises ValidationError where it can be none."""
        typed = self.cleaned_data["phone"]
        number = choices.telephone(typed) if typed else ""
        if number is None:
            raise ValidationError(_("Check the number: this one is too short or too long for a telephone number."))
        return number

    def clean(self) -> dict[str, Any]:
        """Return what was said; safe hours begin and end."""
        said = super().clean() or {}
        if bool(said.get("hours_from")) != bool(said.get("hours_to")):
            self.add_error("hours_to" if said.get("hours_from") else "hours_from", _("Choose both hours, or none."))
        return said

    @property
    def safe(self) -> Safe:
        """Return the safe way."""
        said = self.cleaned_data
        return Safe(
            said["email"].lower(),
            said["phone"],
            choices.hour_of(said["hours_from"]),
            choices.hour_of(said["hours_to"]),
            said["words"].strip(),
        )


def telling_now(serving: Serving, *, language: str, channel: str, time_zone: str) -> Mapping[str, Any]:
    """Return what a client chose until now, as the form has it."""
    return {
        "language": language,
        "channel": channel,
        "frequency": serving.frequency,
        "quiet_from": f"{serving.quiet_from:%H:%M}" if serving.quiet_from else "",
        "quiet_to": f"{serving.quiet_to:%H:%M}" if serving.quiet_to else "",
        "time_zone": time_zone,
        "heartbeat": serving.heartbeat,
    }


def safety_now(safe: Safe | None) -> Mapping[str, Any]:
    """Return the safe way of now, as the form has it."""
    if safe is None:
        return {}
    return {
        "email": safe.email,
        "phone": safe.phone,
        "hours_from": f"{safe.hours_from:%H:%M}" if safe.hours_from else "",
        "hours_to": f"{safe.hours_to:%H:%M}" if safe.hours_to else "",
        "words": safe.words,
    }


def name_now(serving: Serving) -> Mapping[str, Any]:
    """Return how somebody is called until now, as the form has it."""
    used = [name.text for name in serving.names_used]
    return {
        "name": used[0] if used else "",
        "other_script": used[1] if len(used) > 1 else "",
        "said_as": serving.said_as,
        "gender": serving.gender or "",
        "pronouns": serving.pronouns,
        "greeting": serving.greeting,
    }


def needs_now(serving: Serving) -> Mapping[str, Any]:
    """Return what a client needs until now, as the form has it."""
    return {"formats": serving.formats, "interpreter": serving.interpreter, "access_needs": serving.access_needs}
