"""Run by Alembic: migrates over the connection, and inside the transaction, of the caller."""

from alembic import context

from rehabplanner.storage.tables import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    render_as_batch=True,
)
context.run_migrations()
