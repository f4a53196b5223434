import pytest

from bot.nlu.reader import Reader


def present(reader: Reader, text: str) -> set[str]:
    return {id for id, status in reader.read(text).findings.items() if status.counts}


@pytest.mark.parametrize(
    "text",
    [
        "My mum had breast cancer. I've just got a stiff back",
        "my dog can't move his back legs, my back is just achy",
        "My neighbour has HIV and my back hurts",
        "my back is stiff. my 6 year old has a fever",
        "my colleague said he couldn't pee, my back is only sore",
    ],
)
def test_what_others_have_is_not_the_patients(reader: Reader, text: str) -> None:
    assert present(reader, text) == set()


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("My husband can't pee since yesterday, his back went on Sunday", "bladder_dysfunction"),
        ("Writing for my dad, he has lost control of his bladder", "bladder_dysfunction"),
        ("she can't feel when she wipes", "saddle_numbness"),
        ("Mum says my foot drags", "motor_weakness"),
        ("fell off a ladder with my brother watching", "major_trauma"),
    ],
)
def test_who_writes_for_someone_speaks_of_the_patient(
    reader: Reader, text: str, finding: str
) -> None:
    assert finding in present(reader, text)


def test_numbers_are_never_taken_from_another_person(reader: Reader) -> None:
    text = "My back aches. My daughter is 6 and had a temperature of 39.5. I am 41"
    assert dict(reader.read(text).numbers) == {"age_years": 41.0}


def test_an_age_given_for_the_patient_by_another_is_the_patients(reader: Reader) -> None:
    text = "My husband can't pee, he's 58 and his back went"
    assert reader.read(text).numbers["age_years"] == 58
