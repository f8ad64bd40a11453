"""records, transfers, access."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "access_log",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("correlation_id", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("actor_kind", sa.Text(), nullable=False),
        sa.Column("organisation", sa.Text(), nullable=True),
        sa.Column("client_id", sa.Text(), nullable=True),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("insurer_number", sa.Text(), nullable=False),
        sa.Column("insured_number", sa.Text(), nullable=False),
        sa.Column("allowed", sa.Boolean(), nullable=False),
        sa.Column("decisions", postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), nullable=False),
        sa.Column("as_of_sequence", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        "access_log_by_person", "access_log", ["insurer_number", "insured_number", "id"], unique=False
    )
    op.create_table(
        "care_office",
        sa.Column("office_number", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("service_types", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("office_number"),
    )
    op.create_table(
        "certification",
        sa.Column("insurer_number", sa.Text(collation="C"), nullable=False, comment="保険者番号"),
        sa.Column("insured_number", sa.Text(collation="C"), nullable=False, comment="被保険者番号"),
        sa.Column("business_key", sa.Text(collation="C"), nullable=False),
        sa.Column("history_number", sa.Integer(), nullable=False, comment="履歴番号"),
        sa.Column("in_force_from", sa.Date(), nullable=True),
        sa.Column("in_force_to", sa.Date(), nullable=True),
        sa.Column("transfer_id", sa.BigInteger(), nullable=False),
        sa.Column("part_number", sa.Integer(), nullable=False),
        sa.Column("row_number", sa.Integer(), nullable=False),
        sa.Column("superseded_by", sa.BigInteger(), nullable=True),
        sa.Column("application_date", sa.Date(), nullable=False, comment="認定申請年月日"),
        sa.Column("application_branch", sa.Integer(), nullable=True, comment="枝番"),
        sa.Column("application_kind", sa.Text(), nullable=False, comment="申請区分"),
        sa.Column("insured_category", sa.Text(), nullable=False, comment="被保険者区分"),
        sa.Column("care_level", sa.Text(), nullable=False, comment="要介護状態区分"),
        sa.Column("previous_care_level", sa.Text(), nullable=True, comment="前回要介護状態区分"),
        sa.Column("decided_on", sa.Date(), nullable=False, comment="認定年月日"),
        sa.Column("valid_from", sa.Date(), nullable=True, comment="認定有効期間開始"),
        sa.Column("valid_to", sa.Date(), nullable=True, comment="認定有効期間終了"),
        sa.Column("limit_units", sa.Integer(), nullable=True, comment="区分支給限度基準額"),
        sa.Column("limit_from", sa.Date(), nullable=True, comment="限度額適用開始"),
        sa.Column("limit_to", sa.Date(), nullable=True, comment="限度額適用終了"),
        sa.Column("panel_opinion", sa.Text(), nullable=True, comment="認定審査会の意見"),
        sa.Column(
            "service_limits",
            postgresql.JSONB(none_as_null=True, astext_type=sa.Text()),
            nullable=False,
            comment="種類支給限度基準額",
        ),
        sa.Column(
            "designated_services",
            postgresql.JSONB(none_as_null=True, astext_type=sa.Text()),
            nullable=False,
            comment="サービスの種類の指定",
        ),
        sa.PrimaryKeyConstraint("insurer_number", "insured_number", "business_key", "history_number"),
    )
    op.create_table(
        "copay_certificate",
        sa.Column("insurer_number", sa.Text(collation="C"), nullable=False, comment="保険者番号"),
        sa.Column("insured_number", sa.Text(collation="C"), nullable=False, comment="被保険者番号"),
        sa.Column("business_key", sa.Text(collation="C"), nullable=False),
        sa.Column("history_number", sa.Integer(), nullable=False, comment="履歴番号"),
        sa.Column("in_force_from", sa.Date(), nullable=True),
        sa.Column("in_force_to", sa.Date(), nullable=True),
        sa.Column("transfer_id", sa.BigInteger(), nullable=False),
        sa.Column("part_number", sa.Integer(), nullable=False),
        sa.Column("row_number", sa.Integer(), nullable=False),
        sa.Column("superseded_by", sa.BigInteger(), nullable=True),
        sa.Column(
            "printed_insurer_number", sa.Text(collation="C"), nullable=True, comment="証記載保険者番号"
        ),
        sa.Column("insurer_name", sa.Text(), nullable=False, comment="保険者名"),
        sa.Column("name", sa.Text(), nullable=False, comment="氏名"),
        sa.Column("name_kana", sa.Text(), nullable=False, comment="氏名フリガナ"),
        sa.Column("birth_date", sa.Date(), nullable=False, comment="生年月日"),
        sa.Column("sex", sa.Text(), nullable=False, comment="性別"),
        sa.Column("postal_code", sa.Text(collation="C"), nullable=True, comment="郵便番号"),
        sa.Column("address", sa.Text(), nullable=False, comment="住所"),
        sa.Column("issued_on", sa.Date(), nullable=False, comment="交付年月日"),
        sa.Column(
            "periods",
            postgresql.JSONB(none_as_null=True, astext_type=sa.Text()),
            nullable=False,
            comment="利用者負担の割合と適用期間",
        ),
        sa.PrimaryKeyConstraint("insurer_number", "insured_number", "business_key", "history_number"),
    )
    op.create_table(
        "insured_certificate",
        sa.Column("insurer_number", sa.Text(collation="C"), nullable=False, comment="保険者番号"),
        sa.Column("insured_number", sa.Text(collation="C"), nullable=False, comment="被保険者番号"),
        sa.Column("business_key", sa.Text(collation="C"), nullable=False),
        sa.Column("history_number", sa.Integer(), nullable=False, comment="履歴番号"),
        sa.Column("in_force_from", sa.Date(), nullable=True),
        sa.Column("in_force_to", sa.Date(), nullable=True),
        sa.Column("transfer_id", sa.BigInteger(), nullable=False),
        sa.Column("part_number", sa.Integer(), nullable=False),
        sa.Column("row_number", sa.Integer(), nullable=False),
        sa.Column("superseded_by", sa.BigInteger(), nullable=True),
        sa.Column(
            "printed_insurer_number", sa.Text(collation="C"), nullable=True, comment="証記載保険者番号"
        ),
        sa.Column("insurer_name", sa.Text(), nullable=False, comment="保険者名"),
        sa.Column("name", sa.Text(), nullable=False, comment="氏名"),
        sa.Column("name_kana", sa.Text(), nullable=False, comment="氏名フリガナ"),
        sa.Column("birth_date", sa.Date(), nullable=False, comment="生年月日"),
        sa.Column("sex", sa.Text(), nullable=False, comment="性別"),
        sa.Column("postal_code", sa.Text(collation="C"), nullable=True, comment="郵便番号"),
        sa.Column("address", sa.Text(), nullable=False, comment="住所"),
        sa.Column("issued_on", sa.Date(), nullable=False, comment="交付年月日"),
        sa.Column("insured_category", sa.Text(), nullable=False, comment="被保険者区分"),
        sa.Column("qualified_on", sa.Date(), nullable=False, comment="資格取得年月日"),
        sa.Column("disqualified_on", sa.Date(), nullable=True, comment="資格喪失年月日"),
        sa.Column("care_level", sa.Text(), nullable=True, comment="要介護状態区分等"),
        sa.Column("certified_on", sa.Date(), nullable=True, comment="認定年月日"),
        sa.Column("certification_from", sa.Date(), nullable=True, comment="認定の有効期間開始"),
        sa.Column("certification_to", sa.Date(), nullable=True, comment="認定の有効期間終了"),
        sa.Column("limit_units", sa.Integer(), nullable=True, comment="区分支給限度基準額"),
        sa.Column(
            "panel_opinion", sa.Text(), nullable=True, comment="認定審査会の意見及びサービスの種類の指定"
        ),
        sa.Column(
            "service_limits",
            postgresql.JSONB(none_as_null=True, astext_type=sa.Text()),
            nullable=False,
            comment="種類支給限度基準額",
        ),
        sa.Column(
            "benefit_restrictions",
            postgresql.JSONB(none_as_null=True, astext_type=sa.Text()),
            nullable=False,
            comment="給付制限",
        ),
        sa.Column(
            "care_plan_offices",
            postgresql.JSONB(none_as_null=True, astext_type=sa.Text()),
            nullable=False,
            comment="居宅介護支援事業者等",
        ),
        sa.Column(
            "facilities",
            postgresql.JSONB(none_as_null=True, astext_type=sa.Text()),
            nullable=False,
            comment="介護保険施設等",
        ),
        sa.PrimaryKeyConstraint("insurer_number", "insured_number", "business_key", "history_number"),
    )
    op.create_table(
        "insurer_sharing",
        sa.Column("insurer_number", sa.Text(), nullable=False),
        sa.Column("planned_for", sa.Date(), nullable=True),
        sa.Column("shared_from", sa.DateTime(timezone=True), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("insurer_number"),
    )
    op.create_table(
        "person_account",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("issuer", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("insurer_number", sa.Text(), nullable=True),
        sa.Column("insured_number", sa.Text(), nullable=True),
        sa.Column("linked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("failed_links", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("issuer", "subject", name="person_account_identity"),
    )
    op.create_table(
        "seen_signature",
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("digest"),
    )
    op.create_index(op.f("ix_seen_signature_expires_at"), "seen_signature", ["expires_at"], unique=False)
    op.create_table(
        "sender_certificate",
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("insurer_number", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("valid_to", sa.DateTime(timezone=True), nullable=False),
        sa.Column("registered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("fingerprint"),
    )
    op.create_index(
        op.f("ix_sender_certificate_insurer_number"), "sender_certificate", ["insurer_number"], unique=False
    )
    op.create_table(
        "sender_request",
        sa.Column("insurer_number", sa.Text(), nullable=False),
        sa.Column("request_id", sa.Uuid(), nullable=False),
        sa.Column("operation", sa.Text(), nullable=False),
        sa.Column("request_digest", sa.LargeBinary(), nullable=False),
        sa.Column("answer", sa.LargeBinary(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("insurer_number", "request_id"),
    )
    op.create_table(
        "sign_in_attempt",
        sa.Column("state_digest", sa.LargeBinary(), nullable=False),
        sa.Column("nonce", sa.Text(), nullable=False),
        sa.Column("code_verifier", sa.Text(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("state_digest"),
    )
    op.create_index(op.f("ix_sign_in_attempt_expires_at"), "sign_in_attempt", ["expires_at"], unique=False)
    op.create_table(
        "transfer",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("insurer_number", sa.Text(), nullable=False),
        sa.Column("record_kind", sa.Text(), nullable=False),
        sa.Column("transfer_kind", sa.Text(), nullable=False),
        sa.Column("carrier", sa.Text(), nullable=False),
        sa.Column("base_date", sa.Date(), nullable=False),
        sa.Column("part_count", sa.Integer(), nullable=False),
        sa.Column("stated_record_count", sa.Integer(), nullable=True),
        sa.Column("content_digest", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("sender_fingerprint", sa.Text(), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sealed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("apply_sequence", sa.BigInteger(), nullable=True),
        sa.Column("applied_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("processed_rows", sa.Integer(), nullable=False),
        sa.Column("received", sa.Integer(), nullable=False),
        sa.Column("inserted", sa.Integer(), nullable=False),
        sa.Column("superseding", sa.Integer(), nullable=False),
        sa.Column("unchanged", sa.Integer(), nullable=False),
        sa.Column("rejected", sa.Integer(), nullable=False),
        sa.Column("warnings", sa.Integer(), nullable=False),
        sa.Column("failure_code", sa.Text(), nullable=True),
        sa.Column(
            "failure_details", postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), nullable=True
        ),
        sa.Column("cancel_reason", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "(apply_sequence is null) = (applied_at is null)", name="transfer_applied_has_moment"
        ),
        sa.CheckConstraint(
            "received = inserted + superseding + unchanged + rejected", name="transfer_counts_add_up"
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("apply_sequence"),
        sa.UniqueConstraint("public_id"),
    )
    op.create_index("transfer_by_content", "transfer", ["insurer_number", "content_digest"], unique=False)
    op.create_index(
        "transfer_by_insurer", "transfer", ["insurer_number", "record_kind", "apply_sequence"], unique=False
    )
    op.create_index("transfer_by_moment", "transfer", ["applied_at"], unique=False)
    op.create_index(
        "transfer_waiting",
        "transfer",
        ["state"],
        unique=False,
        postgresql_where=sa.text("state in ('sealed', 'processing')"),
    )
    op.create_table(
        "used_assertion",
        sa.Column("client_id", sa.Text(), nullable=False),
        sa.Column("assertion_id", sa.Text(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("client_id", "assertion_id"),
    )
    op.create_index(op.f("ix_used_assertion_expires_at"), "used_assertion", ["expires_at"], unique=False)
    op.create_table(
        "api_client",
        sa.Column("client_id", sa.Text(), nullable=False),
        sa.Column("office_number", sa.Text(), nullable=False),
        sa.Column("software_name", sa.Text(), nullable=False),
        sa.Column("public_keys", postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), nullable=False),
        sa.Column("scopes", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("registered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["office_number"],
            ["care_office.office_number"],
        ),
        sa.PrimaryKeyConstraint("client_id"),
    )
    op.create_table(
        "finding",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("transfer_id", sa.BigInteger(), nullable=False),
        sa.Column("part_number", sa.Integer(), nullable=False),
        sa.Column("row_number", sa.Integer(), nullable=False),
        sa.Column("item", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("rejects", sa.Boolean(), nullable=False),
        sa.Column("found", sa.Text(), nullable=True),
        sa.Column("details", postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), nullable=False),
        sa.ForeignKeyConstraint(["transfer_id"], ["transfer.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        "finding_by_transfer", "finding", ["transfer_id", "part_number", "row_number"], unique=False
    )
    op.create_table(
        "person_session",
        sa.Column("cookie_digest", sa.LargeBinary(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("claims", postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), nullable=True),
        sa.Column("form_token", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["person_account.id"],
        ),
        sa.PrimaryKeyConstraint("cookie_digest"),
    )
    op.create_index(op.f("ix_person_session_expires_at"), "person_session", ["expires_at"], unique=False)
    op.create_table(
        "registration",
        sa.Column("office_number", sa.Text(), nullable=False),
        sa.Column("insurer_number", sa.Text(), nullable=False),
        sa.Column("insured_number", sa.Text(), nullable=False),
        sa.Column("identity_method", sa.Text(), nullable=False),
        sa.Column("registered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("view_until", sa.Date(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_lookup_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_lookup_sequence", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["office_number"],
            ["care_office.office_number"],
        ),
        sa.PrimaryKeyConstraint("office_number", "insurer_number", "insured_number"),
    )
    op.create_table(
        "transfer_part",
        sa.Column("transfer_id", sa.BigInteger(), nullable=False),
        sa.Column("part_number", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("compression", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["transfer_id"], ["transfer.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("transfer_id", "part_number"),
    )
    op.create_table(
        "access_token",
        sa.Column("token_digest", sa.LargeBinary(), nullable=False),
        sa.Column("client_id", sa.Text(), nullable=False),
        sa.Column("scopes", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["client_id"],
            ["api_client.client_id"],
        ),
        sa.PrimaryKeyConstraint("token_digest"),
    )
    op.create_index(op.f("ix_access_token_expires_at"), "access_token", ["expires_at"], unique=False)
    # Parts are compressed by the sender; read in pieces, they must not be compressed again.
    op.execute("alter table transfer_part alter content set storage external")


def downgrade() -> None:
    op.drop_index(op.f("ix_access_token_expires_at"), table_name="access_token")
    op.drop_table("access_token")
    op.drop_table("transfer_part")
    op.drop_table("registration")
    op.drop_index(op.f("ix_person_session_expires_at"), table_name="person_session")
    op.drop_table("person_session")
    op.drop_index("finding_by_transfer", table_name="finding")
    op.drop_table("finding")
    op.drop_table("api_client")
    op.drop_index(op.f("ix_used_assertion_expires_at"), table_name="used_assertion")
    op.drop_table("used_assertion")
    op.drop_index(
        "transfer_waiting",
        table_name="transfer",
        postgresql_where=sa.text("state in ('sealed', 'processing')"),
    )
    op.drop_index("transfer_by_moment", table_name="transfer")
    op.drop_index("transfer_by_insurer", table_name="transfer")
    op.drop_index("transfer_by_content", table_name="transfer")
    op.drop_table("transfer")
    op.drop_index(op.f("ix_sign_in_attempt_expires_at"), table_name="sign_in_attempt")
    op.drop_table("sign_in_attempt")
    op.drop_table("sender_request")
    op.drop_index(op.f("ix_sender_certificate_insurer_number"), table_name="sender_certificate")
    op.drop_table("sender_certificate")
    op.drop_index(op.f("ix_seen_signature_expires_at"), table_name="seen_signature")
    op.drop_table("seen_signature")
    op.drop_table("person_account")
    op.drop_table("insurer_sharing")
    op.drop_table("insured_certificate")
    op.drop_table("copay_certificate")
    op.drop_table("certification")
    op.drop_table("care_office")
    op.drop_index("access_log_by_person", table_name="access_log")
    op.drop_table("access_log")
