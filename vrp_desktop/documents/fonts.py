"""The embedded fonts, and which of them can draw a character; one that none can draw is shown as a box."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfdoc import PDFDocument
from reportlab.pdfbase.ttfonts import SUBSETN, TTFont

from vrp_desktop.documents.scripts import has_right_to_left, joined, seen
from vrp_desktop.paths import resource

TEXT: Final = "VRPText"
BOLD: Final = "VRPTextBold"
SPARE: Final = "VRPSpare"
SPARE_BOLD: Final = "VRPSpareBold"
CODE: Final = "VRPCode"
UNKNOWN: Final = "\N{WHITE SQUARE}"

_FILES: Final = {
    TEXT: "NotoSans-Regular.ttf",
    BOLD: "NotoSans-Bold.ttf",
    SPARE: "DejaVuSans.ttf",
    SPARE_BOLD: "DejaVuSans-Bold.ttf",
    CODE: "DejaVuSansMono.ttf",
}
_SPARES: Final = {TEXT: SPARE, BOLD: SPARE_BOLD, CODE: SPARE}
_SPACES: Final = dict.fromkeys([0x9, 0xB, 0xC, 0xA0, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000], " ")
_UNSEEN: Final = frozenset({"Cc", "Cf", "Cs"})
_LINE_ENDS: Final = {ord("\u2028"): "\n", ord("\u2029"): "\n", 0x85: "\n"}


class EmbeddedFont(TTFont):
    """A TrueType font with two faults of the library mended: its advance widths and its map back to Unicode."""

    def __init__(self, name: str, filename: str) -> None:
        super().__init__(name, filename)
        self._mend_advances()

    def addObjects(self, doc: PDFDocument) -> None:
        subsets = [tuple(subset) for subset in self.state[doc].subsets]
        super().addObjects(doc)
        for number, subset in enumerate(subsets):
            name = (SUBSETN(number) + b"+" + self.face.name + self.face.subfontNameX).decode("latin-1")
            stream: Any = doc.idToObject[f"toUnicodeCMap:{name}"]
            stream.content = _unicode_map(name, subset)

    def _mend_advances(self) -> None:
        """The glyphs that share the last advance width have it in the font's own units; the library scales it."""
        face: Any = self.face
        face.seek_table("hhea", 34)
        count = face.read_ushort()
        advance = face.hmetrics[count - 1][0]
        face.hmetrics[count:] = [(advance, bearing) for _, bearing in face.hmetrics[count:]]


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text that one font can draw."""

    font: str
    text: str


@lru_cache(maxsize=1)
def fonts() -> dict[str, EmbeddedFont]:
    """The fonts by name, read and registered at the first document of the session."""
    loaded = {name: EmbeddedFont(name, str(resource("fonts", file))) for name, file in _FILES.items()}
    for font in loaded.values():
        pdfmetrics.registerFont(font)
    return loaded


def clean(text: str) -> str:
    """The text as it can be printed: composed, with plain spaces and line ends, without unseen characters."""
    if text.isascii() and text.isprintable():
        return text
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").translate(_SPACES | _LINE_ENDS))
    return joined("".join(char for char in text if char == "\n" or unicodedata.category(char) not in _UNSEEN))


def runs(text: str, font: str) -> list[Run]:
    """The text split by the fonts that can draw it: the wanted one, the spare one, a box from the spare one."""
    known = fonts()[font].face.charToGlyph
    text = seen(text)
    if text.isascii() or all(ord(char) in known for char in text):
        return [Run(font, text)]
    spare = fonts()[_SPARES[font]].face.charToGlyph
    parts: list[tuple[str, list[str]]] = []
    for char in text:
        name = font if ord(char) in known else _SPARES[font]
        shown = char if ord(char) in known or ord(char) in spare else UNKNOWN
        if parts and parts[-1][0] == name:
            parts[-1][1].append(shown)
        else:
            parts.append((name, [shown]))
    return [Run(name, "".join(chars)) for name, chars in parts]


def reads_as_drawn(text: str) -> bool:
    """Whether the characters drawn for a clean text are its own, in their own order."""
    if text.isascii():
        return True
    if has_right_to_left(text):
        return False
    known, spare = fonts()[TEXT].face.charToGlyph, fonts()[SPARE].face.charToGlyph
    return all(ord(char) in known or ord(char) in spare or char == "\n" for char in text)


def _unicode_map(name: str, subset: tuple[int, ...]) -> str:
    """The map from codes to characters; a code without a character is left out, and a block holds at most a hundred."""
    pairs = [
        f"<{code:02X}> <{chr(char).encode('utf-16-be').hex().upper()}>" for code, char in enumerate(subset) if char
    ]
    blocks = [pairs[start : start + 100] for start in range(0, len(pairs), 100)]
    body = "".join(f"{len(block)} beginbfchar\n{chr(10).join(block)}\nendbfchar\n" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        f"/CMapName /{name}-Unicode def\n/CMapType 2 def\n"
        f"1 begincodespacerange\n<00> <FF>\nendcodespacerange\n{body}"
        "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
    )
