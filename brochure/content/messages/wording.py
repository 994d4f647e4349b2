"""One pydantic error -> what is wrong and what to do, in the words of someone who edits YAML."""

import re
from collections.abc import Callable, Iterable

from pydantic import ValidationError

from brochure.base.suggest import did_you_mean, nearest_word
from brochure.content.messages import limits, misread
from brochure.content.messages.model_path import ModelKind
from brochure.content.messages.problem import (
    WRONG_TYPE,
    Explanation,
    ValueProblem,
    join_with_or,
    shorten_value,
    type_name,
)
from brochure.content.yaml.paths import format_path
from brochure.content.yaml.source import Source

_FEW = 4
_SAID = frozenset({"text", "plain"})  # keys of wording, where a place takes one text alone
_SHORT = ("a whole number", "a number", "true or false")
_HOW = {
    "text": "Write the words after the colon, without dashes or brackets.",
    "a whole number": "Write digits only, such as 3.",
    "a number": "Write digits and at most one point, such as 1.5.",
    "true or false": "Write true or false, without quotes.",
    "a list": "Write each entry on a line of its own, indented, beginning with `- `.",
}


def explain_problem(problem: ValueProblem, source: Source) -> Explanation:
    """Return the words for one error.

    A `Field` with a pattern explains itself by ``description="a month"``, ``examples=["2026-11"]``:
    it reads ``"May" is not a month``, ``Write it like 2026-11.``
    """
    words = _WORDS.get(problem.type, _wrong_type if problem.type in WRONG_TYPE else _anything_else)
    return words(problem, source)


def _missing(problem: ValueProblem, source: Source) -> Explanation:
    path, kind = problem.place.path, problem.place.kind()
    name, choices = str(path[-1]), problem.place.choices()
    where = f" under {format_path(path[:-1])}" if len(path) > 1 else " to the file"
    one_of = f", with {join_with_or(choices)} after the colon" if choices else ""
    meaning = f" ({kind.description})" if kind.description else ""
    return Explanation("content.missing", f"is missing{meaning}", f"Add `{name}:`{where}{one_of}.")


def _missing_tag(problem: ValueProblem, source: Source) -> Explanation:
    path = problem.place.path
    remedy = f"Add `{path[-1]}:` with {join_with_or(problem.place.tags())} after the colon."
    return Explanation("content.missing", "is missing", remedy)


def _unknown_key(problem: ValueProblem, source: Source) -> Explanation:
    key, known = str(problem.place.path[-1]), problem.place.siblings()
    around = source.place(problem.place.path[:-1]).written
    if problem.input is None and misread.is_name_in_braces(around):
        return misread.explain_braces(around)
    near = f"; did you mean '{problem.meant}'?" if problem.meant else ""
    what = f'there is no key "{shorten_value(key)}" here{near}'
    if problem.meant:
        remedy = ", which is missing here." if problem.lacking else ", or delete the line."
        return Explanation("content.unknown-key", what, f"Write `{problem.meant}:`{remedy}")
    remedy = f"Keys that can stand here: {', '.join(known)}." if known else "Delete the line."
    if " " in key or any(_takes_text(parent) for parent in problem.place.parents):
        sign = "comma" if problem.input is None else "colon"
        remedy += f" If the {sign} belongs to the text, put quotes around all of it."
    return Explanation("content.unknown-key", what, remedy)


def _wrong_type(problem: ValueProblem, source: Source) -> Explanation:
    value, kind, found = problem.input, problem.place.kind(), type_name(problem.input)
    wanted = WRONG_TYPE[problem.type]
    if wanted == "keys of its own" and _takes_text(kind):
        wanted = "text" if not isinstance(value, tuple) else "text or keys of its own"
    if value is None:
        return _empty(problem, source, wanted)
    written = source.place(problem.place.path).written
    if wanted == "text" and isinstance(value, bool | int | float):
        what = f"must be text, but {written} is read as {found}"
        example = _yaml(kind.example) if kind.example else ""
        alike = re.sub(r"[0-9]+", "0", example) == re.sub(r"[0-9]+", "0", f'"{written}"')
        remedy = f"Write it like {example}."
        if alike or not example:
            remedy = f'Put it in quotes: "{written}".'
        return Explanation("content.type", what, remedy)
    if wanted == "text" and isinstance(value, dict) and {*value} & _SAID:
        remedy = "One text stands here: write its words alone, without braces and keys."
        return Explanation("content.type", "must be text, not keys of its own", remedy)
    if wanted == "text" and misread.is_name_in_braces(written):
        return misread.explain_braces(written)
    if wanted == "text" and isinstance(value, dict) and len(value) == 1:
        remedy = "If the colon belongs to the text, put quotes around all of it."
        return Explanation("content.type", "must be text, not keys of its own", remedy)
    if isinstance(value, str) and value.isdecimal() and wanted == "a whole number":
        return _digits(value, written)
    if isinstance(value, str) and wanted in _SHORT:
        found = f'text ("{shorten_value(value)}")'
    elif isinstance(value, int | float):
        found = written
    return Explanation("content.type", f"must be {wanted}, not {found}", _how(wanted, problem))


