"""The catalogue as dated data: programs, stages, sections, documents, fees, reasons, offices.

Its words: a *program* is what a person applies for; a *stage* is where a file stands, with the sentence a
client reads; a *section* is a part of the review that goes on beside the others; a *reason* is why an
application is not approved; a *review* is what a person may do about that. Everything comes from YAML
(`data/`), checked with file and line (`checks`), and over it a department lays its own folder. Ask
`queries.catalogue()`. Service standards are the neighbouring room's; what happens to one file is told by
`applications`.
"""
