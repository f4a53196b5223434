import re

import pytest

PAGES = ["/", "/summary", "/docs", "/?locale=en-GB"]


@pytest.mark.parametrize("path", [*PAGES, "/static/chat.js", "/health", "/v1/nothing"])
def test_every_answer_carries_the_security_headers(client, path):
    headers = client.get(path).headers

    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


@pytest.mark.parametrize("path", PAGES)
def test_no_page_loads_anything_from_elsewhere_or_runs_inline_code(client, path):
    page = client.get(path).text

    loaded = re.findall(r'<(?:script|link|img|iframe)[^>]*?(?:src|href)="([^"]*)"', page)
    assert loaded
    assert all(address.startswith("/static/") for address in loaded)
    assert "<style" not in page
    assert not re.search(r"<script(?![^>]*src=)", page)
    assert not re.search(r"\son\w+=|\sstyle=", page)


@pytest.mark.parametrize(
    ("locale", "number", "crisis"), [("en-US", "911", "988"), ("en-GB", "999", "116123")]
)
def test_the_way_to_help_is_written_into_the_page(client, locale, number, crisis):
    scripts = client.app.state.service.bot.scripts[locale]

    for path in ("/", "/summary"):
        page = client.get(f"{path}?locale={locale}").text
        assert f'<html lang="{locale}">' in page
        assert f'href="tel:{number}"' in page
        assert f'href="tel:{crisis}"' in page
        assert page.count("<li>") >= len(scripts.emergency_signs)


def test_the_browser_chooses_the_locale_where_the_address_does_not(client):
    assert 'lang="en-GB"' in client.get("/", headers={"Accept-Language": "de, en-GB;q=0.8"}).text
    assert 'lang="en-US"' in client.get("/", headers={"Accept-Language": "de"}).text
    assert 'lang="en-US"' in client.get("/?locale=tlh", headers={"Accept-Language": "*"}).text


def test_the_chat_says_what_it_is_and_is_not(client):
    page = client.get("/").text

    assert "decision support, not a diagnosis, and not for emergencies" in page


def test_the_docs_list_every_address_of_the_api(client):
    page = client.get("/docs").text

    for path in client.get("/openapi.json").json()["paths"]:
        assert path in page


@pytest.mark.parametrize("path", ["/static/../app.py", "/static/%2e%2e/templates/chat.html"])
def test_nothing_beside_the_static_files_is_served(client, path):
    assert client.get(path).status_code == 404


def test_browsers_keep_static_files_and_nothing_of_the_api(client):
    first = client.get("/static/chat.js")
    again = client.get("/static/chat.js", headers={"If-None-Match": first.headers["etag"]})

    assert (first.headers["cache-control"], again.status_code) == ("no-cache", 304)
    assert client.get("/health").headers["cache-control"] == "no-store"
