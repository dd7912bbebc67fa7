"""Finishes the file as PDF/UA-1 and PDF/A-2a ask: structure tree, bookmarks, links, output intent and metadata."""

from __future__ import annotations

from base64 import a85encode
from io import BytesIO
from typing import Final

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from vrp_desktop.documents.document import Document
from vrp_desktop.documents.metadata import PRODUCER, pdf_date, xmp_packet
from vrp_desktop.documents.structure import Element, Link, Mark, Place, Role
from vrp_desktop.paths import resource

_AMBIGUOUS_END: Final = b"\r\nendstream"


def finish(raw: bytes, document: Document, root: Element, marked: list[list[Element]], places: list[Place]) -> bytes:
    """The finished bytes; the same ones for the same input."""
    with Pdf.open(BytesIO(raw)) as pdf:
        _write_tree(pdf, root, marked)
        _write_outline(pdf, places)
        _write_catalog(pdf, document)
        _write_properties(pdf, document)
        return _saved(pdf)


def _saved(pdf: Pdf) -> bytes:
    """The bytes of the file, without a stream that ends in a carriage return.

    Before "endstream" stands a line feed, and with it such a stream seems one byte shorter than it says, which PDF/A
    forbids. A few files in a thousand have one: their streams are written in letters, and their objects one by one.
    """
    data = _written(pdf, is_packed=True)
    if _AMBIGUOUS_END not in data:
        return data
    for each in pdf.objects:
        if isinstance(each, pikepdf.Stream) and (packed := each.read_raw_bytes()).endswith(b"\r"):
            each.write(a85encode(packed) + b"~>", filter=Array([Name.ASCII85Decode, Name.FlateDecode]))
    return _written(pdf, is_packed=False)


def _written(pdf: Pdf, is_packed: bool) -> bytes:
    """The file, packed as small as it goes, or with its streams as they are."""
    modes, levels = pikepdf.ObjectStreamMode, pikepdf.StreamDecodeLevel
    out = BytesIO()
    pdf.save(
        out,
        deterministic_id=True,
        object_stream_mode=modes.generate if is_packed else modes.disable,
        stream_decode_level=levels.generalized if is_packed else levels.none,
        compress_streams=is_packed,
        fix_metadata_version=False,
        min_version="1.7",
    )
    return out.getvalue()


def _write_tree(pdf: Pdf, root: Element, marked: list[list[Element]]) -> None:
    tree = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    writer = _TreeWriter(pdf)
    tree.K = writer.write(root, tree)
    numbers: list[object] = []
    for index, (page, elements) in enumerate(zip(pdf.pages, marked, strict=True)):
        page.obj.StructParents = index
        page.obj.Tabs = Name.S
        numbers += [index, Array([writer.objects[element] for element in elements])]
    for number, element in enumerate(writer.links, len(pdf.pages)):
        numbers += [number, writer.objects[element]]
    tree.ParentTree = pdf.make_indirect(Dictionary(Nums=Array(numbers)))
    tree.ParentTreeNextKey = len(pdf.pages) + len(writer.links)
    pdf.Root.StructTreeRoot = tree


