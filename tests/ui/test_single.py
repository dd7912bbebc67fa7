"""One window for each user of the machine."""

from __future__ import annotations

from ui.single import SingleInstance


def test_a_second_start_raises_the_first_and_is_not_the_first(qapp, qtbot, tmp_path):
    first, second = SingleInstance(tmp_path), SingleInstance(tmp_path)
    raised: list[int] = []
    first.raised.connect(lambda: raised.append(1))
    assert first.is_first()
    first.listen()

    assert not second.is_first()

    qtbot.waitUntil(lambda: raised == [1])
    first.close()


def test_after_the_first_has_ended_the_next_is_the_first(qapp, tmp_path):
    first, second = SingleInstance(tmp_path), SingleInstance(tmp_path)
    assert first.is_first()
    first.close()

    assert second.is_first()
    second.close()


def test_two_users_do_not_meet(qapp, tmp_path):
    one, other = SingleInstance(tmp_path / "one"), SingleInstance(tmp_path / "other")

    assert one.is_first()
    assert other.is_first()
    one.close()
    other.close()


def test_a_first_that_does_not_answer_does_not_keep_others_out(qapp, tmp_path):
    first, second = SingleInstance(tmp_path), SingleInstance(tmp_path)
    assert first.is_first()

    assert second.is_first()
    first.close()


def test_the_name_of_the_server_tells_nothing_of_the_folder(qapp, tmp_path):
    assert tmp_path.name not in SingleInstance(tmp_path)._name
