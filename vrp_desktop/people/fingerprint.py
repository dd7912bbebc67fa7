"""A keyed fingerprint of name and birth date, so that a repeat is still seen after a child has been erased."""

from __future__ import annotations

import hashlib
import hmac

from sqlalchemy.orm import Session

from vrp_desktop.people.forms import KNOWN, PersonForm
from vrp_desktop.search.folding import fold_name
from vrp_desktop.workspace.facts import fingerprint_key


def fingerprint_of(session: Session, form: PersonForm) -> str | None:
    """The fingerprint, or None where the birth date is not known for certain."""
    key = fingerprint_key(session)
    if not key or form.born_on is None or form.born_basis != KNOWN:
        return None
    return fingerprint(key, form)


def fingerprint(key: str, form: PersonForm) -> str:
    """HMAC-SHA256 over the folded name and the birth date."""
    said = f"{fold_name(form.forenames, form.surname)}|{form.born_on}"
    return hmac.new(bytes.fromhex(key), said.encode(), hashlib.sha256).hexdigest()
