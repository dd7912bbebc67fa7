"""Small builders of spreadsheet files: bytes out, nothing on disk."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from xml.sax.saxutils import escape, quoteattr

import openpyxl
from openpyxl.utils.datetime import MAC_EPOCH
from openpyxl.worksheet.worksheet import Worksheet

from tests.support.zips import zipped

Value = str | float | int | bool | date | datetime | None
Rows = Sequence[Sequence[Value]]

ODS_MIME = "application/vnd.oasis.opendocument.spreadsheet"
_ODS_NAMESPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{prefix}:1.0"'
    for prefix in ("office", "table", "text", "style")
)
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def xlsx(
    rows: Rows,
    *,
    title: str = "Referrals",
    before: Mapping[str, Rows] | None = None,
    after: Mapping[str, Rows] | None = None,
    hidden_sheets: Iterable[str] = (),
    hidden_rows: Iterable[int] = (),
    merged: Iterable[str] = (),
    epoch_1904: bool = False,
) -> bytes:
    """An Excel workbook with one list and, where wished, other sheets before and after it."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    if epoch_1904:
        book.epoch = MAC_EPOCH
    for name, content in (before or {}).items():
        _fill(book.create_sheet(name), content)
    sheet = book.create_sheet(title)
    _fill(sheet, rows)
    for number in hidden_rows:
        sheet.row_dimensions[number].hidden = True
    for area in merged:
        sheet.merge_cells(area)
    for name, content in (after or {}).items():
        _fill(book.create_sheet(name), content)
    for name in hidden_sheets:
        book[name].sheet_state = "hidden"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _fill(sheet: Worksheet, rows: Rows) -> None:
    for number, row in enumerate(rows, start=1):
        for column, value in enumerate(row, start=1):
            if value is not None:
                sheet.cell(number, column, value)
                if isinstance(value, date):
                    sheet.cell(number, column).number_format = "dd/mm/yyyy"


def csv_bytes(rows: Rows, *, delimiter: str = ",", codec: str = "utf-8", line_end: str = "\r\n") -> bytes:
    """A CSV file; dates as dd/mm/yyyy."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=delimiter, lineterminator=line_end)
    for row in rows:
        writer.writerow([f"{v:%d/%m/%Y}" if isinstance(v, date) else "" if v is None else v for v in row])
    return stream.getvalue().encode(codec)


def ods(tables: Mapping[str, str], styles: str = "", *, head: str = "", mimetype: str = ODS_MIME) -> bytes:
    """An OpenDocument spreadsheet from the XML of its rows, sheet by sheet."""
    body = "".join(f"<table:table table:name={quoteattr(name)}>{xml}</table:table>" for name, xml in tables.items())
    return ods_content(
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{body}</office:spreadsheet></office:body>",
        head=head,
        mimetype=mimetype,
    )


def ods_content(inner: str, *, head: str = "", mimetype: str = ODS_MIME) -> bytes:
    """An OpenDocument spreadsheet with content.xml as given."""
    content = f'<?xml version="1.0"?>{head}<office:document-content {_ODS_NAMESPACES}>{inner}</office:document-content>'
    return zipped({"mimetype": mimetype, "content.xml": content})


def ods_rows(rows: Rows) -> str:
    """Rows of typed cells as content.xml has them."""
    return "".join(f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in rows)


def _ods_cell(value: Value) -> str:
    if value is None:
        return "<table:table-cell/>"
    if isinstance(value, bool):
        kind = f'office:value-type="boolean" office:boolean-value="{str(value).lower()}"'
    elif isinstance(value, date):
        kind = f'office:value-type="date" office:date-value="{value.isoformat()}"'
    elif isinstance(value, int | float):
        kind = f'office:value-type="float" office:value="{value}"'
    else:
        kind = 'office:value-type="string"'
    return f"<table:table-cell {kind}><text:p>{escape(str(value))}</text:p></table:table-cell>"


def raw_xlsx(
    sheet_data: str,
    *,
    shared: str | bytes | None = None,
    head: str = "",
    after: str = "",
    sheet: str | bytes | None = None,
    workbook_head: str = "",
    compression: int = zipfile.ZIP_DEFLATED,
    members: Mapping[str, str | bytes] | None = None,
) -> bytes:
    """A workbook whose sheet XML is written by hand: what no honest program writes."""
    whole = (
        f'<?xml version="1.0"?>{head}<worksheet xmlns="{_MAIN}"><sheetData>{sheet_data}</sheetData>{after}</worksheet>'
    )
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<?xml version="1.0"?>{workbook_head}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        '<sheet name="Referrals" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": whole if sheet is None else sheet,
    }
    if shared is not None:
        parts["xl/sharedStrings.xml"] = shared
    parts.update(members or {})
    return zipped(parts, compression)
