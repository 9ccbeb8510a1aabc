"""Every component in every state, with invented people and dates. Each text stands here in both languages."""

from collections.abc import Sequence
from dataclasses import MISSING, dataclass, fields, replace
from datetime import UTC, date, datetime

from guichet.design import dates, parts
from guichet.doors.public.gallery.purposes import purpose_of
from guichet.foundation.languages import Language, Text

TODAY = date(2026, 11, 20)


@dataclass(frozen=True, slots=True)
class Example:
    """One component in one state."""

    state: str
    part: parts.Part


@dataclass(frozen=True, slots=True)
class Chapter:
    """One component: what it is for in the language of the page, how to make one, and its states."""

    kind: type[parts.Part]
    purpose: str
    examples: Sequence[Example]

    @property
    def name(self) -> str:
        """Return the name of the component."""
        return self.kind.__name__

    @property
    def signature(self) -> str:
        """Return how to make one: the fields, those that may be left out with a question mark."""
        free = {field.name for field in fields(self.kind) if field.default is not MISSING}
        names = [f"{field.name}{'?' if field.name in free else ''}" for field in fields(self.kind)]
        return f"{self.name}({', '.join(names)})"


class Sayer:
    """Says each text in the language of the page: `say("Yes", "Oui")`."""

    def __init__(self, language: Language) -> None:
        self.language = language

    def __call__(self, en: str, fr: str) -> str:
        return Text(en=en, fr=fr).say(self.language)


def moment(day: int, hour: int = 9, minute: int = 30, month: int = 11) -> datetime:
    """Return a moment of the autumn of 2026, UTC."""
    return datetime(2026, month, day, hour + 5, minute, tzinfo=UTC)


def chapters(language: Language) -> list[Chapter]:
    """Return every component with its examples, by name."""
    found: dict[type[parts.Part], list[Example]] = {}
    for example in every_example(Sayer(language)):
        found.setdefault(type(example.part), []).append(example)
    return [
        Chapter(kind=kind, purpose=purpose_of(kind, language), examples=found[kind])
        for kind in sorted(found, key=lambda kind: kind.__name__)
    ]


def every_example(say: Sayer) -> list[Example]:
    """Return the examples of all components."""
    return [
        *_actions(say),
        *_notices(say),
        *_getting_about(say),
        *_facts(say),
        *_progress(say),
        *_lists(say),
        *_prose(say),
        *_conversation(say),
        *_answers(say),
        *_days(say),
    ]


def _conversation(say: Sayer) -> list[Example]:
    buttons = [
        parts.Button(text=say("Yes", "Oui"), kind=parts.ButtonKind.LINK, name="helped", value="YES"),
        parts.Button(text=say("No", "Non"), kind=parts.ButtonKind.LINK, name="helped", value="NO"),
    ]
    question = parts.PostButtons(
        action="#PostButtons",
        token="",
        label=say("Did this answer your question?", "Est-ce la réponse à votre question ?"),
        buttons=buttons,
    )
    exchange = parts.Exchange(
        id="question-1",
        asked=say("Do I need a visa?", "Me faut-il un visa ?"),
        replies=[
            parts.Paragraphs(texts=[say("It depends on your passport.", "Cela dépend de votre passeport.")]),
            parts.Card(title=say("Do I need a visa or an eTA?", "Me faut-il un visa ou une AVE ?"), href="#Thread"),
        ],
    )
    thread = parts.Thread(
        label=say("Conversation", "Conversation"),
        you=say("You", "Vous"),
        us=say("Assistant", "Assistant"),
        exchanges=[exchange],
    )
    return [
        Example(say("A question and its answer", "Une question et sa réponse"), thread),
        Example(say("A verdict", "Un avis"), question),
    ]


