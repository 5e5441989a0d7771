"""What Anki takes to get a card and answer it. Runs in an environment of its own and imports nothing of ours.

Reads lines from standard input: each is a number of answers to give; prints the seconds of each round, one number an
answer. ``python anki_peer.py CARDS``.
"""

import sys
import tempfile
import time
from pathlib import Path

from anki.collection import Collection
from anki.scheduler.v3 import CardAnswer

RATINGS = (CardAnswer.GOOD, CardAnswer.GOOD, CardAnswer.GOOD, CardAnswer.AGAIN)


def made(folder: str, cards: int) -> Collection:
    """A collection with FSRS turned on and ``cards`` new cards, none of them held back."""
    col = Collection(str(Path(folder) / "peer.anki2"))
    col.set_config("fsrs", True)
    deck = col.decks.id("peer")
    config = col.decks.config_dict_for_deck_id(deck)
    config["new"]["perDay"] = config["rev"]["perDay"] = 9999
    col.decks.update_config(config)
    model = col.models.by_name("Basic")
    for number in range(cards):
        note = col.new_note(model)
        note["Front"], note["Back"] = f"What is the limit of service {number}?", f"{number} per second"
        col.add_note(note, deck)
    col.decks.select(deck)
    return col


def answered(col: Collection, number: int) -> float:
    """The seconds that one get and answer took, the answer's commit included."""
    start = time.perf_counter()
    queued = col.sched.get_queued_cards(fetch_limit=1).cards[0]
    card = col.get_card(queued.card.id)
    card.start_timer()
    rating = RATINGS[number % len(RATINGS)]
    col.sched.answer_card(col.sched.build_answer(card=card, states=queued.states, rating=rating))
    return time.perf_counter() - start


def main() -> None:
    """Answer as many as asked for, round after round."""
    with tempfile.TemporaryDirectory(prefix="kaodian-peer-") as folder:
        col = made(folder, int(sys.argv[1]))
        print("ready", flush=True)
        for line in sys.stdin:
            print(" ".join(str(answered(col, number)) for number in range(int(line))), flush=True)
        col.close()


main()
