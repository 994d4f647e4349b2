"""Pieces of wording -> what is heard of a form field."""


def join_words(first: str, then: str) -> str:
    """Put two pieces of wording together as they are spoken: the one, and what belongs to it."""
    if not (first and then):
        return first or then
    return f"{first} {then}" if first[-1] in ".:?!" else f"{first}: {then}"
