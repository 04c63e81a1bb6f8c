"""Training: corpora to a bundle. Needs the `train` extra (torch, transformers); serving never imports this package."""
