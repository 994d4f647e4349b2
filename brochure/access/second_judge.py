"""A finished PDF -> what a second judge of PDF/UA-1 says of it, where one is installed.

It is the package `page-validation` (Rust, no Java): the extra ``brochure[judge]``. Nothing else in
the program knows it. Its rules for PDF/A-2a are not asked in builds: docs/outside.md tells why.
"""

from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

PACKAGE = "page-validation"
UA_1, A_2A = "ua1", "2a"
# Rules that it calls broken where veraPDF does not, with the reason: a test says when that is over.
FALSE_ALARMS = {
    "PDFA2A-METADATA-FILTER-001": "only PDF/A-1 forbids a /Filter on metadata, not A-2a",
}


@dataclass(frozen=True)
class BrokenRule:
    """A rule that the second judge calls broken: its name, what it says, and of which object.

    `number` is 0 where it does not tell.
    """

    rule: str
    message: str
    number: int = 0


def installed_version() -> str:
    """Return the version of the second judge, an empty string where there is none."""
    try:
        return version(PACKAGE)
    except PackageNotFoundError:
        return ""


def judge_again(pdf: bytes, profile: str = UA_1) -> tuple[BrokenRule, ...] | None:
    """Return each rule that the second judge calls broken, known false alarms left out.

    None where it is not installed, or cannot read the file: then nothing is said.
    """
    if not installed_version():
        return None
    import page

    try:
        report = page.validate_pdf_bytes(pdf, profile=profile)
    except page.PageError:
        return None
    return tuple(
        BrokenRule(one.rule_id, one.message, one.object_id.object_number if one.object_id else 0)
        for one in report.failures
        if one.rule_id not in FALSE_ALARMS
    )
