"""Backline: conversational triage for low back pain."""

__version__ = "0.1.0"
