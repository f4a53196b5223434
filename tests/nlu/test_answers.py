"""Answers read against what was just asked: each case says what must be known after it."""

import pytest

from bot.nlu.reader import Reader

SADDLE = "saddle_numbness bladder_dysfunction bowel_dysfunction sexual_dysfunction"
LEGS = "motor_weakness progressive_numbness bilateral_leg_symptoms"
INJURY = "fever recent_infection major_trauma minor_trauma spinal_bruising"
HEALTH = "cancer_history unexplained_weight_loss immunosuppression steroid_use osteoporosis"
RISKS = "injection_drug_use recent_spinal_procedure night_pain"
TWO = "fever recent_infection"
LETTER = {"a": "absent", "p": "present", "u": "uncertain", "-": None}


def statuses(reader: Reader, text: str, asking: str) -> str:
    """Return a letter a finding, in the order asked: absent, present, uncertain, or "-"."""
    found = reader.read(text, asking.split()).findings
    letters = {value: letter for letter, value in LETTER.items()}
    return "".join(letters[found[id].value if id in found else None] for id in asking.split())


@pytest.mark.parametrize(
    "text",
    [
        "no", "No.", "nope", "nah mate", "no lad", "no ma'am", "no mam", "no dude", "n", "N",
        "no love", "nope not at all", "nil", "none", "negative", "no thank god", "no thanks",
        "nowt", "no no no", "never", "i dont have any of these", "i don't have any of that",
        "all no", "0", "none of the above", "no x5", "no to all", "no please", "neither",
        "none of those three",
        "not that i know of", "not that ive noticed", "none that I know of", "god no",
        "as i said, no", "like i said no", "he reckons not", "she says no", "dad says no",
        "my wife says no to all of that", "nothing like that thankfully", "nope, all good",
        "all fine", "all normal", "everything is normal", "no to everything", "nope nope nope",
        "no change, same as ever", "perfectly normal, as I said", "❌", "👎", "👎🏽",
        "no none of that", "no, nothing of the sort", "no i don't", "no symptoms", "yeah nah",
        "no, no, no, no", "No to all four.", "nothing to report", "no sir", "nae",
        "no bother at all", "no issues", "not a single one", "zilch", "no lol",
    ],
)  # fmt: skip
def test_a_no_in_any_wording_denies_all_that_was_asked(reader: Reader, text: str) -> None:
    assert statuses(reader, text, SADDLE) == "aaaa"
    assert reader.read(text, SADDLE.split()).answer == "no"


@pytest.mark.parametrize(
    "text",
    ["y", "yep", "yeah thats me", "aye", "👍", "correct", "afraid so", "sure do", "yes sir",
     "Yes.", "yup", "definitely", "oh yes", "yeah i do", "unfortunately", "✅", "yes i have"],
)  # fmt: skip
def test_a_yes_affirms_the_one_thing_asked_and_leaves_a_group_open(
    reader: Reader, text: str
) -> None:
    assert statuses(reader, text, "cancer_history") == "p"
    assert statuses(reader, text, HEALTH) == "-----"
    assert reader.read(text, HEALTH.split()).answer == "yes"


@pytest.mark.parametrize(
    ("text", "letter"),
    [
        ("yes fine", "a"), ("aye, fine", "a"), ("yeah all good", "a"), ("yep no problem", "a"),
        ("all quite normal in that department", "a"),
        ("all in working order", "a"), ("yes like clockwork", "a"), ("yeah no dramas", "a"),
        ("no bhai", "a"), ("no everything feels normal", "a"), ("no stayed the same", "a"),
        ("yes, fine until Monday but not now", "-up"), ("yes, not fine", "-up"),
        ("yes it's new", "p"), ("yeah no control", "-up"), ("yes fine, then I leak", "-up"),
    ],
)  # fmt: skip
def test_a_yes_that_only_says_how_well_it_is_denies_the_trouble_asked_about(
    reader: Reader, text: str, letter: str
) -> None:
    assert statuses(reader, text, "bowel_dysfunction") in letter


@pytest.mark.parametrize(
    "text",
    ["not sure", "maybe", "dunno", "not really sure", "could be", "i think so", "yes and no",
     "no i dont think so", "hard to say", "possibly", "not 100% sure", "i couldnt tell you"],
)  # fmt: skip
def test_a_doubt_about_one_thing_is_a_doubt(reader: Reader, text: str) -> None:
    assert statuses(reader, text, "osteoporosis") == "u"
    assert reader.read(text, ["osteoporosis"]).answer == "unsure"


