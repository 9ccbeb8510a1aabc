"""One copy as a ZIP archive: a page to read and print in the person’s language, and the same for machines as JSON.

The form of the JSON is described in docs/operations/privacy.md; it is named in the file itself (`schema`).
"""

import io
import json
import zipfile
from collections.abc import Iterator

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import override

from guichet.foundation.dates import long_moment
from guichet.privacy.gathering import Person, Row, rows_of
from guichet.privacy.purposes import Held, Purposes, purposes
from guichet.privacy.saying import kept_words, said
from guichet.privacy.terms import Group, KeptBack

SCHEMA = "guichet.own-data/1"
# Reasons that need no words on paper: what they leave out says nothing of anybody.
UNSAID = {KeptBack.KEY, KeptBack.MACHINE}
BREAK = "\n"


def archive_of(person: Person) -> bytes:
    """Return the archive of all that is held about a person. Reads each row once."""
    known = purposes()
    readable, machine = io.StringIO(), io.StringIO()
    with override(person.language):
        names = (_("your-data.html"), _("your-data.json"))
        head, foot = _around(person)
        readable.write(head)
        machine.write(_begun(person))
        for place, piece in enumerate(_written(known, person, readable)):
            machine.write(("," if place else "") + BREAK + piece)
        machine.write(BREAK + "}}" + BREAK)
        readable.write(foot)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in zip(names, (readable, machine), strict=True):
            archive.writestr(name, text.getvalue())
    return packed.getvalue()


def _written(known: Purposes, person: Person, readable: io.StringIO) -> Iterator[str]:
    """Write each table for reading, and yield it for machines."""
    for group in Group:
        readable.write(format_html('<section><h2 id="{}">{}</h2>', group.value.lower(), group.label))
        for held in known.in_group(group):
            rows = list(rows_of(held, person)) if held.is_given else []
            readable.write(_section(held, rows, known, person))
            if held.is_given:
                yield f"{json.dumps(held.table)}: {_json(held, rows, known, person)}"
        readable.write("</section>")


def _begun(person: Person) -> str:
    about = {
        "schema": SCHEMA,
        "made_at": person.now.isoformat(),
        "language": person.language.value,
        "records": len(person.clients),
    }
    return json.dumps(about, ensure_ascii=False)[:-1] + ', "tables": {'


def _json(held: Held, rows: list[Row], known: Purposes, person: Person) -> str:
    told = {
        "group": held.group.value,
        "purpose": {"en": held.purpose.en, "fr": held.purpose.fr},
        "source": held.source.value,
        "kept": kept_words(held.kept, known.kept, timezone.localtime(person.now).date(), person.language),
        "left_out": {name: why.value for name, why in held.keeps.items()},
        "rows": rows,
    }
    return json.dumps(told, ensure_ascii=False)


def _section(held: Held, rows: list[Row], known: Purposes, person: Person) -> SafeString:
    """Return one table for reading: what it is for, what there is, and what is left out and why."""
    language = person.language
    kept = kept_words(held.kept, known.kept, timezone.localtime(person.now).date(), language)
    facts = [
        (_("What we use it for"), held.purpose.say(language)),
        (_("Where it comes from"), held.source.label),
        (_("How long it is kept"), kept),
    ]
    left = dict.fromkeys(why for why in held.keeps.values() if why not in UNSAID)
    if left:
        facts.append((_("Left out, and why"), " · ".join(str(why.label) for why in left)))
    return format_html(
        '<h3>{}</h3><dl class="about">{}</dl>{}',
        held.what.say(language),
        format_html_join("", "<div><dt>{}</dt><dd>{}</dd></div>", facts),
        _rows(held, rows, known, person) if held.is_given else "",
    )


def _rows(held: Held, rows: list[Row], known: Purposes, person: Person) -> SafeString:
    if not rows:
        return format_html("<p>{}</p>", _("Nothing is held."))
    return format_html(
        "<ol>{}</ol>",
        format_html_join("", "<li><dl>{}</dl></li>", ((_row(held, row, known, person),) for row in rows)),
    )


def _row(held: Held, row: Row, known: Purposes, person: Person) -> SafeString:
    return format_html_join(
        "",
        '<div><dt>{}</dt><dd dir="auto">{}</dd></div>',
        (
            (known.words[word].say(person.language), text)
            for name, word in held.gives.items()
            if (text := said(held, name, _value(held, row, name), person.language))
        ),
    )


def _value(held: Held, row: Row, name: str) -> object:
    """Return what stands under a field; a sentence where there is one for the code."""
    return row["text"] if name == "kind" and "text" in row and held.gives[name] == "words" else row.get(name)


def _around(person: Person) -> tuple[str, str]:
    """Return what stands before and after all that is held."""
    made = long_moment(person.now, person.language, timezone.get_current_timezone())
    page = render_to_string(
        "privacy/copy.html",
        {
            "language": person.language.value,
            "made": made,
            "groups": [(group.value.lower(), group.label) for group in Group],
            "in_danger": person.is_in_danger,
        },
    )
    head, _mark, foot = page.partition("<!-- here -->")
    return head, foot
