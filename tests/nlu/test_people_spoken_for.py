import pytest

from bot.engine.findings import Status
from bot.nlu.reader import Reader


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("mum is unconscious", "other_emergency"),
        ("my nan has become incontinent", "bladder_dysfunction"),
        ("my wife said she wants to kill herself", "self_harm"),
        ("Pt in painless retention", "bladder_dysfunction"),
        ("Pt reports rigors", "fever"),
        ("my partner's pregnant, 30 weeks, terrible back pain", "pregnancy"),
        ("CVID patient here", "immunosuppression"),
        ("mum here, my son has back pain and is weeing himself", "bladder_dysfunction"),
        ("carer for a gentleman with back pain, he has a fever of 39", "fever"),
        ("mum has osteoporosis. im typing for her", "osteoporosis"),
        ("my dad's back hurts and he has lost weight", "unexplained_weight_loss"),
        ("my husband fell off the roof", "major_trauma"),
    ],
)
def test_a_message_all_about_anothers_trouble_is_about_the_patient(
    reader: Reader, text: str, finding: str
) -> None:
    assert reader.read(text).findings[finding] is Status.PRESENT


@pytest.mark.parametrize(
    "text",
    [
        "my uncle's back surgery failed",
        "my husbands back op went wrong so im scared of surgery",
        "nan broke her hip, osteoporosis",
        "my sister has cancer",
        "newborn twins. back ache from bending over cots. dad here not mum",
        "my neighbour fell off a roof",
        "my friend killed himself last year",
        "my wife is pregnant and my back hurts",
    ],
)
def test_a_relative_mentioned_in_passing_is_not_the_patient(reader: Reader, text: str) -> None:
    assert dict(reader.read(text).findings) == {}


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("cow kicked me square in the spine", "major_trauma"),
        ("the dog pulled me over", "minor_trauma"),
        ("everyone would be better off without me", "self_harm"),
        ("baby's due in june", "pregnancy"),
    ],
)
def test_what_another_does_to_me_happens_to_the_patient(
    reader: Reader, text: str, finding: str
) -> None:
    assert reader.read(text).findings[finding] is Status.PRESENT
