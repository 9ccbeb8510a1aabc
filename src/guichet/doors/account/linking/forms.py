"""What somebody says of a file that they want to link."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from guichet.clients.rules import Claim
from guichet.design.forms import DateField
from guichet.foundation.countries import country_names
from guichet.foundation.languages import Language


class LinkingForm(forms.Form):
    """The number of a file, and facts that prove it is one’s own."""

    number = forms.CharField(
        label=_("Your client identifier (UCI) or application number"),
        help_text=_("It is on every letter from us, such as 11-1222-3334 or V300123456."),
        max_length=40,
        widget=forms.TextInput(attrs={"class": "width-20", "autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": _("Enter the number.")},
    )
    birth_date = DateField(label=_("Date of birth"), help_text=_("As on the application."), birthday=True)
    family_name = forms.CharField(
        label=_("Family name"),
        help_text=_("As on the application, in any script. Leave it out if you have a single name."),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
    )
    country = forms.ChoiceField(
        label=_("Country of citizenship"), help_text=_("Needed only without a family name."), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["country"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = [("", _("Choose a country")), *country_names(Language.of(get_language())).items()]

    def clean(self) -> dict[str, Any]:
        """Return what was entered; one of family name and country must be."""
        entered = super().clean() or {}
        if not self.errors and not (entered.get("family_name") or entered.get("country")):
            self.add_error("family_name", _("Enter your family name, or choose your country of citizenship."))
        return entered

    def claim(self) -> Claim:
        """Return what was entered, the number apart."""
        entered = self.cleaned_data
        return Claim(entered["birth_date"], entered["family_name"], entered["country"])
