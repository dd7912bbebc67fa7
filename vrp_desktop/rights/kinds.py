"""How each kind of record is told in an own copy: its part, its words, its day; and which tables say nothing more.

A table that names a child and stands in neither list is told all the same, under its own name; a test asks for words.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of record: the part of the copy, what it is called, its day, and the column that says most."""

    section: str
    what: str
    day: str = ""
    head: str = ""


WHO: Final = "Who you are"
AROUND: Final = "People around you"
PANEL: Final = "The panel"
SUPPORT: Final = "Support and actions"
SAFETY: Final = "Keeping you safe"
WRITTEN: Final = "Notes, letters and files"
SHARED: Final = "Who was told, and what you asked"
KEEPING: Final = "How the record is kept"
SECTIONS: Final = (WHO, AROUND, PANEL, SUPPORT, SAFETY, WRITTEN, SHARED, KEEPING)

TOLD: Final[dict[str, Kind]] = {
    "person": Kind(WHO, "Record", head="code"),
    "person_name": Kind(WHO, "Name", head="kind"),
    "person_profile": Kind(WHO, "About you", "from_on"),
    "person_identifier": Kind(WHO, "Number", head="kind"),
    "contact": Kind(AROUND, "Around you", "from_on", "relationship"),
    "contact_way": Kind(AROUND, "How someone is reached", head="kind"),
    "person_link": Kind(AROUND, "Link", "happened_on", "kind"),
    "referral": Kind(PANEL, "Referral into the panel", "referred_on"),
    "trigger_event": Kind(PANEL, "Named as suspect", "named_on", "offence_kind"),
    "panel_case": Kind(PANEL, "Panel case", "status_on", "code"),
    "case_status": Kind(PANEL, "Step of the case", "reached_on", "status"),
    "eligibility_answer": Kind(PANEL, "Partner check", "answered_on", "fact"),
    "agenda_item": Kind(PANEL, "On the agenda of a sitting"),
    "contribution": Kind(PANEL, "Told at a sitting", head="agency_code"),
    "information_request": Kind(PANEL, "Asked before a sitting", "asked_on", "agency_code"),
    "record_part": Kind(PANEL, "In the confirmed record of a sitting", head="section"),
    "record_addendum": Kind(PANEL, "Added to the record of a sitting", "written_at"),
    "sitting_deed": Kind(PANEL, "As it stood before a change at a sitting", "made_at"),
    "panel_decision": Kind(PANEL, "Decision of the panel", "decided_on", "outcome"),
    "further_referral": Kind(PANEL, "Further referral", "made_on"),
    "support_agreement": Kind(SUPPORT, "Agreement to support", "answered_on", "answer"),
    "told_about_panel": Kind(SUPPORT, "Told about the panel", "told_on"),
    "case_contact": Kind(SUPPORT, "Contact", "contacted_on", "outcome"),
    "case_review": Kind(SUPPORT, "Review", "due_on"),
    "intervention_referral": Kind(SUPPORT, "Programme", "referred_on", "intervention_code"),
    "intervention_status": Kind(SUPPORT, "Step in a programme", "reached_on", "status"),
    "action": Kind(SUPPORT, "Action", "opened_on", "code"),
    "slip_line": Kind(SUPPORT, "On an agency's slip", "replied_on", "code"),
    "action_step": Kind(SUPPORT, "Step of an action", "reached_on", "status"),
    "safeguarding_concern": Kind(SAFETY, "Safeguarding concern", "raised_on", "code"),
    "safeguarding_step": Kind(SAFETY, "Step of a concern", "reached_on", "step"),
    "note": Kind(WRITTEN, "Note", "dated_on"),
    "letter": Kind(WRITTEN, "Letter", "sent_on"),
    "attachment": Kind(WRITTEN, "File", "dated_on", "title"),
    "share_entry": Kind(SHARED, "Shared", "shared_on", "what"),
    "rights_request": Kind(SHARED, "What you asked", "received_on", "kind"),
    "rights_stop": Kind(SHARED, "Something was asked back", "from_on"),
    "rights_point": Kind(SHARED, "Said to be wrong", "decided_on"),
    "rights_told": Kind(SHARED, "Told of the change", "told_on"),
    "status_removal": Kind(SHARED, "After suspect status was removed", "done_on", "outcome"),
    "import_row": Kind(KEEPING, "Row of a list that was sent"),
    "retention_item": Kind(KEEPING, "Proposed to be erased", "proposed_on"),
    "legal_hold": Kind(KEEPING, "Legal hold", "set_on"),
    "restriction": Kind(KEEPING, "Record restricted"),
    "restricted_look": Kind(KEEPING, "Opened while it was restricted"),
    "person_merge": Kind(KEEPING, "Two records of you became one", "merged_at"),
}

LEFT_OUT: Final[dict[str, str]] = {
    "match_key": "Worked out from the names and the birth date alone.",
    "likely_pair": "A guess that two records may be one child, worked out from the same.",
    "distinct_pair": "That two records are not one child: it says nothing of either.",
    "merge_move": "Which rows moved in a merge, by their numbers.",
    "screening_effect": "What undo needs to know: the states before, which stand in the record as well.",
    "sitting_record": "That the record of a sitting was confirmed, and by whom: it says nothing of the child.",
    "item_attendance": "Who came and went at the sitting: it says nothing of the child.",
    "attachment_content": "The file itself: it is given beside the copy.",
    "copy_decision": "What was decided of each item of this copy: the copy says it.",
    "search_entry": "The same words once more, for the search.",
}

