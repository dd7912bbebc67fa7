"""A deed is stale where another changed the item meanwhile, and not where only one's own deeds lie between."""

from __future__ import annotations

from datetime import date

import pytest

from vrp_desktop.conferences.commands import put_on_agenda
from vrp_desktop.errors import Stale
from vrp_desktop.sitting.chain import Chain
from vrp_desktop.sitting.commands import open_item, start_sitting, write_words
from vrp_desktop.sitting.deciding import decide_item
from vrp_desktop.sitting.forms import DecideForm, ItemWords
from vrp_desktop.sitting.queries import live_item

LATER = DecideForm("DEFER_INFO", "A word is missing", "POLICE", keep_until=date(2026, 10, 6))


@pytest.fixture
def live(make) -> tuple[str, str]:
    """A sitting under way and its one item."""
    case_id = make.screened(on=date(2026, 9, 1))
    make.on(date(2026, 9, 22))
    sitting_id = make.sitting(date(2026, 9, 22))
    (item_id,) = make.do(put_on_agenda, sitting_id, [case_id])
    make.do(start_sitting, sitting_id)
    return sitting_id, item_id


def test_a_decision_typed_right_after_opening_an_item_is_kept(make, live):
    _sitting_id, item_id = live
    chain = Chain()
    seen = make.see(live_item, item_id).row.version
    make.do(chain.keeping(open_item, live[0]), item_id)
    make.do(chain.keeping(write_words, live[0]), item_id, ItemWords(needs="Sleep"))

    make.do(chain.following(decide_item), item_id, seen, LATER)

    assert make.see(live_item, item_id).row.outcome == "DEFER_INFO"


def test_a_decision_on_what_another_changed_meanwhile_is_refused(make, live):
    sitting_id, item_id = live
    chain = Chain()
    seen = make.see(live_item, item_id).row.version
    make.do(write_words, item_id, ItemWords(needs="Sleep"))
    make.do(chain.keeping(open_item, sitting_id), item_id)

    with pytest.raises(Stale):
        make.do(chain.following(decide_item), item_id, seen, LATER)
