"""Every table has its decision; what the migrations made and the decisions do not know is a mistake."""

from sqlalchemy import Engine, text

from care_platform.access.matrix import MATRIX, Tie
from care_platform.records.registry import RECORD_KINDS
from care_platform.store.defence.applying import defend, is_defended
from care_platform.store.defence.grants import decisions
from care_platform.store.defence.policies import CONSENT_GATED, protected
from care_platform.store.schema import needed_revision

_TABLES = (
    "select relname, relrowsecurity from pg_class where relnamespace = 'public'::regnamespace "
    "and relkind in ('r', 'p') and relname not like 'procrastinate%'"
)


def test_every_table_has_a_decision_and_no_decision_is_idle(engine: Engine) -> None:
    with engine.connect() as connection:
        tables = set(connection.execute(text(_TABLES)).scalars())
    assert tables == set(decisions())


def test_every_record_kind_has_policies_in_force(engine: Engine) -> None:
    assert set(RECORD_KINDS) <= set(protected())
    with engine.connect() as connection:
        secured = {name for name, on in connection.execute(text(_TABLES)) if on}
        policies = connection.execute(text("select distinct tablename from pg_policies")).scalars().all()
    assert secured == set(policies) == set(protected())


def test_only_the_consent_gated_kinds_need_consent_with_a_registration() -> None:
    gated = {line.record_kind for line in MATRIX if line.tie is Tie.REGISTRATION and line.consent}
    free = {line.record_kind for line in MATRIX if line.tie is Tie.REGISTRATION and not line.consent}
    assert gated - free == CONSENT_GATED


def test_every_entrance_sets_its_search_path_and_nobody_else_may_enter(engine: Engine) -> None:
    query = text(
        "select p.proname, p.prosecdef, p.proconfig, has_function_privilege('care_web', p.oid, 'execute') "
        "or has_function_privilege('care_worker', p.oid, 'execute') "
        "or has_function_privilege('care_sign', p.oid, 'execute') as entrance, "
        "has_function_privilege('public', p.oid, 'execute') as anybody "
        "from pg_proc p where p.pronamespace = 'care'::regnamespace"
    )
    with engine.connect() as connection:
        found = connection.execute(query).mappings().all()
    assert not [row["proname"] for row in found if row["anybody"]]
    entrances = [row for row in found if row["entrance"]]
    settings = {setting for row in entrances for setting in row["proconfig"] or ()}
    assert all("search_path=pg_catalog, pg_temp" in (row["proconfig"] or ()) for row in entrances)
    assert settings == {"search_path=pg_catalog, pg_temp", "plan_cache_mode=force_generic_plan"}
    assert all(row["prosecdef"] for row in entrances)


def test_putting_it_in_force_again_changes_nothing(engine: Engine) -> None:
    with engine.begin() as connection:
        assert is_defended(connection, needed_revision())
        defend(connection, needed_revision())
        assert is_defended(connection, needed_revision())
