"""The gallery: every component in every state, and the two pages that matter most as they should look."""
