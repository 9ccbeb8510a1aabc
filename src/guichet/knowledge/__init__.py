"""What people need to know, told once: guidance in both languages, with an owner, a day of review and versions.

An article is a version that was approved: English and French are one version and are published together or not at
all. What the service ships stands in `data/articles`; staff write on in the office, and a second person approves.
Figures are never typed into an article: it names a fee, a standard or a program, and the reader is shown what is in
force (docs/decisions/0040-guidance-is-versions-in-both-languages.md).
"""
