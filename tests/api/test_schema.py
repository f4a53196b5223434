"""Requests made up from the OpenAPI document: whatever comes, the answer is as documented."""

import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]

SENT = ("method", "url", "params", "headers", "cookies", "json", "data")


def test_every_answer_is_as_documented_and_every_error_carries_the_safety_net(client):
    schema = schemathesis.openapi.from_dict(client.get("/openapi.json").json())
    operations = [found.ok() for found in schema.get_all_operations()]
    assert len(operations) >= 10

    for operation in operations:
        check(operation, client)


def check(operation, client):
    @given(case=operation.as_strategy())
    @settings(
        max_examples=15,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    def answered_as_documented(case):
        sent = case.as_transport_kwargs(base_url="http://testserver")
        response = client.request(**{name: sent[name] for name in SENT if name in sent})
        case.validate_response(response, checks=CHECKS)
        if response.status_code >= 400:
            assert response.json()["safety_net"]

    answered_as_documented()
