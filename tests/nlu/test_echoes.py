"""Questions that a writer repeats and answers."""

import pytest

from bot.nlu.reader import Reader

PRESENT, ABSENT, NOTHING = "present", "absent", "nothing"


@pytest.mark.parametrize(
    ("text", "finding", "status"),
    [
        ("Fever? No.", "fever", ABSENT),
        ("Did I fall from a height? No. I was gardening.", "major_trauma", ABSENT),
        ("Is there any bruising on my back? No, none.", "spinal_bruising", ABSENT),
        (
            "Have you any numbness in the saddle area? Yes. Any fever? No.",
            "saddle_numbness",
            PRESENT,
        ),
        ("Have you any numbness in the saddle area? Yes. Any fever? No.", "fever", ABSENT),
        ("Any chest pain or trouble breathing, no.", "other_emergency", ABSENT),
        ("chest pain or tightness when I breathe, no fever", "other_emergency", PRESENT),
        ("Is it cancer? No idea", "cancer_history", NOTHING),
    ],
)
def test_a_question_and_its_answer_are_one_statement(
    reader: Reader, text: str, finding: str, status: str
) -> None:
    assert str(reader.read(text).findings.get(finding, NOTHING)) == status


@pytest.mark.parametrize(
    ("question", "finding"),
    [
        ("Can you wee?", "bladder_dysfunction"),
        ("Am I able to pass water?", "bladder_dysfunction"),
        ("Can I lift my foot?", "motor_weakness"),
        ("Do I feel normal when I wipe?", "saddle_numbness"),
    ],
)
def test_no_to_a_question_about_what_is_normal_denies_nothing(
    reader: Reader, question: str, finding: str
) -> None:
    assert str(reader.read(f"{question} No.").findings.get(finding)) == PRESENT
    assert str(reader.read(f"{question} Yes.").findings.get(finding)) == ABSENT
