"""The uploads of a store in a process of its own, to be killed; run as a module with a store and a token.

It writes a line for each dispatch that it has begun or ended with, and ends when nothing is left.
"""

import sys
import time
from pathlib import Path

from dxdesk.outbox.back_off import Pace
from dxdesk.outbox.one_upload import Line
from dxdesk.outbox.queue_run import QueueRun
from dxdesk.store.opening import open_store
from tests.outbox.sent_queue import unfinished


def _main(file: Path, token: str) -> None:
    with open_store(file) as store:
        queue = QueueRun(
            lambda work: work(store),
            Line(token_of=lambda _destination, _unit: token),
            pace=Pace(least=0.01, most=0.1),
            changed=_tell,
        )
        _tell("ready")
        while unfinished(store):
            time.sleep(min(queue.step(), 0.05))
    _tell("done")


def _tell(word: str) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    _main(Path(sys.argv[1]), sys.argv[2])
