"""An office of a member that is to be opened, and who runs its accounts first."""

from django import forms
from django.utils.translation import gettext_lazy as _

from guichet.foundation.languages import Language
from guichet.mp_enquiries.actions import NewOffice
from guichet.mp_enquiries.terms import House, MpRefusal

NAME = {"required": MpRefusal.NO_NAME.label}
ADDRESS = {"required": _("Enter the e-mail address."), "invalid": _("This is not a whole e-mail address.")}


class OfficeForm(forms.Form):
    """Which office, and its first person."""

    name = forms.CharField(
        label=_("Name of the office"),
        help_text=_("As constituents know it. They read it where it asks for consent."),
        max_length=120,
        error_messages=NAME,
    )
    member = forms.CharField(label=_("Name of the member or senator"), max_length=120, error_messages=NAME)
    house = forms.ChoiceField(
        label=_("House"),
        choices=[(one.value, one.label) for one in House],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the house.")},
    )
    riding = forms.CharField(label=_("Riding or region"), max_length=120, error_messages=NAME)
    language = forms.ChoiceField(
        label=_("In which language does the office read?"),
        choices=[(Language.EN.value, _("English")), (Language.FR.value, _("French"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a language.")},
    )
    email = forms.EmailField(
        label=_("E-mail address of the office"),
        help_text=_("It is told here that there is something to read. Addresses of its people must end in the same."),
        max_length=254,
        error_messages=ADDRESS,
    )
    first_name = forms.CharField(label=_("Who runs the office’s accounts"), max_length=120, error_messages=NAME)
    first_email = forms.EmailField(label=_("E-mail address of this person"), max_length=254, error_messages=ADDRESS)

    @property
    def office(self) -> NewOffice:
        """Return what was entered."""
        said = self.cleaned_data
        return NewOffice(
            name=said["name"],
            member=said["member"],
            house=House(said["house"]),
            riding=said["riding"],
            language=Language(said["language"]),
            email=said["email"],
            first_name=said["first_name"],
            first_email=said["first_email"],
        )

    def refuse(self, refusal: MpRefusal) -> None:
        """Say why it cannot be opened, at the field that mends it."""
        place = {MpRefusal.ADDRESS: "first_email", MpRefusal.ADDRESS_IN_USE: "email", MpRefusal.NO_NAME: "name"}
        self.add_error(place.get(refusal), str(refusal.label))
