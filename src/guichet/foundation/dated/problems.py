"""What may be wrong with a data file: each fault with its place, what it is and how to mend it, in both languages."""

from dataclasses import dataclass, field
from typing import Any

import yaml

from guichet.foundation.languages import Text


@dataclass(frozen=True, slots=True)
class Fault:
    """A kind of fault: what is said of it, and how it is mended. `{…}` are filled with the facts."""

    message: Text
    mend: Text


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One fault at one place. `code` is the kind of fault, `record` the code of the record it was found in."""

    file: str
    line: int
    code: str
    record: str
    message: Text = field(compare=False)
    mend: Text = field(compare=False)

    def __str__(self) -> str:
        return f"{self.file}:{self.line} {self.message.en}"


class FaultyData(Exception):
    """The data files can't be used as they stand; `problems` says why, `guichet doctor` shows them all."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__("; ".join(str(problem) for problem in problems[:5]))


class Faults:
    """The faults found so far in one file, each with the line of the YAML node where it stands."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.record = ""
        self.problems: list[Problem] = []

    def at(self, where: yaml.Node | int, code: str, **facts: Any) -> None:
        """Keep a fault `code` found at a node, or at a line counted from 1."""
        line = where if isinstance(where, int) else where.start_mark.line + 1
        self.problems.append(problem(self.file, line, code, self.record, **facts))


def problem(file: str, line: int, code: str, record: str, **facts: Any) -> Problem:
    """Return the problem `code` (a key of FAULTS) at a place, worded with the facts."""
    fault = FAULTS[code]
    said = {"record": record, **facts}
    return Problem(file, line, code, record, _worded(fault.message, said), _worded(fault.mend, said))


def _worded(text: Text, facts: dict[str, Any]) -> Text:
    return Text(text.en.format(**facts), text.fr.format(**facts))


FAULTS = {
    "BROKEN_FILE": Fault(
        Text("The file cannot be read: {why}.", "Le fichier est illisible : {why}."),
        Text(
            "Correct the YAML at this line: check the indentation, the colons and the quotation marks.",
            "Corrigez le YAML à cette ligne : vérifiez les retraits, les deux-points et les guillemets.",
        ),
    ),
    "NOT_A_LIST": Fault(
        Text("The file is not a list of records.", "Le fichier n’est pas une liste d’enregistrements."),
        Text(
            "Begin each record with “- code: …”.",
            "Commencez chaque enregistrement par « - code: … ».",
        ),
    ),
    "UNKNOWN_FILE": Fault(
        Text(
            "No such file belongs to the catalogue, so nothing reads it.",
            "Ce fichier ne fait pas partie du catalogue, donc rien ne le lit.",
        ),
        Text("Name it as one of these: {names}.", "Nommez-le ainsi : {names}."),
    ),
    "NO_FOLDER": Fault(
        Text(
            "The folder of the department’s own data is not there.",
            "Le dossier des données du ministère est absent.",
        ),
        Text(
            "Create the folder, or correct GUICHET_DATA.",
            "Créez le dossier, ou corrigez GUICHET_DATA.",
        ),
    ),
    "NO_CODE": Fault(
        Text("A record has no code.", "Un enregistrement n’a pas de code."),
        Text("Begin it with “- code: …”.", "Commencez-le par « - code: … »."),
    ),
    "DUPLICATE_KEY": Fault(
        Text("“{key}” is said twice in {record}.", "« {key} » figure deux fois dans {record}."),
        Text("Keep one of the two.", "Gardez-en un seul."),
    ),
    "UNKNOWN_KEY": Fault(
        Text("{record} says “{key}”, which nothing reads.", "{record} contient « {key} », que rien ne lit."),
        Text("Correct it to one of these: {known}.", "Corrigez-le ainsi : {known}."),
    ),
    "MISSING_KEY": Fault(
        Text("{record} does not say “{key}”.", "Il manque « {key} » dans {record}."),
        Text("Add “{key}:”.", "Ajoutez « {key}: »."),
    ),
    "WRONG_TYPE": Fault(
        Text(
            "“{key}” of {record} should be {expected}, and is “{found}”.",
            "« {key} » de {record} devrait être {attendu}, et vaut « {found} ».",
        ),
        Text("Write {expected}.", "Inscrivez {attendu}."),
    ),
    "MISSING_SENTENCE": Fault(
        Text(
            "“{key}” of {record} has no sentence in {language}.",
            "« {key} » de {record} n’a pas de texte en {langue}.",
        ),
        Text(
            "Write it in {language}: a client must never read half a service.",
            "Rédigez-le en {langue} : personne ne doit lire la moitié d’un service.",
        ),
    ),
    "FRENCH_SPACE": Fault(
        Text(
            "“{key}” of {record}: an ordinary space stands at “{found}” in the French.",
            "« {key} » de {record} : une espace ordinaire se trouve dans « {found} ».",
        ),
        Text(
            "Put a no-break space there (U+00A0, or U+202F before ; ! ?).",
            "Mettez-y une espace insécable (U+00A0, ou U+202F devant ; ! ?).",
        ),
    ),
    "FRENCH_APOSTROPHE": Fault(
        Text(
            "“{key}” of {record}: a straight apostrophe stands in the French “{found}”.",
            "« {key} » de {record} : une apostrophe droite se trouve dans « {found} ».",
        ),
        Text("Write ’ (U+2019).", "Écrivez ’ (U+2019)."),
    ),
    "UNKNOWN_CODE": Fault(
        Text(
            "“{key}” of {record} names {kind} {found}, which does not exist.",
            "« {key} » de {record} nomme {nom} {found}, qui n’existe pas.",
        ),
        Text(
            "Correct the code, or add a record {found}.",
            "Corrigez le code, ou ajoutez un enregistrement {found}.",
        ),
    ),
    "LISTED_TWICE": Fault(
        Text("{record} lists {found} twice.", "{record} énumère {found} deux fois."),
        Text("Keep one of the two.", "Gardez-en un seul."),
    ),
    "NOT_RISING": Fault(
        Text("“{key}” of {record} does not rise: {found}.", "« {key} » de {record} ne va pas en croissant : {found}."),
        Text(
            "Put the rows in rising order, each level once.",
            "Mettez les lignes en ordre croissant, chaque niveau une seule fois.",
        ),
    ),
    "BAD_CELL": Fault(
        Text("“{key}” of {record} is no cell: {found}.", "« {key} » de {record} est illisible : {found}."),
        Text(
            "Write a word, a list of words, or a comparison such as “>= 18”.",
            "Inscrivez un mot, une liste de mots ou une comparaison comme « >= 18 ».",
        ),
    ),
    "NEGATIVE": Fault(
        Text(
            "“{key}” of {record} is below zero: {found}.",
            "« {key} » de {record} est inférieur à zéro : {found}.",
        ),
        Text("Write an amount of zero or more.", "Inscrivez un montant nul ou positif."),
    ),
    "BACKWARDS": Fault(
        Text(
            "{record} ends on {valid_to}, before it begins on {valid_from}.",
            "{record} prend fin le {valid_to}, avant de commencer le {valid_from}.",
        ),
        Text("Correct one of the two dates.", "Corrigez l’une des deux dates."),
    ),
    "OVERLAP": Fault(
        Text(
            "Two rows of {record} are in force on {day}. The other is at {other}.",
            "Deux lignes de {record} sont en vigueur le {jour}. L’autre est à {other}.",
        ),
        Text(
            "End the earlier row with valid_to. To replace a row of the package, repeat its valid_from.",
            "Fermez la première ligne par valid_to. Pour remplacer une ligne fournie, reprenez son valid_from.",
        ),
    ),
    "TWO_HEADLINES": Fault(
        Text(
            "{record} and {other} ({where}) are both the headline of program {program}.",
            "{record} et {other} ({where}) sont toutes deux la norme principale du programme {program}.",
        ),
        Text("Keep “headline: true” in one of the two.", "Gardez « headline: true » dans une seule des deux."),
    ),
    "NEEDED": Fault(
        Text("There must always be a record {needed}.", "Il faut toujours un enregistrement {needed}."),
        Text("Add one, or take out what removes it.", "Ajoutez-en un, ou supprimez ce qui le retire."),
    ),
    "NOT_A_RECORD": Fault(
        Text("The file does not hold one record.", "Le fichier ne contient pas un enregistrement."),
        Text(
            "Write each field on a line of its own, as “id: …”.",
            "Écrivez chaque champ sur sa ligne, comme « id: … ».",
        ),
    ),
    "WRONG_FIELD": Fault(
        Text("{key}: {why}.", "{key} : {why}."),
        Text("Correct the field.", "Corrigez le champ."),
    ),
    "NO_SUCH_TARGET": Fault(
        Text("{key} leads to {found}, which does not exist.", "{key} mène à {found}, qui n’existe pas."),
        Text("Correct the name, or take the link away.", "Corrigez le nom, ou enlevez le lien."),
    ),
    "UNKNOWN_FIGURE": Fault(
        Text(
            "The text names a figure {found}, which does not exist.",
            "Le texte nomme un chiffre {found}, qui n’existe pas.",
        ),
        Text(
            "Use {{fee:…}}, {{standard:…}}, or on a line of its own {{steps:…}}, {{documents:…}}, {{fees:…}}, "
            "{{after:…}}, {{status}}, {{contact}}, with a code of the catalogue.",
            "Employez {{fee:…}}, {{standard:…}}, ou seul sur sa ligne {{steps:…}}, {{documents:…}}, {{fees:…}}, "
            "{{after:…}}, {{status}}, {{contact}}, avec un code du catalogue.",
        ),
    ),
    "WRONG_NAME": Fault(
        Text("The file is not named after its id, {found}.", "Le fichier ne porte pas le nom de son id, {found}."),
        Text("Rename the file, or correct the id.", "Renommez le fichier, ou corrigez l’id."),
    ),
    "NOTHING_TO_REMOVE": Fault(
        Text("{record} is to be removed, but is not there.", "{record} est à retirer, mais ne s’y trouve pas."),
        Text(
            "Correct the code or the valid_from, or take the record out.",
            "Corrigez le code ou le valid_from, ou supprimez l’enregistrement.",
        ),
    ),
}
