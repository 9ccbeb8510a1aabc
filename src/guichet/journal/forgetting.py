"""Forgetting which file entries were about, so that the measures stay and the number does not.

An entry keeps its kind, moments, way and codes; the number of the file is replaced, wherever it stands, by a word that
leads nowhere but is the same for all entries of that file. The trigger that refuses every change allows this one.
"""

import secrets
from collections.abc import Collection

from django.db import connection

FORGOTTEN = "disposed-"


def forget_files(numbers: Collection[str]) -> int:
    """Replace the numbers of these files in the journal, and return how many entries were about them.

    To be called inside the transaction in which the files go.
    """
    words = {number: FORGOTTEN + secrets.token_hex(12) for number in numbers}
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('guichet.may_forget', 'yes', true)")
        cursor.execute(_FORGET, {"numbers": list(words), "words": list(words.values()), "prefix": "application:"})
        count = cursor.rowcount
        cursor.execute("SELECT set_config('guichet.may_forget', '', true)")
    return int(count)


_FORGET = """
UPDATE journal_entry entry
SET subject = %(prefix)s || known.word,
    payload = CASE WHEN entry.payload ->> 'application' = known.number
                   THEN jsonb_set(entry.payload, '{application}', to_jsonb(known.word)) ELSE entry.payload END
FROM unnest(%(numbers)s::text[], %(words)s::text[]) AS known (number, word)
WHERE entry.subject = %(prefix)s || known.number
"""
