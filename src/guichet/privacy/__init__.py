"""What people may ask about what is held about them: what it is and why, a copy of it, and that it be put right.

What is held is one table, `purposes.yaml`: a field that stands on it nowhere fails a test
(docs/decisions/0034-what-is-held-is-one-table.md).
"""
