"""Pasted e-mails and tables against their labels; nothing is guessed silently, and hostile input stays harmless."""

from __future__ import annotations

import contextlib
import socket
import time
from pathlib import Path

import pytest

from tests.corpus.pasted import MAIL_FILE, PASTED, TODAY, Pasted
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
    "clip",
    [
        Clip("Name: " * 200_000),
        Clip("Name: Tam Ash\n" + "x" * 1_900_000),
        Clip("a " * 900_000 + "referring " * 10_000),
        Clip("\t".join("x" * 300) + "\n" + ("\t" * 300 + "\n") * 5_000),
        Clip("", "<table>" * 30_000),
        Clip("", "<table><tr>" + "<td colspan=999999>x" * 20_000),
        Clip("", "<a " * 300_000),
        Clip("> " * 200_000 + "\nFrom: a\nSent: b\nTo: c"),
        Clip("From: a\n" * 50_000),
        Clip("born on " * 100_000 + "A" * 50_000),
    ],
    ids=range(10),
)
def test_hostile_input_is_read_or_refused_in_little_time(clip: Clip):
    started = time.perf_counter()
    with contextlib.suppress(KnownError):
        read_clip(clip, TODAY)
    assert time.perf_counter() - started < 8


def test_what_is_far_too_long_is_refused():
    with pytest.raises(KnownError, match="too long"):
        read_clip(Clip("x" * 4_000_001), TODAY)
