"""The floor of the look-up: a bare Flask route with one indexed SELECT and one INSERT through psycopg."""

import os

import psycopg_pool
from flask import Flask, Response, jsonify, request

app = Flask(__name__)
_pool = psycopg_pool.ConnectionPool(os.environ["DATABASE_URL"], min_size=2, max_size=8, open=False)


@app.post("/bare")
def bare() -> Response:
    """Reads one row by its key and writes one."""
    if _pool.closed:
        _pool.open(wait=True)
    asked = request.get_json()
    with _pool.connection() as connection:
        row = connection.execute(
            "select * from bare_record where insurer_number = %s and insured_number = %s",
            (asked["insurer_number"], asked["insured_number"]),
        ).fetchone()
        connection.execute(
            "insert into bare_log (insurer_number, insured_number, what) values (%s, %s, %s)",
            (asked["insurer_number"], asked["insured_number"], "look_up"),
        )
    return jsonify(found=row is not None, row=[str(cell) for cell in row or ()])
