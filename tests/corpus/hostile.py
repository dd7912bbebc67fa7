"""Files that must be refused in plain words, without being unpacked, unrolled or believed."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from functools import cache

from tests.corpus.builders import csv_bytes, ods, ods_content, raw_xlsx, xlsx
from tests.support.zips import zipped

_A1 = '<row r="1"><c r="A1"><v>1</v></c></row>'
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
_LAUGHS = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 10))
LAUGHS = f'<!DOCTYPE x [<!ENTITY l0 "ha">{_LAUGHS}]>'


def ole(stream: str) -> bytes:
    """An OLE file whose directory names a stream."""
    return _OLE + stream.encode("utf-16-le") + b"\0" * 512


def far_cell() -> bytes:
    """A1 and XFD1048576: 4,845 bytes that cost a naive reader 550 GB (stack.md)."""
    return raw_xlsx(_A1 + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')


def far_cell_in_wide_letters() -> bytes:
    """The same with the sheet's XML in UTF-16, to slip past a search for bytes."""
    sheet = (
        '<?xml version="1.0" encoding="UTF-16"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f'<sheetData>{_A1}<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'
    )
    return raw_xlsx("", sheet=sheet.encode("utf-16"))


def far_cell_without_row() -> bytes:
    """The row element says 1, the cell itself 1048576."""
    return raw_xlsx('<row r="1"><c r="A1"><v>1</v></c><c r="XFD1048576"><v>1</v></c></row>')


def far_empty_text() -> bytes:
    """An empty inline text, which calamine keeps as a filled cell."""
    return raw_xlsx(_A1 + '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t></t></is></c></row>')


def far_cell_with_prefix() -> bytes:
    """The same elements under a namespace prefix, with single quotes and capitals mixed."""
    sheet = (
        "<x:worksheet xmlns:x='http://schemas.openxmlformats.org/spreadsheetml/2006/main'><x:sheetData>"
        "<x:row r='1'><x:c r='a1'><x:v>1</x:v></x:c></x:row>"
        "<x:row r='1048576'><x:c s='0' r='xfd1048576'><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>"
    )
    return raw_xlsx("", sheet=sheet)


def impossible_reference() -> bytes:
    """A column beyond the last one, which calamine takes as number 4,058,115,285."""
    return raw_xlsx('<row r="1"><c r="ZZZZZZZ1"><v>1</v></c></row>')


def impossible_row() -> bytes:
    """A row beyond the last one."""
    return raw_xlsx(_A1 + '<row r="99999999999"><c r="A99999999999"><v>1</v></c></row>')


@cache
def bomb() -> bytes:
    """260 MB of blanks in one sheet: a quarter of a megabyte on disk."""
    return zipped_stream("xl/worksheets/sheet1.xml", b"<worksheet><sheetData>", b" " * 1_048_576, 260)


def bomb_with_small_declared_size() -> bytes:
    """The same with a declared size of 100 bytes."""
    data = bytearray(bomb())
    size = struct.pack("<I", 100)
    at = 0
    while (at := data.find(b"PK\x01\x02", at)) >= 0:
        name_length = struct.unpack_from("<H", data, at + 28)[0]
        if data[at + 46 : at + 46 + name_length] == b"xl/worksheets/sheet1.xml":
            data[at + 24 : at + 28] = size
            local = struct.unpack_from("<I", data, at + 42)[0]
            data[local + 22 : local + 26] = size
        at += 4
    return bytes(data)


def zipped_stream(member: str, start: bytes, piece: bytes, times: int) -> bytes:
    """A workbook one member of which is deflated piece by piece, never whole in memory."""
    whole = raw_xlsx(_A1)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            if name != member:
                target.writestr(name, source.read(name))
        with target.open(member, "w", force_zip64=False) as stream:
            stream.write(start)
            for _ in range(times):
                stream.write(piece)
    return out.getvalue()


def many_shared_texts() -> bytes:
    """More than a million empty shared texts."""
    return zipped_stream("xl/sharedStrings.xml", b"<sst>", b"<si/>" * 100_000, 11)


def big_shared_texts() -> bytes:
    """One shared text of 80 MB."""
    return zipped_stream("xl/sharedStrings.xml", b"<sst><si><t>", b"x" * 1_048_576, 80)


def ods_far_cell() -> bytes:
    """A cell after a million blank rows and sixteen thousand blank columns, beside A1."""
    return ods(
        {
            "S": '<table:table-row><table:table-cell office:value-type="float" office:value="1"/></table:table-row>'
            '<table:table-row table:number-rows-repeated="1048574"><table:table-cell/></table:table-row>'
            '<table:table-row><table:table-cell table:number-columns-repeated="16383"/>'
            '<table:table-cell office:value-type="float" office:value="1"/></table:table-row>'
        }
    )


