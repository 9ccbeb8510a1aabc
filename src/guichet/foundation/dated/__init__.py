"""Dated, bilingual data files: policy that changes by date stands in YAML, never in code.

A file is a list of records. Each has a `code`, may say `valid_from` and `valid_to` (first and last day in
force, both included; absent means without end), `source` and `status`, and has each of its texts in both
official languages. A department's own folder is laid over the package's. Every fault is found with its file
and line (`problems`), a record's fields are described once (`fields`, `records`), and the row in force on a
day is looked up in `rows`.
"""
