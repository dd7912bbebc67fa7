"""Write the list of packages in pyproject.toml anew from the folders that hold code.

    python scripts/list_packages.py

The list stays explicit, so that nothing is shipped by accident; tests/architecture/test_packages.py keeps it true.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FLOORS = ("db", "resources", "ui", "vrp_desktop")


def packages() -> list[str]:
    """Every package of every floor and, since setuptools counts it as one, every folder of data that ships."""
    code = [path.parent for floor in FLOORS for path in (ROOT / floor).rglob("__init__.py")]
    data = [path.parent for path in (ROOT / "resources").rglob("*") if path.is_file() and path.suffix != ".pyc"]
    return sorted({".".join(folder.relative_to(ROOT).parts) for folder in [*code, *data]})


def main() -> int:
    """Replace the list in the file and leave all else as it is."""
    project = ROOT / "pyproject.toml"
    text = project.read_text(encoding="utf-8")
    lines = "".join(f'    "{name}",\n' for name in packages())
    project.write_text(re.sub(r"(?m)^packages = \[\n[^\]]*\]", f"packages = [\n{lines}]", text), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
