"""What a practice partnership rests on and has shared: the register, the share log, three safeguarding concerns."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final

from sqlalchemy import select

from db.panel import PanelCase
from db.partnership import RegisterEntry
from db.safeguarding import SafeguardingConcern
from vrp_desktop.access.work import Read
from vrp_desktop.panel.rules import CLOSED
from vrp_desktop.partnership.commands import add_register_entry, record_share
from vrp_desktop.partnership.register import RegisterForm
from vrp_desktop.partnership.rules import ShareForm
from vrp_desktop.practice.chance import stream
from vrp_desktop.practice.world import World
from vrp_desktop.safeguarding.commands import raise_concern, record_concern_outcome, take_concern_step
from vrp_desktop.safeguarding.forms import ConcernForm, ForWhom
from vrp_desktop.workspace.workspace import Workspace

_STREAM: Final = 50_000_019
_PARTIES: Final = ("POLICE", "YOUTH_JUSTICE", "CHILDRENS_SERVICES", "EDUCATION", "HEALTH_ICB", "VRU", "VCSE")
_SHARED: Final = (
    ("Attendance this term and the two suspensions", ("EDUCATION",), "EDUCATION", ("POLICE", "YOUTH_JUSTICE")),
    ("That the child is known to the youth justice service", ("YOUTH_JUSTICE",), "YOUTH_JUSTICE", ("EDUCATION",)),
    ("Two occurrences and where they happened", ("POLICE_INFORMATION",), "POLICE", ("CHILDRENS_SERVICES",)),
)
_CONCERNS: Final = (
    "Told a youth worker that he is afraid to go home at the weekend.",
    "Seen with bruises on both arms; gave two different accounts of how they came.",
    "Picked up outside school by an older person whom nobody at home knows.",
)
Do = Callable[..., None]


def keep_governance(workspace: Workspace, world: World, do: Do) -> None:
    """The papers first, then what was shared under them, then the concerns in three stages of their way."""
    _papers(world, do)
    cases = workspace.read(_cases)
    agreement = workspace.read(_agreement)
    _shares(world, do, cases, agreement)
    _concerns(workspace, world, do, cases)


def _papers(world: World, do: Do) -> None:
    today = world.order.as_at
    year = timedelta(days=365)
    for form in (
        RegisterForm("CONTROLLER", "Practice partnership board", owner="Robin Example", contact="Data protection team",
                     review_on=today + timedelta(days=200)),
        RegisterForm("DPIA", "Prevention panels", "DPIA-014", "Robin Example", kept_where="Governance folder",
                     starts_on=today - year, review_on=today + timedelta(days=20)),
        RegisterForm("AGREEMENT", "Prevention panels: sharing between partners", "ISA-2025-03", "Sam Example",
                     purpose="Names and what partners know of children whom the panel may help.", parties=_PARTIES,
                     gateways=("CDA_S115", "CA2004_S10"), kept_where="Governance folder",
                     starts_on=today - year, ends_on=today + timedelta(days=75)),
        RegisterForm("AGREEMENT", "Mentoring providers", "ISA-2024-11", "Sam Example",
                     purpose="Referrals to mentoring and what comes of them.", parties=("VCSE", "NO_LIMITS", "VRU"),
                     gateways=("SHARING_AGREEMENT",), starts_on=today - 2 * year, ends_on=today - timedelta(days=9)),
        RegisterForm("NOTICE", "Panel notice", "", "Robin Example", notice_version="2", child_friendly="YES",
                     starts_on=today - year, review_on=today + year),
        RegisterForm("POLICY_DOCUMENT", "Appropriate policy document", "APD-2", "Robin Example",
                     starts_on=today - year, review_on=today + timedelta(days=300)),
        RegisterForm("RETENTION_SCHEDULE", "Retention schedule", "RS-7", "Robin Example",
                     starts_on=today - year, review_on=today + timedelta(days=300)),
    ):  # fmt: skip
        do(add_register_entry, form)


def _shares(world: World, do: Do, cases: list[tuple[str, str]], agreement: str) -> None:
    chance = stream(world.order.seed, _STREAM, 1)
    for at, (person_id, case_id) in enumerate(cases[3:9]):
        what, kinds, source, agencies = _SHARED[at % len(_SHARED)]
        on_reason = at == 1
        form = ShareForm(
            person_id=person_id,
            case_id=case_id,
            shared_on=world.order.as_at - timedelta(days=chance.between(1, 20)),
            what=what,
            kinds=kinds,
            source_agency=source,
            agencies=agencies,
            agreement_id=None if on_reason else agreement,
            purpose="To prepare the panel",
            restriction="NOT_FOR_FAMILY" if at == 2 else "NOT_FOR_PROVIDER" if at == 3 else "MAY_BE_DISCUSSED",
            reason="The school asked on the telephone the day before the panel" if on_reason else "",
        )
        do(record_share, form)


def _concerns(workspace: Workspace, world: World, do: Do, cases: list[tuple[str, str]]) -> None:
    """One that waits to be sent, one that waits for the hub, one whose outcome is in."""
    today = world.order.as_at
    earlier = today - timedelta(days=4)
    for at, (person_id, case_id) in enumerate(cases[:3]):
        sent = ConcernForm(
            _CONCERNS[at], earlier, "A youth worker", "NO", "NO", sent_on=earlier, sent_time="15:10",
            sent_to="Front door team", sent_by="Practice user", sent_how="PHONE", hub_reference=f"MASH-{4410 + at}",
        )  # fmt: skip
        do(raise_concern, ForWhom(person_id, case_id), ConcernForm(_CONCERNS[at], today) if at == 0 else sent)
    if len(cases) > 2:
        last = workspace.read(_concern_of, cases[2][0])
        do(take_concern_step, last.id, last.version, "ACKNOWLEDGED", today, "By telephone")
        last = workspace.read(_concern_of, cases[2][0])
        do(
            record_concern_outcome,
            last.id,
            last.version,
            "FAMILY_HELP",
            today,
            "Family Help rings the parents this week",
        )


def _cases(read: Read) -> list[tuple[str, str]]:
    """Open cases of different children, the newest first."""
    statement = select(PanelCase.person_id, PanelCase.id).where(PanelCase.status != CLOSED)
    found: dict[str, str] = {}
    for person_id, case_id in read.session.execute(statement.order_by(PanelCase.status_on.desc(), PanelCase.id)):
        found.setdefault(person_id, case_id)
    return list(found.items())[:9]


def _agreement(read: Read) -> str:
    newest = select(RegisterEntry.id).where(RegisterEntry.kind == "AGREEMENT").order_by(RegisterEntry.ends_on.desc())
    return str(read.session.scalars(newest.limit(1)).one())


def _concern_of(read: Read, person_id: str) -> Any:
    return read.session.scalars(select(SafeguardingConcern).where(SafeguardingConcern.person_id == person_id)).one()
