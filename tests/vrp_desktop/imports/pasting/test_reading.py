"""Pasted e-mails and tables against their labels; nothing is guessed silently, and hostile input stays harmless."""

from __future__ import annotations

import contextlib
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.corpus.pasted import MAIL_FILE, PASTED, TODAY, Pasted
from tests.support.growth import IN_STEP, growth
from vrp_desktop.errors import KnownError
from vrp_desktop.imports.pasting.proposal import Sure
from vrp_desktop.imports.pasting.reading import Clip, read_clip, read_mail_file
from vrp_desktop.imports.reading.fields import Field


@pytest.mark.parametrize("pasted", PASTED, ids=lambda pasted: pasted.name)
def test_what_is_proposed_is_what_the_label_says(pasted: Pasted):
    found = read_clip(pasted.clip, TODAY)

    assert found.kind is pasted.kind
    assert [
        {each.field: (each.text if each.sure is not Sure.LOW or wanted.get(each.field, ("",))[0] else "", each.sure)
         for each in row.fields}
        for row, wanted in zip(found.rows, pasted.rows, strict=True)
    ] == list(pasted.rows)  # fmt: skip
    assert all(each.reason for row in found.rows for each in row.fields)
    for words in pasted.left_out:
        assert any(words in said for said in found.left_out)
    fields = "\n".join(each.text for row in found.rows for each in row.fields)
    for words in pasted.not_proposed:
        assert words not in fields


def test_each_row_keeps_the_very_text_it_was_read_from():
    (one, other) = read_clip(next(p.clip for p in PASTED if p.name == "two children in one e-mail"), TODAY).rows

    assert "Jo" in one.source
    assert "Sam" not in one.source
    assert "Sam" in other.source


def test_a_saved_e_mail_is_read_and_nothing_that_it_names_is_fetched(tmp_path: Path, monkeypatch):
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("something was fetched")

    monkeypatch.setattr(socket, "socket", refuse)
    path = tmp_path / "mail.eml"
    path.write_bytes(MAIL_FILE)

    (row,) = read_mail_file(path, TODAY).rows

    day = row.field(Field.REFERRAL_DATE)
    assert day is not None
    assert (day.text, day.sure) == ("2026-11-03", Sure.MEDIUM)
    assert "tracker" not in row.source


def test_an_outlook_message_is_refused_with_what_to_do(tmp_path: Path):
    path = tmp_path / "mail.msg"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(200))

    with pytest.raises(KnownError, match=r"\.msg"):
        read_mail_file(path, TODAY)


@pytest.mark.parametrize("text", ["", "   \n", "See you at ten.", "https://example.org", "1\t2\n3\t4"])
def test_what_names_nobody_is_refused_in_plain_words(text: str):
    with pytest.raises(KnownError, match="no name"):
        read_clip(Clip(text), TODAY)


@pytest.mark.parametrize(
    "hostile",
    [
        lambda n: Clip("Name: " * n),
        lambda n: Clip("Name: Tam Ash\n" + "x" * 6 * n),
        lambda n: Clip("a " * 3 * n + "referring " * (n // 10)),
        lambda n: Clip("\t".join("x" * 300) + "\n" + ("\t" * 300 + "\n") * (n // 60)),
        lambda n: Clip("", "<table>" * n),
        lambda n: Clip("", "<table><tr>" + "<td colspan=999999>x" * n),
        lambda n: Clip("", "<a " * 3 * n),
        lambda n: Clip("> " * 2 * n + "\nFrom: a\nSent: b\nTo: c"),
        lambda n: Clip("From: a\n" * n),
        lambda n: Clip("born on " * n + "A" * (n // 2)),
    ],
    ids=range(10),
)
def test_what_hostile_input_costs_grows_in_step_with_its_length(hostile: Callable[[int], Clip]):
    assert growth(read_or_refused, hostile, 2_000) < IN_STEP


def read_or_refused(clip: Clip) -> None:
    with contextlib.suppress(KnownError):
        read_clip(clip, TODAY)


def test_what_is_far_too_long_is_refused():
    with pytest.raises(KnownError, match="too long"):
        read_clip(Clip("x" * 4_000_001), TODAY)
