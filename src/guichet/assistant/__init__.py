"""The dialogue: a question is understood, answered from guidance and from the file, or handed over to a person.

It never makes up a sentence. What it says is the title and the answer of an approved article, with its source; what
the status page says of the reader's own file; or one of the fixed sentences of `sentences`. A reply is kept as codes
and put into words when it is shown, in whichever language the page is in, with the figures of that day. What people
type is kept only without personal information, and goes after the days of `data/limits.yaml`
(docs/decisions/0045-the-assistant-never-makes-up-a-sentence.md).
"""
