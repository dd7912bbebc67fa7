"""What sends letters, and keeps their templates and their sender."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from db.access import WorkspaceFact
from db.covering import as_reader_may
from db.letters import Letter, LetterTemplate
from db.panel import PanelCase, Referral
from vrp_desktop.access.permissions import Permission, command
from vrp_desktop.access.work import Work
from vrp_desktop.attachments.forms import AttachmentForm
from vrp_desktop.attachments.keeping import Owner, keep
from vrp_desktop.documents.document import render
from vrp_desktop.errors import Invalid, NotFound, RuleBroken, Stale
from vrp_desktop.exports.commands import ReceiptForm, record_export
from vrp_desktop.letters.composing import Composed, compose, letter_document, problems_of
from vrp_desktop.letters.fields import FIELDS, SENDER, Sender, field_values
from vrp_desktop.letters.mail import letter_mail
from vrp_desktop.letters.templates import Template, To, shipped, template_of
from vrp_desktop.panel.commands import record_told
from vrp_desktop.panel.forms import ToldForm
from vrp_desktop.partnership.rules import ShareForm
from vrp_desktop.partnership.sharing import log_share
from vrp_desktop.people.living import kept_person
from vrp_desktop.reference.lists import read_lists_of
from vrp_desktop.workspace.queries import about

E_MAIL = "E_MAIL"
TELLS_PANEL = "PANEL"
OWN_INFORMATION = "It is the child's and the family's own information."


@dataclass(frozen=True, slots=True)
class LetterForm:
    """To whom a letter goes, how and when. The version is that of the template which the user saw."""

    template: str
    version: str
    recipient: str
    way: str
    sent_on: date
    gateway: str | None = None
    reason: str = ""
    """What telling a referrer rests on; without a gateway, why it is told all the same."""
    names_found: int = 0
    names_kept: int = 0


@dataclass(frozen=True, slots=True)
class Sent:
    """A letter that was kept: its file to be printed, or the draft e-mail, each named by the case code."""

    letter_id: str
    file_name: str
    content: bytes
    pdf: bytes


@command(Permission.EDIT_CASES)
def send_letter(work: Work, case_id: str, form: LetterForm) -> Sent:
    """Make a letter from the record as it stands now, keep its bytes, and write down that and how it was sent."""
    work.actor.need(Permission.EXPORT)
    case = work.get(PanelCase, case_id, "panel case")
    kept_person(work, case.person_id)
    template = _template_as_seen(work, form)
    composed = compose(template, field_values(work, case, template.audience))
    _check(work, form, composed)
    area = about(work).area_name
    document = letter_document(
        composed,
        template,
        area=area,
        made_at=work.now,
        sent_on=form.sent_on,
        recipient=as_reader_may(form.recipient.strip()),
    )
    pdf = render(document)
    words = AttachmentForm(f"Letter: {template.label}", form.sent_on, file_name=f"{case.code}-letter.pdf")
    file_id = keep(work, ("panel_case", case.id), Owner(case.person_id, case.place_code), words, pdf)
    is_mail = form.way == E_MAIL
    content = letter_mail(composed.subject, case.code, pdf) if is_mail else pdf
    receipt_id = _receipt(work, case, template, form, composed, content)
    work.session.flush()
    letter = _letter(work, case, template, form, file_id, receipt_id)
    _log(work, case, template, form, letter.id)
    if template.tells == TELLS_PANEL:
        told = ToldForm(form.sent_on, work.actor.full_name, f"Letter, version {template.version}")
        record_told(work, case.id, told)
    work.names("panel_case", case.id, case.place_code)
    return Sent(letter.id, f"{case.code}-letter.{'eml' if is_mail else 'pdf'}", content, pdf)


@command(Permission.MANAGE_SETTINGS)
def save_template(work: Work, code: str, seen: int, subject: str, body: str, owner: str) -> None:
    """Keep new words for a template as its next local version; those before stay, and letters name theirs."""
    ours = _ours(work, code, seen)
    wrong = {}
    if not subject.strip():
        wrong["heading"] = "Give the letter a heading."
    if not owner.strip():
        wrong["owner"] = "Say who owns these words."
    problems = problems_of(replace(ours, subject=subject, body=body))
    if not body.strip() or problems:
        wrong["body"] = " ".join(problems) or "Write the letter first."
    if wrong:
        raise Invalid(wrong)
    _add_version(work, code, seen, subject.strip(), body.strip(), owner.strip(), is_shipped=False)


@command(Permission.MANAGE_SETTINGS)
def use_shipped_template(work: Work, code: str, seen: int) -> None:
    """Go back to the words that ship; the local versions stay in the history."""
    ours = _ours(work, code, seen)
    if ours.version == shipped()[code].version:
        raise RuleBroken("These are the words that ship.", means="Nothing was changed.")
    original = shipped()[code]
    _add_version(work, code, seen, original.subject, original.body, original.owner, is_shipped=True)


@command(Permission.MANAGE_SETTINGS)
def set_sender(work: Work, who: Sender) -> None:
    """Say who letters are from, and how to reach them."""
    wrong = {name: "This stands on every letter." for name in ("name", "contact") if not getattr(who, name).strip()}
    if wrong:
        raise Invalid(wrong)
    kept = {"name": who.name.strip(), "role": who.role.strip(), "contact": who.contact.strip()}
    work.session.merge(WorkspaceFact(key=SENDER, value=kept))
    work.names("workspace_fact", SENDER)


def _template_as_seen(work: Work, form: LetterForm) -> Template:
    template = template_of(work, form.template)
    if template is None:
        raise NotFound("There is no such letter.", means="Nothing was sent.", do="Choose another.")
    if template.version != form.version:
        raise RuleBroken(
            "The words of this letter were changed after you opened it.",
            means="Nothing was sent.",
            do="Look at the new words, then send it.",
        )
    return template


def _check(work: Work, form: LetterForm, composed: Composed) -> None:
    wrong = {}
    if composed.missing:
        needs = ", ".join(f"{FIELDS[name].label} ({FIELDS[name].where})" for name in composed.missing)
        wrong["template"] = f"The record does not say {needs}. Fill it in first."
    if not form.recipient.strip():
        wrong["recipient"] = "Say whom it goes to."
    if form.sent_on > work.today:
        wrong["sent_on"] = "The day lies in the future."
    if form.way not in read_lists_of(work.session).entries.get("letter_ways", {}):
        wrong["way"] = "Say how it goes."
    if wrong:
        raise Invalid(wrong)


def _receipt(
    work: Work, case: PanelCase, template: Template, form: LetterForm, composed: Composed, content: bytes
) -> str:
    """The receipt names no one: it stays when the child's record is erased."""
    agency = work.session.get_one(Referral, case.referral_id).sending_agency
    to_referrer = template.audience is To.REFERRER
    label = read_lists_of(work.session).label("agencies", agency) if to_referrer and agency else ""
    receipt = ReceiptForm(
        what=f"Letter about {case.code}",
        form="EML" if form.way == E_MAIL else "PDF",
        purpose=template.label,
        recipient=label or ("The referrer" if to_referrer else "The family"),
        fields=composed.used,
        rows=1,
        names_found=form.names_found,
        names_kept=form.names_kept,
    )
    return record_export(work, receipt, content)


