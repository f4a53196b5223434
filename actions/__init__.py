"""Rasa custom actions: slots to engine to events, nothing more."""
