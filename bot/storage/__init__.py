"""What was said and decided, one transaction a turn; start at `store.py`."""
