"""Where a return is signed: the declaration in the document, and the single page that someone signs in ink."""

from __future__ import annotations

from datetime import UTC, datetime, time

from vrp_desktop.calendar import british
from vrp_desktop.clock import london
from vrp_desktop.documents.document import Document, render
from vrp_desktop.documents.return_front import audience_words, glance_blocks, version_words
from vrp_desktop.documents.return_marking import handling_of, marking_of
from vrp_desktop.documents.return_words import check_phrase, in_groups, quarter_of, quarter_words
from vrp_desktop.documents.vocabulary import Block, Facts, Heading, Paragraph, Signatory, Signatures, Text, Tone
from vrp_desktop.returns.content import ReturnContent, as_json
from vrp_desktop.returns.frozen import Signature, Signed
from vrp_desktop.returns.template import Signatory as Role
from vrp_desktop.returns.template import Template

_DRAFT_STATEMENT = "This is a draft. It is signed once every check is answered and the quarter has ended."
_IN_INK = "For signing in ink. The scan of this page is filed with the return."


def declaration_blocks(content: ReturnContent, signed: Signed | None, digest: str) -> list[Block]:
    """The statement, who signs it in which role, and the digest of what they sign."""
    template = content.template
    roles = _signatories(template, signed)
    blocks: list[Block] = [Paragraph(template.statement, Tone.LEAD)] if template.statement else []
    if signed is None:
        blocks.append(Paragraph(_DRAFT_STATEMENT, Tone.QUIET))
    return [*blocks, Signatures(tuple(roles)), *digest_blocks(content, signed, digest)]


def digest_blocks(content: ReturnContent, signed: Signed | None, digest: str) -> list[Block]:
    """The digest in groups, its short form, and what they are for."""
    what = f"version {content.version}" if signed is not None else "this draft"
    facts: list[tuple[str, Text]] = [
        ("Check phrase", check_phrase(digest)),
        ("Digest (SHA-256)", in_groups(digest)),
        ("Rules", f"{content.template.code}, counting rules {content.template.rules}"),
    ]
    said = (
        f"The digest is worked out from every figure, note and name of {what}. If any of them were altered it would "
        "no longer be the same. Its first sixteen characters, the check phrase, stand at the foot of every page."
    )
    if signed is not None:
        said += " The square code at the top says the same to a camera; VRP Desktop compares both under Return, Verify."
    return [
        Heading("How this return is known to be whole", 2, in_contents=False),
        Facts(tuple(facts)),
        Paragraph(said, Tone.QUIET),
    ]


def signing_page(source: ReturnContent | Signed, role: str) -> bytes:
    """The one page that a role signs in ink; raises KeyError where the form has no such role."""
    return render(signing_document(source, role))


def signing_document(source: ReturnContent | Signed, role: str) -> Document:
    """The page for ink as a document: what is signed, the headline figures, the statement, the line to sign on."""
    signed = source if isinstance(source, Signed) else None
    content = source.content if isinstance(source, Signed) else source
    digest = signed.digest if signed else str(as_json(content)["digest"])
    template = content.template
    wanted = {item.role: item for item in template.signatories}[role]
    name = next((item.name for item in signed.signatures if item.role == role), "") if signed else ""
    marking = marking_of(content)
    blocks: list[Block] = [
        _what_is_signed(content, signed, digest),
        *glance_blocks(content),
        Heading("Declaration"),
        Signatures((Signatory(wanted.label, name),), statement=template.statement),
        Paragraph(_IN_INK, Tone.QUIET),
    ]
    return Document(
        title=template.title,
        subtitle=f"Page to be signed by the {wanted.label}",
        blocks=tuple(blocks),
        made_at=signed.signed_at if signed else datetime.combine(content.as_at, time(12), london()).astimezone(UTC),
        organisation=content.area_name,
        subject=f"Signature page, {quarter_words(content)}",
        author=content.area_name,
        marking=marking,
        handling=handling_of(marking),
        watermark="" if signed else "DRAFT",
        check=foot_words(content, signed, digest),
        code=code_words(content, digest) if signed is not None else "",
    )


def foot_words(content: ReturnContent, signed: Signed | None, digest: str) -> str:
    """What every page says at its foot, so that a loose page is known."""
    parts = (quarter_of(content).code, content.place_label, version_words(content, signed))
    return f"{' · '.join(parts)} · Check phrase {check_phrase(digest)}"


def code_words(content: ReturnContent, digest: str) -> str:
    """What the square code says: the quarter, the place, the version and the check phrase."""
    place = content.place_code or "AREA"
    return f"VRP {quarter_of(content).code} {place} V{content.version} {check_phrase(digest)}".upper().replace("_", "-")


def _what_is_signed(content: ReturnContent, signed: Signed | None, digest: str) -> Block:
    facts: list[tuple[str, Text]] = [
        ("Area and place", f"{content.area_name}, {content.place_label}" if content.area_name else content.place_label),
        ("Quarter", quarter_words(content)),
        ("Version", version_words(content, signed)),
        ("Figures as at", british(content.as_at)),
        ("Audience", audience_words(content)),
        ("Digest (SHA-256)", in_groups(digest)),
    ]
    return Facts(tuple(facts))


def _signatories(template: Template, signed: Signed | None) -> list[Signatory]:
    """Every role of the form, with who signed; roles that someone else signed in come after them."""
    by_role = {item.role: item for item in signed.signatures} if signed else {}
    found = [_signatory(role, by_role.pop(role.role, None)) for role in template.signatories]
    return [*found, *(Signatory(item.role, item.name, _when(item)) for item in by_role.values())]


def _signatory(role: Role, signature: Signature | None) -> Signatory:
    label = role.label if role.is_required else f"{role.label} (optional)"
    if signature is None:
        return Signatory(label)
    return Signatory(role.label, signature.name, _when(signature))


def _when(signature: Signature) -> str:
    """When and how someone signed in the application; nothing where a line for ink is to be printed."""
    if not signature.is_signer:
        return ""
    moment = signature.signed_at.astimezone(london())
    return f"Signed in VRP Desktop on {british(moment.date())} at {moment:%H:%M}"
