"""From what pydantic finds wrong to faults that say what is allowed; bad entries are set aside."""

from collections.abc import Sequence
from typing import Annotated, Any, get_args, get_origin

from pydantic import BaseModel, Tag, ValidationError
from pydantic_core import ErrorDetails

from bot.knowledge.condition_shape import KINDS
from bot.knowledge.faults import Fault
from bot.knowledge.shape import KnowledgeShape

Loc = Sequence[int | str]

ENTRY_DEPTH = {"manifest": 3, "findings": 2, "rules": 2, "questions": 2, "imaging": 3, "scripts": 4}
"""How many keys lead to one entry that can be set aside alone."""


def shaped(raw: dict[str, Any]) -> tuple[KnowledgeShape | None, list[Fault]]:
    """Return the files as models, with every fault in their shape.

    Entries with a fault are left out, so that the rest can be checked further; None
    when a file lacks what it cannot do without.
    """
    try:
        return KnowledgeShape.model_validate(raw), []
    except ValidationError as error:
        details = error.errors()
    faults = [_fault(detail) for detail in details]
    try:
        return KnowledgeShape.model_validate(_without(raw, details)), faults
    except ValidationError:
        return None, faults


def file_of(key: str, locale: str | None = None) -> str:
    """Return the name of the file that holds one part of the knowledge."""
    return f"scripts/{locale}.yml" if key == "scripts" and locale else f"{key}.yml"


def place(path: Loc) -> str:
    """Return a path of keys as people write it: `E7.when.all[0]`."""
    text = ""
    for step in path:
        if isinstance(step, int):
            text += f"[{step}]"
        elif not step.startswith("<"):
            text += f".{step}" if text else step
    return text


def _fault(detail: ErrorDetails) -> Fault:
    loc = detail["loc"]
    inside = 2 if loc[0] == "scripts" else 1
    file = file_of(str(loc[0]), str(loc[1]) if len(loc) > 1 else None)
    problem, remedy = _told(detail)
    return Fault(file, place(loc[inside:]), problem, remedy)


def _told(detail: ErrorDetails) -> tuple[str, str]:
    key = detail["loc"][-1]
    ctx = detail.get("ctx", {})
    match detail["type"]:
        case "extra_forbidden":
            keys = ", ".join(_keys(detail["loc"][:-1]))
            return f"The key '{key}' is not known.", f"Use one of: {keys}."
        case "missing":
            return f"The key '{key}' is missing.", "Add it."
        case "rule":
            return detail["msg"], ctx["remedy"]
        case "condition":
            begins = f"Begin it with one of: {', '.join(KINDS)}; or write 'otherwise'."
            return detail["msg"], begins
        case _ if detail["input"] is None:
            return "There is nothing here.", f"{detail['msg']}."
        case "string_type" if isinstance(detail["input"], int | float):
            return f"{detail['input']} is a number, not a text.", "Put quotes around it."
        case _:
            return f"{_shown(detail['input'])} cannot stand here.", f"{detail['msg']}."


def _shown(value: Any) -> str:
    text = f"'{value}'" if isinstance(value, str) else str(value)
    return text if len(text) <= 60 else f"{text[:57]}..."


def _keys(loc: Loc) -> list[str]:
    kind: Any = KnowledgeShape
    for step in loc:
        kind = _inside(kind, step)
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return [field.alias or name for name, field in kind.model_fields.items()]
    return []


def _inside(kind: Any, step: int | str) -> Any:
    """Return the type that one step of a path leads to."""
    kind = _bare(kind)
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        fields = kind.model_fields
        return next(f.annotation for name, f in fields.items() if (f.alias or name) == step)
    if get_origin(kind) in (dict, list):
        return get_args(kind)[-1]
    for option in get_args(kind):
        if get_origin(option) is Annotated and Tag(str(step)) in option.__metadata__:
            return get_args(option)[0]
    return kind


def _bare(kind: Any) -> Any:
    """Return a type without its annotations and without `None`."""
    if get_origin(kind) is Annotated:
        return _bare(get_args(kind)[0])
    options = [option for option in get_args(kind) if option is not type(None)]
    if type(None) in get_args(kind) and len(options) == 1:
        return _bare(options[0])
    return kind


def _without(raw: dict[str, Any], details: list[ErrorDetails]) -> dict[str, Any]:
    """Return the data without the entries that have a fault."""
    paths = {
        tuple(detail["loc"][: ENTRY_DEPTH.get(str(detail["loc"][0]), 1)]) for detail in details
    }
    return {key: _pruned(value, key, paths) for key, value in raw.items()}


def _pruned(value: Any, key: str, paths: set[tuple[int | str, ...]], *above: Any) -> Any:
    here = (*above, key)
    if isinstance(value, dict):
        return {k: _pruned(v, k, paths, *here) for k, v in value.items() if (*here, k) not in paths}
    if isinstance(value, list):
        return [item for index, item in enumerate(value) if (*here, index) not in paths]
    return value
