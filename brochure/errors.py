"""Why the program stops: one exception type, carrying what is wrong, where, and what to do."""


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
