"""The text of a CSV file: which bytes stand for which letters, and which character parts the columns."""

from __future__ import annotations

import csv
import hashlib
import io
from collections import Counter
from collections.abc import Iterator
from itertools import chain, islice

from vrp_desktop.imports.reading import refusals
from vrp_desktop.imports.reading.limits import STANDARD, Limits
from vrp_desktop.imports.reading.sheets import Row, Sheet, shorn, shown, trimmed
from vrp_desktop.imports.reading.signs import wide_text
from vrp_desktop.imports.reading.watch import Watch

DELIMITERS = (",", ";", "\t", "|")
_SAMPLE_CHARACTERS = 200_000
_SAMPLE_RECORDS = 300
_WIDTH_THAT_CONVINCES = 6
_ROWS_BETWEEN_STEPS = 5_000
# What stands in British names and notes, and how much each speaks for a codec: O’Brien and a dash are the surest.
_LIKELY = {
    **dict.fromkeys("àìòùâîôûãõýÿšžßœÀÁÂÄÅÆÇÈÉÊËÍÎÏÑÓÔÖØÚÛÜŠŽŒ‘«»©®·€½¼\xa0", 1),
    **dict.fromkeys("£áéíóúäëïöüçñåæøèê", 3),
    **dict.fromkeys("’“”–—…", 4),
}
_ONE_BYTE_CODECS = ("cp1252", "cp850", "mac_roman")
_SHEET_NAME = "CSV"


def read_csv(data: bytes, watch: Watch, limits: Limits = STANDARD) -> tuple[tuple[Sheet, ...], tuple[str, ...]]:
    """One sheet of text cells, and remarks for the preview on how it was read."""
    text, codec = decode(data)
    delimiter, text = delimiter_of(text)
    rows = list(_rows(text, delimiter, watch, limits))
    named = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}.get(delimiter, delimiter)
    remarks = (f"Columns are parted by {named}; letters are read as {codec}.",)
    return (Sheet(_SHEET_NAME, True, shorn(rows)),), remarks


def decode(data: bytes) -> tuple[str, str]:
    """The text and the codec. A byte order mark decides; then UTF-16 by its zero bytes; then UTF-8; then Windows.

    Guessing among all the world's codecs does harm here: a short list of English names with one accent fits dozens.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data[: len(data) // 2 * 2].decode("utf-16", "replace"), "UTF-16"
    codec = wide_text(data[:8192])
    if codec is not None:
        return data[: len(data) // 2 * 2].decode(codec, "replace"), "UTF-16"
    try:
        return data.decode("utf-8-sig"), "UTF-8"
    except UnicodeDecodeError:
        return _decode_mixed(data)


def _decode_mixed(data: bytes) -> tuple[str, str]:
    """Not UTF-8 as a whole: lines glued from several files are read line by line, others with one Windows codec."""
    lines = data.splitlines(keepends=True)
    foreign = [line for line in lines if not line.isascii()]
    good = sum(_as_utf8(line) is not None for line in foreign)
    codec = _one_byte_codec(b"".join(islice(foreign, 2_000)))
    if good * 2 <= len(foreign):
        return _one_byte(data, codec), _codec_name(codec)
    return "".join(_as_utf8(line) or _one_byte(line, codec) for line in lines).lstrip(
        "\ufeff"
    ), "UTF-8 and others, mixed"


def _as_utf8(line: bytes) -> str | None:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _one_byte_codec(sample: bytes) -> str:
    """The codec under which the bytes beyond ASCII are most like letters and marks of English text; Windows if even."""
    foreign = Counter(byte for byte in sample if byte > 127)

    def likely(codec: str) -> int:
        return sum(n * _LIKELY.get(bytes((byte,)).decode(codec, "replace"), 0) for byte, n in foreign.items())

    return max(_ONE_BYTE_CODECS, key=likely)


def _one_byte(data: bytes, codec: str) -> str:
    return data.decode(codec, "replace")


def _codec_name(codec: str) -> str:
    return {"cp1252": "Windows-1252", "cp850": "DOS 850", "mac_roman": "Mac Roman"}[codec]


def delimiter_of(text: str) -> tuple[str, str]:
    """The character that parts the columns, and the text without a line that names it (`sep=;`, an Excel habit)."""
    first, _, rest = text.partition("\n")
    named = first.strip().strip('"').lower()
    if named.startswith("sep=") and len(named) <= 5:
        mark = first.strip().strip('"')[4:] or "\t"
        return mark, rest
    sample = text[:_SAMPLE_CHARACTERS]
    if len(sample) < len(text):
        sample = sample[: sample.rfind("\n") + 1] or sample
    return max(DELIMITERS, key=lambda mark: _fitness(sample, mark)), text


def _fitness(sample: str, delimiter: str) -> float:
    """How evenly a delimiter cuts the records: the share that agrees on a width, weighed by that width.

    Title lines have one column, names hold commas and notes hold semicolons: only the even cut is the right one.
    """
    widths: Counter[int] = Counter()
    try:
        for record in _sampled(sample, delimiter, strict=False):
            if any(cell.strip() for cell in record):
                widths[len(record)] += 1
    except csv.Error:
        return 0.0
    several = {width: n for width, n in widths.items() if width > 1}
    if not several:
        return 0.0
    width, agreeing = max(several.items(), key=lambda item: (item[1], item[0]))
    fitness = agreeing / widths.total() * min(width, _WIDTH_THAT_CONVINCES) + width / 1_000
    return fitness if _quotes_fit(sample, delimiter) else fitness / 2


def _quotes_fit(sample: str, delimiter: str) -> bool:
    """Whether each closing quotation mark stands before a delimiter: of a wrong delimiter it does not."""
    try:
        for _ in _sampled(sample, delimiter, strict=True):
            pass
    except csv.Error:
        return False
    return True


def _sampled(sample: str, delimiter: str, *, strict: bool) -> Iterator[list[str]]:
    reader = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter, strict=strict)
    return islice(reader, _SAMPLE_RECORDS)


def _rows(text: str, delimiter: str, watch: Watch, limits: Limits) -> Iterator[Row]:
    """The records. A mark that no file holds follows the last line: if it is swallowed, a quotation is still open."""
    sentinel = f"end-{hashlib.sha256(text.encode('utf-8', 'replace')).hexdigest()}"
    csv.field_size_limit(limits.cell_characters)
    reader = csv.reader(chain(io.StringIO(text, newline=""), (sentinel,)), delimiter=delimiter)
    lines = text.count("\n") + 1
    cells = 0
    number = 0
    try:
        for number, record in enumerate(reader, start=1):
            if record == [sentinel]:
                return
            if number % _ROWS_BETWEEN_STEPS == 0:
                watch.step(reader.line_num / lines)
            row = trimmed([shown(cell) for cell in record])
            cells += len(row)
            if cells > limits.cells:
                raise refusals.too_many_cells()
            yield row
    except csv.Error:
        raise refusals.cell_too_long(number + 1) from None
    raise refusals.open_quotation(number)
