"""NHS numbers of a list are kept only where an agreement lets this workspace hold them."""

from __future__ import annotations

import pytest

from db.people import PersonIdentifier
from tests.support.papers import agreement
from tests.vrp_desktop.imports.lists import Intake, row
from vrp_desktop.workspace.commands import switch_identifier_on

HEAD = ("Surname", "Forename", "Date of birth", "Sex", "Postcode", "Referral date", "Reason", "NHS number")


@pytest.mark.parametrize(("is_agreed", "kept"), [(False, []), (True, ["NHS"])])
def test_an_nhs_number_is_kept_only_under_an_agreement(intake: Intake, is_agreed, kept):
    if is_agreed:
        intake.do(switch_identifier_on, "NHS", agreement(intake.do, "NHS"))

    intake.take([*row("Ashcroft"), "943 476 5919"], head=HEAD)

    assert [number.kind for number in intake.all(PersonIdentifier)] == kept
