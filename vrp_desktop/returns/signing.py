"""Signing and what comes after it: freezing, the evidence kept, the page signed in ink, and the submission."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, or_, select

from db.access import UserAccount, UserPlace
from db.returns import (
    QuarterlyReturn,
    ReturnDocument,
    ReturnEvidence,
    ReturnSignature,
    ReturnSubmission,
    ReturnVersion,
)
from vrp_desktop.access.permissions import ROLE_PERMISSIONS, Permission, Role, command
from vrp_desktop.access.work import Work
from vrp_desktop.attachments.sniffing import ShownAs, sniff
from vrp_desktop.audit.capture import plain
from vrp_desktop.audit.chain import head_of_chain
from vrp_desktop.errors import Invalid, RuleBroken
from vrp_desktop.figures.run import Evidence
from vrp_desktop.returns.bridge import bridge_since
from vrp_desktop.returns.compute import Ask, compute
from vrp_desktop.returns.content import ReturnContent
from vrp_desktop.returns.frozen import Signature, Signed, freeze, newest_version
from vrp_desktop.returns.rows import COMPLETE, SIGNED, SUBMITTED, refuse_blocked, row_for, tell_of
from vrp_desktop.returns.template import parse_template
from vrp_desktop.search.folding import fold_name

Render = Callable[[Signed], bytes]
"""Makes the PDF of a signed return; handed in, because documents stand on returns and not under them."""


@dataclass(frozen=True, slots=True)
class Signatory:
    """Someone who signs: in which role and name; not a user where they sign the printed page in ink."""

    role: str
    name: str
    is_signer: bool = False


@dataclass(frozen=True, slots=True)
class SubmissionForm:
    """When, how and to whom the return was submitted, with its receipt, their query and our answer."""

    submitted_on: date
    channel: str
    recipient: str
    receipt: str = ""
    their_query: str = ""
    our_answer: str = ""


@command(Permission.SIGN_RETURN)
def sign_return(
    work: Work, ask: Ask, signatories: Sequence[Signatory], render: Render, reason: str = ""
) -> tuple[str, int]:
    """Sign and freeze; returns the version's id and number. Files the PDF's bytes in the same transaction."""
    row = row_for(work, ask)
    _refuse_unsigned_state(work, ask, row)
    content = compute(work.session, ask, for_signing=True)
    refuse_blocked(content)
    before = newest_version(work.session, row.id)
    if before is not None and not reason.strip():
        raise Invalid({"reason": "Say what the new version puts right."})
    _check_signatories(work, ask, signatories)
    number = before.number + 1 if before else 1
    bridge = bridge_since(work.session, before, content) if before else ()
    signatures = tuple(Signature(item.role, item.name.strip(), item.is_signer, work.now) for item in signatories)
    signed = freeze(content, number, work.now, work.actor.full_name, signatures, bridge, reason.strip())
    version = ReturnVersion(
        id=work.new_id(),
        return_id=row.id,
        number=number,
        as_at=content.as_at,
        rules=ask.template.rules,
        template_text=ask.template.text,
        content=signed.canonical,
        digest=signed.digest,
        audit_head=head_of_chain(work.session),
        signed_at=work.now,
        signed_by=work.actor.user_id,
        reason=reason.strip(),
    )
    work.add(version)
    work.session.flush()
    _keep_evidence(work, version.id, content)
    for item in signatures:
        user_id = work.actor.user_id if item.is_signer else None
        work.add(
            ReturnSignature(
                id=work.new_id(),
                version_id=version.id,
                role=item.role,
                name=item.name,
                user_id=user_id,
                signed_at=work.now,
            )
        )
    _file(work, version.id, "PDF", render(signed))
    row.state = SIGNED
    tell_of(work, row, reason)
    return version.id, number


@command(Permission.SIGN_RETURN)
def submit_return(work: Work, ask: Ask, form: SubmissionForm) -> str:
    """Record that the newest signed version was submitted; returns the submission's id."""
    row = row_for(work, ask)
    version = newest_version(work.session, row.id)
    if version is None or row.state not in (SIGNED, SUBMITTED):
        raise RuleBroken("Only a signed return is submitted.", means="Nothing was changed.", do="Sign it first.")
    wrong = {name: "This is needed." for name in ("channel", "recipient") if not getattr(form, name).strip()}
    if form.submitted_on > work.today:
        wrong["submitted_on"] = "That day is in the future."
    if wrong:
        raise Invalid(wrong)
    submission = ReturnSubmission(
        id=work.new_id(),
        version_id=version.id,
        submitted_on=form.submitted_on,
        channel=form.channel.strip(),
        recipient=form.recipient.strip(),
        receipt=form.receipt.strip(),
        their_query=form.their_query.strip(),
        our_answer=form.our_answer.strip(),
    )
    work.add(submission)
    row.state = SUBMITTED
    tell_of(work, row)
    return submission.id