def _answers(say: Sayer) -> list[Example]:
    law = say("Citizenship Act, s.\u00a05(1)(c)", "Loi sur la citoyenneté, al.\u00a05(1)c)")
    return [
        Example(
            say("With a figure", "Avec un nombre"),
            parts.Answer(
                said=say("You have 469 points.", "Vous avez 469 points."),
                figure="469",
                detail=say("It is an estimate.", "C’est une estimation."),
                level=3,
            ),
        ),
        Example(
            say("As hoped", "Comme on l’espérait"),
            parts.Answer(said=say("You have enough days.", "Vous avez assez de jours."), verdict="yes", level=3),
        ),
        Example(
            say("Not yet", "Pas encore"),
            parts.Answer(said=say("You are short of 12 days.", "Il vous manque 12 jours."), verdict="no", level=3),
        ),
        Example(
            say("Why", "Pourquoi"),
            parts.Reasons(
                reasons=[
                    parts.Reason(
                        text=say("Five years count.", "Cinq années comptent."),
                        source=law,
                    ),
                    parts.Reason(text=say("You have enough days.", "Vous avez assez de jours.")),
                ]
            ),
        ),
    ]


def _prose(say: Sayer) -> list[Example]:
    steps = [say("Fill in the form.", "Remplissez le formulaire."), say("Send it.", "Envoyez-le.")]
    return [
        Example(
            say("Paragraphs", "Des paragraphes"),
            parts.Paragraphs(
                texts=[
                    say("We have your application.", "Nous avons votre demande."),
                    say("We will write to you.", "Nous vous écrirons."),
                ]
            ),
        ),
        Example(say("Points", "Des points"), parts.Bullets(items=steps)),
        Example(say("Steps in order", "Des étapes dans l’ordre"), parts.Bullets(items=steps, numbered=True)),
        Example(
            say("A sentence with strong words and a link", "Une phrase avec des mots forts et un lien"),
            parts.Sentence(
                pieces=[
                    say("Apply ", "Faites votre demande "),
                    parts.Strong(text=say("before your status ends", "avant la fin de votre statut")),
                    say(", or ", ", ou "),
                    parts.Link(text=say("ask us", "écrivez-nous"), href="#ask"),
                    ".",
                ]
            ),
        ),
        Example(say("Strong words", "Des mots forts"), parts.Strong(text=say("Today", "Aujourd’hui"))),
    ]


def _actions(say: Sayer) -> list[Example]:
    return [
        Example(say("A link", "Un lien"), parts.Link(text=say("Read the letter", "Lire la lettre"), href="#link")),
        Example(
            say("With words for those who hear it", "Avec des mots pour qui l’entend"),
            parts.Link(text=say("Change", "Modifier"), detail=say("your address", "votre adresse"), href="#link"),
        ),
        Example(
            say("Primary", "Principal"), parts.Button(text=say("Send the document", "Envoyer le document"), href="#b")
        ),
        Example(
            say("Secondary", "Secondaire"),
            parts.Button(text=say("Save and finish later", "Enregistrer et finir plus tard"), kind="secondary"),
        ),
        Example(
            say("Danger", "Danger"),
            parts.Button(text=say("Withdraw my application", "Retirer ma demande"), kind="danger", href="#b"),
        ),
        Example(say("As a link", "En lien"), parts.Button(text=say("Remove", "Retirer"), kind="link")),
        Example(
            say("Main one first", "Le principal d’abord"),
            parts.ButtonRow(
                items=[
                    parts.Button(text=say("Continue", "Continuer"), href="#b"),
                    parts.Link(text=say("Cancel", "Annuler"), href="#b"),
                ]
            ),
        ),
        Example(say("Back", "Retour"), parts.BackLink(href="#back")),
        Example(
            say("Back to a place", "Retour à un lieu"),
            parts.BackLink(
                href="#back", text=say("Your files", "Vos dossiers"), label=say("Back to files", "Retour aux dossiers")
            ),
        ),
        Example(say("Print", "Imprimer"), parts.PrintButton()),
        Example(say("Leave quickly", "Partir vite"), parts.QuickLeave(href="#leave")),
        Example(
            say("For staff", "Pour le personnel"),
            parts.ActionBar(
                buttons=[
                    parts.Button(text=say("Answer", "Répondre"), href="#a", key="a"),
                    parts.Button(text=say("Transfer", "Transférer"), href="#a", kind="secondary"),
                ]
            ),
        ),
    ]


