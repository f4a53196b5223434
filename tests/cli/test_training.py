from dataclasses import replace
from pathlib import Path

import pytest

from bot.bridge.model import Model
from bot.cli import training
from bot.learning.teach import Lessons


@pytest.fixture(autouse=True)
def log(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    file = tmp_path / "var" / "training.log"
    monkeypatch.setattr(training, "LOG", file)
    return file


def doing(code: str) -> training.Training:
    return replace(training.RASA, code=code)


def test_what_training_prints_goes_to_its_log_only(
    capfd: pytest.CaptureFixture[str], log: Path
) -> None:
    training.train(doing("print('much ado')"))

    said = capfd.readouterr()
    assert (said.out, "much ado" in said.err) == ("", False)
    assert log.read_text() == "much ado\n"


def test_long_training_gives_signs_of_life(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(training, "SIGN_OF_LIFE", 0.05)

    training.train(doing("import time; time.sleep(0.5)"))

    assert "still training" in capfd.readouterr().err


def test_training_that_fails_says_where_the_reason_is(log: Path) -> None:
    with pytest.raises(training.TrainingFailed, match=str(log)):
        training.train(doing("raise SystemExit('no memory')"))

    assert log.read_text() == "no memory\n"


def test_without_a_model_the_bot_goes_on_with_the_script(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(Model, "state", lambda _: "missing")
    monkeypatch.setattr(training, "RASA", replace(training.RASA, code="raise SystemExit(1)"))

    assert training.ensure_model() is False
    assert "scripted interview" in capfd.readouterr().err


def test_without_a_second_opinion_the_rules_read_alone(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(Lessons, "state", lambda _: "stale")
    monkeypatch.setattr(training, "OPINION", replace(training.OPINION, code="raise SystemExit(1)"))

    assert training.ensure_opinion() is False
    assert "rules of the reader alone" in capfd.readouterr().err


def test_a_fresh_model_is_not_trained_again(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(Model, "state", lambda _: "fresh")

    assert training.ensure_model() is True
    assert capfd.readouterr().err == ""
