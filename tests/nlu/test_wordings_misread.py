"""Words that once were read as something else, each for its class."""

import pytest

from bot.nlu.reader import Reader

PRESENT, ABSENT, NOTHING = "present", "absent", "nothing"


@pytest.mark.parametrize(
    ("text", "finding", "status"),
    [
        ("my leg has never changed since the op", "prior_spine_surgery", PRESENT),
        ("What isn't fine is that I've been thinking of killing myself", "self_harm", PRESENT),
        ("neither leg will hold me", "motor_weakness", PRESENT),
        ("is it cancer", "cancer_history", NOTHING),
        ("is it my cancer again", "cancer_history", PRESENT),
        ("is it cancer. i had breast cancer in 2015", "cancer_history", PRESENT),
        ("no feeling is normal", "saddle_numbness", ABSENT),
        ("there is no feeling down there", "saddle_numbness", PRESENT),
        ("slow to start, but it's been that way for years", "bladder_dysfunction", NOTHING),
        ("slow to start to pee since Tuesday", "bladder_dysfunction", PRESENT),
        ("wee slip on the wet kitchen floor", "bladder_dysfunction", NOTHING),
        ("wee slip on the wet kitchen floor", "minor_trauma", PRESENT),
        ("feet went out from under me on the ice", "motor_weakness", NOTHING),
        ("my legs went from under me", "motor_weakness", PRESENT),
        ("bus went over a speed breaker, got one jerk in the back", "major_trauma", NOTHING),
        ("bus went over a speed breaker, got one jerk in the back", "minor_trauma", PRESENT),
        ("the tablets have kicked in", "major_trauma", NOTHING),
        ("he kicked in the door and then kicked me in the back", "major_trauma", PRESENT),
        ("strength is full", "motor_weakness", ABSENT),
        ("can go up on my toes", "motor_weakness", ABSENT),
        ("cant go up on my toes", "motor_weakness", PRESENT),
        ("epidural when he was born, nine months ago", "recent_spinal_procedure", NOTHING),
        ("an epidural three weeks ago", "recent_spinal_procedure", PRESENT),
        ("that knee shot back in may", "recent_spinal_procedure", NOTHING),
        ("no sign of this fever going down", "fever", PRESENT),
        ("wee comes out easily and I can't stop it", "bladder_dysfunction", PRESENT),
        ("I pee ok but the pain, I can't stop it", "bladder_dysfunction", ABSENT),
        ("leaking a bit, my back hurts", "bladder_dysfunction", PRESENT),
        ("the roof is leaking, my back hurts", "bladder_dysfunction", NOTHING),
        ("I went behind a hedge to take a leak", "bladder_dysfunction", NOTHING),
        ("not so much as a trip", "minor_trauma", ABSENT),
        ("I felt every pothole on the way", "minor_trauma", NOTHING),
        ("I leak when I cough, as I have for fifteen years", "bladder_dysfunction", NOTHING),
        ("pooped my pants at work", "bowel_dysfunction", PRESENT),
        ("love life same as ever", "self_harm", NOTHING),
        ("red flag screen negative: no weakness, no fever", "motor_weakness", ABSENT),
        ("weight loss is intentional, I cut out bread", "unexplained_weight_loss", ABSENT),
        ("the weight loss was not intentional", "unexplained_weight_loss", PRESENT),
        ("between my legs feels normal", "motor_weakness", NOTHING),
        ("between my legs feels normal", "progressive_numbness", NOTHING),
        ("i haven't fallen", "major_trauma", NOTHING),
        ("i haven't fallen", "minor_trauma", ABSENT),
        ("everything works down there, bowels fine", "bowel_dysfunction", ABSENT),
        ("been on the list since may, numb bum", "saddle_numbness", PRESENT),
        ("my leg may 3rd went numb and its spreading", "progressive_numbness", PRESENT),
        ("partner thinks im low, i dont want to be here anymore", "self_harm", PRESENT),
        ("What isn't normal: treated with IV antibiotics", "recent_infection", PRESENT),
        ("I may have a numb bum", "saddle_numbness", "uncertain"),
        ("they said the C word last year", "cancer_history", PRESENT),
        ("hurts when I lie on my back in bed", "night_pain", PRESENT),
        ("peeing takes ages now", "bladder_dysfunction", PRESENT),
        ("pee flow reduced a lot", "bladder_dysfunction", PRESENT),
        ("temperature normal", "fever", ABSENT),
        ("fell over my own feet", "minor_trauma", PRESENT),
        ("drugs? never", "injection_drug_use", ABSENT),
        ("drugs? yes, painkillers", "injection_drug_use", NOTHING),
        ("two years ago i broke my arm, and now i cant feel my bum", "saddle_numbness", PRESENT),
        ("what is saddle numbness", "saddle_numbness", NOTHING),
        ("whats new is i cant feel my bum", "saddle_numbness", PRESENT),
        ("nothing hit me", "major_trauma", ABSENT),
        ("the pain kicked me out of my bed", "major_trauma", NOTHING),
        ("CANT BREATHE WITHOUT IT GRABBING", "other_emergency", NOTHING),
        ("can't breathe without my inhaler", "other_emergency", PRESENT),
        ("just wobbly quads from the race, not weak now", "motor_weakness", ABSENT),
        ("bum went numb on the loo but fine in a minute", "saddle_numbness", NOTHING),
        ("my arm and leg are weak on the left", "motor_weakness", PRESENT),
        ("it cost an arm and a leg", "motor_weakness", NOTHING),
        ("i cnat feel my bum", "saddle_numbness", PRESENT),
        ("i cna't feel my bum", "saddle_numbness", PRESENT),
        ("my shoe falls off when i walk", "minor_trauma", NOTHING),
        ("peein fine, every truck stop", "bladder_dysfunction", ABSENT),
        ("my legs r chill", "fever", NOTHING),
        ("my low back is kinda messed up since i started rowing", "bowel_dysfunction", NOTHING),
        ("i messed myself in the car", "bowel_dysfunction", PRESENT),
        ("divil a bit numb down below", "saddle_numbness", ABSENT),
        ("its barking at me since texas", "bladder_dysfunction", NOTHING),
        ("writing for my dada ji, his back is paining", "immunosuppression", NOTHING),
        ("my daughter Sara and my son Imran drove me here", "immunosuppression", NOTHING),
        ("Rita and Stephen took me to Rome", "major_trauma", NOTHING),
        ("my foot wont push off on tip toes", "minor_trauma", NOTHING),
        ("the wheel fell off the trolley", "major_trauma", NOTHING),
        ("i only know ive been for a wee by the sound", "bladder_dysfunction", PRESENT),
        ("i only no ive bin for a wee by the sound", "bladder_dysfunction", PRESENT),
        ("only way i can tell ive peed is hearing it", "bladder_dysfunction", PRESENT),
        ("only knew id pooed when i looked in the pan", "bowel_dysfunction", PRESENT),
        ("the only way i can tell ive wiped is by looking", "saddle_numbness", PRESENT),
        ("ive been for a wee", "bladder_dysfunction", ABSENT),
        ("heart attack in 2010 and this feels the same", "other_emergency", PRESENT),
        ("i cant do this no more, i want to end my life tonight", "self_harm", PRESENT),
        ("no more numbness", "progressive_numbness", ABSENT),
        ("shudnt they slide me through that machine", "major_trauma", NOTHING),
        ("heart attack in 2010, all fine since", "other_emergency", NOTHING),
    ],
)
def test_a_wording_is_read_for_what_it_says(
    reader: Reader, text: str, finding: str, status: str
) -> None:
    assert str(reader.read(text).findings.get(finding, NOTHING)) == status


def test_resting_that_does_nothing_eases_nothing(reader: Reader) -> None:
    assert str(reader.read("resting it does nothing").findings.get("night_pain")) != ABSENT


@pytest.mark.parametrize("who", ["I have", "I've", "he has", "my husband has"])
@pytest.mark.parametrize("lost", ["lost", "no", "lost all", "zero"])
@pytest.mark.parametrize(
    ("what", "finding"),
    [("bowels", "bowel_dysfunction"), ("bladder", "bladder_dysfunction")],
)
def test_control_that_is_lost_is_never_read_as_control(
    reader: Reader, who: str, lost: str, what: str, finding: str
) -> None:
    whose = "my" if who.startswith("I") else "his"
    findings = reader.read(f"{who} {lost} control of {whose} {what} since Friday").findings

    assert findings[finding].counts
