"""Help: all ways to reach us, how accessible these pages are, what becomes of what we know about people."""

from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from guichet.assistant.queries import limits
from guichet.design import parts
from guichet.design.dates import long_day
from guichet.doors.crises import crisis_banners
from guichet.doors.public.pages import ReadingPage
from guichet.doors.ways import contact_ways
from guichet.foundation.languages import Language

# When these statements were last read through; a page that says how things are must say when.
READ_THROUGH = date(2026, 11, 22)


def contact_page(language: Language, on: date) -> ReadingPage:
    """Return all ways to reach us."""
    return ReadingPage(
        heading=_("Contact us"),
        lead=_("Choose the way that suits you, in English or in French. We never ask why you did not use another."),
        sections=[
            *crisis_banners(language),
            contact_ways(on, language),
            parts.Section(
                id="before",
                title=_("Before you write or call"),
                items=[
                    parts.Bullets(
                        items=[
                            _("Your account shows what an agent sees: what is happening, and what comes next."),
                            _("An agent cannot decide your application or make it go faster."),
                            _("Have your application number ready. It is on every message in your account."),
                            _("We never ask for your sign-in code or your bank card. Whoever does is not one of us."),
                        ]
                    )
                ],
            ),
            parts.Section(
                id="format",
                title=_("In another form"),
                items=[
                    parts.Paragraphs(
                        texts=[
                            _("You may ask for any of our letters in large print, in braille or read aloud."),
                            _("Somebody may speak for you, if you tell us so."),
                        ]
                    )
                ],
            ),
            _as_of(on),
        ],
    )


def accessibility_page() -> ReadingPage:
    """Return the statement on accessibility, with what is still missing."""
    return ReadingPage(
        heading=_("Accessibility"),
        lead=_("These pages are for everybody. Where they are not yet, we want to know."),
        sections=[
            parts.Section(
                id="aim",
                title=_("What we aim for"),
                items=[
                    parts.Bullets(
                        items=[
                            _("Level AA of the Web Content Accessibility Guidelines 2.2, in both official languages."),
                            _("Every task without a mouse, with a screen reader, on a small phone and when enlarged."),
                            _("Every task without scripts, and on a slow line."),
                            _("Words that most people understand when they read them once."),
                        ]
                    )
                ],
            ),
            parts.Section(
                id="checked",
                title=_("How we check"),
                items=[
                    parts.Paragraphs(
                        texts=[
                            _("Each change is checked by a program (axe) in both languages, at a width of 320 pixels."),
                            _("A program finds only part of what hinders people. Tests with people are still to come."),
                        ]
                    )
                ],
            ),
            parts.Section(
                id="gaps",
                title=_("What is missing"),
                items=[
                    parts.Bullets(
                        items=[
                            _("Nobody who uses a screen reader every day has tried all of these pages yet."),
                            _("There are no sign language videos yet."),
                            _("Documents cannot be sent through the account yet, only by mail."),
                            _("The reading level of our sentences was judged by us, not measured with readers."),
                        ]
                    )
                ],
            ),
            parts.Section(
                id="tell",
                title=_("Tell us"),
                items=[
                    parts.Paragraphs(
                        texts=[_("If something stops you, tell us. We will help you another way at once.")]
                    ),
                    _contact_button(),
                ],
            ),
            _as_of(READ_THROUGH),
        ],
    )


def privacy_page(language: Language, on: date) -> ReadingPage:
    """Return what becomes of what we know about people, by the limits in force on a day."""
    department = settings.DEPARTMENT_NAME[language]
    return ReadingPage(
        heading=_("Privacy"),
        lead=_("What we know about you, who may see it, and what you can do."),
        sections=[
            parts.Section(
                id="known",
                title=_("What we hold"),
                items=[
                    parts.Paragraphs(
                        texts=[
                            _("%(department)s holds what you gave us with your applications, and what became of them.")
                            % {"department": department},
                            _("Your account adds your e-mail address, your language and how you want to be told."),
                        ]
                    )
                ],
            ),
            parts.Section(
                id="seen",
                title=_("Who sees it"),
                items=[
                    parts.Bullets(
                        items=[
                            _("You, after you sign in and show with facts that a file is yours."),
                            _("Our staff, only for a stated reason. Each look is logged, and you can read the log."),
                            _("Those who carry our messages: texts hold no facts, e-mails no numbers and no names."),
                        ]
                    )
                ],
            ),
            parts.Section(
                id="asking",
                title=_("When you ask, search or prepare"),
                items=[
                    parts.Bullets(
                        items=[
                            _(
                                "Numbers, addresses and dates of birth are taken out of your words before they "
                                "are kept."
                            ),
                            _("Your words are kept for %(n)s days, longer where a person took over, and then they go.")
                            % {"n": limits(on).keep.days},
                            _("What you answer or note down here goes with your visit, unless you have it kept."),
                        ]
                    )
                ],
            ),
            parts.Section(
                id="cookies",
                title=_("Cookies"),
                items=[
                    parts.Paragraphs(
                        texts=[
                            _(
                                "Four, all ours. One keeps this visit together, one protects forms, one keeps your "
                                "language, and one knows a device that you signed in on."
                            ),
                            _("Nothing is loaded from other sites. We count how often a page is read, never by whom."),
                        ]
                    )
                ],
            ),
            parts.Section(
                id="rights",
                title=_("What you can do"),
                items=[
                    parts.Bullets(
                        items=[
                            _("Read in your account everything that happened with your file, and who looked at it."),
                            _("Ask us to correct what is wrong."),
                            _("Ask for the records we hold about you, under the Privacy Act."),
                            _("Complain to the Privacy Commissioner, who does not depend on us."),
                        ]
                    ),
                    _contact_button(),
                ],
            ),
            _as_of(READ_THROUGH),
        ],
    )


def _contact_button() -> parts.Button:
    return parts.Button(text=_("Contact us"), href=reverse("public:contact"), kind=parts.ButtonKind.SECONDARY)


def _as_of(day: date) -> parts.Part:
    return parts.Paragraphs(texts=[_("As of %(day)s.") % {"day": long_day(day)}])