def _notices(say: Sayer) -> list[Example]:
    body = say(
        "The office in Ottawa is closed on Monday. Your file is not delayed by it.",
        "Le bureau d’Ottawa est fermé lundi. Votre dossier n’en est pas retardé.",
    )
    kinds = {
        "info": say("Our office is closed on Monday", "Notre bureau est fermé lundi"),
        "success": say("Your preferences are saved", "Vos préférences sont enregistrées"),
        "warning": say("Your permit ends in 30 days", "Votre permis prend fin dans 30 jours"),
        "danger": say("We could not deliver our last e-mail", "Notre dernier courriel n’a pas pu être livré"),
    }
    return [
        *[Example(kind, parts.NoticeBanner(title=title, body=body, kind=kind)) for kind, title in kinds.items()],
        Example(
            say("With an action", "Avec une action"),
            parts.NoticeBanner(
                title=say("Check your e-mail address", "Vérifiez votre adresse de courriel"),
                kind="warning",
                action=parts.Link(text=say("Change the address", "Modifier l’adresse"), href="#n"),
                live=True,
            ),
        ),
        Example(say("New service", "Nouveau service"), parts.PhaseBanner(phase="beta", feedback_href="#p")),
        Example(
            say("Two errors", "Deux erreurs"),
            parts.ErrorSummary(
                mistakes=[
                    parts.Mistake(
                        text=say("Enter the month.", "Indiquez le mois."),
                        field=say("Date of birth", "Date de naissance"),
                        target="id_born_0",
                    ),
                    parts.Mistake(text=say("The code has expired.", "Le code n’est plus valide.")),
                ],
                focused=False,
            ),
        ),
        Example(
            say("Receipt", "Reçu"),
            parts.Confirmation(
                title=say("We have your documents", "Nous avons vos documents"),
                number="R-4471-0926",
                body=say("We sent you the same by e-mail.", "Nous vous l’avons aussi envoyé par courriel."),
            ),
        ),
        Example(
            say("Nothing yet", "Rien encore"),
            parts.EmptyState(
                title=say("No files yet", "Aucun dossier pour l’instant"),
                body=say(
                    "Link your first file with the number from our letter.",
                    "Reliez votre premier dossier au moyen du numéro qui figure dans notre lettre.",
                ),
                action=parts.Button(text=say("Link a file", "Relier un dossier"), href="#e"),
            ),
        ),
    ]


