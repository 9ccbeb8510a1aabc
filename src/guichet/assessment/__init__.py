"""What the law’s own arithmetic makes of somebody’s answers: days, points, documents and amounts, before they apply.

Its words: a *case* is what somebody says of themselves, a *result* what a rule makes of it, and a *step* one sentence
of why, with its source. Numbers and tables that change by date are data (`data/`, read by `policy`); the rules are
pure and keep nothing. A result is information: nobody is granted or refused anything by it.
"""
