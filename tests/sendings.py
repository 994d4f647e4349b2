"""Sending, disturbed so many times in each way: ``python -m tests.sendings 100`` (half an hour)."""

import logging
import sys
import tempfile
from pathlib import Path

from tests.mail.disturbed import (
    build_beside_sending,
    fill_disks,
    kill_senders,
    let_two_send,
    tear_records,
)

WAYS = {
    "killed": kill_senders,
    "disk full": fill_disks,
    "records torn": tear_records,
    "two senders": let_two_send,
    "a builder beside": build_beside_sending,
}


def main() -> None:
    """Disturb as many senders as the command line says, in the ways that it names, or in all."""
    logging.disable()  # aiosmtpd 1.4.6 tells of its own future
    times, *names = sys.argv[1:]
    for name in names or WAYS:
        with tempfile.TemporaryDirectory() as folder:
            told = WAYS[name](Path(folder), int(times), seed=1)
        print(f"{name}: {told.line()}", flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