def _getting_about(say: Sayer) -> list[Example]:
    files, search = say("Your files", "Vos dossiers"), say("Search", "Recherche")
    items = [
        parts.NavigationItem(text=files, href="#m", current=True, key="g f"),
        parts.NavigationItem(text=say("Messages", "Messages"), href="#m", count=3),
        parts.NavigationItem(text=say("Preferences", "Préférences"), href="#m"),
    ]
    return [
        Example(say("Seen when focused", "Visible au clavier"), parts.SkipLink()),
        Example(
            say("The other language", "L’autre langue"),
            parts.LanguageSwitch(
                label=say("Language, example", "Langue, exemple"),
                options=[
                    parts.LanguageOption(code="en", href="/en/", current=say.language is Language.EN),
                    parts.LanguageOption(code="fr", href="/fr/", current=say.language is Language.FR),
                ],
            ),
        ),
        Example(
            say("Pages above", "Pages au-dessus"),
            parts.Breadcrumbs(links=[parts.Link(text=search, href="#c"), parts.Link(text="Amina Diallo", href="#c")]),
        ),
        Example(say("Across", "En ligne"), parts.NavigationList(items=items, label=say("Account", "Compte"))),
        Example(
            say("Down", "En colonne"),
            parts.NavigationList(items=items, label=say("Account, down", "Compte, en colonne"), vertical=True),
        ),
        Example(
            say("Addresses, no script", "Des adresses, sans script"),
            parts.Tabs(
                label=say("The client", "Le client"),
                items=[
                    parts.Tab(text=say("Files", "Dossiers"), href="?tab=files#Tabs", current=True, count=2),
                    parts.Tab(text=say("Timeline", "Chronologie"), href="?tab=timeline#Tabs"),
                    parts.Tab(text=say("Notices", "Avis"), href="?tab=notices#Tabs", count=14),
                ],
            ),
        ),
        Example(
            say("Counted", "Comptée"),
            parts.Pagination(
                previous_href="?page=2#Pagination",
                next_href="?page=4#Pagination",
                pages=[
                    parts.PageNumber(number=number, href=f"?page={number}#Pagination", current=number == 3)
                    for number in (2, 3, 4)
                ],
                summary=say("101–150 of 2,312", "101 à 150 sur 2 312"),
            ),
        ),
        Example(
            say("Before and after", "Avant et après"),
            parts.Pagination(next_href="?after=E-2041#Pagination", label=say("Pages, uncounted", "Pages, sans compte")),
        ),
        Example(
            say("Press ?", "Appuyez sur ?"),
            parts.KeyHelp(
                keys=[
                    parts.Key(keys="/", text=say("Search", "Rechercher")),
                    parts.Key(keys="g f", text=say("Go to the files", "Aller aux dossiers")),
                ]
            ),
        ),
    ]


def _facts(say: Sayer) -> list[Example]:
    received = say("Received October 1, 2026", "Reçue le 1er octobre 2026")
    card = parts.Card(
        title=say("Visitor visa", "Visa de visiteur"),
        href="#card",
        body=say("We are checking your documents.", "Nous vérifions vos documents."),
        tag=parts.Tag(text=say("With us", "Chez nous"), kind="info"),
        facts=["V300123456", received],
    )
    done = parts.Card(title=say("Study permit", "Permis d’études"), facts=["S300987654"])
    rows = [
        parts.SummaryRow(key=say("Application number", "Numéro de demande"), value="V300123456"),
        parts.SummaryRow(
            key=say("E-mail", "Courriel"),
            value="amina@example.org",
            action=parts.Link(text=say("Change", "Modifier"), detail=say("your e-mail", "votre courriel"), href="#s"),
        ),
        parts.SummaryRow(key=say("Status", "État"), value=parts.Tag(text=say("Confirmed", "Confirmé"), kind="success")),
    ]
    stat = parts.Stat(
        label=say("Answered on time", "Réponses à temps"),
        value=say("92%", "92 %"),
        note=say("Our standard is 80%", "Notre norme est de 80 %"),
        definition_href="#stat",
        cases_href="#stat",
    )
    words = {
        "neutral": say("Draft", "Brouillon"),
        "info": say("With us", "Chez nous"),
        "success": say("Delivered", "Livré"),
        "warning": say("Due soon", "Bientôt dû"),
        "danger": say("Not delivered", "Non livré"),
    }
    return [
        *[Example(kind, parts.Tag(text=text, kind=kind)) for kind, text in words.items()],
        Example(say("For clients", "Pour la clientèle"), parts.SummaryList(rows=rows)),
        Example(say("Dense", "Serrée"), parts.SummaryList(rows=rows, dense=True)),
        Example(say("A link", "Un lien"), card),
        Example(say("Plain", "Simple"), done),
        Example(say("One under another", "L’une sous l’autre"), parts.CardList(cards=[card, done])),
        Example(say("Beside one another", "Côte à côte"), parts.CardList(cards=[card, done], grid=True)),
        Example(
            say("With heading", "Avec titre"),
            parts.Section(
                title=say("Your file", "Votre dossier"),
                id="section-example",
                level=4,
                intro=say("What we know of it.", "Ce que nous en savons."),
                items=[parts.SummaryList(rows=rows[:1])],
                action=parts.Link(text=say("See all", "Tout voir"), href="#s"),
            ),
        ),
        Example(
            say("Closed until wanted", "Fermée tant qu’on n’en veut pas"),
            parts.DefinitionHint(
                term=say("What is a service standard?", "Qu’est-ce qu’une norme de service ?"),
                body=say(
                    "The number of days in which we promise to answer, in most cases.",
                    "Le nombre de jours dans lequel nous nous engageons à répondre, dans la plupart des cas.",
                ),
            ),
        ),
        Example(say("One figure", "Un chiffre"), stat),
        Example(
            say("Several", "Plusieurs"),
            parts.StatRow(stats=[stat, parts.Stat(label=say("Waiting", "En attente"), value="14")]),
        ),
        Example(say("Sent and asked for", "Envoyés et demandés"), files(say)),
        Example(say("The quickest first", "La plus rapide d’abord"), contact_ways(say)),
    ]


