"""How long this pain has lasted, and the other lengths of time that are not that."""

import pytest

from bot.nlu.reader import Reader


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("lbp 3 wks", 21),
        ("lbp 6/52, worse on bending", 42),
        ("low back pain x3/7", 3),
        ("LBP for 2/12, no red flags", 60),
        ("my back has been bad for a hundred days give or take", 100),
        ("back pain for a couple weeks, 15 days if you want exact", 15),
        ("sore back for a week and a half", 10.5),
        ("ten-ish days of back pain", 10),
        ("back ache 3 mnths", 90),
        ("lower back pain for half a year", 182.5),
        ("pain in my back 10d", 10),
        ("had this back pain 3½ weeks", 24.5),
        ("back went overnight, agony", 1),
        ("did my back in three days ago picking up a suitcase", 3),
        ("fell on the ice 5 days ago and my back has hurt since", 5),
        ("woke up with it four days ago", 4),
        ("backache started about a fortnight back", 14),
        ("going on a month with this sciatica", 30),
        ("it's been 9 days of this", 9),
        ("day 6 of this wretched back", 6),
        ("6 weeks now and my back is no better", 42),
        ("four weeks in and the leg pain is still there", 28),
        ("my back's been killing me since yesterday", 1),
        ("leg pain the past 2 months", 60),
        ("pulled something in my lower back last week", 7),
        ("slipped a disc 3 weeks ago, pain down the leg", 21),
        ("Sciatica. 8 weeks. Left leg.", 56),
        ("been suffering with my back for nigh on 5 weeks", 35),
        ("I twisted lifting my toddler two days ago and now I can't stand straight", 2),
        ("can't pee since this morning, back pain for 4 days", 4),
        ("back pain for 3 days, had a fusion 6 years ago", 3),
        ("had kidney stones in 2010. Back pain started 12 days ago", 12),
        ("car crash yesterday and my back is agony", 1),
        ("my lower back has been playing up for a few days", 3),
        ("my back has been bad for 5 weeks, on naproxen for 2 weeks", 35),
        ("back pain 2 to 3 weeks", 17.5),
        ("I've had a bad back for around six weeks", 42),
        ("it came on 4 days ago after digging", 4),
        ("tweaked it at the gym last night", 1),
    ],
)
def test_the_length_of_this_episode_is_read(reader: Reader, text: str, days: float) -> None:
    read = reader.read(text).numbers.get("duration_days")
    assert read == pytest.approx(days, abs=0.5)


@pytest.mark.parametrize(
    "text",
    [
        "I had a discectomy 4 weeks ago",
        "had a steroid injection in my back 3 weeks ago",
        "finished antibiotics for a kidney infection 2 weeks ago",
        "I've been married 12 years and never had a bad back",
        "diagnosed with breast cancer 3 years ago",
        "I'm 24 weeks pregnant and my back hurts",
        "drove 6 hours and now my back hurts",
        "12 hour shift and my back is sore",
        "back is stiff for an hour every morning",
        "I slept 3 hours because of my back",
        "infliximab every 8 weeks",
        "I take naproxen 3 times a day for my back",
        "lifting my 3 month old hurts my back",
        "I had back pain 10 years ago but this is different",
        "a numb patch on my thigh I've had for 20 years",
        "I stand for 8 hours and my back aches",
        "my mum has had back pain for 6 months, mine is fine",
        "on prednisolone for two years",
        "been clean for 3 years",
        "baby born 5 weeks ago with an epidural, sore back",
        "I can only walk for 10 minutes before my back hurts",
        "GP appointment in 3 weeks about my back",
        "lost a stone in 2 months without trying",
        "physio says to come back in 2 weeks",
        "worked as a roofer for 30 years so my back is shot",
        "fever for 3 days",
        "my back hurts after 2 hours at my desk",
        "is it safe to take ibuprofen for 2 weeks?",
        "how long until it goes, 6 weeks?",
        "would it help to rest for 2 days",
        "I have had osteoporosis for 5 years",
        "donkey's years of back trouble",
        "transplant 3 years ago, back pain",
        "I retired 2 years ago",
        "back pain. last scan was 6 months ago",
        "sciatica in my pregnancy 4 years ago, all gone now",
        "had covid last month",
        "I haven't been to the toilet for 3 days",
        "the pain wakes me after 2 hours of sleep",
        "moved house last week",
        "numb between my legs for the last 2 days",
    ],
)
def test_other_lengths_of_time_are_not_this_episode(reader: Reader, text: str) -> None:
    assert "duration_days" not in reader.read(text).numbers