def _log(work: Work, case: PanelCase, template: Template, form: LetterForm, letter_id: str) -> None:
    """A letter is a share like any other: with its gateway, or the reason why it has none."""
    to_referrer = template.audience is To.REFERRER
    agency = work.session.get_one(Referral, case.referral_id).sending_agency
    share = ShareForm(
        person_id=case.person_id,
        shared_on=form.sent_on,
        what=f"Letter: {template.label}",
        agencies=(agency,) if to_referrer and agency else (),
        to_family=not to_referrer,
        named=form.recipient.strip(),
        gateway=form.gateway,
        purpose=template.label,
        reason=form.reason.strip() or ("" if to_referrer else OWN_INFORMATION),
        case_id=case.id,
        about=("letter", letter_id),
    )
    log_share(work, share)


def _letter(work: Work, case: PanelCase, template: Template, form: LetterForm, file_id: str, receipt_id: str) -> Letter:
    return work.add(
        Letter(
            id=work.new_id(),
            person_id=case.person_id,
            place_code=case.place_code,
            case_id=case.id,
            template=template.code,
            template_version=template.version,
            audience=template.audience.value,
            sent_on=form.sent_on,
            way=form.way,
            recipient=form.recipient.strip()[:200],
            attachment_id=file_id,
            receipt_id=receipt_id,
            sent_by=work.actor.user_id,
            entered_at=work.now,
        )
    )


def _ours(work: Work, code: str, seen: int) -> Template:
    template = template_of(work, code)
    if template is None:
        raise NotFound("There is no such letter.", means="Nothing was changed.")
    if template.number != seen:
        raise Stale("letter_template", code, {"subject": template.subject, "body": template.body})
    return template


def _add_version(work: Work, code: str, seen: int, subject: str, body: str, owner: str, *, is_shipped: bool) -> None:
    row = LetterTemplate(
        id=work.new_id(),
        code=code,
        number=seen + 1,
        subject=subject[:200],
        body=body,
        owner=owner[:200],
        is_shipped=is_shipped,
        made_by=work.actor.user_id,
        made_at=work.now,
    )
    work.add(row)
    work.names("letter_template", row.id, reason=f"Version {seen + 1} of “{shipped()[code].label}”")