def files(say: Sayer) -> parts.FileList:
    """Return documents, one received and one asked for."""
    return parts.FileList(
        files=[
            parts.FileItem(
                name=say("Proof of funds", "Preuve de fonds"),
                href="#f",
                kind="PDF",
                size=1_240_000,
                received_at=moment(9),
                tag=parts.Tag(text=say("Accepted", "Accepté"), kind="success"),
            ),
            parts.FileItem(
                name=say("Letter from your employer", "Lettre de votre employeur"),
                note=say("Send it by November 30, 2026.", "Envoyez-la au plus tard le 30 novembre 2026."),
                tag=parts.Tag(text=say("Needed", "Requis"), kind="warning"),
            ),
        ]
    )


def day(when: date, say: Sayer) -> str:
    """Return a day in words."""
    return dates.long_day(when, say.language)


def contact_ways(say: Sayer) -> parts.ContactWays:
    """Return the ways to reach an invented department."""
    return parts.ContactWays(
        ways=[
            parts.ContactWay(
                way="online",
                title=say("Write in your account", "Écrire dans votre compte"),
                href="#w",
                wait=say("Answer within 2 working days", "Réponse en 2 jours ouvrables"),
            ),
            parts.ContactWay(
                way="phone",
                title="1 800 555-0100",
                href="tel:+18005550100",
                detail=say("Monday to Friday, 8 a.m. to 8 p.m.", "Du lundi au vendredi, de 8 h à 20 h"),
                wait=say("About 25 minutes now", "Environ 25 minutes en ce moment"),
            ),
            parts.ContactWay(way="chat", title=say("Chat", "Clavardage"), href="#w"),
            parts.ContactWay(way="mail", title=say("By post", "Par la poste"), detail="C. P. 1000, Ottawa"),
            parts.ContactWay(way="counter", title=say("At a service point", "À un point de service"), href="#w"),
        ]
    )


