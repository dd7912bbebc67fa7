"""Reading XML piece by piece with expat, with no document type and so no entities to expand."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from xml.parsers import expat

from vrp_desktop.imports.reading import refusals

Attributes = dict[str, str]
StartElement = Callable[[str, Attributes], None]
EndElement = Callable[[str], None]
Characters = Callable[[str], None]


def safe_parser() -> expat.XMLParserType:
    """A parser that refuses any document type. Names come with their prefix, as written; text comes in one piece."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.EntityDeclHandler = _refuse
    parser.ExternalEntityRefHandler = _refuse
    return parser


def feed(parser: expat.XMLParserType, chunks: Iterable[bytes]) -> None:
    """Give a parser all of a document."""
    try:
        for chunk in chunks:
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except (expat.ExpatError, LookupError, UnicodeError):
        raise refusals.damaged() from None


def scan(
    chunks: Iterable[bytes],
    start: StartElement,
    end: EndElement | None = None,
    characters: Characters | None = None,
) -> None:
    """Call the handlers for each element of a document."""
    parser = safe_parser()
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = characters
    feed(parser, chunks)


def local(name: str) -> str:
    """An element's or attribute's name without its prefix."""
    return name[name.rfind(":") + 1 :] if ":" in name else name


def attribute(attributes: Attributes, name: str, fallback: str = "") -> str:
    """An attribute by its name without prefix."""
    value = attributes.get(name)
    if value is not None:
        return value
    for key, value in attributes.items():
        if local(key) == name:
            return value
    return fallback


def is_true(text: str) -> bool:
    """How spreadsheets write a yes: 1 or true."""
    return text.strip().lower() in ("1", "true")


def _refuse(*_: object) -> int:
    raise refusals.entities()
