"""The floors: what the work costs with nothing of the platform around it."""

import gzip
import io
import time
from collections.abc import Sequence

import psycopg
from lxml import etree

from adapters.xml.names import tag
from adapters.xml.schema import compiled
from benchmarks.processor import Spent
from care_platform.records.registry import RECORD_KINDS

KIND = "copay_certificate"


def floor_of_upload(database_url: str, documents: Sequence[bytes], kind: str = KIND) -> Spent:
    """A bare lxml parse with a per-record XSD check and a bare COPY of the same rows; its own processor time."""
    compiled()
    table = f"bare_{kind}"
    with psycopg.connect(database_url) as connection:
        columns = [part.name for part in RECORD_KINDS[kind].parts]
        listed = ", ".join(f'"{name}" text' for name in columns)
        connection.execute(f"create table {table} ({listed})")
        connection.commit()
        started, spent = time.perf_counter(), time.process_time()
        with connection.cursor().copy(f"copy {table} from stdin") as copy:
            for document in documents:
                _parse(gzip.decompress(document), kind, columns, copy)
        connection.commit()
        bare = Spent(time.perf_counter() - started, time.process_time() - spent)
        connection.execute(f"drop table {table}")
    return bare


def _parse(document: bytes, kind: str, columns: list[str], copy: "psycopg.Copy") -> None:
    schema = compiled()
    places = {tag(name): place for place, name in enumerate(columns)}
    for _, element in etree.iterparse(io.BytesIO(document), tag=tag(kind)):
        if not schema.validate(element):
            raise ValueError("the benchmark's rows must be valid")
        cells: list[str | None] = [None] * len(columns)
        for child in element:
            cells[places[child.tag]] = child.text if not len(child) else "".join(c.text or "" for c in child)
        copy.write_row(cells)
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]
