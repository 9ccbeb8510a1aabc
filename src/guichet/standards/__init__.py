"""Service standards: the promise, its clock and its pauses.

Its words: a *standard* is what the department promises in public, such as a decision within 14 days in 80 of
100 cases; a *pause* is a time in which a file waits for its client, and the *clock* counts the days with us
and the days with you. Standards and the reasons for a pause are dated data (`data/`); the clock is a pure
rule (`rules`). Which pauses a file had is told by `applications`; what a missed standard costs us, later, by
`redress`.
"""
