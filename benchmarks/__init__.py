"""Measurements of Backline, and of what else could have been used in its place."""
