"""flask-smorest with the types it does not state; nothing else may import the library."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from flask import Blueprint as FlaskBlueprint
from flask import Flask
from marshmallow import Schema

_View = TypeVar("_View", bound=Callable[..., Any])

if TYPE_CHECKING:
    from apispec import APISpec

    class Blueprint(FlaskBlueprint):
        """A blueprint whose views describe themselves."""

        def __init__(self, name: str, import_name: str, *, url_prefix: str, description: str) -> None: ...

        def arguments(
            self, schema: Schema | type[Schema], *, location: str = ..., example: Any = ...
        ) -> Callable[[_View], _View]:
            """Loads and describes the request."""

        def response(
            self, status_code: int, schema: type[Schema], *, example: Any = ..., headers: Any = ...
        ) -> Callable[[_View], _View]:
            """Describes the answer; a view that returns a Response answers with it as it is."""

        def alt_response(
            self, status_code: int, *, schema: type[Schema] | None = ..., description: str = ...
        ) -> Callable[[_View], _View]:
            """Describes another answer."""

        def doc(self, **members: Any) -> Callable[[_View], _View]:
            """Members of the operation in the OpenAPI document."""

    class Api:
        """The OpenAPI document of an application."""

        spec: APISpec

        def __init__(self, app: Flask, *, spec_kwargs: dict[str, Any]) -> None: ...

        def register_blueprint(self, blueprint: Blueprint) -> None:
            """Adds a blueprint and its description."""
else:
    from flask_smorest import Api, Blueprint

__all__ = ["Api", "Blueprint"]
