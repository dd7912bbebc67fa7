"""The key file opens for whoever holds a slot, tells damage from a wrong passphrase, and changes keys safely."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.keys import DatabaseKey, KeyFile
from db.problems import FileDamaged, FileMissing, FileTooNew, MistypedCode, WrongKey
from db.slots import PRODUCTION, Cost, Slot, SlotKind
from tests.support.workspaces import CHEAP

PATH = Path("store.keys")
KEY = DatabaseKey.new()


def with_users(*names: str) -> tuple[KeyFile, dict[str, str]]:
    held, codes = KeyFile.new(KEY), {}
    for name in names:
        held = held.with_passphrase([KEY], name, f"passphrase of {name}", CHEAP)
        held, codes[name] = held.with_recovery([KEY], name, CHEAP)
    return held, codes


def reread(held: KeyFile) -> KeyFile:
    return KeyFile.parse(PATH, held.content())


def test_each_user_opens_the_same_key_with_an_own_passphrase():
    held, _ = with_users("asha", "bodil")

    assert reread(held).unlock(PATH, "asha", "passphrase of asha") == (KEY,)
    assert reread(held).unlock(PATH, "bodil", "passphrase of bodil") == (KEY,)


def test_each_users_recovery_code_opens_it_too_and_only_for_them():
    held, codes = with_users("asha", "bodil")

    assert reread(held).unlock_by_code(PATH, "asha", codes["asha"].lower()) == (KEY,)
    with pytest.raises(WrongKey):
        held.unlock_by_code(PATH, "asha", codes["bodil"])


def test_a_mistyped_code_is_told_apart_from_a_wrong_one():
    held, codes = with_users("asha")

    with pytest.raises(MistypedCode):
        held.unlock_by_code(PATH, "asha", codes["asha"][:-1])


@pytest.mark.parametrize(("name", "passphrase"), [("asha", "wrong"), ("nobody", "passphrase of asha"), ("", "")])
def test_a_wrong_user_and_a_wrong_passphrase_are_told_alike(name, passphrase):
    held, _ = with_users("asha")

    with pytest.raises(WrongKey) as told:
        held.unlock(PATH, name, passphrase)

    assert str(told.value) == "WrongKey: store.keys"


def test_the_name_may_be_typed_in_any_case_and_the_passphrase_in_either_composition():
    held = KeyFile.new(KEY).with_passphrase([KEY], "José", "caf\u00e9 au lait, twice", CHEAP)

    assert held.unlock(PATH, " jose\u0301 ", "cafe\u0301 au lait, twice") == (KEY,)


def test_a_changed_passphrase_takes_the_place_of_the_old_one():
    held, _ = with_users("asha")

    changed = held.with_passphrase([KEY], "Asha", "a new one", CHEAP)

    assert changed.names == ("asha",)
    assert changed.unlock(PATH, "asha", "a new one") == (KEY,)
    with pytest.raises(WrongKey):
        changed.unlock(PATH, "asha", "passphrase of asha")


def test_neither_the_key_nor_a_passphrase_stands_in_the_file_or_shows_itself():
    held, _ = with_users("asha")

    assert KEY.material.hex() not in held.content().decode()
    assert KEY.material.hex() not in repr(KEY)
    assert "passphrase of" not in held.content().decode()


def test_the_default_cost_is_the_one_that_was_decided_and_each_slot_records_its_own():
    assert Cost(memory_kib=64 * 1024, iterations=3, lanes=4) == PRODUCTION
    slot = Slot.make("asha", SlotKind.PASSPHRASE, "dear", Cost(128, 2, 2))

    assert Slot.from_json(slot.as_json()).cost == Cost(128, 2, 2)


def test_the_file_is_written_whole_and_only_for_its_owner(tmp_path):
    held, _ = with_users("asha")
    path = tmp_path / "store.keys"

    held.write(path)
    held.write(path)

    assert KeyFile.read(path) == held
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [entry.name for entry in tmp_path.iterdir()] == ["store.keys"]


def test_a_missing_file_is_told_as_missing(tmp_path):
    with pytest.raises(FileMissing):
        KeyFile.read(tmp_path / "store.keys")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_damage_is_told_as_damage_and_never_as_a_wrong_passphrase(data):
    content = bytearray(with_users("asha")[0].content())
    place = data.draw(st.integers(0, len(content) - 1))
    content[place] ^= data.draw(st.integers(1, 255))

    try:
        opened = KeyFile.parse(PATH, bytes(content)).unlock(PATH, "asha", "passphrase of asha")
    except (FileDamaged, FileTooNew):
        return
    # Blanks between the fields carry nothing.
    assert opened == (KEY,)


@pytest.mark.parametrize("cut", [0, 1, 100, -2])
def test_a_file_cut_short_is_damaged(cut):
    content = with_users("asha")[0].content()

    with pytest.raises(FileDamaged):
        KeyFile.parse(PATH, content[:cut])


def test_a_file_of_a_newer_version_is_told_as_such():
    data = json.loads(with_users("asha")[0].content()) | {"version": 2}

    with pytest.raises(FileTooNew):
        KeyFile.parse(PATH, json.dumps(data).encode())


def test_a_file_that_asks_for_absurd_memory_is_damaged_not_obeyed():
    slot = with_users("asha")[0].slots[0].as_json()
    slot["kdf"]["memory_kib"] = 2**40

    with pytest.raises(ValueError, match="key derivation"):
        Slot.from_json(slot)


def test_a_slot_slipped_in_without_the_key_is_noticed():
    held, _ = with_users("asha")
    stranger = with_users("mallory")[0].slots[0]
    forged = KeyFile(held.store_id, held.verifiers, (*held.slots, stranger), (), held.seals)

    with pytest.raises(FileDamaged):
        reread(forged).unlock(PATH, "asha", "passphrase of asha")


def test_while_the_key_changes_those_who_stay_hold_both_and_the_leaver_none():
    held, _ = with_users("asha", "bodil")

    changing, new = held.begin_change(KEY, leaving=["bodil"])

    assert reread(changing).unlock(PATH, "asha", "passphrase of asha") == (new, KEY)
    assert changing.names == ("asha",)
    with pytest.raises(WrongKey):
        changing.unlock(PATH, "bodil", "passphrase of bodil")


def test_after_the_change_only_the_new_key_is_there_and_the_leavers_slots_are_gone():
    held, codes = with_users("asha", "bodil")
    changing, new = held.begin_change(KEY, leaving=["bodil"])

    changed = reread(changing.end_change(new))

    assert changed.unlock(PATH, "asha", "passphrase of asha") == (new,)
    assert changed.unlock_by_code(PATH, "asha", codes["asha"]) == (new,)
    assert {slot.name for slot in changed.slots} == {"asha"}
    assert not changed.re_keying


def test_a_change_that_the_database_never_took_is_undone_and_the_leaver_stays_shut_out():
    held, _ = with_users("asha", "bodil")
    changing, _new = held.begin_change(KEY, leaving=["bodil"])

    undone = reread(changing.undo_change(KEY))

    assert undone.unlock(PATH, "asha", "passphrase of asha") == (KEY,)
    assert undone.leaving == ("bodil",)
    with pytest.raises(WrongKey):
        undone.unlock(PATH, "bodil", "passphrase of bodil")


@pytest.mark.parametrize("under_the_new_key", [False, True])
def test_a_passphrase_can_be_changed_while_a_change_of_key_lies_broken_off(under_the_new_key):
    held, _ = with_users("asha", "bodil", "cai")
    changing, new = held.begin_change(KEY, leaving=["bodil"])
    used = new if under_the_new_key else KEY

    changed = reread(changing.with_passphrase([used], "asha", "a new one", CHEAP))

    assert changed.unlock(PATH, "asha", "a new one") == (used,)
    assert changed.unlock(PATH, "cai", "passphrase of cai") == (used,)