NEVER: Final = frozenset(
    {"id", "version", "folded", "fingerprint", "sha256", "row_digest", "sent_digest", "position", "size", "media_type"}
    | {"row_number", "made_person", "about_kind", "origin", "template_version", "is_warned", "warnings"}
    | {"place_code", "entered_at", "recorded_at", "written_at", "added_at", "decided_at", "salt", "digest"}
)
"""Columns that serve the machine alone."""

CODES: Final[dict[str, str]] = {
    "person_profile.sex": "sex",
    "person_profile.ethnicity": "ethnicity",
    "person_profile.home_authority": "places",
    "person_profile.school_status": "school_statuses",
    "person_profile.send": "send_statuses",
    "person_profile.care_experience": "care_experience",
    "contact.relationship": "relationships",
    "contact.parental_responsibility": "yes_no_asked",
    "contact.lives_with": "yes_no_asked",
    "contact.safe_contact": "safe_contact",
    "contact.language": "languages",
    "contact.interpreter": "yes_no_asked",
    "contact.access_needs": "needs_answers",
    "contact.communication_needs": "needs_answers",
    "contact_way.kind": "contact_ways",
    "person_link.kind": "link_types",
    "person_link.role": "link_roles",
    "person_link.other_role": "link_roles",
    "referral.source": "identification_sources",
    "referral.withdrawn_reason": "redirect_reasons",
    "trigger_event.offence_kind": "offence_kinds",
    "panel_case.status": "case_statuses",
    "panel_case.redirect_reason": "redirect_reasons",
    "panel_case.closure_reason": "closure_reasons",
    "case_status.status": "case_statuses",
    "eligibility_answer.fact": "eligibility_facts",
    "eligibility_answer.answer": "yes_no_known",
    "eligibility_answer.finding": "partner_check_answers",
    "agenda_item.kind": "agenda_kinds",
    "agenda_item.reason": "agenda_reasons",
    "agenda_item.state": "agenda_item_states",
    "agenda_item.outcome": "panel_decisions",
    "restricted_look.why": "look_reasons",
    "panel_decision.outcome": "panel_decisions",
    "support_agreement.answer": "agreement_to_support",
    "case_contact.outcome": "contact_outcomes",
    "intervention_referral.status": "intervention_referral_statuses",
    "intervention_status.status": "intervention_referral_statuses",
    "action.priority": "action_priorities",
    "action.status": "action_statuses",
    "action.undone_reason": "undone_reasons",
    "action_step.status": "action_statuses",
    "action_step.undone_reason": "undone_reasons",
    "slip_line.reply": "slip_replies",
    "safeguarding_concern.immediate_danger": "yes_no_known",
    "safeguarding_concern.called_999": "yes_no_known",
    "safeguarding_concern.sent_how": "contact_methods",
    "safeguarding_concern.outcome": "safeguarding_outcomes",
    "safeguarding_step.step": "safeguarding_steps",
    "letter.way": "letter_ways",
    "contribution.gateway": "legal_gateways",
    "share_entry.gateway": "legal_gateways",
    "share_entry.kinds": "information_kinds",
    "share_entry.agencies": "agencies",
    "rights_request.kind": "request_kinds",
    "rights_request.capacity": "request_capacities",
    "rights_request.outcome": "request_outcomes",
    "rights_point.decision": "point_decisions",
    "status_removal.outcome": "status_removal_outcomes",
    "retention_item.rule": "retention_rules",
}
"""The list that each column of codes takes its words from."""

PLAIN: Final = frozenset(
    {"person.born_basis", "person_name.kind", "person_identifier.kind", "import_row.state", "import_row.reason_code"}
    | {"retention_item.state", "letter.template", "letter.audience", "attachment.about_kind", "note.about_kind"}
    | {"share_entry.about_kind", "sitting_deed.kind", "slip_line.reply", "letter.template_version"}
    | {"record_part.section", "record_part.code"}
)
"""Columns of codes that are told as words of their own, since no list speaks of them."""

WORDS: Final = {
    "OWN": "you yourself",
    "CURRENT": "used now",
    "FORMER": "used before",
    "KNOWN": "known",
    "NOT_KNOWN": "not known",
    "ESTIMATED": "estimated",
    "PROPOSED": "proposed",
    "KEPT": "kept",
    "ERASED": "erased",
    "TAKEN": "taken in",
    "JOINED": "joined to this record",
    "ON_FILE": "on file already",
    "HELD": "held back",
    "SET_ASIDE": "set aside",
    "TAKEN_BACK": "taken back",
}
"""What such words read as."""

LABELS: Final[dict[str, str]] = {
    "named_on": "Named on",
    "status_removed_on": "Suspect status removed on",
    "born_on": "Date of birth",
    "born_basis": "How sure the date is",
    "entered_at": "Entered",
    "send": "SEND and EHCP",
    "text": "",
    "note": "",
    "cells": "As it was sent",
    "what": "",
    "value": "",
    "details": "",
    "raised_at": "Raised at",
    "other_id": "Who",
    "person_id": "Who",
    "likely_id": "May be",
    "merged_id": "Joined",
    "called_999": "999 was called",
}
"""What stands before a value where the column's own name would not do; "" for nothing."""
