"""The way in: hand over to the command line, or say in one line which package keeps it from it.

A build that finds everything as it left it is answered before the command line is loaded, so that
nothing is imported here that this does not need.
"""

import errno
import io
import os
import sys

from brochure.base.interrupt import STOPPED, forget_interrupts, hear_interrupts

TYPE_CHECKING = False  # that of `typing`, which takes a while to load
if TYPE_CHECKING:
    from typing import TextIO


def start() -> int:
    """Run one command and see that what it tells arrives; return its exit code."""
    hear_interrupts()
    _open_streams()
    output: object = sys.stdout
    if isinstance(output, io.TextIOWrapper):  # a console may lack signs of content or file names
        output.reconfigure(errors="backslashreplace")
    try:
        try:
            code = _run()
        except KeyboardInterrupt:
            code = _stopped()
        sys.stdout.flush()
        return code
    except BrokenPipeError:  # whoever read along has stopped, as `| head` does
        _silence(sys.stdout, sys.stderr)
        return 1
    except OSError as error:
        if error.errno != errno.ENOSPC:  # a fault of our own
            raise
        _silence(sys.stdout)
        print("cannot write what was to be told: the disk is full", file=sys.stderr)
        print("  Fix: Free some space, or send it elsewhere.", file=sys.stderr)
        return 3
    finally:
        forget_interrupts()


def _stopped() -> int:
    forget_interrupts()
    print(STOPPED, file=sys.stderr)
    from brochure.commands.exit_codes import PARTLY

    return PARTLY


def _open_streams() -> None:
    """Give a stream that was closed before we began (``>&-``) a place to write to; workers, too.

    Without one, the next file that is opened would bear its number.
    """
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        if getattr(sys, name) is None:
            nowhere = os.open(os.devnull, os.O_RDWR)
            if nowhere != number:
                os.dup2(nowhere, number)
                os.close(nowhere)
            os.set_inheritable(number, True)
            setattr(sys, name, os.fdopen(number, "w" if number else "r", encoding="utf-8"))


def _silence(*streams: "TextIO") -> None:
    """Let streams lead nowhere, so that Python's own flush at the end does not fail again."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in streams:
        os.dup2(nowhere, stream.fileno())


def _run() -> int:
    """Run the command line. `doctor` runs, and a broken package is told, without any package."""
    if sys.argv[1:2] == ["build"]:
        from brochure.commands.unchanged import recall_call

        told = recall_call(sys.argv[1:])
        if told:
            from brochure.base.printable import make_printable

            sys.stdout.write(make_printable(told.output))
            return told.code
    try:
        from brochure.commands.cli import main as command_line

        return command_line()
    except (ImportError, SystemError) as error:  # pydantic raises the second on a wrong core
        return _without_packages(error, sys.argv[1:])


def _without_packages(error: Exception, arguments: list[str]) -> int:
    from brochure.base.requirements import package_trouble

    if arguments[:1] == ["doctor"]:
        import argparse

        from brochure.commands import doctor

        parser = argparse.ArgumentParser("brochure doctor", parents=[doctor.doctor_options()])
        text, code = doctor.run_doctor(parser.parse_args(arguments[1:]))
        print(text)
        return code
    trouble = package_trouble(error)
    print(f"{trouble.message}\n  Fix: {trouble.hint}", file=sys.stderr)
    return trouble.exit_code


if __name__ == "__main__":
    sys.exit(start())
