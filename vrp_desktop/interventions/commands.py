"""What changes interventions, young people's referrals to them, and providers' totals."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import select

from db.interventions import InterventionReferral, InterventionStatus, ProviderTotal
from db.panel import PanelCase
from db.people import Person
from db.reference import Intervention
from vrp_desktop.access.permissions import Permission, command
from vrp_desktop.access.work import Work, check_version
from vrp_desktop.errors import Invalid, NotFound, RuleBroken
from vrp_desktop.interventions import checks, rules
from vrp_desktop.interventions.forms import InterventionForm, InterventionReferralForm, ProviderTotalForm
from vrp_desktop.interventions.telling import log_referral
from vrp_desktop.partnership.stops import check_programme
from vrp_desktop.reference.lists import read_lists_of
from vrp_desktop.search.folding import fold

_KIND = "intervention_referral"
_WHAT = "intervention referral"
_LOCAL = "LOCAL"


@command(Permission.MANAGE_SETTINGS)
def add_intervention(work: Work, form: InterventionForm) -> str:
    """Add a programme of this workspace's own; returns its code."""
    checks.check_intervention(read_lists_of(work.session), form)
    code = _new_code(work, form.label)
    last = work.session.scalar(select(Intervention.position).order_by(Intervention.position.desc()).limit(1)) or 0
    row = Intervention(code=code, origin=_LOCAL, mark="PD", position=last + 10, extra={}, version=1)
    _write(row, form)
    work.add(row)
    work.names("intervention", code)
    return code


@command(Permission.MANAGE_SETTINGS)
def edit_intervention(work: Work, code: str, version: int, form: InterventionForm) -> None:
    """Save a programme. A shipped one becomes local, so that no upgrade overwrites it."""
    row = work.session.get(Intervention, code)
    if row is None:
        raise NotFound("This intervention is not in the workspace.", do="Go back to the list.")
    check_version(row, version)
    checks.check_intervention(read_lists_of(work.session), form)
    _write(row, form)
    row.origin, row.version = _LOCAL, version + 1
    work.names("intervention", code)


@command(Permission.EDIT_INTERVENTIONS)
def refer_to_intervention(work: Work, form: InterventionReferralForm) -> str:
    """Refer a young person; returns the id. Someone referred again has a new referral, linked to the last."""
    person = work.get(Person, form.person_id, "child or young person")
    place_code = form.place_code or person.place_code
    work.need_place(place_code)
    checks.check_referral(read_lists_of(work.session), form, person.born_on, work.today)
    if form.case_id is not None and work.get(PanelCase, form.case_id, "panel case").person_id != person.id:
        raise Invalid({"case_id": "This panel case is another child's."})
    last = _last_referral(work, form)
    provider = work.session.get_one(Intervention, form.intervention_code).provider
    is_told = check_programme(work, person.id, form.case_id, form.referred_on, provider, form.safeguarding_reason)
    referral = InterventionReferral(
        id=work.new_id(),
        person_id=person.id,
        place_code=place_code,
        intervention_code=form.intervention_code,
        case_id=form.case_id,
        previous_id=last.id if last else None,
        referred_on=form.referred_on,
        status=rules.RECEIVED,
        status_on=form.referred_on,
    )
    work.add(referral)
    work.session.flush()
    _write_step(work, referral, "")
    if provider and not is_told:
        log_referral(work, form, referral.id, provider)
    work.names(_KIND, referral.id, place_code)
    return referral.id


@command(Permission.EDIT_INTERVENTIONS)
def move_intervention_referral(
    work: Work, referral_id: str, version: int, status: str, on: date, reason: str = ""
) -> None:
    """Take a referral to its next status; only steps that the list allows, with the reason where one is asked for."""
    referral = work.get(InterventionReferral, referral_id, _WHAT)
    check_version(referral, version)
    lists = read_lists_of(work.session)
    rules.check_step(lists, referral.status, status, referral.status_on, on, work.today)
    if rules.needs_reason(lists, status) and not reason.strip():
        raise Invalid({"reason": "Say why."})
    referral.status, referral.status_on = status, on
    _write_step(work, referral, reason)
    work.names(_KIND, referral_id, referral.place_code)


@command(Permission.EDIT_INTERVENTIONS)
def take_back_step(work: Work, referral_id: str, version: int, reason: str) -> None:
    """Take back the last step of a referral, made in error; the first one stays."""
    referral = work.get(InterventionReferral, referral_id, _WHAT)
    check_version(referral, version)
    history = select(InterventionStatus).where(InterventionStatus.intervention_referral_id == referral_id)
    ordered = history.order_by(InterventionStatus.reached_on.desc(), InterventionStatus.id.desc())
    last, *earlier = work.session.scalars(ordered)
    if not earlier:
        raise RuleBroken("This is the referral's first step.", means="Nothing was changed.")
    work.session.delete(last)
    referral.status, referral.status_on = earlier[0].status, earlier[0].reached_on
    work.names(_KIND, referral_id, referral.place_code, _needed(reason))


