"""The form in which an article is written: both languages side by side, and what is known about it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from pydantic import ValidationError

from guichet.design.forms import DateField
from guichet.knowledge.rules import Article
from guichet.knowledge.terms import Audience, Does, Tool, Topic
from guichet.programs.terms import Certainty

LANGUAGES = ("en", "fr")


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _words(text: str) -> list[str]:
    return text.replace(",", " ").split()


class ArticleForm(forms.Form):
    """All of an article. What the rules of articles find wrong is said at its field."""

    id = forms.SlugField(
        label=_("Name in the address"),
        help_text=_("Small letters and hyphens, the same in both languages. It never changes."),
        max_length=60,
    )
    topic = forms.ChoiceField(label=_("Topic"), choices=Topic.choices)
    owner = forms.CharField(label=_("Unit that answers for it"), max_length=60)
    review_by = DateField(label=_("To be read again by"))
    audiences = forms.MultipleChoiceField(
        label=_("For whom"), choices=Audience.choices, widget=forms.CheckboxSelectMultiple
    )
    programs = forms.CharField(label=_("Codes of programs"), help_text=_("With spaces between them."), required=False)
    does = forms.ChoiceField(label=_("What it does"), choices=Does.choices)
    tool = forms.ChoiceField(label=_("Tool"), choices=[("", _("None")), *Tool.choices], required=False)
    see = forms.CharField(
        label=_("See also"),
        help_text=_("Names of four other articles at most, with spaces between them."),
        required=False,
    )
    source = forms.CharField(label=_("Source"), help_text=_("The law first: IRPR s.181; our manual."))
    status = forms.ChoiceField(label=_("How sure we are"), choices=Certainty.choices)
    en_title = forms.CharField(
        label=_("Title in English"), max_length=120, widget=forms.TextInput(attrs={"lang": "en"})
    )
    en_answer = forms.CharField(
        label=_("The answer at once, in English"), widget=forms.Textarea(attrs={"rows": 4, "lang": "en"})
    )
    en_body = forms.CharField(label=_("The rest, in English"), widget=forms.Textarea(attrs={"rows": 16, "lang": "en"}))
    en_questions = forms.CharField(
        label=_("What people ask, in English"),
        help_text=_("One question on each line, eight or more."),
        widget=forms.Textarea(attrs={"rows": 9, "lang": "en"}),
    )
    fr_title = forms.CharField(label=_("Title in French"), max_length=120, widget=forms.TextInput(attrs={"lang": "fr"}))
    fr_answer = forms.CharField(
        label=_("The answer at once, in French"), widget=forms.Textarea(attrs={"rows": 4, "lang": "fr"})
    )
    fr_body = forms.CharField(label=_("The rest, in French"), widget=forms.Textarea(attrs={"rows": 16, "lang": "fr"}))
    fr_questions = forms.CharField(
        label=_("What people ask, in French"),
        help_text=_("One question on each line, eight or more."),
        widget=forms.Textarea(attrs={"rows": 9, "lang": "fr"}),
    )

    def __init__(self, *args: Any, article: Article | None = None, today: Any, **kwargs: Any) -> None:
        """Begin with an article, or with nothing; `today` is the day on which it is read through."""
        if article:
            kwargs.setdefault("initial", _initial(article))
        super().__init__(*args, **kwargs)
        self.today = today
        self.article: Article | None = None
        if article:
            self.fields["id"].disabled = True

    def clean(self) -> dict[str, Any]:
        """Make the article; what is wrong with it stands at its field, or above the form."""
        said = super().clean() or {}
        if self.errors:
            return said
        try:
            self.article = Article.model_validate(_values(said, self.today))
        except ValidationError as error:
            for one in error.errors(include_url=False):
                self.add_error(_field_of(one["loc"]), _worded(str(one["type"]), str(one["msg"])))
        return said


def _values(said: dict[str, Any], today: Any) -> dict[str, Any]:
    return {
        **{name: said[name] for name in ("id", "topic", "owner", "review_by", "audiences", "does", "tool", "source")},
        "status": said["status"],
        "reviewed_on": today,
        "programs": [word.upper() for word in _words(said["programs"])],
        "see": _words(said["see"]),
        **{
            language: {
                "title": said[f"{language}_title"],
                "answer": " ".join(said[f"{language}_answer"].split()),
                "body": said[f"{language}_body"].replace("\r\n", "\n"),
                "questions": _lines(said[f"{language}_questions"]),
            }
            for language in LANGUAGES
        },
    }


def _initial(article: Article) -> dict[str, Any]:
    values = article.model_dump(mode="json")
    values["programs"], values["see"] = " ".join(article.programs), " ".join(article.see)
    values["review_by"] = article.review_by
    for language in LANGUAGES:
        for name, value in values[language].items():
            values[f"{language}_{name}"] = "\n".join(value) if isinstance(value, list) else value
    return values


def _field_of(place: tuple[int | str, ...]) -> str | None:
    if not place:
        return None
    return f"{place[0]}_{place[1]}" if place[0] in LANGUAGES and len(place) > 1 else str(place[0])


def _worded(kind: str, message: str) -> str:
    """Return what is wrong, in the reader’s language where it is one of the usual faults."""
    return str(FAULTS.get(kind) or FAULTS.get(message) or _("This cannot be taken as it is written."))


FAULTS = {
    "string_too_short": _("The answer is too short: it must stand by itself, in 50 characters or more."),
    "string_too_long": _("This is too long. An answer has 360 characters at most, a title 120."),
    "too_short": _("Add more: eight questions or more in each language."),
    "too_long": _("Four other articles at most."),
    "string_pattern_mismatch": _("Use small letters, digits, hyphens and dots only."),
    "Value error, review_by must lie after reviewed_on": _("The next day of review must lie ahead."),
    "Value error, an article that leads to a tool names it": _("Choose a tool where it leads to one."),
    "Value error, where a person must help, no tool does": _("Choose no tool where a person must help."),
    "Value error, the English and the French name different figures": _(
        "The English and the French must name the same figures, such as {fee:VR}."
    ),
    "Value error, an article does not lead to itself": _("An article does not lead to itself."),
}


class SendBackForm(forms.Form):
    """Why a version goes back to who wrote it."""

    why = forms.CharField(
        label=_("What should be changed?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Say what should be changed.")},
    )


class ReviewForm(forms.Form):
    """That an article is right as it is, and until when."""

    review_by = DateField(label=_("To be read again by"))
