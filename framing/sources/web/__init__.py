"""Pages from the web: polite, bounded in time and size, and only from public addresses."""
