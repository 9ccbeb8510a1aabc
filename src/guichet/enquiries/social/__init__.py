"""Questions that people ask us in public: taken in by a signed call, answered in public with what anybody may read.

What we post is made of an approved article and two addresses of ours, and of nothing else: never of what an agent
typed, never of a file, and the same whoever asked (docs/decisions/0063-what-a-message-says-beyond-what-it-asks.md).
"""
