"""E-mails and tables as people paste them, each labelled with what must be proposed. All names are made up."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from vrp_desktop.imports.pasting.proposal import PastedAs, Sure
from vrp_desktop.imports.pasting.reading import Clip
from vrp_desktop.imports.reading.fields import Field

TODAY = date(2026, 11, 21)
H, M, L = Sure.HIGH, Sure.MEDIUM, Sure.LOW
F = Field


@dataclass(frozen=True, slots=True)
class Pasted:
    """A paste and its label: for each row the fields with their words and how sure they are; nothing else is there."""

    name: str
    clip: Clip
    rows: tuple[dict[Field, tuple[str, Sure]], ...]
    kind: PastedAs = PastedAs.MAIL
    left_out: tuple[str, ...] = ()
    not_proposed: tuple[str, ...] = field(default=())
    """Words that stand in the text and must be in no field but a reason."""


_LABELLED = """From: Sam Madeup <s.madeup@harbour.example>
Sent: 3 November 2026 09:12
To: Panel desk
Subject: New referral

Hello,

Please see the referral below.

Name: Tam Ash
DOB: 04/03/2012
School: Elm Academy
UPN: A123456789012
Postcode: PO1 2AB
Referral date: 02/11/2026
Reason for referral: Seen with older children late at night.
School says attendance has dropped.

Parent's name: Lee Ash

Kind regards
Sam Madeup
Harbour Police, 1 Quay Street, PO1 9ZZ
Date of birth of our station: 01/01/1901
"""
_FREE = """Hi both,

I am referring Kit Elm, DOB 13/5/2011, who attends Oak Lane School. Kit has been missing from home twice this month
and mum would like some help.

Thanks
Jo
School nurse, SO14 3AA
"""
_FORWARDED = """Can you add this one please?

Many thanks
Sam

From: Alex Bay <a.bay@oak.example>
Sent: 10 November 2026 16:40
To: Sam Madeup
Subject: Referral

Child's name: Lee Fir
Date of birth: 7 June 2013
Reason: Exclusions this term.
"""
_REPLY = """Name: Ria Oak
D.O.B.: 2012-09-30
Reason: Carried a knife once.

On 1 October 2026, Panel desk wrote:
> Name: Somebody Else
> DOB: 01/02/2010
"""
_TWO = """Child 1
Surname: Bay
Forename: Jo
Date of birth: 14/02/2013

Child 2
Surname: Fir
Forename: Sam
Date of birth: 05/06/2012
"""
_UNSURE = "Could you please discuss Brightwater Marlowe at the next panel, worried about him."
_CELLS = (
    "Name\tDOB\tSchool\tDate referred\nTam Ash\t04/03/2012\tElm Academy\t01/10/2026\n"
    "Kit Elm\t13/05/2011\t\t02/10/2026\n"
)
_WORD = """<html><head><style>p{color:red}</style><title>Name: Not This</title></head><body>
<table border=1><tr><th>Surname</th><th>Forename</th><th>Date of birth</th><th>Reason</th></tr>
<tr><td>Ash</td><td>Tam</td><td>4 March 2012</td><td>Seen with<br>a knife</td></tr>
<tr><td>Elm</td><td>Kit</td><td>31/12/2011</td><td><img src="http://tracker.example/x.png">Missing</td></tr></table>
<script>document.write("Name: Evil")</script></body></html>"""
_FORM = """<table><tr><td><b>Full name of child:</b></td><td>Tam Ash</td></tr>
<tr><td>Date of birth</td><td>4 March 2012</td></tr><tr><td>School</td><td>Elm Academy</td></tr>
<tr><td>Mother's name</td><td>Lee Ash</td></tr></table>"""

