"""Plain messages for a file that is not read: what happened, what it means, what to do. No name, no contents."""

from __future__ import annotations

from vrp_desktop.errors import KnownError, NotASpreadsheet

NOTHING_CHANGED = "Nothing was taken in and nothing was changed."


class FileTooLarge(NotASpreadsheet):
    """The file, or what it unpacks to, is larger than a list of referrals can be."""


class FilePassword(NotASpreadsheet):
    """The workbook is protected by a password, so that its contents cannot be read."""


class FileDamaged(NotASpreadsheet):
    """The file says that it is a spreadsheet and is, but it is broken or cut off."""


class FileUnreadable(KnownError):
    """The file cannot be opened: it is gone, it is a folder, or the system does not allow it."""


class NoHeader(NotASpreadsheet):
    """The file was read, but no visible sheet has a row of column headings."""


def disguised(
    holds: str, do: str = "Open it in Excel or LibreOffice, save it as .xlsx, and choose that file."
) -> NotASpreadsheet:
    """The contents are something else than the name says."""
    return NotASpreadsheet(
        f"This file is not the spreadsheet that its name says: {holds}.", means=NOTHING_CHANGED, do=do
    )


def unknown_kind() -> NotASpreadsheet:
    """The name ends in something that is not taken in."""
    return NotASpreadsheet(
        "This kind of file cannot be taken in.",
        means=NOTHING_CHANGED,
        do="Choose a file that ends in .xlsx, .xlsm, .ods or .csv.",
    )


def empty_file() -> NotASpreadsheet:
    """There is nothing in it."""
    return NotASpreadsheet(
        "This file is empty.", means=NOTHING_CHANGED, do="Ask the sender to save it again and send it once more."
    )


def damaged() -> FileDamaged:
    """Broken, cut off, or built in a way that no spreadsheet program builds."""
    return FileDamaged(
        "This file is damaged or was cut off on its way.",
        means=NOTHING_CHANGED,
        do="Ask the sender to send it again, or open it in Excel or LibreOffice and save it as a new .xlsx file.",
    )


def password() -> FilePassword:
    """Encrypted, or its zip members are."""
    return FilePassword(
        "This workbook is protected by a password.",
        means=NOTHING_CHANGED,
        do="Open it with its password, take it off (in Excel: File, Info, Protect Workbook), save, and try again.",
    )


def old_excel() -> NotASpreadsheet:
    """The old binary workbook."""
    return NotASpreadsheet(
        "This is a workbook of an older Excel (.xls), which is not read.",
        means=NOTHING_CHANGED,
        do="Open it in Excel or LibreOffice, save it as .xlsx, and choose that file.",
    )


def too_large(what: str = "This file is larger than any list of referrals") -> FileTooLarge:
    """`what` says what is too large."""
    return FileTooLarge(
        f"{what}, so it was not opened.",
        means=NOTHING_CHANGED,
        do="Check that it is the right file. If it is, ask the sender for a list with nothing else in it, or in parts.",
    )


def unpacks_too_large() -> FileTooLarge:
    """A zip bomb, or a workbook full of pictures."""
    return too_large("This file unpacks to far more than any list of referrals")


def too_far(reference: str) -> FileTooLarge:
    """A cell lies so far from the others that the sheet would not fit into memory."""
    return FileTooLarge(
        f"There is something in cell {reference}, far away from the rest of the sheet, so it was not opened.",
        means=NOTHING_CHANGED,
        do="Open it in Excel or LibreOffice, go to that cell, delete its row and column, save, and try again.",
    )


def too_many_cells() -> FileTooLarge:
    """A sheet that is really full, far beyond any list."""
    return too_large("This file has more rows and columns than any list of referrals")


def entities() -> NotASpreadsheet:
    """XML with a document type: entity expansion is the only use for one here."""
    return NotASpreadsheet(
        "This file holds definitions that no spreadsheet needs and that can be used to harm, so it was not opened.",
        means=NOTHING_CHANGED,
        do="Tell the sender. Do not open it in another program.",
    )


def open_quotation(record: int) -> FileDamaged:
    """Rows would be swallowed in silence: say so instead."""
    return FileDamaged(
        f"A quotation mark that opens in row {record} is never closed, so the rows after it cannot be told apart.",
        means=NOTHING_CHANGED,
        do="Open the file, close or remove that quotation mark, save, and try again.",
    )


def cell_too_long(record: int) -> FileTooLarge:
    """More text than Excel lets into a cell, several times over."""
    return too_large(f"A cell in row {record} holds more text than any spreadsheet allows")


def no_header() -> NoHeader:
    """Nothing looks like headings."""
    return NoHeader(
        "No row of column headings was found on any visible sheet.",
        means=NOTHING_CHANGED,
        do="Check that it is the right file, or choose the sheet and the row that hold the headings.",
    )


def unreadable(why: str) -> FileUnreadable:
    """The file itself cannot be read."""
    return FileUnreadable(
        f"The file cannot be opened: {why}.", means=NOTHING_CHANGED, do="Check where it is, and try again."
    )
