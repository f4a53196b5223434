"""How well the bot does: labelled messages scored, and simulated patients who talk to it."""
