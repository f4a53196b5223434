from pathlib import Path

import pytest

from bot.bridge.model import Model
from bot.cli import training


@pytest.fixture(autouse=True)
def log(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    file = tmp_path / "var" / "training.log"
    monkeypatch.setattr(training, "LOG", file)
    return file


def test_what_training_prints_goes_to_its_log_only(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], log: Path
) -> None:
    monkeypatch.setattr(training, "TRAIN", "print('much ado')")

    training.train()

    said = capfd.readouterr()
    assert (said.out, "much ado" in said.err) == ("", False)
    assert log.read_text() == "much ado\n"


def test_long_training_gives_signs_of_life(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(training, "SIGN_OF_LIFE", 0.05)
    monkeypatch.setattr(training, "TRAIN", "import time; time.sleep(0.5)")

    training.train()

    assert "still training" in capfd.readouterr().err


def test_training_that_fails_says_where_the_reason_is(
    monkeypatch: pytest.MonkeyPatch, log: Path
) -> None:
    monkeypatch.setattr(training, "TRAIN", "raise SystemExit('no memory')")

    with pytest.raises(training.TrainingFailed, match=str(log)):
        training.train()

    assert log.read_text() == "no memory\n"


def test_without_a_model_the_bot_goes_on_with_the_script(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(Model, "state", lambda _: "missing")
    monkeypatch.setattr(training, "TRAIN", "raise SystemExit(1)")

    assert training.ensure_model() is False
    assert "scripted interview" in capfd.readouterr().err


def test_a_fresh_model_is_not_trained_again(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(Model, "state", lambda _: "fresh")

    assert training.ensure_model() is True
    assert capfd.readouterr().err == ""
