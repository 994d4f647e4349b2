"""An entry signed with the own SSH key of who approves, by ``ssh-keygen -Y sign``, and checked.

Such a signature says that whoever signed had the key; whose key it is, the clinic knows.
"""

import subprocess
from collections.abc import Sequence
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory

from brochure.approval.entry import Entry
from brochure.base.errors import BrochureError

NAMESPACE = "brochure"
_TOOL = "ssh-keygen"
_SECONDS = 120  # somebody may have to type a passphrase, or touch a token


def sign_entry(entry: Entry, key: Path) -> Entry:
    """Return an entry with a signature of this key. Raises BrochureError (exit 3)."""
    public = _read_public(key)
    keyed = entry.model_copy(update={"key": public})
    with TemporaryDirectory(prefix="brochure-") as folder:
        told = Path(folder) / "entry"
        told.write_bytes(keyed.to_sign())
        _run(("-Y", "sign", "-f", str(key), "-n", NAMESPACE, str(told)), key)
        signature = told.with_suffix(".sig").read_text(encoding="ascii")
    return keyed.model_copy(update={"signature": signature})


def is_signature_good(entry: Entry) -> bool:
    """Say whether the signature of an entry is of its key. Raises BrochureError (exit 3)."""
    with TemporaryDirectory(prefix="brochure-") as name:
        folder = Path(name)
        (folder / "entry.sig").write_text(entry.signature, encoding="ascii")
        (folder / "signers").write_text(f"signer {entry.key}\n", encoding="utf-8")
        call = ("-Y", "verify", "-f", str(folder / "signers"), "-I", "signer", "-n", NAMESPACE)
        done = _call((*call, "-s", str(folder / "entry.sig")), entry.to_sign())
    return done.returncode == 0


def _read_public(key: Path) -> str:
    public = key.with_name(f"{key.name}.pub")
    try:
        kind, told, *_ = public.read_text(encoding="utf-8").split()
    except (OSError, ValueError) as error:
        hint = f"Name your own key after --key; {public.name} must lie beside it."
        raise BrochureError(f"cannot read the key {key}", hint=hint, exit_code=3) from error
    return f"{kind} {told}"


def _run(arguments: Sequence[str], key: Path) -> None:
    done = _call(arguments, b"")
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        why = said[-1] if said else f"{_TOOL} ended with {done.returncode}"
        hint = f"Try it by hand: {_TOOL} -Y sign -f {key} -n {NAMESPACE} FILE"
        raise BrochureError(f"the key {key} does not sign: {why}", hint=hint, exit_code=3)


def _call(arguments: Sequence[str], told: bytes) -> "subprocess.CompletedProcess[bytes]":
    tool = which(_TOOL)
    if tool is None:
        hint = "Install OpenSSH, or leave --key out."
        raise BrochureError(f"{_TOOL} is not on this machine", hint=hint, exit_code=3)
    try:
        return subprocess.run(  # the tool is OpenSSH's own, found on PATH
            (tool, *arguments), input=told, capture_output=True, timeout=_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        hint = "Try it again, or leave --key out."
        raise BrochureError(f"{_TOOL} did not answer", hint=hint, exit_code=3) from error
