"""Head outputs to labels, one concern a file."""
