"""The words of an e-mail's own body."""

from __future__ import annotations

from email.message import EmailMessage

from vrp_desktop.errors import KnownError
from vrp_desktop.imports.reading.html_text import html_words


def mail_words(message: EmailMessage) -> str:
    """The body of an e-mail as text; of one in HTML alone, its words without anything that it would fetch or run."""
    body = message.get_body(preferencelist=("plain", "html"))
    if body is None:
        return ""
    try:
        words = str(body.get_content())
    except (LookupError, KeyError, ValueError):
        raise KnownError(
            "This e-mail is written in a form that cannot be shown.",
            means="It is kept as it came.",
            do="Save a copy to read it.",
        ) from None
    return html_words(words) if body.get_content_subtype() == "html" else words