def ods_repeated_text() -> bytes:
    """One filled row that says of itself that it stands there a million times."""
    return ods(
        {
            "S": '<table:table-row table:number-rows-repeated="1048576">'
            '<table:table-cell table:number-columns-repeated="1024" office:value-type="string"><text:p>x</text:p>'
            "</table:table-cell></table:table-row>"
        }
    )


def ods_overlong_repeat() -> bytes:
    """A repeat of ten digits, and one that is no number."""
    row = '<table:table-row table:number-rows-repeated="9999999999"><table:table-cell office:value-type="string">'
    return ods({"S": row + "<text:p>x</text:p></table:table-cell></table:table-row>"})


def ods_huge_spaces() -> bytes:
    """A cell of millions of spaces, each thousand written as one element."""
    cell = '<text:s text:c="1000"/>' * 200_000
    return ods(
        {
            "S": '<table:table-row><table:table-cell office:value-type="string"><text:p>'
            + cell
            + "</text:p></table:table-cell></table:table-row>"
        }
    )


def with_local_header_cut() -> bytes:
    """The directory of the zip is whole; the member that it points to is not there."""
    data = bytearray(raw_xlsx(_A1))
    at = data.rfind(b"PK\x03\x04")
    data[at : at + 4] = b"\0\0\0\0"
    return bytes(data)


def two_members_of_one_name() -> bytes:
    """Two sheets under one name: one for the check, one for the reader."""
    out = io.BytesIO(raw_xlsx(_A1))
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("XL/worksheets/SHEET1.xml", far_cell()[:10])
    return out.getvalue()


def unusual_compression() -> bytes:
    """bzip2 within the zip, which no spreadsheet program writes and which packs far tighter."""
    return raw_xlsx(_A1, compression=zipfile.ZIP_BZIP2)


def zip_password() -> bytes:
    """The flag that says that members are locked."""
    data = bytearray(raw_xlsx(_A1))
    at = 0
    while (at := data.find(b"PK\x01\x02", at)) >= 0:
        data[at + 8] |= 1
        at += 4
    return bytes(data)


def encrypted_ods() -> bytes:
    """An OpenDocument file saved with a password."""
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": "<manifest:manifest><manifest:encryption-data/></manifest:manifest>",
            "content.xml": zlib.compress(b"locked"),
        }
    )


def climbing_path() -> bytes:
    """A relationship that climbs out of the package."""
    link = '<Relationship Id="rId1" Type="http://x/worksheet" Target="../../etc/sheet1.xml"/>'
    rels = f"<Relationships>{link}</Relationships>"
    return raw_xlsx(_A1, members={"xl/_rels/workbook.xml.rels": rels})


_GOOD = xlsx([["Surname", "Forename"], ["Ash", "Tam"]])
_GOOD_CSV = csv_bytes([["Surname", "Forename"], ["Ash", "Tam"]])

