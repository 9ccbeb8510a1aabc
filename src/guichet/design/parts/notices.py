"""What a page says first: how far the service is, what has just happened, what is wrong, what was received."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from django import forms
from django.utils.translation import gettext as _

from guichet.design.parts.actions import Button
from guichet.design.parts.base import Content, Part, Words


@dataclass(frozen=True, kw_only=True)
class PhaseBanner(Part):
    """How far the service is (`alpha`, `beta`, or a deployer's own word), and how to say what is amiss."""

    phase: str
    feedback_href: str = ""

    @property
    def tag(self) -> str:
        """Return the phase in the language of the page; a deployer’s own word stays as it is."""
        return {"alpha": _("alpha"), "beta": _("beta")}.get(self.phase.lower(), self.phase)


class NoticeKind(StrEnum):
    """What a notice is about; each has a word and a shape beside its colour."""

    INFO = "info"
    SUCCESS = "success"
    WARNING = "warning"
    DANGER = "danger"


@dataclass(frozen=True, kw_only=True)
class NoticeBanner(Part):
    """Something that the person must know before the rest. `live` has it read out at once, after an action."""

    title: Words
    body: Content = ""
    kind: NoticeKind | str = NoticeKind.INFO
    action: Content = ""
    live: bool = False
    # Of its words, where it is not that of the page.
    language: str = ""


@dataclass(frozen=True, kw_only=True)
class Mistake:
    """One error, and the label and id of the field that mends it (empty where it is no single field's)."""

    text: Words
    field: Words = ""
    target: str = ""


@dataclass(frozen=True, kw_only=True)
class ErrorSummary(Part):
    """All errors of a form at its top, each a link to the field that mends it."""

    mistakes: Sequence[Mistake]
    focused: bool = True
    """Whether the page opens here, so that it is read out first."""

    @classmethod
    def of(cls, form: forms.BaseForm) -> Self:
        """Return the summary of a form's errors, in the order of its fields.

        A form with `errors_focused = False` leaves the page where it is.
        """
        general = [Mistake(text=str(text)) for text in form.non_field_errors()]
        hidden = [Mistake(text=str(text), field=field.label) for field in form.hidden_fields() for text in field.errors]
        seen = [
            Mistake(text=str(text), field=field.label, target=getattr(field, "target", "") or field.id_for_label)
            for field in form.visible_fields()
            for text in field.errors
        ]
        return cls(mistakes=[*general, *hidden, *seen], focused=getattr(form, "errors_focused", True))


@dataclass(frozen=True, kw_only=True)
class Confirmation(Part):
    """What was done, with the number to quote: the receipt at the end of a form."""

    title: Words
    number: str = ""
    number_label: Words = ""
    body: Content = ""


@dataclass(frozen=True, kw_only=True)
class EmptyState(Part):
    """What stands where there is nothing yet: why, and what may be done."""

    title: Words
    body: Content = ""
    action: Button | None = None