def _progress(say: Sayer) -> list[Example]:
    ahead = parts.DateRange(
        received=date(2026, 10, 1),
        today=TODAY,
        first=date(2026, 12, 4),
        last=date(2027, 1, 15),
        text=say(
            "Four of five files like yours are done by then.",
            "Quatre dossiers semblables sur cinq sont réglés d’ici là.",
        ),
    )
    promise = parts.DateRange(
        received=date(2026, 11, 12), today=TODAY, first=date(2026, 12, 12), last=date(2026, 12, 12)
    )
    late = parts.DateRange(received=date(2026, 8, 3), today=TODAY, first=date(2026, 9, 20), last=date(2026, 10, 20))
    return [
        Example(say("Nothing needed", "Rien à faire"), hero(say)),
        Example(
            say("The client’s turn", "Au tour du client"),
            hero_for_client(say),
        ),
        Example(
            say("Done", "Terminé"),
            parts.StatusHero(
                now=say("We approved your visa.", "Nous avons accordé votre visa."),
                turn="nobody",
                needed=say("Nothing is needed from you now", "Vous n’avez rien à faire pour l’instant"),
                tag=parts.Tag(text=say("Approved", "Accordé"), kind="success"),
            ),
        ),
        Example(say("A range", "Une période"), ahead),
        Example(say("One day", "Un jour"), promise),
        Example(say("Late", "En retard"), late),
        Example(
            say("What was said, month by month", "Ce qui a été dit, mois par mois"),
            parts.RangeChart(
                label=say("What we said", "Ce que nous avons dit"),
                lines=[
                    parts.RangeLine(
                        label=say("September 2026", "Septembre 2026"),
                        first=21,
                        middle=35,
                        last=49,
                        text=say("3 to 7 weeks", "de 3 à 7 semaines"),
                    ),
                    parts.RangeLine(
                        label=say("October 2026", "Octobre 2026"),
                        first=28,
                        middle=45,
                        last=70,
                        text=say("4 to 10 weeks", "de 4 à 10 semaines"),
                    ),
                ],
            ),
        ),
        Example(say("Done, now, to come", "Faites, en cours, à venir"), steps(say)),
        Example(say("By month", "Par mois"), timeline(say)),
        Example(say("Dense", "Serrée"), timeline(say, dense=True)),
        Example(
            say("Ours is running", "La nôtre tourne"),
            parts.TwoClocks(with_us=43, with_you=7, running="us", allowed=60),
        ),
        Example(
            say("The client’s is running, we are late", "Celle du client tourne, nous sommes en retard"),
            parts.TwoClocks(
                with_us=61,
                with_you=1,
                running="you",
                allowed=60,
                text=say(
                    "Days while we wait for you do not count.", "Les jours où nous vous attendons ne comptent pas."
                ),
            ),
        ),
        Example(
            say("At work", "En cours"),
            parts.ProgressBar(label=say("Rows read", "Lignes lues"), value=4200, whole=10000),
        ),
    ]


def hero(say: Sayer) -> parts.StatusHero:
    """Return the first screen of an invented file on which we are at work."""
    return parts.StatusHero(
        now=say("We are checking your documents.", "Nous vérifions vos documents."),
        turn="us",
        needed=say("Nothing is needed from you now", "Vous n’avez rien à faire pour l’instant"),
        when=say("December 4, 2026 to January 15, 2027", "Du 4 décembre 2026 au 15 janvier 2027"),
        sure=say(
            "Four of five files like yours are done by then.",
            "Quatre dossiers semblables sur cinq sont réglés d’ici là.",
        ),
        next=say(
            "An officer decides. We write to you the same day.",
            "Un agent rend sa décision. Nous vous écrivons le jour même.",
        ),
        picture=parts.DateRange(
            received=date(2026, 10, 1), today=TODAY, first=date(2026, 12, 4), last=date(2027, 1, 15)
        ),
        updated=say(
            "Last change: November 9, 2026. You were told by e-mail.",
            "Dernier changement : 9 novembre 2026. Vous en avez été informée par courriel.",
        ),
    )


def hero_for_client(say: Sayer) -> parts.StatusHero:
    """Return the first screen of an invented file that waits for its client."""
    return parts.StatusHero(
        now=say("We need one more document from you.", "Il nous manque un document de votre part."),
        turn="you",
        needed=say(
            "Send your proof of funds by November 30, 2026",
            "Envoyez votre preuve de fonds au plus tard le 30 novembre 2026",
        ),
        needed_detail=say(
            "If you need more time, ask us before that day.",
            "S’il vous faut plus de temps, dites-le-nous avant cette date.",
        ),
        action=parts.Button(text=say("Send the document", "Envoyer le document"), href="#h"),
        when=say("Four weeks after we have it", "Quatre semaines après sa réception"),
        sure=say("This is our service standard.", "C’est notre norme de service."),
        moved=say(
            "Moved from December 1 because a document is missing.",
            "Repoussé du 1er décembre parce qu’un document manque.",
        ),
        next=say("We check the document.", "Nous vérifions le document."),
    )


