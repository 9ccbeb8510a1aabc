"""The feed of the case system: its runs, what it set aside, and trying it again."""
