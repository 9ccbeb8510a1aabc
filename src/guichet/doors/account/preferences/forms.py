"""In which language and by which way somebody wants to be told."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from guichet.clients.terms import NoticeChannel
from guichet.foundation.languages import Language


class PreferencesForm(forms.Form):
    """Language and channel."""

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

    def __init__(self, *args: Any, channels: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["channel"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = list(channels)

    @property
    def chosen(self) -> tuple[Language, NoticeChannel]:
        """Return what was chosen."""
        return Language(self.cleaned_data["language"]), NoticeChannel(self.cleaned_data["channel"])
