"""What `gate.py` consists of: the figures on the repository's own held-out labels, and the floors that they keep."""
