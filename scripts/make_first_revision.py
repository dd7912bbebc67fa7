"""Write the first revision anew from the mapped classes; only until the first release, after which it never changes.

Run `python scripts/make_first_revision.py` after changing a table. From the first release on, a change of a table is a
new revision, written by hand beside this one.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import textwrap
import warnings
from pathlib import Path
from typing import Any, Literal

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from alembic.autogenerate import produce_migrations, render_python_code  # noqa: E402
from alembic.autogenerate.api import AutogenContext  # noqa: E402
from alembic.runtime.migration import MigrationContext  # noqa: E402

from db.base import Moment  # noqa: E402
from db.covering import Behind  # noqa: E402
from db.engine import open_connection  # noqa: E402
from db.keys import DatabaseKey  # noqa: E402
from db.migrate import FOLDER  # noqa: E402
from db.schema import metadata  # noqa: E402
from db.search import SQLITE_INDEX  # noqa: E402
from db.store import Store  # noqa: E402

TARGET = FOLDER / "versions" / "r0001_first.py"

HEAD = '''"""The first schema: written by scripts/make_first_revision.py until the first release, then never changed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

SEARCH_INDEX = (
{search}
)


def upgrade() -> None:
    """Make every table of the first release."""
    {tables}
    if op.get_context().dialect.name == "sqlite":
        for statement in SEARCH_INDEX:
            op.execute(statement)
    else:
        op.execute("CREATE INDEX ix_search_entry_tsvector ON search_entry USING gin (to_tsvector('simple', folded))")
'''


def _type(kind: str, item: Any, _context: AutogenContext) -> str | Literal[False]:
    # A revision must not lean on classes that may change later.
    if kind == "type" and isinstance(item, Moment):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(item, Behind):
        return f"sa.{item.impl_instance!r}"
    return False


def tables() -> str:
    """The operations that make the tables, as Alembic finds them against an empty store."""
    with tempfile.TemporaryDirectory() as folder:
        path, key = Path(folder) / "empty.db", DatabaseKey.new()
        open_connection(path, key, create=True).close()
        store = Store(path, key)
        with store.begin_write() as connection:
            context = MigrationContext.configure(connection, opts={"target_metadata": metadata})
            # SQLite has no such index to compare; the revision makes it on PostgreSQL alone.
            warnings.filterwarnings("ignore", "autogenerate skipping metadata-specified expression-based index")
            operations = produce_migrations(context, metadata).upgrade_ops
        store.close()
    assert operations is not None
    code = render_python_code(operations, render_item=_type)
    kept = "\n".join(line for line in code.splitlines() if not line.lstrip().startswith("#"))
    return kept.strip()


def _pieces(statement: str) -> str:
    lines = textwrap.wrap(statement, 100, drop_whitespace=False)
    return "    " + "\n    ".join(repr(line) for line in lines) + ","


def main() -> None:
    """Write the file and put it into the house's format."""
    search = "\n".join(_pieces(statement) for statement in SQLITE_INDEX)
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(HEAD.format(search=search, tables=tables()), encoding="utf-8")
    for arguments in (["format", "--quiet"], ["check", "--fix", "--quiet"], ["format", "--quiet"]):
        subprocess.run([sys.executable, "-m", "ruff", *arguments, str(TARGET)], check=True, cwd=ROOT)


if __name__ == "__main__":
    main()