@pytest.mark.parametrize(
    ("text", "asking"),
    [
        ("not really", "bladder_dysfunction"),
        ("same as ever", "bladder_dysfunction"),
        ("same as before, always been like that", "bladder_dysfunction"),
        ("no more than usual", "bladder_dysfunction"),
        ("fine", "bowel_dysfunction"),
        ("all good in that department", "sexual_dysfunction"),
        ("didn't slip", "minor_trauma"),
        ("nothing like that happened", "minor_trauma"),
        ("never had an op", "prior_spine_surgery"),
        ("never needed one", "prior_spine_surgery"),
        ("my weight is steady", "unexplained_weight_loss"),
        ("weight's the same as it ever was", "unexplained_weight_loss"),
        ("on a diet, so on purpose", "unexplained_weight_loss"),
        ("only when i turn over", "night_pain"),
        ("sleep like a baby", "night_pain"),
        ("just the inhaler", "steroid_use"),
        ("only the flu jab", "injection_drug_use"),
        ("only my insulin", "injection_drug_use"),
        ("coil in so no", "pregnancy"),
        ("went to sleep on the drive but fine once I got out", "progressive_numbness"),
        ("foot went dead from sitting but came back after a minute", "progressive_numbness"),
        ("only the right", "bilateral_leg_symptoms"),
        ("just hot flushes, it's the change", "fever"),
        ("haven't fallen in years", "minor_trauma"),
        ("only that crash in 1998, nothing since", "major_trauma"),
        ("not since I was a kid", "major_trauma"),
    ],
)  # fmt: skip
def test_what_is_as_it_was_or_explained_denies_the_one_thing_asked(
    reader: Reader, text: str, asking: str
) -> None:
    assert statuses(reader, text, asking) == "a"


@pytest.mark.parametrize(
    ("text", "asking", "expected"),
    [
        ("usual crohns runs, no accidents. no to the rest", SADDLE, "aaaa"),
        ("up twice a night same as any old man. nothing else", SADDLE, "aaaa"),
        ("same as before, I do leak if I laugh but thats thirty years. others no", SADDLE, "aaaa"),
        ("I urinate well, the colour is clear. otherwise fine", SADDLE, "aaaa"),
        ("bladder's behaving. rest is no", SADDLE, "aaaa"),
        ("no trouble peeing, all else fine", SADDLE, "aaaa"),
        ("peeing as usual. everything else is normal too", SADDLE, "aaaa"),
        ("my stream has been slow for ten years, no change. no to the others", SADDLE, "aaaa"),
        ("bowels same as ever, rest no", SADDLE, "aaaa"),
        ("foot went to sleep on the drive but fine once I got out. no to the rest", LEGS, "aaa"),
        ("legs are fine. the others no", LEGS, "aaa"),
        ("legs were heavy that night but normal by morning. no to the rest", LEGS, "aaa"),
        ("always had one numb toe, since 2009, never changed. the rest no", LEGS, "aaa"),
        ("didn't slip. no to the rest", INJURY, "aaaaa"),
        ("no car or ramp or owt. otherwise no", INJURY, "aaaaa"),
        ("no tumble, just lifting. none of the others", INJURY, "aaaaa"),
        ("no temperature. no to everything else", INJURY, "aaaaa"),
        ("no meds like that. rest no", HEALTH, "aaaaa"),
        ("my weight is steady. no to the rest", HEALTH, "aaaaa"),
        ("belly's same as ever. no to the rest", HEALTH, "aaaaa"),
        ("brown inhaler, no tablets. nothing else", HEALTH, "aaaaa"),
        ("just diabetes. nope to the rest", HEALTH, "aaaaa"),
        ("just when i turn over. no to the rest", RISKS, "aaa"),
        ("eases when I lie down. others no", RISKS, "aaa"),
        ("only my insulin, nothing else", RISKS, "aaa"),
        ("the rest are no", SADDLE, "aaaa"),
        ("no to the other four", HEALTH, "aaaaa"),
        ("i sneezed and that did it. no to all of that", INJURY, "aaaaa"),
    ],
)  # fmt: skip
def test_no_to_the_rest_denies_what_was_not_spoken_of(
    reader: Reader, text: str, asking: str, expected: str
) -> None:
    assert statuses(reader, text, asking) == expected


