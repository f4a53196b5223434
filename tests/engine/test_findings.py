import pytest

from bot.engine.findings import Case, Mention, Reading, Status


def test_statuses_rank_from_absent_over_unknown_and_uncertain_to_present() -> None:
    names = ["absent", "unknown", "uncertain", "present"]

    assert [status.value for status in sorted(Status, key=lambda s: s.rank)] == names


def test_a_reading_takes_the_most_cautious_of_its_mentions() -> None:
    mentions = (
        Mention("fever", Status.ABSENT, 0, 8, "no fever"),
        Mention("fever", Status.UNCERTAIN, 10, 22, "maybe chills"),
        Mention("fever", Status.ABSENT, 24, 30, "no temp"),
    )

    assert Reading(mentions).findings == {"fever": Status.UNCERTAIN}


def test_what_was_never_said_is_unknown() -> None:
    assert Case().status("fever") is Status.UNKNOWN


def test_a_case_does_not_follow_later_changes_of_what_it_was_made_from() -> None:
    findings = {"fever": Status.ABSENT}
    case = Case(findings)

    findings["fever"] = Status.PRESENT

    assert case.status("fever") is Status.ABSENT
    with pytest.raises(TypeError):
        case.findings["fever"] = Status.PRESENT  # type: ignore[index]
