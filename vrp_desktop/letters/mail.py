"""A draft e-mail with the letter attached: no name in its subject, its words or the name of its file."""

from __future__ import annotations

from email.message import EmailMessage
from email.policy import SMTP


def mail_draft(subject: str, code: str, pdf: bytes) -> bytes:
    """The bytes of an .eml that mail programs open as a draft (`X-Unsent`)."""
    message = EmailMessage(policy=SMTP)
    message["X-Unsent"] = "1"
    message["Subject"] = subject
    message["To"] = ""
    message.set_content(
        f"Please find attached our letter about {code}.\n\n"
        "Please check the address before you send this, and use your secure e-mail.\n"
    )
    message.add_attachment(pdf, maintype="application", subtype="pdf", filename=f"{code}-letter.pdf")
    message.set_boundary(f"letter-{code}")
    return message.as_bytes()
