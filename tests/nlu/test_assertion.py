import pytest

from bot.nlu.reader import Reader

PRESENT, ABSENT, UNCERTAIN, NOTHING = "present", "absent", "uncertain", None


def status(reader: Reader, text: str, finding: str) -> str | None:
    found = reader.read(text).findings.get(finding)
    return found.value if found else None


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("no fever, chills or numbness in my groin", "saddle_numbness"),
        ("I don't have a fever", "fever"),
        ("denies fever, denies incontinence of urine", "bladder_dysfunction"),
        ("haven't lost control of my bladder", "bladder_dysfunction"),
        ("fever: no", "fever"),
        ("Fever? No.", "fever"),
        ("never had cancer", "cancer_history"),
        ("neither weak legs nor a fever", "fever"),
        ("without any fever", "fever"),
        ("waterworks fine", "bladder_dysfunction"),
        ("I can feel when I wipe", "saddle_numbness"),
    ],
)
def test_what_is_denied_or_said_to_be_normal_is_absent(
    reader: Reader, text: str, finding: str
) -> None:
    assert status(reader, text, finding) == ABSENT


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("no fever but I can't pee", "bladder_dysfunction"),
        ("I am no longer able to pee", "bladder_dysfunction"),
        ("not only a fever, my leg keeps giving way", "motor_weakness"),
        ("no fever, my leg keeps giving way", "motor_weakness"),
        ("No pain now. My foot drags", "motor_weakness"),
        ("I can't stop wetting myself", "bladder_dysfunction"),
        ("no warning and no feeling when I wipe", "saddle_numbness"),
        ("I'm not joking, I pooed myself", "bowel_dysfunction"),
        ("no fever no weakness my foot drags", "motor_weakness"),
        ("no weakness actually my foot drags", "motor_weakness"),
        ("no pain my leg just gives way", "motor_weakness"),
        ("no numbness wait actually the inside of my thighs is a bit dead", "saddle_numbness"),
        ("no tingling oh hang on my bum is numb", "saddle_numbness"),
        ("no numbness down below i have lost control of my bowels", "bowel_dysfunction"),
    ],
)
def test_a_negation_does_not_reach_past_where_it_ends(
    reader: Reader, text: str, finding: str
) -> None:
    assert status(reader, text, finding) == PRESENT


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("maybe my groin is a bit numb", "saddle_numbness"),
        ("I might have a fever", "fever"),
        ("not sure if I have a fever", "fever"),
        ("possibly some weakness in my leg", "motor_weakness"),
    ],
)
def test_what_is_hedged_is_uncertain(reader: Reader, text: str, finding: str) -> None:
    assert status(reader, text, finding) == UNCERTAIN


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("what if I lose control of my bladder?", "bladder_dysfunction"),
        ("should I worry about a numb groin?", "saddle_numbness"),
        ("can back pain cause incontinence of urine?", "bladder_dysfunction"),
        ("if I get a fever should I call you?", "fever"),
        ("I read about saddle numbness", "saddle_numbness"),
    ],
)
def test_what_is_only_talked_about_says_nothing(reader: Reader, text: str, finding: str) -> None:
    assert status(reader, text, finding) is NOTHING


def test_a_short_denial_denies_what_was_talked_about(reader: Reader) -> None:
    text = "Should I worry about a numb groin? I haven't got any"
    assert status(reader, text, "saddle_numbness") == ABSENT


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("I fell off a ladder years ago, my back hurts now", "major_trauma"),
        ("when I was a kid I fell off a roof", "major_trauma"),
        ("I had pneumonia in 2009", "recent_infection"),
    ],
)
def test_what_is_long_past_is_not_present(reader: Reader, text: str, finding: str) -> None:
    assert status(reader, text, finding) != PRESENT


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("breast cancer in 2009", "cancer_history"),
        ("back surgery years ago", "prior_spine_surgery"),
        ("spleen removed as a child", "immunosuppression"),
    ],
)
def test_a_history_stays(reader: Reader, text: str, finding: str) -> None:
    assert status(reader, text, finding) == PRESENT


def test_a_planned_injection_is_not_a_recent_one(reader: Reader) -> None:
    text = "I have an epidural booked for next month"
    assert status(reader, text, "recent_spinal_procedure") == ABSENT


def test_the_later_word_wins_where_the_writer_corrects_themself(reader: Reader) -> None:
    assert status(reader, "No fever. No wait, I do have a fever", "fever") == PRESENT
    assert status(reader, "I have a fever. Sorry, I meant no fever", "fever") == ABSENT


def test_without_a_correction_present_outweighs_absent(reader: Reader) -> None:
    text = "no numbness in my leg. my groin is numb. groin felt normal last week"
    assert status(reader, text, "saddle_numbness") == PRESENT


@pytest.mark.parametrize(
    "text",
    [
        "this pain is killing me",
        "numb with boredom",
        "I feel like I've been hit by a bus after pilates",
        "I nearly wet myself laughing",
        "fell asleep on the sofa",
        "weak tea and a hot water bottle",
    ],
)
def test_a_figure_of_speech_is_no_finding(reader: Reader, text: str) -> None:
    assert not [m for m in reader.read(text).mentions if m.status.value != ABSENT]
