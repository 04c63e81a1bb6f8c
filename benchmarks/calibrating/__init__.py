"""What `calibration.py` consists of: probabilities with what was so, their figures, and the page about them."""