def _digits(value: str, written: str) -> Explanation:
    """Explain digits that are read as text: in quotes, after a zero, or too many."""
    if written != value:
        what = "must be a number, not text in quotes"
        return Explanation("content.type", what, f"Write {value}.")
    if len(value) > 18:
        what = f"{shorten_value(value)} is too large"
        return Explanation("content.type", what, "Write a number such as 3.")
    return Explanation("content.type", f"{value} begins with a zero", f"Write {int(value)}.")


def _empty(problem: ValueProblem, source: Source, wanted: str) -> Explanation:
    """Explain a value that is not written, or that YAML takes for a comment."""
    place = source.place(problem.place.path)
    at = place.column - 1 + len(place.written)
    comment = re.match(r"\s*:?\s+(#[^\s#].*?)(?:\s+#|\s*$)", place.excerpt[at : at + 200])
    if comment:
        what = f"is empty: all after # is a comment ({shorten_value(comment[1])})"
        return Explanation(
            "content.empty", what, f'Put quotes around it: "{shorten_value(comment[1])}".'
        )
    name = str(problem.place.path[-1])
    fields = [parent.fields()[name] for parent in problem.place.parents if name in parent.fields()]
    or_not = "" if any(f.is_required() for f in fields) else " Or delete the line."
    how = _how(wanted, problem)
    lacks = "its keys are missing" if wanted == "keys of its own" else f"it must be {wanted}"
    what = f"is empty; {lacks}"
    return Explanation("content.empty", what, f"{how}{or_not}")


def _how(wanted: str, problem: ValueProblem) -> str:
    path, kind = problem.place.path, problem.place.kind()
    if wanted == "text" and path and isinstance(path[-1], int):
        return "Write the words after the dash."
    return _HOW.get(wanted) or _how_keys(kind)


def _how_keys(kind: ModelKind) -> str:
    tagged = kind.tag and next((m for m in kind.members() if m.fields()), None)
    fields = {kind.tag: None} if tagged else kind.fields()
    model = kind.model()
    required = [n for n, f in model.model_fields.items() if f.is_required()] if model else []
    names = " ".join(f"`{name}:`" for name in required or list(fields)[:3])
    return f"Write its keys below it, indented{f': {names}' if names else ''}."


def _takes_text(kind: ModelKind) -> bool:
    """Tell whether a model also accepts a bare string, as its validators decide."""
    model = kind.model()
    if model is None:
        return False
    try:
        model.model_validate("words")
    except ValidationError as error:
        return all(e["loc"] or e["type"] not in WRONG_TYPE for e in error.errors())
    return True


def _choice(problem: ValueProblem, source: Source) -> Explanation:
    known = problem.place.choices() or _join_quoted(problem.context.get("expected"))
    return _not_among(problem.input, source.place(problem.place.path).written, known)


def _tag(problem: ValueProblem, source: Source) -> Explanation:
    known = problem.place.tags() or _join_quoted(problem.context.get("expected_tags"))
    key = str(problem.place.path[-1])
    found = problem.input.get(key) if isinstance(problem.input, dict) else None
    written = source.place(problem.place.path).written
    return _not_among(found, written, known)


def _not_among(value: object, written: str, known: tuple[str, ...]) -> Explanation:
    if value is None:
        return Explanation("content.empty", "is empty", f"Write {join_with_or(known)}.")
    found = type_name(value)
    if isinstance(value, tuple | dict):
        what = f"must be one word, not {found}"
        return Explanation("content.type", what, f"Write {join_with_or(known)}.")
    word = value if isinstance(value, str) else written
    what = f'"{shorten_value(word)}" is not one of the choices{did_you_mean(word, known)}'
    near = nearest_word(word, known) if len(known) > _FEW else ""  # a long list hides the answer
    return Explanation("content.choice", what, f"Write {near or join_with_or(known)}.")


def _join_quoted(expected: object) -> tuple[str, ...]:
    return tuple(re.findall(r"'([^']*)'", str(expected)))


