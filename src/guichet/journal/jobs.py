"""The jobs that carry out what the journal owes. Kept in PostgreSQL beside the entries, by procrastinate."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from guichet.journal.work import database_job

# Waits of 5, 25, 125 … seconds, the last about a day; then a person's matter: the page of stuck jobs at the office.
UNTIL_A_PERSON_LOOKS = RetryStrategy(max_attempts=8, exponential_wait=5)


@app.task(name="journal.react", queue="reactions", retry=UNTIL_A_PERSON_LOOKS)
@database_job
def react(reaction: str, entries: list[int]) -> None:
    """Run one reaction for some entries.

    Where several are given and any fails, each is owed again on its own, so that one that cannot be done
    never holds up the rest.
    """
    from guichet.journal.debts import settle, split

    try:
        settle(reaction, entries)
    except Exception:
        if len(entries) == 1:
            raise
        split(reaction, entries)
