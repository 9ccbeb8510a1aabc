"""Forms read well: dates in three boxes, codes with blanks, errors that lead to their field."""

import re
from datetime import date
from typing import Any

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.template import Context, Template
from django.utils.translation import override

from guichet.design.forms import CodeField, CountedTextarea, DateField, month_number


class Registration(forms.Form):
    name = forms.CharField(help_text="As in your <passport>.")
    nickname = forms.CharField(required=False)
    born = DateField(help_text="For example, 3 2 1991.", birthday=True)
    way = forms.ChoiceField(choices=[("email", "E-mail"), ("text", "Text")], widget=forms.RadioSelect)
    true = forms.BooleanField(help_text="All of it.")
    secret = forms.CharField(widget=forms.HiddenInput, required=False)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        (["3", "2", "1991"], date(1991, 2, 3)),
        ([" 03 ", "02", "1991"], date(1991, 2, 3)),
        (["3", "February", "1991"], date(1991, 2, 3)),
        (["3", "févr.", "1991"], date(1991, 2, 3)),
        (["29", "août", "2000"], date(2000, 8, 29)),
        (["29", "2", "2000"], date(2000, 2, 29)),
        (["٣", "٢", "١٩٩١"], date(1991, 2, 3)),
    ],
)
def test_a_date_is_read_as_people_write_it(typed: list[str], found: date) -> None:
    assert DateField().clean(typed) == found


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        (["", "", ""], "required"),
        (None, "required"),
        (["3", "", "1991"], "incomplete"),
        (["three", "2", "1991"], "no_number"),
        (["3", "jui", "1991"], "no_number"),
        (["3", "2", "91"], "year"),
        (["3", "2", "19910"], "year"),
        (["31", "2", "1991"], "no_date"),
        (["29", "2", "1900"], "no_date"),
        (["0", "2", "1991"], "no_date"),
        (["3", "13", "1991"], "no_date"),
    ],
)
def test_a_date_that_cannot_be_is_refused_with_its_reason(typed: Any, code: str) -> None:
    with pytest.raises(ValidationError) as refused:
        DateField().clean(typed)
    assert refused.value.code == code


def test_an_optional_date_may_be_left_empty() -> None:
    assert DateField(required=False).clean(["", " ", ""]) is None


def test_validators_of_a_date_see_the_date() -> None:
    field = DateField(validators=[MaxValueValidator(date(2000, 1, 1))])
    assert field.clean(["1", "1", "2000"]) == date(2000, 1, 1)
    with pytest.raises(ValidationError):
        field.clean(["2", "1", "2000"])


@pytest.mark.parametrize(
    ("text", "number"),
    [("1", 1), ("Jan", 1), ("MARS", 3), ("mar", 3), ("mai", 5), ("june", 6), ("juil", 7), ("Août", 8), ("aout", 8),
     ("déc.", 12), ("décembre", 12), ("ju", None), ("jui", None), ("x", None), ("", None)],
)  # fmt: skip
def test_a_month_may_be_a_word_of_either_language(text: str, number: int | None) -> None:
    assert month_number(text) == number


@pytest.mark.parametrize(("typed", "code"), [("123 456", "123456"), ("AB-12", "AB12"), (" 1 ", "1")])
def test_blanks_and_hyphens_in_a_code_are_forgiven(typed: str, code: str) -> None:
    assert CodeField().clean(typed) == code


def test_every_error_leads_to_a_control_that_exists() -> None:
    html = str(Registration({"born_day": "31", "born_month": "2", "born_year": "1991"}))
    targets = re.findall(r'href="#([^"]+)"', html)
    assert targets == ["id_name", "id_born_0", "id_way_0", "id_true"]
    assert all(f'id="{target}"' in html for target in targets)


def test_hint_and_error_are_read_with_their_control() -> None:
    html = str(Registration({}))
    for described in re.findall(r'aria-describedby="([^"]+)"', html):
        assert all(f'id="{one}"' in html for one in described.split())
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert '<fieldset aria-describedby="id_born_helptext id_born_error">' in html


def test_ids_are_unique() -> None:
    ids = re.findall(r'\bid="([^"]+)"', str(Registration({})))
    assert len(ids) == len(set(ids))


def test_hints_are_escaped() -> None:
    assert "As in your &lt;passport&gt;." in str(Registration())


def test_what_was_typed_comes_back_escaped() -> None:
    html = str(Registration({"name": '"><script>', "born_day": '"><script>'}))
    assert "<script" not in html


def test_only_optional_fields_are_marked() -> None:
    html = str(Registration())
    assert html.count('class="optional"') == 1
    assert html.index('class="optional"') > html.index("Nickname")


def test_hidden_fields_are_sent_too() -> None:
    assert '<input type="hidden" name="secret"' in str(Registration())


def test_an_error_of_a_hidden_field_is_still_seen() -> None:
    form = Registration({})
    form.add_error("secret", "Gone stale.")
    assert re.search(r"<li>\s*Secret: Gone stale\.\s*</li>", str(form))


def test_a_blank_form_has_no_error_summary() -> None:
    assert 'class="errors"' not in str(Registration())


def test_a_posted_form_carries_its_token_and_button() -> None:
    template = Template('{% post_form form submit=submit cancel="/back" %}')
    html = template.render(Context({"form": Registration(), "csrf_token": "token-1", "submit": "Go <on>"}))
    assert 'name="csrfmiddlewaretoken" value="token-1"' in html
    assert "Go &lt;on&gt;</button>" in html
    assert 'href="/back"' in html
    assert 'enctype="multipart/form-data"' not in html


def test_the_labels_of_a_date_are_in_the_language_of_the_page() -> None:
    with override("fr"):
        html = str(Registration())
    assert "Jour</label>" in html
    assert "Année</label>" in html
    assert "(facultatif)" in html


def test_a_text_says_how_much_may_be_written() -> None:
    class Question(forms.Form):
        text = forms.CharField(widget=CountedTextarea(limit=500))

    html = str(Question())
    assert 'data-count="500"' in html
    assert 'data-count-left="Characters left: #"' in html
