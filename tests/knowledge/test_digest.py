"""The hash names what the files say, not how they are written."""

from typing import Any

import pytest

from bot.knowledge.loader import load

PROTOCOL = load().protocol.sha256
US = load().scripts["en-US"].sha256


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("rules.yml", "E1:\n", "# a remark\n\nE1:\n"),
        ("rules.yml", "when: { finding: saddle_numbness }", "when:\n    finding: saddle_numbness"),
        (
            "rules.yml",
            "E1:\n  when: { finding: saddle_numbness }\n  level: emergency\n",
            "E1:\n  level: emergency\n  when: { finding: saddle_numbness }\n",
        ),
        ("findings.yml", "at_least: 38.0", "at_least: 38"),
        (
            "rules.yml",
            "level: emergency\n  reason: Numbness",
            'level: "emergency"\n  reason: Numbness',
        ),
    ],
)
def test_comments_formatting_and_order_of_keys_do_not_change_it(
    edit: Any, file: str, old: str, new: str
) -> None:
    assert load(edit(file, old, new)).protocol.sha256 == PROTOCOL


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("rules.yml", "may be cauda equina syndrome, where", "can be cauda equina syndrome, where"),
        ("rules.yml", "at_least: 7", "at_least: 8"),
        ("imaging.yml", "V3: MBA seen", "V3: UA seen"),
        ("manifest.yml", "1.0.0", "1.0.1"),
        ("findings.yml", "at_least: 38.0", "at_least: 37.9"),
        (
            "questions.yml",
            "[motor_weakness, progressive_numbness,",
            "[progressive_numbness, motor_weakness,",
        ),
    ],
)
def test_whatever_is_decided_or_asked_changes_it(edit: Any, file: str, old: str, new: str) -> None:
    assert load(edit(file, old, new)).protocol.sha256 != PROTOCOL


def test_the_order_of_questions_is_part_of_what_is_said(edit: Any) -> None:
    folder = edit("questions.yml", "infection:\n", "infection_later:\n")
    text = (folder / "questions.yml").read_text()
    block = text[text.index("infection_later:") : text.index("health:")]
    moved = text.replace(block, "") + "\n" + block.replace("infection_later", "infection")
    (folder / "questions.yml").write_text(moved)

    assert load(folder).protocol.sha256 != PROTOCOL


def test_scripts_have_a_hash_of_their_own(edit: Any) -> None:
    folder = edit("scripts/en-US.yml", "noted: Thanks,", "noted: Thank you,")
    knowledge = load(folder)

    assert knowledge.protocol.sha256 == PROTOCOL
    assert knowledge.scripts["en-US"].sha256 != US
    assert knowledge.scripts["en-GB"].sha256 == load().scripts["en-GB"].sha256
