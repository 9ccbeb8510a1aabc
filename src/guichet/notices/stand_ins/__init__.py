"""Stand-ins for the mail server and the text provider: for demonstrations, tests and benches, on this machine only.

They speak the real protocols, keep all they are given, forget nothing twice sent, and misbehave on request. Nothing
that they take reaches anybody.
"""
