"""Reports as pages, tables and charts: what was found, in words that a reader needs no manual for."""
