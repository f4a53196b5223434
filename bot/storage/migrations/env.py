"""Alembic's way in: it runs this with the connection that `upgrade` hands over."""

from alembic import context

from bot.storage.models import Table

context.configure(
    connection=context.config.attributes["connection"], target_metadata=Table.metadata
)
with context.begin_transaction():
    context.run_migrations()
