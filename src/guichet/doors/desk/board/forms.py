"""What a supervisor writes down of a colleague: languages, skills, team, how much at once."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from guichet.doors.desk.work.skills import LINES
from guichet.foundation.languages import Language
from guichet.worklists.queries import WorkerFacts, teams

_CODE = re.compile(r"[A-Za-z0-9_.:+/-]{1,60}")


class WorkerForm(forms.Form):
    """What a colleague can do. Nothing ticked means: whatever it is."""

    languages = forms.MultipleChoiceField(
        label=_("Answers in"),
        choices=[("en", _("English")), ("fr", _("French"))],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Nothing ticked means both."),
    )
    lines = forms.MultipleChoiceField(
        label=_("Lines of business"),
        choices=[(one.value, one.label) for one in LINES],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Nothing ticked here and no topic below means all."),
    )
    topics = forms.CharField(
        label=_("Topics"),
        required=False,
        max_length=1000,
        help_text=_("Codes of topics or programs, with spaces between them."),
    )
    team = forms.ChoiceField(label=_("Team"), required=False)
    at_once = forms.IntegerField(
        label=_("How many tasks at once"),
        required=False,
        min_value=0,
        max_value=50,
        widget=forms.NumberInput(attrs={"class": "width-4"}),
        help_text=_("Empty means as many as is usual here."),
    )

    def __init__(self, facts: WorkerFacts, language: Language, data: QueryDict | None = None) -> None:
        lines = {one.value for one in LINES}
        super().__init__(
            data,
            initial={
                "languages": facts.languages,
                "lines": [code for code in facts.skills if code in lines],
                "topics": " ".join(code for code in facts.skills if code not in lines),
                "team": facts.team,
                "at_once": facts.at_once,
            },
        )
        team = self.fields["team"]
        assert isinstance(team, forms.ChoiceField)
        named = [(code, name.say(language)) for code, name in teams(localdate()).items()]
        team.choices = [("", _("None")), *named]

    def clean_topics(self) -> list[str]:
        """Return the codes that were typed. Raises ValidationError where one is no code."""
        codes: list[str] = self.cleaned_data["topics"].split()
        if any(not _CODE.fullmatch(code) for code in codes):
            raise ValidationError(_("Use codes only: letters, digits and hyphens."))
        return codes
