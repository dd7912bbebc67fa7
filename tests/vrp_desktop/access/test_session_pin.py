"""The PIN of a session: what may be one, and what wrong tries cost."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.support.workspaces import STARTS_AT
from vrp_desktop.access.session_pin import MOST_TRIES, SessionPin
from vrp_desktop.errors import Invalid


@pytest.mark.parametrize("digits", ["123", "12a4", "0000", "1234", "9876", "1234567890123", "", "١٢٣٤"])
def test_what_is_short_no_number_or_guessed_at_once_is_refused(digits):
    with pytest.raises(Invalid):
        SessionPin(digits)


def test_the_digits_are_nowhere_in_what_is_kept():
    pin = SessionPin("739104")

    assert "739104" not in repr(vars(pin))
    assert pin.try_digits("739104", STARTS_AT)


def test_wrong_tries_make_the_next_one_wait_longer_and_longer():
    pin, now = SessionPin("7391"), STARTS_AT
    assert not pin.try_digits("1111", now)
    assert not pin.try_digits("1111", now)
    assert pin.wait(now) == 0

    assert not pin.try_digits("1111", now)
    assert pin.wait(now) == 5
    assert not pin.try_digits("7391", now)

    later = now + timedelta(seconds=5)
    assert not pin.try_digits("1111", later)
    assert pin.wait(later) == 10
    assert pin.try_digits("7391", later + timedelta(seconds=10))


def test_after_so_many_wrong_tries_even_the_right_pin_opens_nothing():
    pin, now = SessionPin("7391"), STARTS_AT
    for _ in range(MOST_TRIES):
        now += timedelta(hours=1)
        pin.try_digits("1111", now)

    assert pin.is_spent
    assert not pin.try_digits("7391", now + timedelta(hours=1))
