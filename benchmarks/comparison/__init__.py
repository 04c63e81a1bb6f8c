"""What `compare.py` consists of: questions with their answers, engines and rivals, speed, and the page about them."""
