"""What somebody prepares before they apply: answers, a journal of trips. Theirs, by a code or by their account.

A plan is a sealed text that this room neither reads nor judges; whoever builds on it says what is in it. Without an
account it is found by a code of sixteen digits alone, of which only a mark is kept, and it goes by itself when nobody
has used it for so long (docs/decisions/0050-what-is-prepared-belongs-to-who-prepares-it.md).
"""
