"""The pages: the chat and the summary, with what must be at hand offline written into them."""

import re
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import FileResponse, HTMLResponse, Response
from fastapi.staticfiles import StaticFiles
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from bot.api.service import Service, ServiceDep
from bot.knowledge.scripts import Scripts
from bot.settings import ROOT

WEB = ROOT / "bot" / "web"
STATIC = WEB / "static"

router = APIRouter(include_in_schema=False)
templates = Environment(
    loader=FileSystemLoader(WEB / "templates"),
    autoescape=select_autoescape(),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)

Locale = Annotated[str | None, Query(alias="locale")]


@router.get("/")
def chat(request: Request, service: ServiceDep, locale: Locale = None) -> HTMLResponse:
    """Show the chat."""
    return _page("chat.html", service, _scripts(request, service, locale))


@router.get("/summary")
def summary(request: Request, service: ServiceDep, locale: Locale = None) -> HTMLResponse:
    """Show the page to print and to take along."""
    return _page("summary.html", service, _scripts(request, service, locale))


@router.get("/docs")
def documentation(request: Request, service: ServiceDep) -> HTMLResponse:
    """Show every address of the API, out of its own OpenAPI document."""
    schema = request.app.openapi()
    page = templates.get_template("docs.html")
    return HTMLResponse(page.render(api=schema, version=schema["info"]["version"]))


@router.get("/favicon.ico")
def icon() -> FileResponse:
    """Return the icon to browsers that ask for it by its old name."""
    return FileResponse(STATIC / "icon.svg", media_type="image/svg+xml")


@router.get("/offline.js")
def offline() -> FileResponse:
    """Return the service worker; from here, because it may only serve what is below it."""
    return FileResponse(STATIC / "offline.js", media_type="text/javascript")


class Assets(StaticFiles):
    """The static files; browsers may keep them, but ask each time whether they have changed."""

    def file_response(self, *args: Any, **kwargs: Any) -> Response:
        """Return a file."""
        response = super().file_response(*args, **kwargs)
        response.headers["Cache-Control"] = "no-cache"
        return response


def _scripts(request: Request, service: Service, locale: str | None) -> Scripts:
    chosen = service.bot.scripts.get(locale or "")
    return chosen or service.locales.at_hand(request.scope)


def _page(name: str, service: Service, scripts: Scripts) -> HTMLResponse:
    page = templates.get_template(name).render(
        scripts=scripts,
        say=scripts.messages,
        emergency_number=scripts.names["emergency_number"],
        crisis_number=_dialled(scripts.names["crisis_line"]),
        countries={id: told.place for id, told in service.bot.scripts.items()},
        max_chars=service.settings.max_message_chars,
    )
    headers = {"Content-Language": scripts.locale, "Vary": "Accept-Language"}
    return HTMLResponse(page, headers=headers)


def _dialled(line: str) -> str:
    return re.sub(r"\D", "", line)
