"""A content file -> where the record of its approvals stands, and the seal of that record."""

RECORD, SEAL = ".record", ".record.sha256"


def record_of(content: str) -> str:
    """Return the path of the record of a content file: ``content.record`` of ``content.yaml``."""
    return _stem(content) + RECORD


def seal_of(content: str) -> str:
    """Return the path of the file that holds the hash of the record, as ``sha256sum -c`` reads."""
    return _stem(content) + SEAL


def _stem(content: str) -> str:
    for ending in (".yaml", ".yml"):
        if content.endswith(ending):
            return content.removesuffix(ending)
    return content
