"""What `shortcuts.py` consists of: answers without the text's help, and figures by outlet, topic and genre."""
