"""Looking for a planted name in every file of a folder, in the encodings that a leak would have."""

from __future__ import annotations

from pathlib import Path


def files_with(folder: Path, needle: str) -> list[Path]:
    """The files below a folder whose bytes or whose own name hold the needle, in UTF-8 or UTF-16, in any case."""
    found = []
    for path in sorted(folder.rglob("*")):
        if needle.casefold() in path.name.casefold() or (path.is_file() and _holds(path.read_bytes(), needle)):
            found.append(path)
    return found


def assert_no_plaintext(folder: Path, needle: str) -> None:
    """Fail where any file of the folder holds the needle."""
    found = files_with(folder, needle)
    assert not found, f"found in {[str(path.relative_to(folder)) for path in found]}"


def _holds(content: bytes, needle: str) -> bool:
    spellings = {needle, needle.lower(), needle.upper(), needle.title()}
    return any(
        spelling.encode(encoding) in content
        for spelling in spellings
        for encoding in ("utf-8", "utf-16-le", "utf-16-be")
    )
