"""Every printed document: described as data, rendered once, always tagged.

A document is a frozen value of words and numbers; `render` makes the bytes of a PDF from it (PDF/UA-1 and PDF/A-2a, the
same bytes for the same value, in memory only). Nobody outside this package draws, and nothing is drawn without a tag::

    from vrp_desktop.documents.document import Document, Printed, render
    from vrp_desktop.documents.vocabulary import Bullets, Chart, Column, Facts, Heading, Note, Paragraph, Series, Strong
    from vrp_desktop.documents.vocabulary import Signatory, Signatures, section, table, total

    document = Document(
        title="Quarterly return",
        subtitle="July to September 2026",
        organisation="Sampleshire Violence Reduction Unit",
        made_at=moment,                        # aware; nothing here reads the clock
        handling="Not to be shared without the agreement of the author",
        watermark="DRAFT",                     # leave out once signed
        contents=True, contents_after=1,       # a list of contents after the first block
        printed=Printed("Asha Example", moment, copy=2),
        check="Digest 8f3a 41c0 77de 9b12",
        blocks=(
            Facts((("Quarter", "2026-27 Q2"), ("Audience", "Funder (exact)"))),
            Heading("Figures"),                # levels 1 to 3, none left out
            Paragraph(("In all, ", Strong("112"), " were offered support.")),
            table(
                [
                    Column("Line", names_row=True),
                    Column("Quarter", group="2026-27"),
                    Column("Year to date", group="2026-27"),
                ],
                [section("Referrals"), ("From schools", 46, 77), total("All referrals", 97, 181)],
                title="Table 1. Referrals", notes=("Each referral is counted once.",),
            ),
            Chart("Figure 1. Referrals", "Bars: 51 in the first quarter, 97 in the second.", ("Q1", "Q2"),
                  (Series("Referrals", (51, 97)),)),
            Signatures((Signatory("Chair", "Dr Tomos Made-Up", signed="Signed on 9 October 2026 at 16:20"),)),
        ),
    )
    pdf = render(document)

What takes care of itself: columns of numbers stand at the right; whole numbers get their commas; None is an empty
cell; long labels wrap; heads are repeated; headings, titles and section rows stay with what follows; totals stay with
what they sum; a character that no font can draw is shown as a box and still read aloud. What the author gives: words
for each chart, and `names_row` for the column that names the rows (`table` takes the first where heads are strings).

`vocabulary` and `document` are cheap to import; the PDF libraries load at the first `render`. `preview` makes pictures
of the pages for the screen. Inside: `building` turns blocks into `pieces`, `flow` fills pages with them, `tagging`
draws, `finishing` writes the tree of tags and the metadata.
"""
