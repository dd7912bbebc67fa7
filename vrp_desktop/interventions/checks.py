"""What is refused of what was typed about interventions and providers' totals, a sentence for each field."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from db.interventions import ProviderTotal
from vrp_desktop.errors import Invalid
from vrp_desktop.interventions import rules
from vrp_desktop.interventions.forms import InterventionForm, InterventionReferralForm, ProviderTotalForm
from vrp_desktop.reference.lists import Lists

_LARGEST: Final = 10_000_000


def check_intervention(lists: Lists, form: InterventionForm) -> None:
    """A programme needs a name; its provider, models and tier are of the lists."""
    wrong: dict[str, str] = {}
    if not form.label.strip():
        wrong["label"] = "Give the intervention's name."
    if form.provider and lists.entry("agencies", form.provider) is None:
        wrong["provider"] = "Choose the agency that provides it."
    if any(lists.entry("delivery_models", code) is None for code in form.delivery_models):
        wrong["delivery_models"] = "Choose delivery models of the list."
    if form.tier and lists.entry("prevention_tiers", form.tier) is None:
        wrong["tier"] = "Choose the tier."
    if form.youngest is not None and form.oldest is not None and form.youngest > form.oldest:
        wrong["oldest"] = "The oldest age is below the youngest."
    if form.starts_on and form.ends_on and form.ends_on < form.starts_on:
        wrong["ends_on"] = "It ends before it starts."
    _raise_if(wrong)


def check_referral(lists: Lists, form: InterventionReferralForm, born_on: date | None, today: date) -> None:
    """A referral is to a programme that runs on its day and counts people by name."""
    wrong: dict[str, str] = {}
    entry = lists.entry("interventions", form.intervention_code)
    if entry is None:
        wrong["intervention_code"] = "Choose the intervention."
    elif not entry.holds_on(form.referred_on):
        wrong["intervention_code"] = "This intervention did not run on the day of the referral."
    elif not rules.is_by_name(entry):
        wrong["intervention_code"] = "This intervention is counted by its provider's totals, not by name."
    if form.referred_on > today:
        wrong["referred_on"] = "The day of the referral is in the future."
    elif born_on is not None and born_on > form.referred_on:
        wrong["referred_on"] = "The day of the referral is before the date of birth."
    _raise_if(wrong)


def check_total(lists: Lists, form: ProviderTotalForm, today: date, others: Sequence[ProviderTotal]) -> None:
    """A total is of a period and a group of the lists, told once a day, and of no part of another total's period."""
    wrong = _outside_the_lists(lists, form)
    if form.period_end < form.period_start:
        wrong["period_end"] = "The period ends before it starts."
    if form.reported_on > today:
        wrong["reported_on"] = "The day it was reported is in the future."
    elif form.reported_on < form.period_start:
        wrong["reported_on"] = "It was reported before the period began."
    if not 0 <= form.number <= _LARGEST:
        wrong["number"] = "Give a whole number, nought or more."
    for other in others:
        if rules.overlaps(form.period_start, form.period_end, other.period_start, other.period_end):
            days = f"{other.period_start:%d/%m/%Y} to {other.period_end:%d/%m/%Y}"
            wrong["period_start"] = f"A total of {days} is on file, and would be counted twice."
        elif other.period_start == form.period_start and other.reported_on == form.reported_on:
            wrong["reported_on"] = "This total is on file with the same day of reporting: put that one right instead."
    _raise_if(wrong)


def _outside_the_lists(lists: Lists, form: ProviderTotalForm) -> dict[str, str]:
    words = {
        "intervention_code": ("interventions", "Choose the intervention."),
        "place_code": ("places", "Choose the place."),
        "measure": ("provider_measures", "Choose what was counted."),
        "age_band": ("age_bands", "Choose the age band, or not known."),
        "sex": ("sex", "Choose the sex, or not known."),
        "ethnicity": ("ethnicity", "Choose the ethnicity, or not known."),
    }
    return {
        name: sentence
        for name, (list_name, sentence) in words.items()
        if lists.entry(list_name, getattr(form, name)) is None
    }


def _raise_if(wrong: dict[str, str]) -> None:
    if wrong:
        raise Invalid(wrong)
