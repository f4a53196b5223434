"""The protocol as data, and the strict loader that reads it."""
