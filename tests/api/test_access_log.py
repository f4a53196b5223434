import json
import logging


def test_the_access_log_names_the_route_and_never_what_was_sent(patient, caplog):
    caplog.set_level(logging.INFO, "bot.api.access")

    patient.say("xylophonewart")
    patient.client.get("/v1/xylophonewart?text=xylophonewart")

    lines = [json.loads(r.getMessage()) for r in caplog.records if r.name == "bot.api.access"]
    assert [line["route"] for line in lines] == ["/v1/conversations/{id}/messages", "-"]
    assert [line["status"] for line in lines] == [200, 404]
    assert "xylophonewart" not in json.dumps(lines)
    assert patient.id not in json.dumps(lines)
