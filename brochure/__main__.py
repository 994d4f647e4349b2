"""The way in: hand over to the command line, or say in one line which package keeps it from it."""

import argparse
import sys

from brochure import doctor
from brochure.requirement import package_trouble


def main() -> int:
    """Run the command line. `doctor` runs, and a broken package is told, without any package."""
    try:
        from brochure.cli import main as command_line

        return command_line()
    except (ImportError, SystemError) as error:  # pydantic raises the second on a wrong core
        return _without_packages(error, sys.argv[1:])


def _without_packages(error: Exception, arguments: list[str]) -> int:
    if arguments[:1] == ["doctor"]:
        parser = argparse.ArgumentParser("brochure doctor", parents=[doctor.options()])
        text, code = doctor.told(parser.parse_args(arguments[1:]))
        print(text)
        return code
    trouble = package_trouble(error)
    print(f"{trouble.message}\n  Fix: {trouble.hint}", file=sys.stderr)
    return trouble.exit_code


if __name__ == "__main__":
    sys.exit(main())
