"""What is killed of intake: lists taken in, rows settled on the desk, batches taken back."""

from __future__ import annotations

import random
from pathlib import Path

from tests.kill.nursery import Acknowledge
from tests.support.workspaces import open_workspace
from vrp_desktop.imports import commands, queries
from vrp_desktop.imports.reading.settings import BatchSettings
from vrp_desktop.imports.reading.workbook import Workbook, read_workbook

ROWS = 40
SYLLABLES = ("ba", "de", "fi", "go", "ku", "la", "me", "ni", "po", "ru", "sa", "te", "vi", "zo")
SETTINGS = BatchSettings(sender="Harbour Police", place="PORTSMOUTH")


def made_up_list(number: int) -> Workbook:
    """A list of made-up children; every tenth row has no referral date."""
    chance = random.Random(number)
    lines = ["Surname,Forename,Date of birth,Referral date,Reason"]
    for row in range(ROWS):
        surname = "".join(chance.choices(SYLLABLES, k=6)).title()
        referred = "" if row % 10 == 0 else "01/09/2026"
        lines.append(f"{surname},Tam,{1 + row % 28:02}/{1 + row % 11:02}/2012,{referred},Made up")
    return read_workbook("\n".join(lines).encode(), "list.csv")


def take_lists_in(folder: Path, seed: int, acknowledge: Acknowledge) -> None:
    """Lists taken in, a held row mended after each, and the third list taken back."""
    chance = random.Random(seed)
    with open_workspace(folder) as workspace:
        for number in range(4):
            taken = workspace.write(commands.take_in, made_up_list(number), SETTINGS).result
            acknowledge(f"took {taken.batch_id}")
            held = chance.choice(workspace.read(queries.held_rows, taken.batch_id))
            day = {"Referral date": "02/09/2026"}
            settled = workspace.write(commands.mend_row, held.row_id, held.version, day).result
            acknowledge(f"mended {settled.referral_id}")
            if number == 2:
                workspace.write(commands.take_back, taken.batch_id)
                acknowledge(f"undid {taken.batch_id}")
