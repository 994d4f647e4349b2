"""A parser of the command line whose complaints say what was meant, if that can be guessed."""

import argparse
import re
from collections.abc import Sequence
from typing import Any, NoReturn

from brochure.base.printable import put_on_one_line
from brochure.base.suggest import did_you_mean

_CHOICE = re.compile(r"argument (\S+): invalid choice: (.+) \(choose from (.+)\)", re.DOTALL)


class _Help(argparse.RawDescriptionHelpFormatter):
    """Examples stay as they are written, and what is said of an option stands beside it."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=28)


class GuessingParser(argparse.ArgumentParser):
    """Repeats what was typed, or a file name from ``*``, as plain text, and names what is near."""

    def __init__(self, *args: Any, **named: Any) -> None:
        named.setdefault("formatter_class", _Help)
        super().__init__(*args, **named)

    def parse_known_args(self, *args: Any, **named: Any) -> Any:
        """Parse as ever; complain here of an option that is not known, where its like are."""
        known, rest = super().parse_known_args(*args, **named)
        strange = next((each for each in rest if each.startswith("--")), "")
        if strange:
            name = strange.partition("=")[0]
            self.error(f"there is no option {name}{did_you_mean(name, self._options())}")
        return known, rest

    def _options(self) -> Sequence[str]:
        return tuple(dict.fromkeys(re.findall(r"(?<!\S)--[a-z][a-z-]+", self.format_help())))

    def error(self, message: str) -> NoReturn:
        """End with code 2 and one line, that of the word that was meant if there is one near."""
        wrong, fix = _CHOICE.fullmatch(message), ""
        if wrong:
            word, known = wrong[2].strip("'\""), re.findall(r"[\w-]+", wrong[3])
            what = "command" if wrong[1] == "COMMAND" else f"choice for {wrong[1]}"
            message = f'there is no {what} "{word}"{did_you_mean(word, known)}'
            fix = f"  Fix: Known: {', '.join(known)}.\n"
        told = put_on_one_line(f"{self.prog}: error: {message}")
        self.exit(2, f"{self.format_usage()}{told}\n{fix}")
