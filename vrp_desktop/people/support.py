"""What besides name and birth date supports or contradicts that two records are of one child."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from vrp_desktop.people.candidate import Candidate
from vrp_desktop.search.folding import fold

_SEXES: Final = frozenset({"FEMALE", "MALE"})
_NAMES: Final = {"UPN": "UPN", "NHS": "NHS number", "PNC": "PNC ID", "LOCAL": "local identifier"}
_POSTCODE, _SCHOOL, _IDENTIFIER, _CONTRADICTION = 10, 10, 30, -10
_SHORTEST_POSTCODE: Final = 5


@dataclass(frozen=True, slots=True)
class Support:
    """The points, the sentences, and the first contradiction, for which a person should decide."""

    points: int
    reasons: tuple[str, ...]
    contradiction: str = ""
    same_identifier: bool = False
    same_postcode: bool = False
    same_school: bool = False


def weigh_support(one: Candidate, other: Candidate) -> Support:
    """Weigh identifiers, postcode, school and sex."""
    shared = sorted(one.identifiers.keys() & other.identifiers.keys())
    equal = [kind for kind in shared if _same_identifier(one.identifiers[kind], other.identifiers[kind])]
    clashing = [kind for kind in shared if _clashes(kind, one.identifiers[kind], other.identifiers[kind])]
    postcode = _same_postcode(one.postcode, other.postcode)
    school = bool(one.school and other.school and fold(one.school) and fold(one.school) == fold(other.school))
    said = [f"The {_NAMES.get(kind, 'identifier')} is the same." for kind in equal]
    said += ["The postcode is the same."] if postcode else []
    said += ["The school is the same."] if school else []
    against = [f"The {_NAMES.get(kind, 'identifier')} is different." for kind in clashing]
    if one.sex in _SEXES and other.sex in _SEXES and one.sex != other.sex:
        against.append("The sex is recorded differently.")
    return Support(
        points=_IDENTIFIER * bool(equal) + _POSTCODE * postcode + _SCHOOL * school + _CONTRADICTION * len(against),
        reasons=(*said, *against),
        contradiction=against[0] if against else "",
        same_identifier=bool(equal),
        same_postcode=postcode,
        same_school=school,
    )


def plain(value: str) -> str:
    """An identifier or postcode without spaces and marks, in capitals, as it is compared."""
    return "".join(sign for sign in value.upper() if sign.isalnum())


def _same_identifier(one: str, other: str) -> bool:
    return bool(plain(one)) and plain(one) == plain(other)


def _clashes(kind: str, one: str, other: str) -> bool:
    """A local number belongs to one agency, and a temporary UPN (ending in a letter) is replaced: neither clashes."""
    first, second = plain(one), plain(other)
    if kind == "LOCAL" or not first or not second or first == second:
        return False
    return not (kind == "UPN" and (first[-1].isalpha() or second[-1].isalpha()))


def _same_postcode(one: str | None, other: str | None) -> bool:
    first, second = plain(one or ""), plain(other or "")
    return len(first) >= _SHORTEST_POSTCODE and first == second
