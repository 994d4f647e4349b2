"""Make the press profiles in this folder anew: characterisation data and a free profile -> ICC.

Run it after a change, on Debian or Ubuntu: ``sudo apt-get install argyll icc-profiles-free
scribus-data``, then ``.venv/bin/python profiles/build.py``. Nothing else needs those packages:
the profiles are committed. Inputs are checked by hash; README.md beside this file has the licences.
"""

import hashlib
import shutil
import subprocess
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent

# CGATS TR 006, as icc-profiles-free has it, and its hash.
DATA = Path("/usr/share/color/icc/TR006.ti3")
DATA_SHA256 = "6f78251a2e632ce937d71eae83f4db6e5b56d259ebb55e895969a109748c2717"
# The profile of basICColor for Fogra39, total ink 300 %, as scribus-data has it, and its hash.
FOGRA39 = Path("/usr/share/scribus/profiles/ISOcoated_v2_300_bas.icc")
FOGRA39_SHA256 = "b424c77f40c3423c925536f8ae08634985ccd0fe80eb253d5d229197ded7e886"

DESCRIPTION = "GRACoL 2006 Coated 1 (CGATS TR 006), total ink 300 %"
COPYRIGHT = (
    "Made by the brochure project with ArgyllCMS from the characterization data of"
    " ANSI CGATS/GRACoL TR 006-2007, copyright 2007 NPES. Free to use and to distribute."
)
# -l, -L: ink limits in percent · -kr: black rises with density · -cmt -dpp: monitor to print
# viewing · -nc: the data stay outside, they are named above.
OPTIONS = ("-qm", "-nc", "-l300", "-L100", "-kr", "-cmt", "-dpp")
# When the data were made, as ICC.1:2001, 6.1.7 writes it: Argyll would write the present.
CREATED = b"".join(part.to_bytes(2) for part in (2006, 8, 28, 0, 0, 0))


def checked(file: Path, sha256: str) -> bytes:
    """Return what a file holds. Raises SystemExit if it is missing or another one."""
    if not file.is_file():
        raise SystemExit(f"{file} is missing: see the top of {Path(__file__).name}")
    content = file.read_bytes()
    if hashlib.sha256(content).hexdigest() != sha256:
        raise SystemExit(f"{file} is not the file that the profiles were made from")
    return content


def gracol() -> bytes:
    """Return the profile for GRACoL coated, the same bytes whenever it is made."""
    with tempfile.TemporaryDirectory() as folder:
        data, profile = Path(folder, "TR006.ti3"), Path(folder, "gracol.icc")
        data.write_bytes(checked(DATA, DATA_SHA256))
        told = ("-D", DESCRIPTION, "-C", COPYRIGHT, "-O", str(profile))
        subprocess.run(("colprof", *OPTIONS, *told, str(data.with_suffix(""))), check=True)
        made = profile.read_bytes()
    return made[:24] + CREATED + made[36:]


if __name__ == "__main__":
    if not shutil.which("colprof"):
        raise SystemExit("ArgyllCMS is missing: see the top of this file")
    (HERE / "fogra39.icc").write_bytes(checked(FOGRA39, FOGRA39_SHA256))
    (HERE / "gracol.icc").write_bytes(gracol())
