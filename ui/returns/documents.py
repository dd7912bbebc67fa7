"""The documents of a return: its export with a receipt, its pages to look at and print, and pages signed in ink."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ui.desk import Desk
from ui.preview import PreviewDialog
from ui.receipts import ReceiptDialog, save
from ui.widgets.fields import Option, Radio
from vrp_desktop.access.work import Read
from vrp_desktop.attachments.files import Incoming, read_incoming
from vrp_desktop.attachments.sniffing import ShownAs, sniff
from vrp_desktop.calendar import Quarter
from vrp_desktop.documents.return_pdf import render_return
from vrp_desktop.documents.return_signing import signing_page
from vrp_desktop.exports.commands import ReceiptForm
from vrp_desktop.exports.passages import passages_of_sheet
from vrp_desktop.exports.return_sheets import flat_sheet, return_sheets
from vrp_desktop.exports.writers import csv_bytes, xlsx_bytes
from vrp_desktop.returns.content import Audience, ReturnContent, as_json
from vrp_desktop.returns.frozen import Signed
from vrp_desktop.returns.queries import audience_of, document, live_content, signed_version
from vrp_desktop.returns.signing import file_ink_page

LARGEST_SCAN = 20 * 1024 * 1024

Exported = tuple[ReturnContent, Signed | None, str]
"""What is written, the version it is of where it was signed and is exact, and the digest printed on it."""


def for_export(read: Read, quarter: Quarter, place: str | None, audience: Audience) -> Exported:
    """What an export writes: the newest signed version, or else the return as it stands; for its audience."""
    signed = signed_version(read, quarter, place)
    content = signed.content if signed else live_content(read, quarter, place)
    shown = audience_of(read, content, quarter, audience)
    is_exact = audience is Audience.FUNDER
    digest = signed.digest if signed and is_exact else str(as_json(shown)["digest"])
    return shown, signed if is_exact else None, digest


class ReturnDocuments(QObject):
    """Makes, shows and files the documents of the return that the page `over` is looking at."""

    def __init__(self, desk: Desk, over: QWidget) -> None:
        super().__init__(over)
        self.desk = desk
        self.over = over
        self._signature = ("", "", "")
        self._receipt: ReceiptForm | None = None

    def export(self) -> None:
        """PDF, XLSX or CSV for an audience, with a receipt; its words are looked through for names first."""
        view = self.desk.view
        asked = Audience.FUNDER
        self.desk.tasks.read(for_export, view.quarter, view.place, asked, done=self._ask_receipt, key="export words")

    def preview(self) -> None:
        """Show the document's pages; from there they print."""
        self._receipt = None
        self._fetch(Audience.FUNDER)

    def show_filed(self, document_id: str, kind: str) -> None:
        """A filed document: the signed PDF, or the scan of a page signed in ink; a picture is saved as a file."""
        done = self._show if kind == "PDF" else self._show_scan
        self.desk.tasks.read(document, document_id, done=done, key="document")

    def show_page_to_sign(self, signed: Signed, role: str) -> None:
        """The page that is printed and signed in ink."""
        self.desk.tasks.call(signing_page, signed, role, done=self._show)

    def file_scan(self, version_id: str, role: str) -> None:
        """File the scan of a page signed in ink: the file is read once and kept in the encrypted store."""
        path = self.desk.messages.open_file(
            "The scanned page", "PDF or picture (*.pdf *.png *.jpg *.jpeg *.tif *.tiff)"
        )
        name = self.desk.messages.type_in("File the signed page", "Who signed it?") if path is not None else None
        if path is not None and name:
            self._signature = (version_id, role, name)
            self.desk.tasks.call(read_incoming, path, LARGEST_SCAN, done=self._file)

    def _file(self, scan: Incoming) -> None:
        self.desk.tasks.write(file_ink_page, *self._signature, scan.content, done=self._on_filed)

    def _ask_receipt(self, found: Exported) -> None:
        audiences = (
            Option(Audience.FUNDER.value, "Funder: exact figures"),
            Option(Audience.PUBLISHED.value, "To be published: small numbers hidden"),
        )
        forms = (Option("PDF", "PDF"), Option("XLSX", "Excel workbook"), Option("CSV", "CSV file"))
        dialog = ReceiptDialog(
            self.desk,
            self.over,
            f"Return for {self.desk.view.quarter.short_label}, {place_looked_at(self.desk)}",
            forms=forms,
            more=(Radio(name="audience", label="For whom", options=audiences, required=True),),
            passages=passages_of_sheet(flat_sheet(found[0])),
            can_replace=False,
        )
        dialog.form.put({"audience": Audience.FUNDER.value})
        dialog.agreed.connect(self._on_agreed)
        dialog.open()

    def _on_agreed(self, receipt: ReceiptForm, values: Mapping[str, Any]) -> None:
        self._receipt = receipt
        self._fetch(Audience(values["audience"]))

    def _fetch(self, audience: Audience) -> None:
        view = self.desk.view
        self.desk.tasks.read(for_export, view.quarter, view.place, audience, done=self._make, key="export")

    def _make(self, found: Exported) -> None:
        """Documents are made away from the main thread."""
        content, signed, digest = found
        form = self._receipt.form if self._receipt is not None else "PDF"
        now, who = self.desk.clock.now(), self.desk.actor.full_name
        self.desk.tasks.call(_bytes_of, form, content, signed, digest, who, now, done=self._on_made)

    def _on_made(self, made: bytes) -> None:
        if self._receipt is None:
            self._show(made)
            return
        save(self.desk, f"return-{self.desk.view.quarter.code}.{self._receipt.form.lower()}", made)

    def _on_filed(self, _result: object) -> None:
        self.desk.messages.note("The signed page is filed in the encrypted store.")

    def _show(self, pdf: bytes) -> None:
        PreviewDialog(self.desk, self.over, f"Return for {self.desk.view.quarter.short_label}", pdf).open()

    def _show_scan(self, scan: bytes) -> None:
        kind = sniff(scan)
        if kind.shown_as is ShownAs.PAGES:
            self._show(scan)
        else:
            save(self.desk, f"signed-page.{kind.ending}", scan)


def _bytes_of(form: str, content: ReturnContent, signed: Signed | None, digest: str, who: str, now: datetime) -> bytes:
    """The bytes of a return in one form."""
    if form == "CSV":
        return csv_bytes(flat_sheet(content))
    if form == "XLSX":
        return xlsx_bytes(return_sheets(content, digest), content.template.title)
    return render_return(content, printed_by=who, printed_at=now, signed=signed, digest=digest)


def place_looked_at(desk: Desk) -> str:
    """The place whose return is looked at, in words."""
    return desk.shelf.label("places", desk.view.place) or "Whole area"
