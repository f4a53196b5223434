from sqlalchemy import create_engine, text


def test_health_says_that_the_process_answers(client):
    assert client.get("/health").json() == {"status": "ok"}


def test_ready_says_what_serves(client):
    ready = client.get("/ready").json()

    assert (ready["status"], ready["database"], ready["rasa"]) == ("ready", "ok", "off")
    assert ready["protocol"]["review"] in ("current", "overdue")
    assert "en-GB" in ready["locales"]


def test_ready_fails_while_the_tables_are_not_there(clients):
    with clients() as client:
        engine = create_engine(client.app.state.service.settings.database_url)
        with engine.begin() as connection:
            connection.execute(text("ALTER TABLE conversations RENAME TO hidden"))
        engine.dispose()

        assert client.get("/ready").status_code == 503
        assert client.get("/health").status_code == 200
