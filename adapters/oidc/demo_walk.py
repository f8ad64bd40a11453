"""Sign in at the demonstration provider without a browser: for demonstration scripts and tests."""

from urllib.parse import urljoin

import requests
from lxml import html

from adapters.oidc.demo_people import DEMO_PIN

_TIMEOUT_SECONDS = 10


def sign_in_as(session: requests.Session, url: str, person_key: str) -> str:
    """Open `url`, fill in the form as a person would, and give the address it sends the browser back to.

    `url` is the provider's own page or one that redirects to it. The address is not visited:
    `session.get` it to finish at the service. Raises RuntimeError when there is no form or it is refused.
    """
    page = session.get(url, timeout=_TIMEOUT_SECONDS)
    form = html.document_fromstring(page.content).find(".//form") if page.ok and page.content else None
    if form is None:
        raise RuntimeError(f"no sign-in form (HTTP {page.status_code})")
    hidden = {field.get("name"): field.get("value") for field in form.iterfind(".//input[@type='hidden']")}
    answer = session.post(
        urljoin(page.url, form.get("action")),
        data={**hidden, "person": person_key, "pin": DEMO_PIN, "action": "sign_in"},
        allow_redirects=False,
        timeout=_TIMEOUT_SECONDS,
    )
    if not answer.is_redirect:
        raise RuntimeError(f"the sign-in form was refused (HTTP {answer.status_code})")
    return answer.headers["Location"]
