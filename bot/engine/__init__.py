"""The deciding core: pure functions from findings to a disposition."""
