from pathlib import Path

from typer.testing import CliRunner, Result

from bot.cli.main import app
from bot.knowledge.loader import load

SCRIPTS = load().scripts


def chat(typed: str, *options: str) -> Result:
    return CliRunner().invoke(app, ["chat", "--no-rasa", *options], input=typed)


def test_a_talk_goes_from_the_greeting_to_the_closing() -> None:
    result = chat("my groin is numb\n")

    assert result.exit_code == 0
    assert SCRIPTS["en-US"].dispositions["emergency"].headline in result.stdout
    assert result.stdout.count(SCRIPTS["en-US"].messages["return_precautions"]) == 1


def test_who_leaves_in_the_middle_gets_the_precautions() -> None:
    result = chat("my back hurts\n\n")

    assert result.exit_code == 0
    assert SCRIPTS["en-US"].messages["stopped"] in result.stdout
    assert SCRIPTS["en-US"].messages["return_precautions"] in result.stdout


def test_the_locale_and_the_speaker_are_the_chosen_ones() -> None:
    result = chat("", "--locale", "en-GB", "--proxy")

    assert SCRIPTS["en-GB"].messages["greeting_proxy"] in result.stdout


def test_a_locale_without_scripts_is_refused_with_those_there_are() -> None:
    result = chat("", "--locale", "de-DE")

    assert result.exit_code == 2
    assert "en-GB" in result.stderr


def test_a_talk_is_kept_where_it_should_be(tmp_path: Path) -> None:
    file = tmp_path / "new" / "kept.sqlite3"

    assert chat("my groin is numb\n", "--database-url", f"sqlite:///{file}").exit_code == 0
    assert file.is_file()


def test_a_database_that_cannot_be_used_is_refused() -> None:
    result = chat("", "--database-url", "mysql://somewhere/else")

    assert result.exit_code == 2
    assert "sqlite:///FILE" in result.stderr
