"""The page of a crisis: what everybody reads, and the form."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.forms import BaseForm
from django.urls import reverse
from django.utils.translation import gettext as _

from guichet.crises.queries import CrisisFacts
from guichet.design import parts
from guichet.foundation.languages import Language


@dataclass(frozen=True, kw_only=True)
class CrisisPage:
    """What happened, and where to write; once it is closed, where to write now."""

    heading: str
    lead: str
    above: Sequence[parts.Content]
    form: BaseForm | None
    submit: str


def crisis_page(one: CrisisFacts, form: BaseForm | None, language: Language) -> CrisisPage:
    """Return the page of a crisis, with its form while it is open."""
    if form is None:
        return CrisisPage(
            heading=one.name.say(language),
            lead=_("This form is closed. What you sent keeps its number, and we answer it."),
            above=[
                parts.Paragraphs(texts=[parts.Link(text=_("Ask us in writing"), href=reverse("public:ask"))]),
            ],
            form=None,
            submit="",
        )
    return CrisisPage(
        heading=one.name.say(language),
        lead=one.first_words.say(language),
        above=[parts.Bullets(items=_before(one))],
        form=form,
        submit=_("Send"),
    )


def _before(one: CrisisFacts) -> list[parts.Content]:
    said: list[parts.Content] = [
        _("If a life is in danger, call the emergency number of where you are first."),
        _("You get a number at once. We read first what comes from those most at risk."),
        _("You may leave out every question but the words."),
    ]
    if one.box:
        said.append(_("You can also write to %(address)s.") % {"address": one.box})
    return said
