"""The pages of the demonstration provider: one form, one error page, no script, nothing from elsewhere."""

import hashlib
from base64 import b64encode
from collections.abc import Collection, Mapping
from urllib.parse import urlsplit

from flask import Response, render_template_string

from adapters.oidc.demo_people import DEMO_PIN, DemoPerson

_STYLE = """
body { font-family: system-ui, sans-serif; line-height: 1.6; margin: 0; color: #1a1a1c; background: #fff; }
main { max-width: 40rem; margin: 0 auto; padding: 1.5rem; }
.simulation { border: 3px solid #8b0000; padding: .75rem 1rem; }
.problem { border-left: 6px solid #8b0000; padding: .5rem 1rem; }
fieldset { border: 1px solid #626264; margin: 1rem 0; padding: 1rem; }
.person { padding: .4rem 0; }
.person small { display: block; margin-left: 1.8rem; color: #4d4d4d; }
input[type=radio] { width: 1.2rem; height: 1.2rem; vertical-align: middle; }
input[type=password] { font-size: 1.2rem; width: 6rem; padding: .4rem; border: 1px solid #626264; }
button { font-size: 1rem; min-height: 2.75rem; padding: .5rem 1.25rem; margin: .5rem .5rem 0 0;
  border: 2px solid #0017c1; border-radius: .5rem; color: #fff; background: #0017c1; }
button.plain { color: #0017c1; background: #fff; }
:focus-visible { outline: 4px solid #000; outline-offset: 2px; box-shadow: 0 0 0 2px #ffd43d; }
"""
_STYLE_HASH = b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode("ascii")

_TOP = """<!doctype html>
<html lang="ja">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ "入力に誤りがあります: " if problem }}サインイン（模擬） / Sign in (simulation)</title>
<style>{{ style|safe }}</style>
</head>
<body>
<main>
<p class="simulation"><strong>これは模擬環境です。</strong>デジタル認証アプリではありません。人物は
すべて架空です。実際の暗証番号を入力しないでください。<br>
<span lang="en"><strong>This is a simulation.</strong> It is not the national sign-in application. Every
person is invented. Never enter a real PIN.</span></p>
"""
_BOTTOM = "</main>\n</body>\n</html>\n"

_FORM = (
    _TOP
    + """<h1>サインイン <span lang="en">Sign in</span></h1>
{% if problem %}
<div class="problem" role="alert" id="problem">
<p>人を一人選び、暗証番号 {{ pin }} を入力してください。<br>
<span lang="en">Choose one person and enter the PIN {{ pin }}.</span></p>
</div>
{% endif %}
<form method="post" action="{{ action }}" autocomplete="off">
{% for name, value in fields.items() %}
<input type="hidden" name="{{ name }}" value="{{ value }}">
{% endfor %}
<fieldset>
<legend>サインインする人 <span lang="en">Who signs in</span></legend>
{% for person in people %}
<div class="person">
<input type="radio" name="person" id="person-{{ loop.index }}" value="{{ person.key }}" required
{%- if person.key == chosen %} checked{% endif %} aria-describedby="about-{{ loop.index }}">
<label for="person-{{ loop.index }}">{{ person.name }}</label>
<small id="about-{{ loop.index }}">{{ person.birth_date.isoformat() }} {{ person.address }}</small>
</div>
{% endfor %}
</fieldset>
<p><label for="pin">暗証番号（4桁の数字） <span lang="en">PIN (4 digits)</span></label><br>
<input type="password" name="pin" id="pin" inputmode="numeric" pattern="[0-9]{4}" maxlength="4" required
 autocomplete="off" aria-describedby="pin-hint{{ ' problem' if problem }}">
<br><span id="pin-hint">模擬環境の暗証番号は {{ pin }} です。
<span lang="en">The PIN in this simulation is {{ pin }}.</span></span></p>
<button type="submit" name="action" value="sign_in">サインイン <span lang="en">Sign in</span></button>
<button type="submit" name="action" value="cancel" class="plain" formnovalidate>やめる
 <span lang="en">Cancel</span></button>
</form>
"""
    + _BOTTOM
)

_ERROR = (
    _TOP
    + """<h1>この要求は受け付けられません <span lang="en">This request cannot be accepted</span></h1>
<p>元のサービスに戻って、もう一度始めてください（{{ status }}）。<br>
<span lang="en">Go back to the service you came from and start again ({{ status }}).</span></p>
"""
    + _BOTTOM
)


def login_page(
    people: Collection[DemoPerson],
    action: str,
    fields: Mapping[str, str],
    *,
    chosen: str = "",
    problem: bool = False,
) -> Response:
    """Show the form. `fields` is the authorization request, checked again when it returns."""
    text = render_template_string(
        _FORM,
        style=_STYLE,
        people=people,
        action=action,
        fields=fields,
        chosen=chosen,
        problem=problem,
        pin=DEMO_PIN,
    )
    return _page(text, 400 if problem else 200, return_to=fields["redirect_uri"])


def error_page(status: int) -> Response:
    """Show that the request is refused, for reasons the service's maker finds in the standard."""
    return _page(render_template_string(_ERROR, style=_STYLE, status=status, problem=False), status)


def _page(text: str, status: int, return_to: str = "") -> Response:
    response = Response(text, status, content_type="text/html; charset=utf-8")
    # Browsers apply form-action to the redirect after the form too, so the service must be allowed by name.
    back = urlsplit(return_to)
    form_action = f"'self' {back.scheme}://{back.netloc}" if return_to else "'none'"
    response.headers["Content-Security-Policy"] = (
        f"default-src 'none'; style-src 'sha256-{_STYLE_HASH}'; form-action {form_action}; "
        "base-uri 'none'; frame-ancestors 'none'"
    )
    return response
