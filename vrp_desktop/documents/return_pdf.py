"""The quarterly return on paper: draft, signed or published, from the content that screen and JSON show."""

from __future__ import annotations

from datetime import datetime

from vrp_desktop.documents.document import Document, Printed, render
from vrp_desktop.documents.return_annex import annex_blocks
from vrp_desktop.documents.return_front import front_blocks, key_blocks
from vrp_desktop.documents.return_marking import handling_of, marking_of
from vrp_desktop.documents.return_notes import bridge_blocks, note_blocks, outstanding_blocks
from vrp_desktop.documents.return_sections import section_blocks, section_heading
from vrp_desktop.documents.return_signing import code_words, declaration_blocks, foot_words
from vrp_desktop.documents.return_supply import late_supply_blocks
from vrp_desktop.documents.return_words import quarter_words
from vrp_desktop.documents.vocabulary import Block, Chart, Heading, PageBreak, Paragraph, Tone
from vrp_desktop.returns.content import ReturnContent, as_json
from vrp_desktop.returns.frozen import Signed


def return_document(
    content: ReturnContent,
    *,
    printed_by: str,
    printed_at: datetime,
    signed: Signed | None = None,
    digest: str = "",
    marking: str = "",
) -> Document:
    """The return as a document.

    Args:
        content: What is printed: live, signed, or either as it may be published.
        printed_by: Who prints it, for the foot of the page; empty for the copy that is filed when signing.
        printed_at: When; aware.
        signed: The signed version that the content is of; without one it is a draft and says so on every page.
        digest: What the check phrase is made of; the signed version's, or the content's own, where it is empty.
        marking: The protective marking, where the user chose another than the numbers ask for.
    """
    digest = digest or (signed.digest if signed is not None else str(as_json(content)["digest"]))
    marking = marking or marking_of(content)
    first = front_blocks(content, signed, marking)
    place = f"{content.area_name}, {content.place_label}" if content.area_name else content.place_label
    return Document(
        title=content.template.title,
        subtitle=quarter_words(content),
        blocks=(
            *first,
            PageBreak(),
            *key_blocks(content, signed is None),
            PageBreak(),
            *_body(content, signed, digest),
        ),
        made_at=printed_at,
        organisation=place,
        subject=f"{place}: {quarter_words(content)}",
        author=content.area_name,
        marking=marking,
        handling=handling_of(marking),
        watermark="" if signed is not None else "DRAFT",
        contents=True,
        contents_after=len(first) + 1,
        printed=Printed(printed_by, printed_at) if printed_by else None,
        check=foot_words(content, signed, digest),
        code=code_words(content, digest) if signed is not None else "",
    )


def render_return(
    content: ReturnContent,
    *,
    printed_by: str,
    printed_at: datetime,
    signed: Signed | None = None,
    digest: str = "",
    marking: str = "",
) -> bytes:
    """The PDF of `return_document`."""
    return render(
        return_document(
            content, printed_by=printed_by, printed_at=printed_at, signed=signed, digest=digest, marking=marking
        )
    )


def render_signed(signed: Signed) -> bytes:
    """The PDF that is filed when a return is signed: the same signed version always gives the same bytes."""
    return render_return(signed.content, printed_by="", printed_at=signed.signed_at, signed=signed)


def _body(content: ReturnContent, signed: Signed | None, digest: str) -> list[Block]:
    """Sections in the form's order, notes and changes, the declaration on a page of its own, the annex."""
    blocks = late_supply_blocks(content.supply)
    declaration = None
    for section in content.template.sections:
        if not section.lines:
            declaration = section
            continue
        charts = sum(isinstance(block, Chart) for block in blocks)
        blocks += section_blocks(content, section, charts + 1)
    blocks += note_blocks(content)
    blocks += outstanding_blocks(content) if signed is None else []
    blocks += bridge_blocks(content, signed)
    heading = section_heading(declaration) if declaration else Heading("Declaration")
    intro = [Paragraph(declaration.intro, Tone.QUIET, holds_next=True)] if declaration and declaration.intro else []
    blocks += [PageBreak(), heading, *intro, *declaration_blocks(content, signed, digest), PageBreak()]
    return [*blocks, *annex_blocks(content.template)]