@pytest.mark.parametrize(
    ("text", "asking", "open_still"),
    [
        ("my bladder has been odd since monday. no to the rest", SADDLE, "bladder_dysfunction"),
        ("went to the loo and it took an age. no to the rest", SADDLE, "bladder_dysfunction"),
        ("no. my bum feels a bit off though", SADDLE, "saddle_numbness"),
        ("no but sex isn't the same lately", SADDLE, "sexual_dysfunction"),
        ("leg just folds when I stand on it. no to the rest", LEGS, "motor_weakness"),
        ("buckles under me. no to the rest", LEGS, "motor_weakness"),
        ("always leaked a bit but it's worse now. no to the rest", SADDLE, "bladder_dysfunction"),
        ("bowels are fine-ish, not as good as before. rest no", SADDLE, "bowel_dysfunction"),
        ("i can't tell when i need to wee. no to the rest", SADDLE, "bladder_dysfunction"),
        ("came down hard from about 3 metres. no to the rest", INJURY, "major_trauma"),
        ("nothing comes out at all. no to the rest", SADDLE, "bladder_dysfunction"),
        ("not sure about my pee. no to the rest", SADDLE, "bladder_dysfunction"),
        ("it isn't fine down there. no to the rest", SADDLE, "saddle_numbness"),
        ("pee doesn't start like it used to, rest no", SADDLE, "bladder_dysfunction"),
        ("legs no longer normal. no to the rest", LEGS, "motor_weakness"),
        ("i take tofacitinib tablets. no to the rest", HEALTH, "immunosuppression"),
        ("had a growth removed, waiting to hear. no to the rest", HEALTH, "cancer_history"),
        ("my foot doesn't do what it should. no to the others", LEGS, "motor_weakness"),
        ("the usual, but now my pad is soaked. rest no", SADDLE, "bladder_dysfunction"),
    ],
)  # fmt: skip
def test_no_new_symptom_is_denied_away(
    reader: Reader, text: str, asking: str, open_still: str
) -> None:
    status = reader.read(text, asking.split()).findings.get(open_still)
    assert status is None or status.counts


@pytest.mark.parametrize(
    ("text", "asking", "expected"),
    [
        ("1 no 2 yes 3 no", LEGS, "apa"),
        ("1. no 2. yes 3. no", LEGS, "apa"),
        ("1) no 2) no 3) yes", LEGS, "aap"),
        ("1n 2y 3n", LEGS, "apa"),
        ("no, no, yes, no", SADDLE, "aapa"),
        ("no no no and yes", SADDLE, "aaap"),
        ("no/no/yes", LEGS, "aap"),
        ("n n y n", SADDLE, "aapa"),
        ("yes. no. no.", LEGS, "paa"),
        ("first one yes others no", LEGS, "paa"),
        ("a) no b) no", TWO, "aa"),
        ("a) yes b) no", TWO, "pa"),
        ("only the second", LEGS, "apa"),
        ("yes to the bladder one, no to the others", SADDLE, "apaa"),
        ("pee yes, rest no", SADDLE, "apaa"),
        ("numbness: no. bladder: yes", "saddle_numbness bladder_dysfunction", "ap"),
        ("bladder: no, bowels: no, numbness: yes", SADDLE, "paa-"),
        ("bladder - fine, bowels - fine", "bladder_dysfunction bowel_dysfunction", "aa"),
        ("just the fever", INJURY, "paaaa"),
        ("only the fever", INJURY, "paaaa"),
        ("the last two", LEGS, "-pp"),
        ("all but the last two", LEGS, "paa"),
        ("everything but the second one", LEGS, "pap"),
        ("the top one", LEGS, "p--"),
        ("first three no", LEGS, "aaa"),
        ("just the first two", LEGS, "ppa"),
        ("both", TWO, "pp"),
        ("yep both of those", TWO, "pp"),
        ("all of them", LEGS, "ppp"),
        ("everything except the fever", INJURY, "apppp"),
        ("no to all except the bruise", INJURY, "aaaap"),
        ("none apart from the second", LEGS, "apa"),
        ("the second one", TWO, "-p"),
        ("the bladder one yes", SADDLE, "-p--"),
        ("yes, the one about wiping", SADDLE, "p---"),
        ("yes its my bladder", SADDLE, "-p--"),
        ("fever no infection yes", TWO, "ap"),
        ("yes to fever, no to infection", TWO, "pa"),
        ("no to fever and infection, yes to the bruise", INJURY, "aa--p"),
        ("steroids yes, bones yes, others no", HEALTH, "aaapp"),
        ("first no second no third no", LEGS, "aaa"),
        ("number 2", LEGS, "-p-"),
        ("cancer yes. the rest no", HEALTH, "paaaa"),
    ],
)  # fmt: skip
def test_lists_are_read_by_place_and_by_name(
    reader: Reader, text: str, asking: str, expected: str
) -> None:
    assert statuses(reader, text, asking) == expected


@pytest.mark.parametrize("text", ["no yes", "yes, no", "no no yes"])
def test_a_list_that_fits_nothing_settles_nothing(reader: Reader, text: str) -> None:
    reading = reader.read(text, SADDLE.split())
    assert not reading.mentions
    assert reading.answer is None


def test_ok_and_an_empty_message_answer_nothing(reader: Reader) -> None:
    for text in ("ok", "", "   ", "hello"):
        assert not reader.read(text, SADDLE.split()).mentions


@pytest.mark.parametrize("text", ["pee yes, rest no", "👎", "no lad", "1. no 2. yes 3. no"])
def test_evidence_stands_in_the_message_where_it_says(reader: Reader, text: str) -> None:
    mentions = reader.read(text, SADDLE.split()).mentions
    assert mentions
    assert all(text[one.start : one.end] == one.evidence for one in mentions)
