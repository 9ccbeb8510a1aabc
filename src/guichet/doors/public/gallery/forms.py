"""One form with every control, for the gallery. Nothing is done with what is typed."""

from typing import Any

from django import forms

from guichet.design.forms import CodeField, CountedTextarea, DateField, DayInput, RowWidget, Slider, TelephoneInput
from guichet.doors.public.gallery.examples import Sayer


class _RowField(forms.MultiValueField):
    """A row whose value is what was typed in each of its controls."""

    def compress(self, data_list: list[Any]) -> list[Any]:
        """Return the values as they are."""
        return data_list


class ExampleForm(forms.Form):
    """Every control that a page may use, labelled in the language of the page."""

    errors_focused = False  # the gallery opens at its top, not at the example of errors

    def __init__(self, say: Sayer, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        yes, no = say("Yes", "Oui"), say("No", "Non")
        ways = [("email", say("By e-mail", "Par courriel")), ("text", say("By text message", "Par message texte"))]
        self.fields.update(
            {
                "name": forms.CharField(
                    label=say("Full name", "Nom complet"),
                    help_text=say("As it stands in your passport.", "Tel qu’il figure dans votre passeport."),
                    widget=forms.TextInput({"autocomplete": "name"}),
                ),
                "email": forms.EmailField(
                    label=say("E-mail address", "Adresse courriel"),
                    widget=forms.EmailInput({"autocomplete": "email"}),
                ),
                "telephone": forms.CharField(
                    label=say("Telephone", "Téléphone"), required=False, widget=TelephoneInput()
                ),
                "born": DateField(
                    label=say("Date of birth", "Date de naissance"),
                    help_text=say("For example, 3 2 1991.", "Par exemple, 3 2 1991."),
                    birthday=True,
                ),
                "children": forms.IntegerField(
                    label=say("Number of children", "Nombre d’enfants"),
                    min_value=0,
                    widget=forms.NumberInput({"class": "width-4"}),
                ),
                "years": forms.IntegerField(
                    label=say("Years of work", "Années de travail"),
                    widget=Slider(
                        least=0,
                        most=2,
                        words=[say("None", "Aucune"), say("1 year", "1 an"), say("2 years", "2 ans")],
                    ),
                ),
                "trip": _RowField(
                    label=say("Trip 1", "Voyage 1"),
                    fields=(forms.DateField(), forms.BooleanField()),
                    required=False,
                    widget=RowWidget(
                        {
                            "left": (say("Day you left", "Jour du départ"), DayInput()),
                            "work": (say("For work", "Pour le travail"), forms.CheckboxInput()),
                        }
                    ),
                ),
                "country": forms.ChoiceField(
                    label=say("Country where you live", "Pays où vous vivez"),
                    choices=[("CA", "Canada"), ("MA", say("Morocco", "Maroc")), ("PH", "Philippines")],
                ),
                "way": forms.ChoiceField(
                    label=say("How should we write to you?", "Comment devons-nous vous écrire ?"),
                    choices=ways,
                    widget=forms.RadioSelect,
                ),
                "news": forms.MultipleChoiceField(
                    label=say("What should we tell you?", "De quoi devons-nous vous informer ?"),
                    choices=[("steps", say("Each step", "Chaque étape")), ("dates", say("Dates", "Les dates"))],
                    widget=forms.CheckboxSelectMultiple,
                    required=False,
                ),
                "question": forms.CharField(
                    label=say("Your question", "Votre question"), widget=CountedTextarea(limit=500)
                ),
                "proof": forms.FileField(
                    label=say("Proof of funds", "Preuve de fonds"),
                    help_text=say("A photo or a PDF, 10 MB at most.", "Une photo ou un PDF, 10 Mo au plus."),
                    required=False,
                ),
                "code": CodeField(
                    label=say("The code that we sent you", "Le code que nous vous avons envoyé"),
                    help_text=say("It is valid for 15 minutes.", "Il est valide 15 minutes."),
                ),
                "sure": forms.BooleanField(
                    label=say("What I wrote is true.", "Ce que j’ai écrit est vrai."),
                    help_text=f"{yes} / {no}",
                ),
            }
        )


def filled_wrongly(say: Sayer) -> ExampleForm:
    """Return the form as it comes back with errors."""
    typed = {
        "wrong-name": "محمد الأمين",
        "wrong-email": "amina@",
        "wrong-born_day": "31",
        "wrong-born_month": "2",
        "wrong-born_year": "1991",
        "wrong-children": "-1",
        "wrong-country": "MA",
    }
    return ExampleForm(say, typed, prefix="wrong")
