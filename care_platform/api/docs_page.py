"""GET /api/v1/docs: the OpenAPI document for people; rendered here, with no script and no other host."""

import base64
import hashlib
import json
from importlib.resources import files
from typing import Any

from flask import Flask, Response, render_template_string

_FOLDER = files("care_platform.api") / "pages"


def add_docs_page(app: Flask, spec: Any) -> None:
    """Adds the page; it is rendered once, when first asked for."""
    kept: list[str] = []
    style = (_FOLDER / "docs.css").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'none'"
    )

    def docs() -> Response:
        if not kept:
            kept.append(_page(spec.to_dict(), style))
        headers = {"Content-Security-Policy": policy, "X-Content-Type-Options": "nosniff"}
        return Response(kept[0], headers=headers, mimetype="text/html")

    app.add_url_rule("/api/v1/docs", "api-docs-page", docs, methods=["GET"])


def _page(document: dict[str, Any], style: str) -> str:
    template = (_FOLDER / "docs.html").read_text(encoding="utf-8")
    return render_template_string(
        template, document=document, style=style, operations=_operations(document), as_json=_as_json,
        schema_name=_schema_name,
    )  # fmt: skip


def _operations(document: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {"method": method.upper(), "path": path, "anchor": f"{method}{path}".replace("/", "-"), **operation}
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
        if method in {"get", "post", "put", "patch", "delete"}
    ]


def _as_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)


def _schema_name(schema: dict[str, Any]) -> str:
    """The name a schema refers to, as itself or as a list's element; empty for a plain one."""
    reference = schema.get("$ref") or schema.get("items", {}).get("$ref") or ""
    for wrapped in schema.get("allOf", []):
        reference = reference or wrapped.get("$ref", "")
    return str(reference).rpartition("/")[2]
