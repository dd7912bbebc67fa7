"""All that a file says, however it is packed: text of PDFs, members of zips and workbooks, parts of e-mails."""

from __future__ import annotations

import html
import io
import zipfile
from email import message_from_bytes, policy

from tests.vrp_desktop.documents.reading import alternatives, page_texts


def said_in(content: bytes, passphrase: str = "") -> str:
    """The raw bytes as text, and what they unpack to."""
    found = [content.decode("latin-1"), content.decode("utf-8", "replace")]
    if content.startswith(b"%PDF"):
        opened = _opened(content, passphrase) if passphrase else content
        # A name may be broken at the end of a line.
        found += [" ".join(page_texts(opened)), " ".join(page_texts(opened)).replace("\n", ""), *alternatives(opened)]
        found += _about(opened)
    elif content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            found += [said_in(packed.read(name)) for name in packed.namelist()] + packed.namelist()
    elif b"MIME-Version:" in content[:2000]:
        parts = list(message_from_bytes(content, policy=policy.default).walk())
        unpacked = (part.get_payload(decode=True) for part in parts if not part.is_multipart())
        found += [said_in(each) for each in unpacked if isinstance(each, bytes)]
        found += [str(part.get_filename()) for part in parts]
    elif content.startswith(b"BEGIN:VCALENDAR"):
        found.append(found[1].replace("\r\n ", ""))
    return html.unescape("\n".join(found))


def _about(content: bytes) -> list[str]:
    """What stands about a file in it: its title, its subject, its author, however they are written."""
    import pikepdf

    with pikepdf.open(io.BytesIO(content)) as opened:
        said = [str(value) for value in opened.docinfo.values()] if "/Info" in opened.trailer else []
        about = opened.Root.get("/Metadata")
        return [*said, about.read_bytes().decode("utf-8", "replace")] if about is not None else said


def _opened(content: bytes, passphrase: str) -> bytes:
    import pikepdf

    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(content), password=passphrase) as opened:
        opened.save(out)
    return out.getvalue()