@command(Permission.EDIT_INTERVENTIONS)
def record_provider_total(work: Work, form: ProviderTotalForm) -> str:
    """Record a provider's dated total; returns the id. A later report of the same total replaces it from its day on."""
    total_id = _record_total(work, form)
    work.names("provider_total", total_id, form.place_code)
    return total_id


@command(Permission.EDIT_INTERVENTIONS)
def record_provider_totals(work: Work, forms: Sequence[ProviderTotalForm]) -> tuple[str, ...]:
    """Record several totals at once, all of them or none; returns their ids."""
    ids = tuple(_record_total(work, form) for form in forms)
    if ids:
        work.names("provider_total", ids[0], forms[0].place_code)
    return ids


@command(Permission.EDIT_INTERVENTIONS)
def edit_provider_total(work: Work, total_id: str, version: int, form: ProviderTotalForm, reason: str) -> None:
    """Put a total right that was written down wrongly, with the reason."""
    row = work.get(ProviderTotal, total_id, "provider's total")
    check_version(row, version)
    work.need_place(form.place_code)
    others = [other for other in _totals_of_group(work, form) if other.id != total_id]
    checks.check_total(read_lists_of(work.session), form, work.today, others)
    _write_total(row, form)
    work.names("provider_total", total_id, form.place_code, _needed(reason))


@command(Permission.EDIT_INTERVENTIONS)
def remove_provider_total(work: Work, total_id: str, version: int, reason: str) -> None:
    """Remove a total that should not be there, with the reason; the audit keeps what it said."""
    row = work.get(ProviderTotal, total_id, "provider's total")
    check_version(row, version)
    work.session.delete(row)
    work.names("provider_total", total_id, row.place_code, _needed(reason))


def _write(row: Intervention, form: InterventionForm) -> None:
    row.label, row.meaning, row.provider = form.label.strip(), form.meaning.strip(), form.provider
    row.starts_on, row.ends_on = form.starts_on, form.ends_on
    ages = {"youngest": form.youngest, "oldest": form.oldest}
    # A new dictionary, so that the change is noticed and audited.
    row.extra = {
        **{name: value for name, value in (row.extra or {}).items() if name not in ages},
        **{name: value for name, value in ages.items() if value is not None},
        "provider": form.provider,
        "delivery_models": list(form.delivery_models),
        "tier": form.tier,
        "counts_people_by_name": form.counts_people_by_name,
        "panel_may_refer": form.panel_may_refer,
        "unit": form.unit,
    }


def _new_code(work: Work, label: str) -> str:
    stem = re.sub(r"[^A-Z0-9]+", "_", fold(label).upper()).strip("_")[:36] or "INTERVENTION"
    code, number = stem, 2
    while work.session.get(Intervention, code) is not None:
        code, number = f"{stem}_{number}", number + 1
    return code


def _last_referral(work: Work, form: InterventionReferralForm) -> InterventionReferral | None:
    same = select(InterventionReferral).where(
        InterventionReferral.person_id == form.person_id,
        InterventionReferral.intervention_code == form.intervention_code,
    )
    ordered = same.order_by(InterventionReferral.referred_on.desc(), InterventionReferral.id.desc())
    last = work.session.scalars(ordered.limit(1)).one_or_none()
    if last is not None and last.status not in rules.ENDED:
        raise RuleBroken(
            "An earlier referral to this intervention has not ended.",
            means="Nothing was changed.",
            do="Record how it ended first, or go on with it.",
        )
    return last


def _write_step(work: Work, referral: InterventionReferral, reason: str) -> None:
    work.add(
        InterventionStatus(
            id=work.new_id(),
            intervention_referral_id=referral.id,
            person_id=referral.person_id,
            status=referral.status,
            reached_on=referral.status_on,
            reason=reason.strip(),
        )
    )


def _record_total(work: Work, form: ProviderTotalForm) -> str:
    work.need_place(form.place_code)
    checks.check_total(read_lists_of(work.session), form, work.today, _totals_of_group(work, form))
    row = ProviderTotal(id=work.new_id())
    _write_total(row, form)
    work.add(row)
    work.session.flush()
    return row.id


def _write_total(row: ProviderTotal, form: ProviderTotalForm) -> None:
    values: dict[str, Any] = {name: getattr(form, name) for name in form.__slots__}
    for name, value in values.items():
        setattr(row, name, value.strip() if name == "source" else value)


def _totals_of_group(work: Work, form: ProviderTotalForm) -> list[ProviderTotal]:
    columns = (
        ProviderTotal.intervention_code,
        ProviderTotal.place_code,
        ProviderTotal.measure,
        ProviderTotal.age_band,
        ProviderTotal.sex,
        ProviderTotal.ethnicity,
    )
    same = [column == value for column, value in zip(columns, form.group, strict=True)]
    return list(work.session.scalars(select(ProviderTotal).where(*same)))


def _needed(reason: str) -> str:
    if not reason.strip():
        raise Invalid({"reason": "Say why this is put right."})
    return reason.strip()
