"""A draft e-mail with files attached: no name of a child in its subject, its words or the names of its files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP


@dataclass(frozen=True, slots=True)
class Attached:
    """One file of a draft; `kind` is its media type, such as application/pdf."""

    name: str
    kind: str
    content: bytes


def mail_draft(subject: str, to: str, words: str, files: Sequence[Attached], boundary: str) -> bytes:
    """The bytes of an .eml that mail programs open as a draft (`X-Unsent`); the same values give the same bytes."""
    message = EmailMessage(policy=SMTP)
    message["X-Unsent"] = "1"
    message["Subject"] = subject
    message["To"] = to
    message.set_content(words)
    for each in files:
        main, _, sub = each.kind.partition("/")
        message.add_attachment(each.content, maintype=main, subtype=sub, filename=each.name)
    message.set_boundary(boundary)
    return message.as_bytes()
