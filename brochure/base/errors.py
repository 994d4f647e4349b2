"""Why the program stops: what is wrong, where, and what to do."""

from collections.abc import Sequence
from pathlib import Path

# What Python raises where a file holds a thing of another kind than its standard says.
MALFORMED = (KeyError, IndexError, TypeError, ValueError, AttributeError, ArithmeticError)


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


class PlaceTakenError(BrochureError):
    """Where a file of ours belongs stands what is not ours to replace; `id` is that of the finding.

    The exit code is 3 where it keeps a whole command from its work.
    """

    def __init__(self, id: str, message: str, hint: str) -> None:
        super().__init__(message, hint=hint, exit_code=3)
        self.id = id

    @classmethod
    def by_link(cls, path: Path) -> "PlaceTakenError":
        """Return what to say of a link: where it leads, somebody else's files may lie."""
        hint = "Remove the link. To have finished files elsewhere, name that folder after -o."
        return cls("output.link", f"{path} is a link; no file is changed behind it", hint)

    @classmethod
    def by_foreign(cls, path: Path) -> "PlaceTakenError":
        """Return what to say of a file that this program has not written, or not as it is now."""
        hint = "Move it to a folder of your own, then run this again."
        what = f"{path} is not as this program wrote it, so it is not replaced"
        return cls("output.foreign", what, hint)

    @classmethod
    def by_change(cls, path: Path) -> "PlaceTakenError":
        """Return what to say of a file that somebody has written at this very moment."""
        hint = "See what it holds now, then build again."
        return cls("output.unsure", f"{path} was changed while it was to be replaced", hint)


class LockLostError(BrochureError):
    """Somebody has removed or replaced the lock of a folder, so that others may be writing there.

    Nothing more is written (exit 3).
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        what = f"somebody removed or replaced the lock of {folder}; nothing more was written"
        hint = "Wait until no other build writes there, leave its .brochure.lock, run this again."
        super().__init__(what, hint=hint, exit_code=3)

    def __reduce__(self) -> tuple[type["LockLostError"], tuple[Path]]:
        """Say how it is made anew: an exception is made from what it was made of."""
        return LockLostError, (self.folder,)


def unwritable(path: Path, error: OSError | NotImplementedError) -> BrochureError:
    """Return what to say where a file or folder cannot be written (exit 3)."""
    why = getattr(error, "strerror", None) or error
    hint = "Close the file, free some space, or choose another folder with -o."
    return BrochureError(f"cannot write {path}: {why}", hint=hint, exit_code=3)
