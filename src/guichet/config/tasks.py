"""What waits for a person, kind by kind: the whole of it, on one page.

For each kind its title in both languages, the right that covers it, the page on which it is done, and what may come
of it. By when it is to be done stands in `worklists/data/due.yaml`.
"""

from guichet.worklists.terms import TaskKind

TASKS: list[TaskKind] = []