class _TreeWriter:
    """Writes elements as objects, and remembers which object each became."""

    def __init__(self, pdf: Pdf) -> None:
        self._pdf = pdf
        self._pages = [page.obj for page in pdf.pages]
        self._roles = {role: Name("/" + role.value) for role in Role}
        self.objects: dict[Element, Object] = {}
        self.links: list[Element] = []

    def write(self, element: Element, parent: Object) -> Object:
        """Write an element and all below it."""
        written = self._pdf.make_indirect(Dictionary(S=self._roles[element.role], P=parent))
        self.objects[element] = written
        home = next((kid.page for kid in element.kids if isinstance(kid, Mark)), None)
        if home is not None:
            written.Pg = self._pages[home]
        kids = [self._kid(kid, written, home) for kid in element.kids]
        if element.link is not None:
            kids.append(self._annotate(element, element.link))
        if kids:
            written.K = kids[0] if len(kids) == 1 else Array(kids)
        self._describe(element, written)
        return written

    def _kid(self, kid: Element | Mark, parent: Object, home: int | None) -> object:
        if isinstance(kid, Element):
            return self.write(kid, parent)
        if kid.page == home:
            return kid.number
        return Dictionary(Type=Name.MCR, Pg=self._pages[kid.page], MCID=kid.number)

    def _describe(self, element: Element, written: Object) -> None:
        if element.alternative:
            written.Alt = String(element.alternative)
        if element.actual_text:
            written.ActualText = String(element.actual_text)
        attributes: list[Object] = []
        if element.scope is not None or element.columns > 1 or element.rows > 1:
            cell = Dictionary(O=Name.Table)
            if element.scope is not None:
                cell.Scope = Name("/" + element.scope.value)
            if element.columns > 1:
                cell.ColSpan = element.columns
            if element.rows > 1:
                cell.RowSpan = element.rows
            attributes.append(cell)
        if element.box is not None:
            box = Array([round(edge, 2) for edge in element.box])
            attributes.append(Dictionary(O=Name.Layout, Placement=Name.Block, BBox=box))
        if element.role is Role.LIST:
            attributes.append(Dictionary(O=Name.List, ListNumbering=Name.Decimal if element.numbered else Name.Disc))
        if attributes:
            written.A = attributes[0] if len(attributes) == 1 else Array(attributes)

    def _annotate(self, element: Element, link: Link) -> Object:
        """The annotation of a link, and the reference by which its element holds it."""
        page = self._pages[link.page]
        annotation = self._pdf.make_indirect(
            Dictionary(
                Type=Name.Annot,
                Subtype=Name.Link,
                Rect=Array([round(edge, 2) for edge in link.box]),
                Border=Array([0, 0, 0]),
                F=4,
                Contents=String(f"{link.target.text}, page {link.target.page + 1}"),
                Dest=_destination(self._pages[link.target.page], link.target),
                StructParent=len(self._pages) + len(self.links),
            )
        )
        self.links.append(element)
        if Name.Annots not in page:
            page.Annots = Array()
        page.Annots.append(annotation)
        return Dictionary(Type=Name.OBJR, Pg=page, Obj=annotation)


def _destination(page: Object, place: Place) -> Array:
    return Array([page, Name.XYZ, 0, round(place.top, 2), 0])


def _write_outline(pdf: Pdf, places: list[Place]) -> None:
    """The bookmarks, nested by level and open at the first."""
    if not places:
        return
    outline = pdf.make_indirect(Dictionary(Type=Name.Outlines))
    stack: list[tuple[int, Object]] = [(0, outline)]
    for place in places:
        while stack[-1][0] >= place.level:
            stack.pop()
        parent = stack[-1][1]
        target = _destination(pdf.pages[place.page].obj, place)
        item: Object = pdf.make_indirect(Dictionary(Title=String(place.text), Parent=parent, Dest=target))
        if Name.Last in parent:
            last = parent.Last
            last.Next, item.Prev = item, last
        else:
            parent.First = item
        parent.Last = item
        stack.append((place.level, item))
    outline.Count = sum(place.level == 1 for place in places)
    for item in _with_kids(outline):
        item.Count = -_count(item)
    pdf.Root.Outlines = outline
    pdf.Root.PageMode = Name.UseOutlines


def _with_kids(parent: Object) -> list[Object]:
    """The items below that have items of their own."""
    found, item = [], parent.get(Name.First)
    while item is not None:
        if Name.First in item:
            found += [item, *_with_kids(item)]
        item = item.get(Name.Next)
    return found


def _count(parent: Object) -> int:
    number, item = 0, parent.get(Name.First)
    while item is not None:
        number, item = number + 1, item.get(Name.Next)
    return number


def _write_catalog(pdf: Pdf, document: Document) -> None:
    root = pdf.Root
    root.Lang = String(document.language)
    root.MarkInfo = Dictionary(Marked=True)
    root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    profile = pdf.make_stream(resource("colour", "sRGB.icc").read_bytes(), N=3, Alternate=Name.DeviceRGB)
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFA1,
        OutputConditionIdentifier=String("sRGB"),
        Info=String("sRGB IEC61966-2.1"),
        DestOutputProfile=profile,
    )
    root.OutputIntents = Array([pdf.make_indirect(intent)])
    root.Metadata = pdf.make_stream(xmp_packet(document), Type=Name.Metadata, Subtype=Name.XML)


def _write_properties(pdf: Pdf, document: Document) -> None:
    """The old properties, saying the same as the metadata."""
    moment = String(pdf_date(document.made_at))
    info = Dictionary(Title=String(document.title), Producer=String(PRODUCER), Creator=String(PRODUCER))
    info.CreationDate = info.ModDate = moment
    if document.author:
        info.Author = String(document.author)
    if document.subject:
        info.Subject = String(document.subject)
    pdf.trailer.Info = pdf.make_indirect(info)
