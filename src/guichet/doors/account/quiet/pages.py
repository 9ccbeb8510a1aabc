"""What the page shows that turns off the words in a long silence."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from guichet.design import parts


@dataclass(frozen=True, kw_only=True)
class QuietPage:
    """What stopping means, and a button; names nobody, since anybody may hold the message."""

    heading: str
    text: parts.Paragraphs
    button: parts.Button


def quiet_page() -> QuietPage:
    """Return the question."""
    return QuietPage(
        heading=_("Stop messages that bring no news?"),
        text=parts.Paragraphs(
            texts=[
                _("When nothing happens for long, we write that your application is still active and what comes next."),
                _("If you stop these messages, we still write whenever something happens."),
            ]
        ),
        button=parts.Button(text=_("Stop these messages")),
    )
