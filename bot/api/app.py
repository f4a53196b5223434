"""The app factory: `uvicorn --factory bot.api.app:create_app --ws none --no-access-log`."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

import bot
from bot.api import health, integrators, pages, patient, rasa_rest
from bot.api.errors import add_handlers
from bot.api.guard import Guard
from bot.api.problems import ProblemBody
from bot.api.service import open_service
from bot.api.sweeping import sweeping
from bot.settings import Settings

ROUTERS = (patient.router, rasa_rest.router, integrators.router, health.router, pages.router)
"""One for each audience."""


def create_app(settings: Settings | None = None) -> FastAPI:
    """Return the app; nothing is loaded before it starts."""
    settings = settings or Settings()
    app = FastAPI(
        title="Backline",
        summary="Conversational triage for low back pain: decision support, not a diagnosis.",
        version=bot.__version__,
        lifespan=_lifespan(settings),
        redirect_slashes=False,
        docs_url=None,
        redoc_url=None,
    )
    app.add_middleware(Guard, settings=settings)
    add_handlers(app)
    for router in ROUTERS:
        app.include_router(router)
    app.mount("/static", pages.Assets(directory=pages.STATIC), name="static")
    _describe_problems(app)
    return app


def _lifespan(settings: Settings) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        # Blocks the loop, rightly: nobody is served before all of it is there.
        app.state.service = service = open_service(settings)
        async with sweeping(service):
            yield
        service.close()

    return lifespan


def _describe_problems(app: FastAPI) -> None:
    """Put the shape of problems, which no route returns, into the OpenAPI document."""

    def openapi() -> dict[str, object]:
        if app.openapi_schema is None:
            schema = get_openapi(
                title=app.title,
                version=app.version,
                summary=app.summary,
                routes=app.routes,
                separate_input_output_schemas=False,
            )
            problem = ProblemBody.model_json_schema()
            schema.setdefault("components", {}).setdefault("schemas", {})["ProblemBody"] = problem
            app.openapi_schema = schema
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]
