"""Where a pydantic error stands -> the path a reader of the YAML knows, and what may stand there.

Pydantic's `loc` names union members between keys (``blocks.1.callout.tone``). Only the model's
annotations tell such a label from a key of the same name, so the walk follows them.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from brochure.base.finding import ContentPath

_Model = type[BaseModel]  # in Kind, `type` is a field


@dataclass(frozen=True)
class ModelKind:
    """One annotation, unwrapped: `type` without Annotated and None, and what its fields say.

    `tag` is the discriminator of a tagged union. `description` and `example` come from `Field`.
    """

    type: Any
    tag: str = ""
    description: str = ""
    example: str = ""

    def members(self) -> tuple["ModelKind", ...]:
        """Return the members of a union, or itself alone."""
        if get_origin(self.type) in (Union, UnionType):
            return tuple(kind_of(a) for a in get_args(self.type) if a is not NoneType)
        return (self,)

    def model(self) -> _Model | None:
        """Return the model class, if it is one."""
        if isinstance(self.type, type) and issubclass(self.type, BaseModel):
            return self.type
        return None

    def fields(self) -> Mapping[str, FieldInfo]:
        """Return the fields of a model by the names used in YAML."""
        model = self.model()
        return {f.alias or n: f for n, f in model.model_fields.items()} if model else {}

    def choices(self) -> tuple[object, ...]:
        """Return what a Literal or Enum allows."""
        if get_origin(self.type) is Literal:
            return get_args(self.type)
        if isinstance(self.type, type) and issubclass(self.type, Enum):
            return tuple(member.value for member in self.type)
        return ()


@dataclass(frozen=True)
class ModelPlace:
    """A place in the model. `path` has no labels in it; `kinds` may stand there.

    `parents` are what stands around it. `on_key` is true if the key itself is meant. `union` is
    the path of the outermost union without a tag on the way, `label` pydantic's name of the member
    that was tried.
    """

    path: ContentPath
    kinds: tuple[ModelKind, ...]
    parents: tuple[ModelKind, ...] = ()
    on_key: bool = False
    union: ContentPath | None = None
    label: str = ""

    def kind(self) -> ModelKind:
        """Return the first kind that may stand here; an unknown place takes anything."""
        return self.kinds[0] if self.kinds else ModelKind(object)

    def siblings(self) -> tuple[str, ...]:
        """Return the keys allowed around it, each once."""
        return tuple(dict.fromkeys(name for parent in self.parents for name in parent.fields()))

    def choices(self) -> tuple[str, ...]:
        """Return the fixed words allowed here, each once."""
        members = (m for kind in self.kinds for m in kind.members())
        return tuple(dict.fromkeys(str(c) for member in members for c in member.choices()))

    def tags(self) -> tuple[str, ...]:
        """Return the values that the discriminator may have here."""
        return tuple(t for kind in self.kinds for m in kind.members() for t in _tags(m, kind.tag))


def kind_of(annotation: Any, info: FieldInfo | None = None) -> ModelKind:
    """Return an annotation without Annotated, type alias and None; `info` is its field's."""
    notes: list[FieldInfo] = [info] if info else []
    while True:
        args: tuple[Any, ...] = get_args(annotation)
        if get_origin(annotation) is Annotated:
            annotation = args[0]
            notes.extend(note for note in args[1:] if isinstance(note, FieldInfo))
        elif hasattr(annotation, "__value__"):  # `type X = ...` of Python 3.12
            annotation = annotation.__value__
        elif NoneType in args and len(args) == 2 and get_origin(annotation) in (Union, UnionType):
            annotation = args[0] if args[1] is NoneType else args[1]
        else:
            break
    tag = next((n.discriminator for n in notes if isinstance(n.discriminator, str)), "")
    description = next((n.description for n in notes if n.description), "")
    example = next((str(n.examples[0]) for n in notes if n.examples), "")
    return ModelKind(annotation, tag, description, example)


@dataclass
class _Walk:
    path: list[str | int] = field(default_factory=list[str | int])
    kinds: tuple[ModelKind, ...] = ()
    parents: tuple[ModelKind, ...] = ()
    on_key: bool = False
    union: ContentPath | None = None
    label: str = ""


def follow_path(model: type[BaseModel], loc: Sequence[str | int]) -> ModelPlace:
    """Return the spot that pydantic's `loc` names in `model`. Steps that lead nowhere are kept."""
    walk = _Walk(kinds=(ModelKind(model),))
    for step in loc:
        if step == "[key]":
            walk.on_key = True
        elif not _label(walk, step):
            walk.path.append(step)
            walk.parents = walk.kinds
            walk.kinds = tuple(_below(walk.kinds, step))
    return ModelPlace(
        tuple(walk.path), walk.kinds, walk.parents, walk.on_key, walk.union, walk.label
    )


def _label(walk: _Walk, step: str | int) -> bool:
    """Take a union's label if the walk stands at a union: it is no part of the path."""
    unions = [kind for kind in walk.kinds if len(kind.members()) > 1]
    if not unions or not isinstance(step, str):
        return False
    members = [(m, kind.tag) for kind in unions for m in kind.members()]
    if any(kind.tag for kind in unions):
        walk.kinds = tuple(m for m, tag in members if step in _tags(m, tag))
        return True
    named = tuple(m for m, _ in members if _has_name(m, step))
    walk.kinds = named or tuple(m for m, _ in members)
    if walk.union is None:
        walk.union, walk.label = tuple(walk.path), step
    return True


def _has_name(member: ModelKind, label: str) -> bool:
    """Tell whether pydantic's label, such as ``function-after[check(), Wording]``, names it."""
    return getattr(member.type, "__name__", "?") in re.findall(r"\w+", label)


def _tags(member: ModelKind, tag: str) -> tuple[str, ...]:
    info = member.fields().get(tag)
    return tuple(str(c) for c in kind_of(info.annotation).choices()) if info else ()


def _below(kinds: Iterable[ModelKind], step: str | int) -> Iterable[ModelKind]:
    """Give what may stand under key or index `step`."""
    for kind in kinds:
        origin: Any = get_origin(kind.type)
        args: tuple[Any, ...] = get_args(kind.type)
        is_class = isinstance(origin, type)
        if info := kind.fields().get(str(step)):
            yield kind_of(info.annotation, info)
        elif is_class and issubclass(origin, Mapping) and len(args) == 2:
            yield kind_of(args[1])
        elif origin is tuple and isinstance(step, int) and args:
            fixed = args[-1] is not Ellipsis
            if not fixed or step < len(args):
                yield kind_of(args[step] if fixed else args[0])
        elif is_class and issubclass(origin, Sequence | set | frozenset) and args:
            yield kind_of(args[0])