def steps(say: Sayer) -> parts.StepList:
    """Return the steps of an invented file."""
    return parts.StepList(
        steps=[
            parts.Step(
                title=say("We received your application", "Nous avons reçu votre demande"),
                state="done",
                on=date(2026, 10, 1),
            ),
            parts.Step(
                title=say("You gave your biometrics", "Vous avez fourni vos données biométriques"),
                state="done",
                on=date(2026, 10, 19),
            ),
            parts.Step(
                title=say("We are checking your documents", "Nous vérifions vos documents"),
                state="now",
                on=date(2026, 11, 9),
                detail=say("This usually takes three to six weeks.", "Cela prend d’habitude de trois à six semaines."),
            ),
            parts.Step(title=say("An officer decides", "Un agent rend sa décision")),
            parts.Step(title=say("You send us your passport", "Vous nous envoyez votre passeport")),
        ]
    )


def timeline(say: Sayer, *, dense: bool = False) -> parts.Timeline:
    """Return what happened to an invented file."""
    return parts.Timeline(
        dense=dense,
        entries=[
            parts.TimelineEntry(
                at=moment(9),
                title=say("We began to check your documents", "Nous avons commencé à vérifier vos documents"),
                body=say("We have everything that we asked for.", "Nous avons tout ce que nous avions demandé."),
                notes=[
                    parts.TimelineNote(
                        text=say(
                            "E-mail sent at 9:31 a.m. · delivered · opened", "Courriel envoyé à 9 h 31 · livré · ouvert"
                        ),
                        kind="done",
                    )
                ],
                links=[parts.Link(text=say("Read the message", "Lire le message"), href="#t")],
            ),
            parts.TimelineEntry(
                at=moment(3, 16, 5),
                title=say("We received your proof of funds", "Nous avons reçu votre preuve de fonds"),
                notes=[
                    parts.TimelineNote(
                        text=say(
                            "Text message not delivered: no such number", "Message texte non livré : numéro inconnu"
                        ),
                        kind="failed",
                    ),
                    parts.TimelineNote(text=say("E-mail on its way", "Courriel en route"), kind="waiting"),
                ],
            ),
            parts.TimelineEntry(
                at=moment(19, 11, 0, month=10),
                title=say("You gave your biometrics", "Vous avez fourni vos données biométriques"),
                notes=[parts.TimelineNote(text=say("Service point, Casablanca", "Point de service, Casablanca"))],
            ),
            parts.TimelineEntry(
                at=date(2026, 10, 1),
                title=say("We received your application", "Nous avons reçu votre demande"),
                tag=parts.Tag(text=say("Receipt", "Reçu"), kind="success"),
            ),
        ],
    )


