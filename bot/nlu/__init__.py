"""The patient's words: what they say about findings, numbers and answers."""
