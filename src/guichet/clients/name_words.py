"""Keeping the words of names findable when misspelt. Used through `guichet.clients.actions`."""

from collections.abc import Sequence

from django.db import connection

_ADD_WORDS = """
INSERT INTO clients_nameword (word)
SELECT word
FROM (
    SELECT DISTINCT unnest(string_to_array(folded, ' ')) AS word FROM clients_name WHERE client_id = ANY(%s)
) AS theirs
WHERE word <> '' AND NOT EXISTS (SELECT 1 FROM clients_nameword AS known WHERE known.word = theirs.word)
ORDER BY word
ON CONFLICT (word) DO NOTHING
"""


def index_names(*, client_ids: Sequence[int]) -> None:
    """Make the words of these clients’ names findable when misspelt.

    Whoever writes names in bulk calls this in the same transaction, after the names and as the last thing that
    locks rows: the words are added in the order of the alphabet, so that two writers never wait for each other in
    a circle. One statement, however many the clients; known words cost a look-up each.
    """
    with connection.cursor() as cursor:
        cursor.execute(_ADD_WORDS, [list(client_ids)])
