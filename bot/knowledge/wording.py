"""The scripts of one locale: nothing missing, nothing unknown, every placeholder can be filled."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from string import Formatter
from types import MappingProxyType

from bot.knowledge import digest
from bot.knowledge.faults import Fault
from bot.knowledge.readability import HIGHEST_GRADE, grade
from bot.knowledge.scripts import (
    BUTTONS,
    MESSAGES,
    NAMES,
    DispositionScript,
    ItemScript,
    QuestionScript,
    Scripts,
)
from bot.knowledge.shape import CategoryShape, ItemShape, KnowledgeShape, ScriptsShape
from bot.knowledge.shape_faults import file_of

GRADED = "en-"
"""How the locales begin whose texts the readability measure is made for."""

LISTS = ("plan", "emergency_signs", "urgent_signs")

PARTS = {
    "questions": ("ask", "simpler", "why"),
    "items": ("ask", "line", "short", "known"),
    "dispositions": ("headline", "action", "time"),
}

_PLACEHOLDER = re.compile(r"{\w+}")


def faults(files: KnowledgeShape, raw_ids: Mapping[str, Collection[str]]) -> list[Fault]:
    """Return what is wrong with the scripts of all locales.

    `raw_ids` holds ids as they stand in the files, those of entries with faults included.
    """
    first = min(files.scripts)
    found: list[Fault] = []
    for locale, scripts in files.scripts.items():
        file = file_of("scripts", locale)
        found += _set_faults(file, scripts, raw_ids, files)
        found += _placeholder_faults(file, scripts)
        found += _choice_faults(file, scripts, files.manifest.categories)
        found += _known_faults(file, scripts, {*files.manifest.numbers, *files.manifest.categories})
        if scripts.locale != locale:
            problem = f"The locale is '{scripts.locale}'."
            found.append(Fault(file, "locale", problem, "Name it like the file."))
        for name in LISTS:
            here, there = len(getattr(scripts, name)), len(getattr(files.scripts[first], name))
            if here != there:
                problem = f"There are {here} entries here and {there} in {first}."
                found.append(Fault(file, name, problem, "Say the same things in every locale."))
    return found


def hard_to_read(scripts: Scripts) -> list[Fault]:
    """Return the texts above the sixth grade, as protocol section 6 forbids.

    Only English is graded: the measure counts its syllables, and means nothing elsewhere.

    `short` phrases and buttons are left out: a grade means nothing for three words.
    """
    file = file_of("scripts", scripts.locale)
    if not scripts.locale.startswith(GRADED):
        return []
    return [
        Fault(
            file,
            place,
            f"It reads at grade {grade(text):.1f}.",
            f"Use shorter words and sentences, to grade {HIGHEST_GRADE:g} or below.",
        )
        for place, text in texts(scripts)
        if not place.endswith(".short")
        and not place.startswith("buttons.")
        and grade(_PLACEHOLDER.sub("this", text)) > HIGHEST_GRADE
    ]


def scripts(shape: ScriptsShape) -> Scripts:
    """Return the texts with the names of places filled in; they must be free of faults."""

    def fill(text: str) -> str:
        for name, value in shape.names.items():
            text = text.replace(f"{{{name}}}", value)
        return text

    return Scripts(
        locale=shape.locale,
        place=shape.place,
        version=shape.version,
        sha256=digest.of_scripts(shape),
        review=shape.review,
        names=MappingProxyType(shape.names),
        months=tuple(shape.months),
        messages=MappingProxyType({id: fill(text) for id, text in shape.messages.items()}),
        questions=MappingProxyType(
            {
                id: QuestionScript(fill(words.ask), fill(words.simpler), fill(words.why))
                for id, words in shape.questions.items()
            }
        ),
        items=MappingProxyType({id: _item(words, fill) for id, words in shape.items.items()}),
        reasons=MappingProxyType({id: fill(text) for id, text in shape.reasons.items()}),
        dispositions=MappingProxyType(
            {
                id: DispositionScript(fill(words.headline), fill(words.action), fill(words.time))
                for id, words in shape.dispositions.items()
            }
        ),
        plan=tuple(fill(text) for text in shape.plan),
        emergency_signs=tuple(fill(text) for text in shape.emergency_signs),
        urgent_signs=tuple(fill(text) for text in shape.urgent_signs),
        buttons=MappingProxyType(shape.buttons),
    )


def _item(words: ItemShape, fill: Callable[[str], str]) -> ItemScript:
    known = fill(words.known or "")
    return ItemScript(fill(words.ask), fill(words.line), fill(words.short), words.choices, known)


def _set_faults(
    file: str, scripts: ScriptsShape, raw_ids: Mapping[str, Collection[str]], files: KnowledgeShape
) -> Iterator[Fault]:
    broken = raw_ids[file]
    not_asked = {id for id, number in files.manifest.numbers.items() if not number.asked}
    needed: dict[str, Collection[str]] = {
        "names": NAMES,
        "messages": MESSAGES,
        "buttons": BUTTONS,
        "questions": raw_ids["questions"],
        "reasons": raw_ids["rules"],
        "dispositions": files.manifest.dispositions,
        "items": [
            *raw_ids["findings"],
            *(id for id in files.manifest.numbers if id not in not_asked),
            *files.manifest.categories,
        ],
    }
    for section, ids in needed.items():
        there: Collection[str] = getattr(scripts, section)
        for id in ids:
            if id not in there and f"{section}.{id}" not in broken:
                yield Fault(file, f"{section}.{id}", "The text is missing.", "Write it.")
        for id in there:
            if id not in ids:
                remedy = "Remove it, or correct its name."
                yield Fault(file, f"{section}.{id}", "Nothing says this text.", remedy)


def _placeholder_faults(file: str, scripts: ScriptsShape) -> Iterator[Fault]:
    for place, text in texts(scripts):
        section, _, id = place.partition(".")
        own: Collection[str] = MESSAGES.get(id, ()) if section == "messages" else ()
        own = ("value",) if place.endswith(".known") else own
        allowed = [*NAMES, *own]
        try:
            used = {name for _, name, _, _ in Formatter().parse(text) if name is not None}
        except ValueError:
            problem = "A brace is opened or closed alone."
            yield Fault(file, place, problem, "Write placeholders as {name}.")
            continue
        for name in sorted(used.difference(allowed)):
            remedy = f"Use one of: {', '.join(allowed)}."
            yield Fault(file, place, f"The placeholder {{{name}}} is not known here.", remedy)
        for name in own:
            if name not in used:
                problem = f"The placeholder {{{name}}} is not used."
                yield Fault(file, place, problem, "Put it where it belongs.")


def _choice_faults(
    file: str, scripts: ScriptsShape, categories: Mapping[str, CategoryShape]
) -> Iterator[Fault]:
    for id, item in scripts.items.items():
        values = categories[id].values if id in categories else []
        if sorted(item.choices) != sorted(values):
            needed = ", ".join(values) or "none"
            problem = f"The choices are {', '.join(item.choices) or 'none'}."
            yield Fault(file, f"items.{id}.choices", problem, f"Give these: {needed}.")


def _known_faults(file: str, scripts: ScriptsShape, values: Collection[str]) -> Iterator[Fault]:
    """Yield numbers and categories that cannot be said back, and findings that are."""
    for id, item in scripts.items.items():
        place = f"items.{id}.known"
        if id in values and "{value}" not in (item.known or ""):
            remedy = "Write a sentence with {value} in it."
            yield Fault(file, place, "The words to say it back are missing.", remedy)
        elif id not in values and item.known:
            yield Fault(file, place, "Only a number or a category is said back.", "Remove it.")


def texts(scripts: ScriptsShape | Scripts) -> Iterator[tuple[str, str]]:
    """Yield every text a patient can be told, with its place."""
    for section in ("messages", "reasons", "buttons"):
        for id, text in getattr(scripts, section).items():
            yield f"{section}.{id}", text
    for section, parts in PARTS.items():
        yield from _texts_in(scripts, section, parts)
    for section in LISTS:
        for index, text in enumerate(getattr(scripts, section)):
            yield f"{section}[{index}]", text


def _texts_in(
    scripts: ScriptsShape | Scripts, section: str, parts: Collection[str]
) -> Iterator[tuple[str, str]]:
    for id, words in getattr(scripts, section).items():
        for part in parts:
            if text := getattr(words, part):
                yield f"{section}.{id}.{part}", text