def _form(problem: ValueProblem, source: Source) -> Explanation:
    pattern, kind = str(problem.context["pattern"]), problem.place.kind()
    value = str(problem.input)
    form = kind.description or "in the form this place needs"
    if not value:
        return Explanation("content.empty", "is empty", "Write it between the quotes.")
    mended = _mend(value, pattern)
    near = f"; did you mean '{mended}'?" if mended else ""
    hint = f"Its pattern is {pattern}."
    if kind.example:
        hint = f"Write it like {_yaml(kind.example)}."
    if mended:
        hint = f"Write {_yaml(mended)}."
    long = f"; it has {len(value)} letters" if len(value) > 64 else ""
    return Explanation("content.form", f'"{shorten_value(value)}" is not {form}{near}{long}', hint)


def _mend(value: str, pattern: str) -> str:
    """Return `value` with spaces, case or a leading # put right, if that makes it fit."""
    dashed = re.sub(r"[^a-z0-9]+", "-", value.strip().lower()).strip("-")
    tries = (value.strip(), value.lower(), value.upper(), dashed, dashed.upper(), f"#{value}")
    return next((t for t in tries if t != value and re.search(pattern, t)), "")


def _yaml(text: str) -> str:
    """Return `text` as one writes it: in quotes where YAML reads something else."""
    as_it_is = text[:1].isalnum() and not re.fullmatch(r"[0-9.]+", text)
    return text if as_it_is else f'"{text}"'


def _own_words(problem: ValueProblem, source: Source) -> Explanation:
    """Use what our validator says, ``what | remedy``; a library's own words are nobody's help."""
    message = str(problem.context.get("error", "")) or problem.message.partition(", ")[2]
    what, ours, remedy = " ".join(message.split()).partition(" | ")
    if not ours:
        what = f'"{shorten_value(problem.input)}" cannot stand here'
    return Explanation("content.value", what, remedy or "Correct this value.")


def _none_fits(problem: ValueProblem, source: Source) -> Explanation:
    """Explain a value that fits no member of a union: list what it may be."""
    wanted: list[str] = []
    for other in problem.others:
        wanted.extend(_expected(other))
    value, may_be = problem.input, join_with_or(tuple(dict.fromkeys(wanted)))
    remedy = f"Write {may_be}."
    if value is None:
        return Explanation("content.empty", f"is empty; it must be {may_be}", remedy)
    if not isinstance(value, str):
        return Explanation("content.choice", f"must be {may_be}, not {type_name(value)}", remedy)
    near = did_you_mean(value, problem.place.choices())
    what = f'must be {may_be}, not "{shorten_value(value)}"{near}'
    return Explanation("content.choice", what, remedy)


def _expected(problem: ValueProblem) -> Iterable[str]:
    kind = problem.place.kind()
    if problem.type in WRONG_TYPE:
        yield kind.description or WRONG_TYPE[problem.type]
    elif problem.type in ("literal_error", "enum"):
        yield from _join_quoted(problem.context.get("expected"))
    elif problem.type == "string_pattern_mismatch":
        yield kind.description or f"text of the form {problem.context['pattern']}"
    else:
        yield _tidy(problem.message).removeprefix("must be ")


def _anything_else(problem: ValueProblem, source: Source) -> Explanation:
    kind = problem.place.kind()
    hint = f"Write it like {_yaml(kind.example)}." if kind.example else "Correct this value."
    return Explanation("content.value", _tidy(problem.message), hint)


def _tidy(message: str) -> str:
    return re.sub(r"^(Input|Value|String|Tuple|List) should ", "must ", message)


_WORDS: dict[str, Callable[[ValueProblem, Source], Explanation]] = {
    "missing": _missing,
    "union_tag_not_found": _missing_tag,
    "union_tag_invalid": _tag,
    "extra_forbidden": _unknown_key,
    "displaced": misread.explain_displaced,
    "literal_error": _choice,
    "enum": _choice,
    "string_pattern_mismatch": _form,
    "string_too_short": limits.explain_too_short,
    "string_too_long": limits.explain_too_long,
    "too_few": limits.explain_too_few,
    "too_short": limits.explain_too_few,
    "too_long": limits.explain_too_many,
    "greater_than": limits.explain_out_of_range,
    "greater_than_equal": limits.explain_out_of_range,
    "less_than": limits.explain_out_of_range,
    "less_than_equal": limits.explain_out_of_range,
    "value_error": _own_words,
    "assertion_error": _own_words,
    "none_fits": _none_fits,
}
