"""A bundle trained further on labels of the user's own. Needs the `train` extra; serving never imports this package."""
