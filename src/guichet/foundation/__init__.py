"""What everything stands on, without tables: languages, dates in words, numbers of files, working days."""
