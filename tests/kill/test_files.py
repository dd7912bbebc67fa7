"""Kept files are killed while they are kept and shown: each is whole or not there, and no plain copy is left."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import select

from db.attachments import Attachment, AttachmentContent
from tests.kill.file_workloads import NEEDLE, home_of
from tests.kill.harness import Nursery, kill_again_and_again
from tests.support.plaintext import files_with
from tests.support.workspaces import Template, open_workspace
from vrp_desktop.access.work import Read
from vrp_desktop.workspace.checks import verify_workspace


def sizes(read: Read) -> dict[str, tuple[int, int]]:
    """What each kept file is said to weigh, and what it weighs."""
    rows = select(Attachment.id, Attachment.size, AttachmentContent.content).join(
        AttachmentContent, AttachmentContent.attachment_id == Attachment.id
    )
    return {file_id: (size, len(content)) for file_id, size, content in read.session.execute(rows)}


def check(folder: Path, acknowledged: tuple[str, ...]) -> None:
    assert files_with(folder, NEEDLE) == []
    assert not home_of(folder).exists() or files_with(home_of(folder), NEEDLE) == []
    with open_workspace(folder) as workspace:
        assert verify_workspace(workspace) == []
        found = workspace.read(sizes)
    said = {line.split()[1]: int(line.split()[2]) for line in acknowledged if line.startswith("kept")}
    assert {file_id: (size, size) for file_id, size in said.items()}.items() <= found.items()
    assert len(found) - len(said) <= 1
    assert all(size == weighs for size, weighs in found.values())


def test_a_kept_file_is_whole_or_not_there_and_leaves_no_plain_copy(
    nursery: Nursery, times: int, template_store: Template, tmp_path: Path
) -> None:
    killed = kill_again_and_again(
        nursery, "tests.kill.file_workloads:keep_and_show", tmp_path, times, template_store.copy_to, check
    )

    assert killed > times / 4
