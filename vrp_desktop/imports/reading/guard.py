"""Before anything is parsed: is the file what its name says, and can it be opened without harm?"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path, PurePath

from vrp_desktop.imports.reading import refusals
from vrp_desktop.imports.reading.limits import STANDARD, Limits
from vrp_desktop.imports.reading.package import Package
from vrp_desktop.imports.reading.signs import Sign, ole_holds, sign_of


class Kind(StrEnum):
    """The kinds of files that are taken in."""

    XLSX = "XLSX"
    XLSM = "XLSM"
    ODS = "ODS"
    CSV = "CSV"
    PASTED = "PASTED"
    """No file: what was pasted, as its rows were confirmed."""


_KINDS = {
    ".xlsx": Kind.XLSX,
    ".xlsm": Kind.XLSM,
    ".ods": Kind.ODS,
    ".csv": Kind.CSV,
    ".tsv": Kind.CSV,
    ".tab": Kind.CSV,
    ".txt": Kind.CSV,
}
_ODS_MIME = b"application/vnd.oasis.opendocument.spreadsheet"


def load(source: Path | bytes, limits: Limits = STANDARD) -> bytes:
    """The bytes of a file, never more than the limit, or a plain message."""
    data = source if isinstance(source, bytes) else _read(source, limits)
    if len(data) > limits.file_bytes:
        raise refusals.too_large()
    return data


def _read(path: Path, limits: Limits) -> bytes:
    try:
        if path.is_dir():
            raise refusals.unreadable("it is a folder")
        if path.exists() and not path.is_file():
            raise refusals.unreadable("it is not an ordinary file")
        with path.open("rb") as stream:
            return stream.read(limits.file_bytes + 1)
    except FileNotFoundError:
        raise refusals.unreadable("it is not there") from None
    except PermissionError:
        raise refusals.unreadable("this user may not read it, or another program holds it") from None
    except OSError:
        raise refusals.unreadable("the system could not read it") from None


def kind_by_name(name: str) -> Kind | None:
    """What the name says, by its ending."""
    return _KINDS.get(PurePath(name.strip()).suffix.lower())


def check(data: bytes, name: str, limits: Limits = STANDARD) -> Kind:
    """The kind of a file whose contents agree with its name; anything else is refused in plain words."""
    claimed = kind_by_name(name)
    sign, holds = sign_of(data)
    if sign is Sign.EMPTY:
        raise refusals.empty_file()
    if sign is Sign.OLE:
        _refuse_ole(data, claimed)
    if claimed is None:
        raise refusals.unknown_kind()
    if sign is Sign.OTHER:
        raise refusals.disguised(holds)
    if sign is Sign.TEXT:
        if claimed is not Kind.CSV:
            raise refusals.disguised(
                "it holds plain text", "If it is a list, rename it so that it ends in .csv, and try again."
            )
        return Kind.CSV
    return _zip_kind(data, claimed, limits)


def _refuse_ole(data: bytes, claimed: Kind | None) -> None:
    holds = ole_holds(data)
    if holds == "password":
        raise refusals.password()
    if holds == "workbook":
        raise refusals.old_excel()
    if claimed is None:
        raise refusals.unknown_kind()
    raise refusals.disguised("it is a document of another program")


def _zip_kind(data: bytes, claimed: Kind, limits: Limits) -> Kind:
    package = Package(data, limits)
    found = _package_kind(package)
    if found is None:
        raise refusals.disguised(_what_package(package))
    if claimed is Kind.CSV or (claimed is Kind.ODS) != (found is Kind.ODS):
        ending = "an OpenDocument spreadsheet (.ods)" if found is Kind.ODS else "an Excel workbook (.xlsx)"
        raise refusals.disguised(f"it is {ending}", "Rename it so that its ending is right, and try again.")
    if found is Kind.ODS:
        _refuse_encrypted_ods(package)
    package.refuse_encrypted()
    # Programs write .xlsm without macros and the other way round; macros are never looked at, so both pass.
    return claimed


def _package_kind(package: Package) -> Kind | None:
    if package.has("xl/workbook.xml") and package.has("[Content_Types].xml"):
        return Kind.XLSX
    if package.has("content.xml") and package.has("mimetype") and package.read("mimetype", 512).startswith(_ODS_MIME):
        return Kind.ODS
    return None


def _what_package(package: Package) -> str:
    for member, holds in (
        ("word/document.xml", "it is a Word document"),
        ("ppt/presentation.xml", "it is a PowerPoint presentation"),
        ("xl/workbook.bin", "it is a binary Excel workbook (.xlsb)"),
        ("content.xml", "it is another OpenDocument file"),
        ("Index/Document.iwa", "it is an Apple Numbers or Pages document"),
    ):
        if package.has(member):
            return holds
    return "it is a compressed folder"


def _refuse_encrypted_ods(package: Package) -> None:
    """An encrypted OpenDocument file is an ordinary zip whose manifest names the cipher."""
    manifest = "META-INF/manifest.xml"
    if package.has("encrypted-package") or (
        package.has(manifest) and b"encryption-data" in package.read(manifest, package.limits.part_bytes)
    ):
        raise refusals.password()