@command(Permission.SIGN_RETURN)
def file_ink_page(work: Work, version_id: str, role: str, name: str, scan: bytes) -> str:
    """File the scan of a page signed in ink, with its SHA-256; returns the document's id."""
    version = work.session.get(ReturnVersion, version_id)
    row = work.session.get(QuarterlyReturn, version.return_id) if version is not None else None
    if version is None or row is None:
        raise RuleBroken("That version is not in the workspace.", means="Nothing was changed.")
    work.need_place(row.place_code)
    roles = {item.role for item in parse_template(version.template_text).signatories}
    wrong = {} if name.strip() else {"name": "Give the name of who signed."}
    wrong |= {} if role in roles else {"role": "The form has no such role."}
    wrong |= {} if scan else {"scan": "Choose the scanned page."}
    if scan and sniff(scan).shown_as not in (ShownAs.PAGES, ShownAs.PICTURE):
        wrong["scan"] = "Choose a PDF or a picture of the page."
    if wrong:
        raise Invalid(wrong)
    document_id = _file(work, version_id, "INK", scan)
    waiting = select(ReturnSignature).where(
        ReturnSignature.version_id == version_id,
        ReturnSignature.role == role,
        ReturnSignature.user_id.is_(None),
        ReturnSignature.document_id.is_(None),
    )
    # What is signed already stays as it is: a second page for a role is a row of its own.
    signature = work.session.scalars(waiting).first() or work.add(
        ReturnSignature(id=work.new_id(), version_id=version_id, role=role, signed_at=work.now)
    )
    signature.name, signature.document_id, signature.signed_at = name.strip(), document_id, work.now
    work.names("quarterly_return", version.return_id, row.place_code)
    return document_id


def _refuse_unsigned_state(work: Work, ask: Ask, row: QuarterlyReturn) -> None:
    if work.today <= ask.quarter.end:
        raise RuleBroken(
            f"The quarter ends on {ask.quarter.end:%d/%m/%Y}: a return is signed after that.",
            means="Nothing was changed.",
            do="Go on with the draft until then.",
        )
    if row.state != COMPLETE:
        raise RuleBroken(
            "The return is not complete yet.", means="Nothing was changed.", do="Complete it first, then sign it."
        )
    if row.completed_by == work.actor.user_id and _others_who_sign(work, ask):
        raise RuleBroken(
            "You completed this return, so someone else signs it.",
            means="Nothing was changed.",
            do="Ask another user who may sign returns.",
        )


def _others_who_sign(work: Work, ask: Ask) -> int:
    """How many other users may sign this very return: with the right, and with its place in sight."""
    roles = [role.value for role in Role if Permission.SIGN_RETURN in ROLE_PERMISSIONS[role]]
    limited = select(UserPlace.user_id)
    with_place = limited.where(UserPlace.place_code == (ask.place_code or ""))
    statement = (
        select(func.count())
        .select_from(UserAccount)
        .where(UserAccount.left_on.is_(None), UserAccount.role.in_(roles), UserAccount.id != work.actor.user_id)
        .where(or_(UserAccount.id.not_in(limited), UserAccount.id.in_(with_place)))
    )
    return work.session.scalar(statement) or 0


def _check_signatories(work: Work, ask: Ask, signatories: Sequence[Signatory]) -> None:
    """Every required role is named, each role once, and nobody signs in another's name."""
    known = {wanted.role for wanted in ask.template.signatories}
    wrong = {item.role: "Give the name." for item in signatories if not item.name.strip()}
    wrong |= {item.role: "The form has no such role." for item in signatories if item.role not in known}
    named = [item.role for item in signatories]
    for wanted in ask.template.signatories:
        if wanted.is_required and wanted.role not in named:
            wrong[wanted.role] = f"Give the name of the {wanted.label}."
        if named.count(wanted.role) > 1:
            wrong[wanted.role] = "A role signs once."
    me = fold_name(work.actor.full_name, "")
    signers = [item for item in signatories if item.is_signer]
    wrong |= {item.role: "You sign in your own name only." for item in signers if fold_name(item.name, "") != me}
    wrong |= {item.role: "You sign in one role." for item in signers[1:]}
    if wrong:
        raise Invalid(wrong)


def _keep_evidence(work: Work, version_id: str, content: ReturnContent) -> None:
    def rows(span: str, line: str, evidence: Sequence[Evidence]) -> list[dict[str, object]]:
        return [
            {
                "version_id": version_id,
                "line": line,
                "span": span,
                "unit_id": item.unit_id,
                "record_id": item.record_id,
                "dimensions": dict(item.dimensions),
                "deciding": {name: plain(value) for name, value in item.values.items()},
            }
            for item in evidence
        ]

    for line in content.lines:
        work.bulk(ReturnEvidence, rows("Q", line.spec.code, line.evidence))
        work.bulk(ReturnEvidence, rows("Y", line.spec.code, line.year_evidence))


def _file(work: Work, version_id: str, kind: str, content: bytes) -> str:
    document = ReturnDocument(
        id=work.new_id(),
        version_id=version_id,
        kind=kind,
        sha256=hashlib.sha256(content).hexdigest(),
        filed_at=work.now,
        content=content,
    )
    work.add(document)
    work.session.flush()
    return document.id
