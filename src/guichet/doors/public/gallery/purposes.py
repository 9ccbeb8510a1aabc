"""What each component is for: in English as its code says it, in French as said here."""

from guichet.design.parts import Part
from guichet.foundation.languages import Language

IN_FRENCH = {
    "ActionBar": "Ce que le personnel peut faire de ce qui est montré : des boutons en ligne.",
    "BackLink": "Le retour d’où l’on vient, au-dessus du titre.",
    "Breadcrumbs": "Les pages au-dessus de celle-ci, la plus haute d’abord.",
    "Bullets": "Une liste de points, ou d’étapes à suivre l’une après l’autre (`numbered`).",
    "Button": "Un bouton : un lien s’il a une adresse, sinon il envoie son formulaire.",
    "ButtonRow": "Des boutons et des liens côte à côte, le principal d’abord.",
    "Card": "Ce qui s’ouvre, comme un dossier dans une liste : toute la carte est le lien.",
    "CardList": "Des cartes en liste, l’une sous l’autre ou côte à côte.",
    "Confirmation": "Ce qui a été fait, avec le numéro à citer : le reçu à la fin d’un formulaire.",
    "ContactWays": "Toutes les façons de nous joindre, la plus rapide d’abord.",
    "DateRange": "Quand attendre une réponse, sur une ligne, de la réception à la période prévue.",
    "DayCalendar": "Des mois dont les jours sont marqués, avec le sens de chaque marque et le même contenu en mots.",
    "DefinitionHint": "Un mot ou une question qui s’explique quand on l’ouvre.",
    "EmptyState": "Ce qui se trouve là où il n’y a encore rien : pourquoi, et que faire.",
    "ErrorSummary": "Toutes les erreurs d’un formulaire, chacune menant au champ à corriger.",
    "FileList": "Des documents, envoyés ou demandés.",
    "FilterBar": "Des filtres dont les valeurs sont dans l’adresse, pour que la liste se partage telle quelle.",
    "KeyHelp": "Les raccourcis d’une page du personnel. La touche ? les montre.",
    "LanguageSwitch": "La même page dans l’autre langue officielle.",
    "Link": "Un lien, avec au besoin des mots pour qui l’entend sans le voir.",
    "NavigationList": "Le menu d’une porte, en tête ou sur le côté de la page.",
    "NoticeBanner": "Ce qu’il faut savoir avant le reste.",
    "Pagination": "Le chemin dans une longue liste : avant, après, et des numéros si elle est comptée.",
    "Paragraphs": "Des paragraphes; `language` les signale comme étant dans une autre langue que la page.",
    "PhaseBanner": "Où en est le service, et comment nous dire ce qui ne va pas.",
    "PrintButton": "Imprime la page. Sans script, dit comment faire.",
    "ProgressBar": "Où en est un long travail, avec un texte qui dit la même chose.",
    "QuickLeave": "Mène tout de suite à une page anodine, pour qui ne doit pas être vu ici.",
    "RuledTable": "Un tableau à imprimer et à remplir à la main : des lignes remplies, puis des lignes vides.",
    "SearchBox": "Une recherche par l’adresse.",
    "Section": "Une partie de page et son titre : ce qui va ensemble se tient ensemble.",
    "Sentence": "Des mots et des composants sur une même ligne : un lien, ou des mots forts, au fil du texte.",
    "SkipLink": "Le premier lien d’une page : droit à l’essentiel.",
    "Stat": "Un chiffre, sa définition à un clic, et à un autre les cas qu’il compte.",
    "StatRow": "Des chiffres côte à côte.",
    "StatusHero": "Le premier écran d’un dossier : où il en est, à qui d’agir, quand, et la suite.",
    "StepList": "Les étapes d’un dossier, dans l’ordre : terminées, en cours, à venir.",
    "Strong": "Les mots qui comptent le plus dans une phrase.",
    "SummaryList": "Des faits les uns sous les autres.",
    "Table": "Un tableau. Sur un écran étroit, chaque ligne devient un bloc.",
    "Tabs": "Plusieurs vues d’une chose, chacune à sa propre adresse : pas besoin de script.",
    "Tag": "Un état en un ou deux mots.",
    "Timeline": "Tout ce qui s’est passé, mois par mois.",
    "TwoClocks": "Combien de jours un dossier a passé chez nous et a attendu le client.",
}


def purpose_of(kind: type[Part], language: Language) -> str:
    """Return what a component is for, in a language."""
    if language is Language.FR:
        return IN_FRENCH[kind.__name__]
    return (kind.__doc__ or "").strip().splitlines()[0].replace("`", "")
