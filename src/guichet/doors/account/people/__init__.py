"""Who may see a client’s files or act for them: shown, given, taken back."""
