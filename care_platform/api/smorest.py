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
    from flask_smorest import Api
    from flask_smorest import Blueprint as _Blueprint

    class Blueprint(_Blueprint):
        """Decorators that describe a view leave it as it is; only `arguments` does something with a request.

        Every view gives a finished Response, so the library's own wrappers would do nothing, one around the other.
        """

        def response(self, *arguments: Any, **options: Any) -> Callable[[_View], _View]:
            """Describes the answer."""
            return _only_described(super().response(*arguments, **options))

        def alt_response(self, *arguments: Any, **options: Any) -> Callable[[_View], _View]:
            """Describes another answer."""
            return _only_described(super().alt_response(*arguments, **options))

        def doc(self, **members: Any) -> Callable[[_View], _View]:
            """Describes the operation."""
            return _only_described(super().doc(**members))

    def _only_described(decorate: Callable[[_View], Any]) -> Callable[[_View], _View]:
        def describe(view: _View) -> _View:
            view._apidoc = decorate(view)._apidoc  # type: ignore[attr-defined] # where the library keeps it
            return view

        return describe


__all__ = ["Api", "Blueprint"]
