"""The `backline` command: one file a command, each a thin function over plain ones."""
