"""The first tables."""

from alembic import op

from rehabplanner.storage.migrations.first import care, indexes, log, plan, tracks

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables of the first version."""
    is_file = op.get_bind().dialect.name == "sqlite"
    words = {
        "real": "REAL" if is_file else "DOUBLE PRECISION",
        "bytes": "BLOB" if is_file else "BYTEA",
        "strict": " STRICT" if is_file else "",
    }
    for table in (*log.TABLES, *plan.TABLES, *care.TABLES):
        op.execute(table.format(**words))
    for index in indexes.INDEXES:
        op.execute(index)
    if not is_file:  # beside a file, tracks have a file of their own
        for table in tracks.TABLES:
            op.execute(table.format(**words))
    op.execute("INSERT INTO counter VALUES ('changes', 0)")