REFUSED: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "far cell": ("a.xlsx", far_cell, "XFD1048576"),
    "far cell, xlsm": ("a.xlsm", far_cell, "XFD1048576"),
    "far cell in UTF-16": ("a.xlsx", far_cell_in_wide_letters, "XFD1048576"),
    "far cell in the wrong row": ("a.xlsx", far_cell_without_row, "XFD1048576"),
    "far cell under a prefix": ("a.xlsx", far_cell_with_prefix, "XFD1048576"),
    "impossible column": ("a.xlsx", impossible_reference, "damaged"),
    "impossible row": ("a.xlsx", impossible_row, "damaged"),
    "zip bomb": ("a.xlsx", bomb, "unpacks to far more"),
    "zip bomb with a small declared size": ("a.xlsx", bomb_with_small_declared_size, "unpacks to far more"),
    "too many shared texts": ("a.xlsx", many_shared_texts, "more rows and columns"),
    "too large shared texts": ("a.xlsx", big_shared_texts, "longer than any cell"),
    "far cell, ods": ("a.ods", ods_far_cell, "XFD1048576"),
    "repeated filled row, ods": ("a.ods", ods_repeated_text, "more rows and columns"),
    "overlong repeat, ods": ("a.ods", ods_overlong_repeat, "damaged"),
    "endless spaces, ods": ("a.ods", ods_huge_spaces, "more text"),
    "entities in a sheet": ("a.xlsx", lambda: raw_xlsx(_A1, head=LAUGHS), "used to harm"),
    "entities in the workbook": ("a.xlsx", lambda: raw_xlsx(_A1, workbook_head=LAUGHS), "used to harm"),
    "entities in shared texts": (
        "a.xlsx",
        lambda: raw_xlsx(_A1, shared=f"{LAUGHS}<sst><si><t>&l9;</t></si></sst>"),
        "used to harm",
    ),
    "entities, ods": ("a.ods", lambda: ods_content("<office:body/>", head=LAUGHS), "used to harm"),
    "external entity": (
        "a.xlsx",
        lambda: raw_xlsx(_A1, head='<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'),
        "used to harm",
    ),
    "climbing path": ("a.xlsx", climbing_path, "damaged"),
    "two members of one name": ("a.xlsx", two_members_of_one_name, "damaged"),
    "member not where the directory says": ("a.xlsx", with_local_header_cut, "damaged"),
    "unusual compression": ("a.xlsx", unusual_compression, "damaged"),
    "workbook with a password": ("a.xlsx", lambda: ole("EncryptedPackage"), "protected by a password"),
    "zip password": ("a.xlsx", zip_password, "protected by a password"),
    "ods with a password": ("a.ods", encrypted_ods, "protected by a password"),
    "old workbook as it is": ("a.xls", lambda: ole("Workbook"), "older Excel"),
    "old workbook in disguise": ("a.xlsx", lambda: ole("Workbook"), "older Excel"),
    "Word document of old": ("a.xlsx", lambda: ole("WordDocument"), "document of another program"),
    "cut off": ("a.xlsx", lambda: _GOOD[: len(_GOOD) // 2], "damaged"),
    "cut off, ods": ("a.ods", lambda: ods_content("<x/>")[:-30], "damaged"),
    "broken XML": ("a.xlsx", lambda: raw_xlsx("<row><c></row>"), "damaged"),
    "no sheets": ("a.xlsx", lambda: raw_xlsx("", members={"xl/workbook.xml": "<workbook/>"}), "damaged"),
    "empty file": ("a.xlsx", lambda: b"", "empty"),
    "empty list": ("a.csv", lambda: b"\xef\xbb\xbf\r\n \r\n", "empty"),
    "text called xlsx": ("a.xlsx", lambda: _GOOD_CSV, "holds plain text"),
    "text called ods": ("a.ods", lambda: _GOOD_CSV, "holds plain text"),
    "workbook called csv": ("a.csv", lambda: _GOOD, "an Excel workbook"),
    "workbook called ods": ("a.ods", lambda: _GOOD, "an Excel workbook"),
    "ods called xlsx": ("a.xlsx", lambda: ods({"S": ""}), "an OpenDocument spreadsheet"),
    "web page called xlsx": ("a.xlsx", lambda: b"<html><table><tr><td>Surname</td></tr></table></html>", "a web page"),
    "web page called csv": ("a.csv", lambda: b"\n<!DOCTYPE html><html></html>", "a web page"),
    "XML called csv": ("a.csv", lambda: b"<?xml version='1.0'?><rows/>", "an XML file"),
    "JSON called csv": ("a.csv", lambda: b'[{"surname": "Ash"}]', "JSON"),
    "PDF called xlsx": ("a.xlsx", lambda: b"%PDF-1.7\n", "a PDF"),
    "PDF called csv": ("a.csv", lambda: b"%PDF-1.7\n", "a PDF"),
    "picture called csv": ("a.csv", lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 64, "a picture"),
    "binary called csv": ("a.csv", lambda: bytes(range(256)) * 40, "not text"),
    "e-mail called csv": ("a.csv", lambda: b"From: a@example.org\r\nTo: b@example.org\r\nSubject: x\r\n", "an e-mail"),
    "Word document": ("a.xlsx", lambda: zipped({"word/document.xml": "<x/>"}), "a Word document"),
    "compressed folder": ("a.xlsx", lambda: zipped({"list.csv": _GOOD_CSV}), "a compressed folder"),
    "binary workbook": ("a.xlsx", lambda: zipped({"xl/workbook.bin": b"\0"}), ".xlsb"),
    "OpenDocument text": ("a.ods", lambda: ods({}, mimetype="application/vnd.oasis.opendocument.text"), "OpenDocument"),
    "unknown ending": ("a.docx", lambda: _GOOD, "cannot be taken in"),
    "no ending": ("list", lambda: _GOOD_CSV, "cannot be taken in"),
    "open quotation": ("a.csv", lambda: b'Surname,Forename\r\n"Ash,Tam\r\nElm,Kit\r\n', "row 2"),
    "endless cell": ("a.csv", lambda: b"Surname\r\n" + b"x" * 200_000, "more text"),
}
"""Name -> file name, builder, and words that the message must hold."""

HUNGRY = (
    "zip bomb",
    "zip bomb with a small declared size",
    "too many shared texts",
    "too large shared texts",
    "far cell",
    "far cell in UTF-16",
    "far cell in the wrong row",
    "far cell, ods",
    "repeated filled row, ods",
    "endless spaces, ods",
    "entities in shared texts",
    "entities, ods",
)
"""Those that would eat memory if they were believed: tried in a process that has little."""
