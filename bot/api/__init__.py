"""Backline over HTTP: one app factory, one router per audience."""
