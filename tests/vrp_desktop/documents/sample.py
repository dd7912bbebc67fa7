"""A ten-page report of made-up figures: long tables, three charts, long names, other scripts."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from random import Random

from vrp_desktop.documents.document import Document, Printed
from vrp_desktop.documents.vocabulary import (
    Align,
    Block,
    Bullets,
    Chart,
    ChartKind,
    Column,
    Facts,
    Heading,
    Note,
    NoteKind,
    Paragraph,
    Row,
    Series,
    Signatory,
    Signatures,
    Strong,
    Table,
    Tone,
    section,
    table,
    total,
)

NAMES = (
    "Ángela Núñez-Iturralde",
    "Łukasz Wójcik-Przybylski",
    "Θεοδώρα Παπαδοπούλου",
    "Владимир Примеров",
    "Nguyễn Thị Ví Dụ",
    "Þórunn Dæmi Ægisdóttir",
    "Gülşah Örnekoğlu",
    "Maximilian-Alexander Featherstonehaugh-Cholmondeley of Lower Sampleton",
)
PLACES = ("Northbridge", "Eastwick and Harrow Fields", "Southmere", "Westholme")
QUARTERS = ("2025-26 Q1", "Q2", "Q3", "Q4", "2026-27 Q1", "Q2")
MADE_AT = datetime(2026, 10, 12, 9, 30, tzinfo=UTC)


def small(*blocks: Block, **changes: object) -> Document:
    """A document with the given blocks."""
    return replace(Document("A short paper", blocks, MADE_AT), **changes)  # type: ignore[arg-type]


def ten_pages(seed: int = 7) -> Document:
    """The sample report."""
    random = Random(seed)
    return Document(
        title="Quarterly return to the Home Office",
        subtitle="July to September 2026 · Northbridge and Sampleshire Violence Reduction Unit",
        organisation="Office of the Police and Crime Commissioner for Sampleshire",
        subject="Violence reduction: the second quarter of 2026-27",
        author="Sampleshire Violence Reduction Unit",
        handling="Not to be shared outside the partnership without the agreement of the author",
        watermark="DRAFT",
        contents=True,
        contents_after=2,
        printed=Printed("Asha Example", datetime(2026, 10, 12, 9, 45, tzinfo=UTC), 2),
        check="Digest 8f3a 41c0 77de 9b12 · check phrase: amber lantern seven river",
        made_at=MADE_AT,
        blocks=(*_opening(), *_figures(random), *_children(random), *_closing()),
    )


def _opening() -> list[Block]:
    return [
        Facts(
            (
                ("Quarter", "2026-27 Q2, 1 July to 30 September 2026"),
                ("Place", "The whole area; all four places have supplied data"),
                ("Version", "1, completed by Asha Example on 9 October 2026"),
                ("Audience", (Strong("Funder (exact). "), "Small numbers are shown as they are.")),
            )
        ),
        Note(
            "Two queries are open and are printed with their notes in section 4. No errors remain.",
            "Before this is signed",
        ),
        Heading("Summary"),
        Paragraph(
            "Between July and September 2026 the panels discussed 148 children and young people, eleven more than in "
            "the quarter before. Support was offered to 112 of them, and 96 took it up.",
            Tone.LEAD,
        ),
        Paragraph(
            (
                "Numbers of ",
                Strong("children and young people"),
                " count each person once in the quarter and once in the year to date, and so the quarters do not add "
                "up to the year. Numbers of referrals count each referral.",
            )
        ),
        Bullets(
            (
                "Referrals from schools rose from 31 to 46, most of them after the summer holiday.",
                ("The median time from referral to decision was ", Strong("nine days"), ", down from twelve."),
                "Westholme held one panel fewer than planned; its cases were discussed in October and will be counted "
                "in the next quarter.",
            )
        ),
        Note(
            "The figure for hospital admissions is provisional until the publication of December 2026.",
            kind=NoteKind.WARNING,
        ),
    ]


def _figures(random: Random) -> list[Block]:
    heads = [
        Column("Line", names_row=True),
        Column("Northbridge", group="This quarter"),
        Column("Eastwick and Harrow Fields", group="This quarter"),
        Column("Southmere", group="This quarter"),
        Column("Westholme", group="This quarter"),
        Column("Total"),
        Column("Year to date"),
    ]
    rows: list[Row] = []
    for part in ("Referrals", "Decisions", "Agreement to support", "Interventions", "Sessions"):
        rows.append(section(part))
        for number in range(9):
            cells = [random.randrange(0, 2600 if part == "Sessions" else 60) for _ in PLACES]
            label = f"{part}: line {number + 1}"
            if number == 4:
                label += ", where the child or young person was known to two or more agencies before the referral"
            rows.append(Row((label, *cells, sum(cells), sum(cells) * 2 + number)))
        rows.append(total(f"All {part.lower()}", *[random.randrange(100, 9000) for _ in range(6)]))
    return [
        Heading("Figures"),
        Heading("By place", 2),
        Table(
            tuple(heads),
            tuple(rows),
            "Table 1. Lines of the return by place",
            (
                "A child who lived in two places in the quarter is counted in the first.",
                "Sessions are reported by providers.",
            ),
        ),
        Heading("How the work has changed", 2),
        Paragraph("The charts show the last six quarters. All start at zero."),
        Chart(
            "Figure 1. Referrals by source",
            "Bar chart of referrals in six quarters. Police fall from 64 to 51, schools rise from 22 to 46.",
            QUARTERS,
            (Series("Police", (64, 60, 58, 55, 57, 51)), Series("Schools", (22, 25, 31, 28, 31, 46))),
            unit="Referrals",
            source="Source: panel records on 9 October 2026.",
        ),
        Chart(
            "Figure 2. Median days from referral to decision",
            "Line chart of the median days in six quarters. Northbridge falls from 16 to 8.5; Southmere lacks one.",
            QUARTERS,
            (
                Series("Northbridge", (16, 14, 15, 12, 12, 8.5)),
                Series("Southmere", (11, 12, None, 12, 10, 9)),
                Series("Westholme", (21, 19, 17.5, 18, 15, 14)),
            ),
            ChartKind.LINES,
            "Days",
        ),
        Chart(
            "Figure 3. Children and young people discussed, by place",
            "Bar chart by place: Northbridge 61, Eastwick and Harrow Fields 38, Southmere 30, Westholme 19.",
            PLACES,
            (Series("Children and young people", (61, 38, 30, 19)),),
        ),
    ]


def _children(random: Random) -> list[Block]:
    rows = [
        (
            f"YP-{1000 + index}",
            NAMES[index % len(NAMES)],
            random.randrange(10, 18),
            random.choice(PLACES),
            random.choice(("Police", "School", "Children's social care", "Health")),
            random.choice(("Offer support", "No support needed from the panel", "Deferred to the next panel")),
            random.randrange(0, 40),
        )
        for index in range(120)
    ]
    return [
        Heading("Children and young people discussed"),
        Paragraph("All names in this sample are made up."),
        table(
            [
                Column("Reference", names_row=True),
                Column("Name", share=0.25),
                "Age",
                "Place",
                "Referred by",
                "Decision",
                Column("Days", Align.RIGHT),
            ],
            rows,
            "Table 2. Cases in the quarter",
        ),
    ]


def _closing() -> list[Block]:
    return [
        Heading("Notes and queries"),
        Heading("Queries", 2),
        table(
            [Column("Line", names_row=True), "Query", "Note"],
            [
                (
                    "Referrals: line 3",
                    "Changed by more than 25% against the last quarter",
                    "A school started to refer. " * 8,
                ),
                ("Sessions: line 9", "No value from one provider", "Asked on 2 October; awaited."),
            ],
        ),
        Heading("Declaration"),
        Signatures(
            (
                Signatory(
                    "Head of the Violence Reduction Unit",
                    "Asha Example",
                    "Completed in VRP Desktop on 9 October 2026 at 16:20",
                ),
                Signatory("Chair of the strategic board", "Dr Tomos Made-Up"),
                Signatory("Police and Crime Commissioner"),
            ),
            "I confirm that the figures in this return are complete and correct to the best of my knowledge.",
        ),
    ]