PASTED = (
    Pasted(
        "labelled e-mail with a signature",
        Clip(_LABELLED),
        (
            {
                F.FULL_NAME: ("Tam Ash", H),
                F.DATE_OF_BIRTH: ("04/03/2012", M),
                F.SCHOOL: ("Elm Academy", H),
                F.UPN: ("A123456789012", H),
                F.POSTCODE: ("PO1 2AB", H),
                F.REFERRAL_DATE: ("02/11/2026", M),
                F.REASON: ("Seen with older children late at night.\nSchool says attendance has dropped.", H),
            },
        ),
        left_out=("lines of a signature",),
        not_proposed=("Lee Ash", "PO1 9ZZ", "1901"),
    ),
    Pasted(
        "free words",
        Clip(_FREE),
        (
            {
                F.FULL_NAME: ("Kit Elm", M),
                F.DATE_OF_BIRTH: ("13/5/2011", M),
                F.SCHOOL: ("Oak Lane School", M),
                F.REASON: ("", L),
            },
        ),
        left_out=("lines of a signature",),
        not_proposed=("SO14",),
    ),
    Pasted(
        "forwarded with a few words above",
        Clip(_FORWARDED),
        (
            {
                F.FULL_NAME: ("Lee Fir", M),
                F.DATE_OF_BIRTH: ("7 June 2013", M),
                F.REASON: ("Exclusions this term.", M),
                F.REFERRAL_DATE: ("10 November 2026", L),
            },
        ),
        left_out=("quoted below",),
    ),
    Pasted(
        "reply with an earlier e-mail quoted",
        Clip(_REPLY),
        (
            {
                F.FULL_NAME: ("Ria Oak", H),
                F.DATE_OF_BIRTH: ("2012-09-30", H),
                F.REASON: ("Carried a knife once.", H),
            },
        ),
        left_out=("earlier e-mails",),
        not_proposed=("Somebody",),
    ),
    Pasted(
        "two children in one e-mail",
        Clip(_TWO),
        (
            {F.SURNAME: ("Bay", H), F.FORENAMES: ("Jo", H), F.DATE_OF_BIRTH: ("14/02/2013", H)},
            {F.SURNAME: ("Fir", H), F.FORENAMES: ("Sam", H), F.DATE_OF_BIRTH: ("05/06/2012", M)},
        ),
    ),
    Pasted(
        "words that may be a name",
        Clip(_UNSURE),
        ({F.FULL_NAME: ("Brightwater Marlowe", L), F.REASON: ("", L)},),
    ),
    Pasted(
        "cells of a sheet",
        Clip(_CELLS),
        (
            {
                F.FULL_NAME: ("Tam Ash", H),
                F.DATE_OF_BIRTH: ("04/03/2012", M),
                F.SCHOOL: ("Elm Academy", H),
                F.REFERRAL_DATE: ("01/10/2026", M),
            },
            {
                F.FULL_NAME: ("Kit Elm", H),
                F.DATE_OF_BIRTH: ("13/05/2011", H),
                F.REFERRAL_DATE: ("02/10/2026", M),
            },
        ),
        PastedAs.TABLE,
    ),
    Pasted(
        "table of Word",
        Clip("", _WORD),
        (
            {
                F.SURNAME: ("Ash", H),
                F.FORENAMES: ("Tam", H),
                F.DATE_OF_BIRTH: ("4 March 2012", H),
                F.REASON: ("Seen with a knife", H),
            },
            {
                F.SURNAME: ("Elm", H),
                F.FORENAMES: ("Kit", H),
                F.DATE_OF_BIRTH: ("31/12/2011", H),
                F.REASON: ("Missing", H),
            },
        ),
        PastedAs.TABLE,
        not_proposed=("Evil", "tracker", "Not This"),
    ),
    Pasted(
        "form of two columns",
        Clip("", _FORM),
        (
            {
                F.FULL_NAME: ("Tam Ash", H),
                F.DATE_OF_BIRTH: ("4 March 2012", H),
                F.SCHOOL: ("Elm Academy", H),
            },
        ),
        PastedAs.TABLE,
        not_proposed=("Lee Ash",),
    ),
)

MAIL_FILE = (
    b"From: Sam Madeup <s@harbour.example>\r\nTo: desk@panel.example\r\nSubject: Referral\r\n"
    b"Date: Tue, 03 Nov 2026 09:12:00 +0000\r\nMIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
    b"<p>Name: Tam Ash</p><p>DOB: 4 March 2012</p><img src='http://tracker.example/pixel.gif'>\r\n"
)
