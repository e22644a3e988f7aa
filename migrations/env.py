"""Runs the Alembic migrations on the database that the command was given. There is no ini file."""

from alembic import context

from chat.assembly.tables import metadata
from kit.sql.engines import unpooled_engine

engine = unpooled_engine(context.config.attributes["address"])
with engine.connect() as connection:
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_as_batch=engine.dialect.name == "sqlite",
        user_module_prefix="kit.database.",
        transaction_per_migration=True,
    )
    with context.begin_transaction():
        context.run_migrations()
    connection.commit()
engine.dispose()
