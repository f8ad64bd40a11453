"""A form sent twice does its work once: a second click, or the back button and another sending.

Every showing of a form has an id of its own. The first sending claims it; another is led to where the first led.
"""

import hashlib
from datetime import timedelta

from flask import g, redirect, request
from werkzeug.wrappers import Response

from care_platform.reference.catalogue import CataloguedError
from care_platform.reference.catalogue.screens import ALREADY_SENT
from care_platform.screens.pages import FORM_ID
from care_platform.store import sent_forms as store
from care_platform.web.requests import platform

LIFE = timedelta(hours=12)
"""As long as the longest session; after it the form's token is worth nothing anyway."""


def claim_form(form_token: str) -> Response | None:
    """Claims the sent form for this session; a redirect for one that was sent before.

    Raises `screens.already_sent` while the first sending has led nowhere yet. A form without an id is not held
    to anything: an id guards against an accident, not an attack.
    """
    form_id = request.form.get(FORM_ID)
    if not form_id:
        return None
    digest, now = hashlib.sha256(f"{form_token}/{form_id}".encode()).digest(), platform().clock()
    with platform().engine.begin() as connection:
        first, led_to = store.claim(connection, digest, now, now + LIFE)
    if first:
        g.claimed_form = digest
        return None
    if led_to is None:
        raise CataloguedError(ALREADY_SENT)
    return redirect(led_to, 303)


def settle_form(response: Response) -> None:
    """After the answer: a redirect is the result, anything else lets the form be corrected and sent again.

    Where a redirect leads away, its address is a secret (the software's code), and is not kept.
    """
    digest = g.pop("claimed_form", None)
    if digest is None:
        return
    with platform().engine.begin() as connection:
        led_to = response.location if response.status_code == 303 else None
        if not led_to:
            store.release(connection, digest)
        elif led_to.startswith("/"):
            store.keep_result(connection, digest, led_to)
