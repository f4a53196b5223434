"""Visits as a JUnit report, which every build server can show."""

from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree

from bot.testing.visit import Visit


def write(visits: Sequence[Visit], file: Path) -> None:
    """Write one test case a patient; those sent too low or left without precautions fail."""
    suite = ElementTree.Element(
        "testsuite",
        name="backline converse",
        tests=str(len(visits)),
        failures=str(sum(visit.failed for visit in visits)),
        errors="0",
    )
    for visit in visits:
        name = f"{visit.vignette.id} {visit.vignette.title}".strip()
        case = ElementTree.SubElement(suite, "testcase", classname="converse", name=name)
        if visit.failed:
            ElementTree.SubElement(case, "failure", message=_reason(visit))
    root = ElementTree.Element("testsuites")
    root.append(suite)
    ElementTree.indent(root)
    ElementTree.ElementTree(root).write(file, encoding="utf-8", xml_declaration=True)


def _reason(visit: Visit) -> str:
    reasons = []
    if visit.verdict == "under":
        least, level = visit.vignette.least, visit.level
        wanted = least.name if least is not None else "-"
        reasons.append(f"sent to {level.name if level is not None else '-'}, not {wanted}")
    if not visit.closed_with_precautions:
        reasons.append("not closed with precautions")
    return "; ".join(reasons)
