"""Why the program stops: what is wrong, where, and what to do."""

from collections.abc import Sequence


class BrochureError(Exception):
    """Something the person at the keyboard can mend; only the command line turns it into text.

    `message` says what is wrong, `where` names the file or place, `hint` says what to do.
    `exit_code` is 2 for a wrong call and 3 for a machine that lacks something.
    """

    def __init__(self, message: str, where: str = "", hint: str = "", exit_code: int = 2) -> None:
        super().__init__(message)
        self.message = message
        self.where = where
        self.hint = hint
        self.exit_code = exit_code


class RefusedError(BrochureError):
    """All that one document asks for and may not have; `each` holds at least one reason."""

    def __init__(self, each: Sequence[BrochureError]) -> None:
        super().__init__(each[0].message, each[0].where, each[0].hint)
        self.each = tuple(each)

    def __reduce__(self) -> tuple[type["RefusedError"], tuple[tuple[BrochureError, ...]]]:
        """Let a worker hand it over: an exception is made anew from what it was made of."""
        return RefusedError, (self.each,)
