"""A draft e-mail with the letter attached: no name in its subject, its words or the name of its file."""

from __future__ import annotations

from vrp_desktop.documents.mail import Attached, mail_draft


def letter_mail(subject: str, code: str, pdf: bytes) -> bytes:
    """The draft of a letter about a case, by its code; the address is for the sender to fill in."""
    words = (
        f"Please find attached our letter about {code}.\n\n"
        "Please check the address before you send this, and use your secure e-mail.\n"
    )
    return mail_draft(subject, "", words, (Attached(f"{code}-letter.pdf", "application/pdf", pdf),), f"letter-{code}")
