from bot.storage.values import Answer, Created, Inbound, Outcome

WORD = "Zebrafink"


def test_no_value_shows_words_or_tokens_when_printed():
    printed = repr(
        [
            Created("id", WORD),
            Inbound(1, WORD),
            Outcome([{"text": WORD}], {"words": WORD}, (), {"reasons": [WORD]}, [{"text": WORD}]),
            Answer([{"text": WORD}], "open", {"reasons": [WORD]}),
        ]
    )

    assert WORD not in printed


def test_a_transcript_shows_no_words_when_printed(patient, store):
    patient.send(WORD, "m1")

    assert WORD not in repr(store.transcript(patient.id))
