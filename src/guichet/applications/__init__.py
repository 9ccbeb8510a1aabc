"""Files: received, stages, sections, documents, office, decision; and the feed of the case system."""
