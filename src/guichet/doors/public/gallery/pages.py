"""The gallery, and two whole pages made of its parts: a file as its client sees it, a client as the desk does."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from guichet.design import parts
from guichet.doors.public.gallery import examples
from guichet.doors.public.gallery.examples import Chapter, Sayer
from guichet.doors.public.gallery.forms import ExampleForm, filled_wrongly
from guichet.foundation.languages import Language


@dataclass(frozen=True, kw_only=True)
class GalleryPage:
    """Every component in every state, and a form with every control."""

    heading: str
    chapters: Sequence[Chapter]
    blank_form: ExampleForm
    wrong_form: ExampleForm
    pages: parts.ButtonRow


@dataclass(frozen=True, kw_only=True)
class StatusPage:
    """One file as its client sees it; the person and the file are invented."""

    heading: str
    number: str
    back: parts.BackLink
    hero: parts.StatusHero
    main: Sequence[parts.Section]
    beside: Sequence[parts.Section]


@dataclass(frozen=True, kw_only=True)
class DeskPage:
    """One client as the support centre sees them; the person is invented."""

    heading: str
    other_name: str
    known_by: str
    tags: Sequence[parts.Tag]
    menu: parts.NavigationList
    search: parts.SearchBox
    keys: parts.KeyHelp
    breadcrumbs: parts.Breadcrumbs
    notice: parts.NoticeBanner
    person: parts.SummaryList
    tabs: parts.Tabs
    main: Sequence[parts.Section]
    reason: parts.Section
    beside: Sequence[parts.Section]
    actions: parts.ActionBar


def gallery_page(language: Language) -> GalleryPage:
    """Return the gallery in one language."""
    say = Sayer(language)
    return GalleryPage(
        heading=_("Design"),
        chapters=examples.chapters(language),
        blank_form=ExampleForm(say),
        wrong_form=filled_wrongly(say),
        pages=parts.ButtonRow(
            items=[
                parts.Button(text=_("A file, as its client sees it"), href="?page=status"),
                parts.Button(text=_("A client, as the support centre sees them"), href="?page=desk", kind="secondary"),
            ]
        ),
    )


def status_page(language: Language, *, turn: str = "us") -> StatusPage:
    """Return an invented file as its client sees it; `turn` is `us` or `you`."""
    say = Sayer(language)
    return StatusPage(
        heading=say("Visitor visa", "Visa de visiteur"),
        number="V300123456",
        back=parts.BackLink(href="?", text=say("Your files", "Vos dossiers")),
        hero=examples.hero_for_client(say) if turn == "you" else examples.hero(say),
        main=[
            parts.Section(
                id="steps",
                title=say("The steps of your file", "Les étapes de votre dossier"),
                items=[examples.steps(say)],
            ),
            parts.Section(
                id="timeline",
                title=say("Everything that happened", "Tout ce qui s’est passé"),
                items=[examples.timeline(say)],
            ),
        ],
        beside=[
            parts.Section(
                id="clocks",
                title=say("Days so far", "Jours écoulés"),
                items=[
                    parts.TwoClocks(
                        with_us=43,
                        with_you=7,
                        running=turn,
                        allowed=60,
                        text=say(
                            "Days while we wait for you do not count in our standard.",
                            "Les jours où nous vous attendons ne comptent pas dans notre norme.",
                        ),
                    )
                ],
            ),
            parts.Section(
                id="documents",
                title=say("Documents", "Documents"),
                items=[examples.files(say)],
            ),
            parts.Section(
                id="ask",
                title=say("Ask us about this file", "Une question sur ce dossier"),
                items=[examples.contact_ways(say)],
            ),
            parts.Section(
                id="looks",
                title=say("Who looked at your file", "Qui a consulté votre dossier"),
                items=[
                    parts.SummaryList(
                        rows=[
                            parts.SummaryRow(
                                key=say("November 9, 2026", "9 novembre 2026"),
                                value=say("An officer in Ottawa, to work on it", "Un agent d’Ottawa, pour le traiter"),
                            ),
                            parts.SummaryRow(
                                key=say("November 3, 2026", "3 novembre 2026"),
                                value=say(
                                    "The support centre, since you called",
                                    "Le centre de soutien, à la suite de votre appel",
                                ),
                            ),
                        ],
                    )
                ],
            ),
        ],
    )


def desk_page(language: Language) -> DeskPage:
    """Return an invented client as the support centre sees them."""
    say = Sayer(language)
    return DeskPage(
        heading="Mohamed Elamine",
        other_name="محمد الأمين",
        known_by=say(
            "UCI 1112-2233-34 · born February 3, 1991 · Algeria", "IUC 1112-2233-34 · né le 3 février 1991 · Algérie"
        ),
        tags=[
            parts.Tag(text=say("Speaks French", "Parle français"), kind="info"),
            parts.Tag(text=say("E-mail not delivered", "Courriel non livré"), kind="danger"),
        ],
        menu=parts.NavigationList(
            label=say("Support desk", "Centre de soutien"),
            items=[
                parts.NavigationItem(text=say("Search", "Recherche"), href="?page=desk", current=True, key="g s"),
                parts.NavigationItem(text=say("My work", "Mon travail"), href="?page=desk", count=5, key="g w"),
                parts.NavigationItem(
                    text=say("Undelivered notices", "Avis non livrés"), href="?page=desk", count=12, key="g u"
                ),
                parts.NavigationItem(text=say("Programs", "Programmes"), href="?page=desk", key="g p"),
            ],
        ),
        search=parts.SearchBox(
            action="?page=desk",
            kept=[("page", "desk")],
            label=say("Name, UCI, number, e-mail, telephone", "Nom, IUC, numéro, courriel, téléphone"),
            key="/",
        ),
        keys=parts.KeyHelp(
            keys=[
                parts.Key(keys="/", text=say("Search", "Rechercher")),
                parts.Key(keys="g w", text=say("Go to my work", "Aller à mon travail")),
                parts.Key(keys="a", text=say("Answer", "Répondre")),
            ]
        ),
        breadcrumbs=parts.Breadcrumbs(
            links=[parts.Link(text=say("Search: elamine", "Recherche : elamine"), href="?page=desk")]
        ),
        notice=parts.NoticeBanner(
            kind="warning",
            title=say("Zoë Leduc has this client open too.", "Zoë Leduc a aussi ouvert ce client."),
        ),
        person=_person(say),
        tabs=parts.Tabs(
            label=say("This client", "Ce client"),
            items=[
                parts.Tab(text=say("Overview", "Aperçu"), href="?page=desk", current=True),
                parts.Tab(text=say("Files", "Dossiers"), href="?page=desk", count=3),
                parts.Tab(text=say("Notices", "Avis"), href="?page=desk", count=14),
                parts.Tab(text=say("Who looked", "Consultations"), href="?page=desk"),
            ],
        ),
        main=[
            parts.Section(id="files", title=say("Files", "Dossiers"), items=[_files(say)]),
            parts.Section(
                id="timeline",
                title=say("Timeline", "Chronologie"),
                items=[examples.timeline(say, dense=True)],
            ),
        ],
        reason=_reason(say),
        beside=[
            parts.Section(
                id="promised",
                title=say("What we promised", "Ce que nous avons promis"),
                items=[
                    parts.TwoClocks(with_us=43, with_you=7, running="us", allowed=60, for_staff=True),
                    _promises(say),
                ],
            ),
            parts.Section(id="person", title=say("Person", "Personne"), items=[_person(say)]),
        ],
        actions=parts.ActionBar(
            label=say("This client", "Ce client"),
            buttons=[
                parts.Button(text=say("Answer", "Répondre"), href="?page=desk", key="a"),
                parts.Button(text=say("Note a call", "Noter un appel"), href="?page=desk", kind="secondary", key="n"),
                parts.Button(text=say("Transfer", "Transférer"), href="?page=desk", kind="secondary", key="t"),
            ],
        ),
    )


def _files(say: Sayer) -> parts.Table:
    with_us, with_client = say("With us", "Chez nous"), say("With the client", "Chez le client")
    return parts.Table(
        caption=say("Files", "Dossiers"),
        caption_hidden=True,
        dense=True,
        sort="due",
        query="page=desk",
        columns=[
            parts.Column(label=say("Number", "Numéro"), sort="number"),
            parts.Column(label=say("Program", "Programme"), sort="program"),
            parts.Column(label=say("What the client reads", "Ce que lit le client")),
            parts.Column(label=say("Turn", "À qui d’agir")),
            parts.Column(label=say("Due", "Échéance"), sort="due"),
            parts.Column(label=say("Days", "Jours"), sort="days", number=True),
        ],
        rows=[
            parts.Row(
                cells=[
                    "S300987654",
                    say("Study permit", "Permis d’études"),
                    say("We need one more document from you.", "Il nous manque un document de votre part."),
                    parts.Tag(text=with_client, kind="warning"),
                    say("Nov. 30", "30 nov."),
                    "11",
                ],
                href="?page=status&turn=you",
                urgent=True,
            ),
            parts.Row(
                cells=[
                    "V300123456",
                    say("Visitor visa", "Visa de visiteur"),
                    say("We are checking your documents.", "Nous vérifions vos documents."),
                    parts.Tag(text=with_us, kind="info"),
                    say("Dec. 7", "7 déc."),
                    "43",
                ],
                href="?page=status",
            ),
            parts.Row(
                cells=[
                    "V298004410",
                    say("Visitor visa", "Visa de visiteur"),
                    say("We approved your visa.", "Nous avons accordé votre visa."),
                    parts.Tag(text=say("Closed", "Clos"), kind="success"),
                    "–",
                    "28",
                ],
                href="?page=status",
            ),
        ],
    )


def _reason(say: Sayer) -> parts.Section:
    return parts.Section(
        id="reason",
        title=say("Why they probably call", "Pourquoi il appelle sans doute"),
        intro=say(
            "Our e-mail of November 9 about the missing document came back.",
            "Notre courriel du 9 novembre au sujet du document manquant nous est revenu.",
        ),
        items=[
            parts.SummaryList(
                dense=True,
                rows=[
                    parts.SummaryRow(
                        key=say("Say", "À dire"),
                        value=say(
                            "We need your proof of funds by November 30. You can send a photo of it in your account.",
                            "Il nous faut votre preuve de fonds d’ici le 30 novembre. Vous pouvez en envoyer une photo "
                            "depuis votre compte.",
                        ),
                    ),
                    parts.SummaryRow(
                        key=say("Source", "Source"),
                        value=parts.Link(
                            text=say("Letter of November 9, 2026", "Lettre du 9 novembre 2026"), href="?page=desk"
                        ),
                    ),
                ],
            ),
        ],
    )


def _promises(say: Sayer) -> parts.SummaryList:
    return parts.SummaryList(
        dense=True,
        rows=[
            parts.SummaryRow(
                key=say("Decision by", "Décision avant le"), value=say("December 7, 2026", "7 décembre 2026")
            ),
            parts.SummaryRow(key=say("Callback", "Rappel"), value=say("Today before 5 p.m.", "Aujourd’hui avant 17 h")),
        ],
    )


def _person(say: Sayer) -> parts.SummaryList:
    change = parts.Link(text=say("Change", "Modifier"), detail=say("the e-mail", "le courriel"), href="?page=desk")
    return parts.SummaryList(
        dense=True,
        rows=[
            parts.SummaryRow(key=say("UCI", "IUC"), value="1112-2233-34"),
            parts.SummaryRow(key=say("Born", "Naissance"), value=examples.day(date(1991, 2, 3), say)),
            parts.SummaryRow(key=say("E-mail", "Courriel"), value="m@example.org", action=change),
            parts.SummaryRow(key=say("Telephone", "Téléphone"), value="+213 551 23 45 67"),
            parts.SummaryRow(key=say("Country", "Pays"), value=say("Algeria", "Algérie")),
        ],
    )
