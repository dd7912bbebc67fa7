"""Making a store's tables and bringing an older store up to this program's schema.

Revisions are numbered, so that the newest one is known by name without loading Alembic, which costs half a second.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from db.problems import FileDamaged, FileTooNew

if TYPE_CHECKING:
    from alembic.config import Config
    from sqlalchemy import Connection

REVISIONS: Final = ("0001",)
"""All revisions, oldest first; a test keeps them in step with the files in `db/migrations/versions`."""

HEAD: Final = REVISIONS[-1]
FOLDER: Final = Path(__file__).resolve().parent / "migrations"

_VERSION_TABLE: Final = (
    "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, "
    "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
)


def create_schema(connection: Connection) -> None:
    """Make every table, index and trigger in an empty store, and stamp it with the newest revision."""
    from db.schema import metadata

    metadata.create_all(connection)
    connection.exec_driver_sql(_VERSION_TABLE)
    connection.exec_driver_sql(f"INSERT INTO alembic_version (version_num) VALUES ('{HEAD}')")


def needs_upgrade(path: Path, revision: str) -> bool:
    """Whether a store at `revision` is older than this program; `FileTooNew` where it is newer."""
    if revision == HEAD:
        return False
    if revision in REVISIONS:
        return True
    if not revision or (revision.isdigit() and int(revision) < int(HEAD)):
        raise FileDamaged(path, "it does not say which version wrote it")
    raise FileTooNew(path, revision)


def upgrade(connection: Connection, to: str = "head", told: Callable[[str], None] | None = None) -> None:
    """Run the revisions that are missing, inside the transaction of an unlocked writer connection."""
    from alembic import command

    config = configuration()
    config.attributes["connection"] = connection
    config.attributes["told"] = told
    command.upgrade(config, to)


def configuration() -> Config:
    """Alembic's configuration: where the revisions lie; there is no address of a database in it."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    return config