def _lists(say: Sayer) -> list[Example]:
    columns = [
        parts.Column(label=say("Client", "Client"), sort="name"),
        parts.Column(label=say("Waiting for", "Attend"), sort=""),
        parts.Column(label=say("Due", "Échéance"), sort="due"),
        parts.Column(label=say("Days", "Jours"), sort="days", number=True),
    ]
    rows = [
        parts.Row(
            cells=["Amina Diallo", say("an answer", "une réponse"), say("Today", "Aujourd’hui"), "12"],
            href="#row",
            urgent=True,
        ),
        parts.Row(cells=["محمد الأمين", say("a callback", "un rappel"), say("Nov. 24", "24 nov."), "3"], href="#row"),
        parts.Row(cells=["Zoë Leduc", parts.Tag(text=say("On hold", "En pause")), say("Nov. 30", "30 nov."), "1"]),
    ]
    empty = parts.EmptyState(title=say("Nothing waits", "Rien n’attend"))
    caption = say("Who waits for us", "Qui nous attend")
    return [
        Example(
            say("Sorted by due", "Triée par échéance"),
            parts.Table(caption=caption, columns=columns, rows=rows, sort="due"),
        ),
        Example(
            say("Dense", "Serrée"),
            parts.Table(
                caption=f"{caption} (2)", columns=columns, rows=rows, sort="-days", query="status=open", dense=True
            ),
        ),
        Example(
            say("With boxes to tick", "Avec des cases à cocher"),
            parts.Table(
                caption=f"{caption} (3)",
                columns=columns,
                rows=[replace(row, pick=str(n), pick_label=say("Choose", "Choisir")) for n, row in enumerate(rows)],
            ),
        ),
        Example(say("Empty", "Vide"), parts.Table(caption=caption, columns=columns, rows=[], empty=empty)),
        Example(
            say("Large", "Grande"),
            parts.SearchBox(
                action="#search",
                label=say("Find a client", "Trouver une personne"),
                hint=say("Name, UCI, number, e-mail or telephone", "Nom, IUC, numéro, courriel ou téléphone"),
                id="search-large",
                large=True,
            ),
        ),
        Example(
            say("In a header", "Dans un en-tête"),
            parts.SearchBox(action="#search", label=say("Search", "Rechercher"), value="Amina", id="search-small"),
        ),
        Example(
            say("With a filter applied", "Un filtre appliqué"),
            parts.FilterBar(
                filters=[
                    parts.Filter(
                        name="status",
                        label=say("Status", "État"),
                        choices=[
                            parts.FilterChoice(value="", text=say("All", "Tous")),
                            parts.FilterChoice(value="open", text=say("Open", "Ouverts"), chosen=True),
                        ],
                    )
                ],
                kept=[("sort", "due")],
                applied=[parts.Link(text=say("Open", "Ouverts"), href="?#FilterBar")],
                clear_href="?#FilterBar",
                summary=say("3 of 41", "3 sur 41"),
            ),
        ),
    ]


def _days(say: Sayer) -> list[Example]:
    away = dict.fromkeys(range(4, 15), parts.DayMark.AWAY)
    half = dict.fromkeys(range(1, 19), parts.DayMark.HALF)
    plain = dict.fromkeys(range(1, 32), parts.DayMark.PLAIN)
    words = {
        parts.DayMark.PLAIN: say("In Canada", "Au Canada"),
        parts.DayMark.HALF: say("Half a day", "Une demi-journée"),
        parts.DayMark.AWAY: say("Away", "À l’étranger"),
        parts.DayMark.OTHER: say("Abroad, but counted", "À l’étranger, mais compté"),
        parts.DayMark.PLANNED: say("Planned to be away", "Absence prévue"),
        parts.DayMark.STOPPED: say("Does not count", "Ne compte pas"),
        parts.DayMark.OUTSIDE: say("Not looked at", "Hors période"),
    }
    rest = {25: parts.DayMark.OTHER, 26: parts.DayMark.STOPPED, 30: parts.DayMark.PLANNED}
    columns = [say("I left on", "Départ"), say("I came back on", "Retour"), say("Country", "Pays")]
    return [
        Example(
            say("Two months", "Deux mois"),
            parts.DayCalendar(
                months=[
                    parts.MarkedMonth(
                        year=2026,
                        month=10,
                        marks=plain | away | rest,
                        text=say("Away: 4–14 (11 days).", "À l’étranger : 4–14 (11 jours)."),
                    ),
                    parts.MarkedMonth(
                        year=2026, month=11, marks=half, text=say("Half days: 1–18.", "Demi-journées : 1–18.")
                    ),
                ],
                meanings=words,
            ),
        ),
        Example(
            say("With a trip, and room for more", "Avec un voyage, et de la place pour d’autres"),
            parts.RuledTable(
                caption=say("Trips outside Canada", "Voyages hors du Canada"),
                columns=columns,
                rows=[[say("May 1, 2026", "1er mai 2026"), say("May 9, 2026", "9 mai 2026"), say("Peru", "Pérou")]],
                empty_rows=2,
            ),
        ),
    ]
