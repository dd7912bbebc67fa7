"""The first schema: written by scripts/make_first_revision.py until the first release, then never changed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

SEARCH_INDEX = (
    "CREATE VIRTUAL TABLE search_index USING fts5(folded, content='search_entry', content_rowid='id', "
    "prefix='1 2 3', tokenize='unicode61')",
    "INSERT INTO search_index(search_index, rank) VALUES('secure-delete', 1)",
    "CREATE TRIGGER search_entry_added AFTER INSERT ON search_entry BEGIN INSERT INTO search_index(rowid,"
    " folded) VALUES (new.id, new.folded); END",
    "CREATE TRIGGER search_entry_removed AFTER DELETE ON search_entry BEGIN INSERT INTO "
    "search_index(search_index, rowid, folded) VALUES ('delete', old.id, old.folded); END",
    "CREATE TRIGGER search_entry_changed AFTER UPDATE OF folded ON search_entry BEGIN INSERT INTO "
    "search_index(search_index, rowid, folded) VALUES ('delete', old.id, old.folded); INSERT INTO "
    "search_index(rowid, folded) VALUES (new.id, new.folded); END",
)


def upgrade() -> None:
    """Make every table of the first release."""
    op.create_table(
        "agency",
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("label", sa.String(length=200), nullable=False),
        sa.Column("meaning", sa.String(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("origin", sa.String(length=10), nullable=False),
        sa.Column("mark", sa.String(length=4), nullable=False),
        sa.Column("extra", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_agency")),
    )
    op.create_table(
        "audit_event",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deed", sa.String(length=60), nullable=False),
        sa.Column("user_id", sa.String(length=36), nullable=True),
        sa.Column("user_name", sa.String(length=60), nullable=False),
        sa.Column("on_behalf_of", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("record_id", sa.String(length=36), nullable=False),
        sa.Column("place_code", sa.String(length=40), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("changes", sa.Integer(), nullable=False),
        sa.Column("changes_digest", sa.LargeBinary(length=32), nullable=False),
        sa.Column("previous", sa.LargeBinary(length=32), nullable=False),
        sa.Column("hash", sa.LargeBinary(length=32), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_audit_event")),
    )
    op.create_index(op.f("ix_audit_event_deed"), "audit_event", ["deed"], unique=False)
    op.create_index(op.f("ix_audit_event_record_id"), "audit_event", ["record_id"], unique=False)
    op.create_table(
        "code_entry",
        sa.Column("list_name", sa.String(length=40), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("label", sa.String(length=200), nullable=False),
        sa.Column("meaning", sa.String(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("origin", sa.String(length=10), nullable=False),
        sa.Column("mark", sa.String(length=4), nullable=False),
        sa.Column("extra", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("list_name", "code", name=op.f("pk_code_entry")),
    )
    op.create_table(
        "import_sender",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("settings", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_sender")),
        sa.UniqueConstraint("name", name=op.f("uq_import_sender_name")),
    )
    op.create_table(
        "intervention",
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("provider", sa.String(length=200), nullable=False),
        sa.Column("label", sa.String(length=200), nullable=False),
        sa.Column("meaning", sa.String(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("origin", sa.String(length=10), nullable=False),
        sa.Column("mark", sa.String(length=4), nullable=False),
        sa.Column("extra", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_intervention")),
    )
    op.create_table(
        "place",
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("in_use", sa.Boolean(), nullable=False),
        sa.Column("label", sa.String(length=200), nullable=False),
        sa.Column("meaning", sa.String(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("origin", sa.String(length=10), nullable=False),
        sa.Column("mark", sa.String(length=4), nullable=False),
        sa.Column("extra", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_place")),
    )
    op.create_table(
        "prepared_answer",
        sa.Column("question", sa.String(length=200), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("after_seq", sa.Integer(), nullable=False),
        sa.Column("answer", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("question", "day", name=op.f("pk_prepared_answer")),
    )
    op.create_table(
        "register_entry",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("reference", sa.String(length=200), nullable=False),
        sa.Column("owner", sa.String(length=200), nullable=False),
        sa.Column("contact", sa.String(length=200), nullable=False),
        sa.Column("kept_where", sa.String(length=200), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("parties", sa.JSON(), nullable=False),
        sa.Column("other_parties", sa.String(length=200), nullable=False),
        sa.Column("gateways", sa.JSON(), nullable=False),
        sa.Column("identifiers", sa.JSON(), nullable=False),
        sa.Column("notice_version", sa.String(length=200), nullable=False),
        sa.Column("child_friendly", sa.String(length=40), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.Column("settled_on", sa.Date(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_register_entry")),
    )
    op.create_index("ix_register_entry_kind", "register_entry", ["kind"], unique=False)
    op.create_table(
        "search_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("record_id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=True),
        sa.Column("place_code", sa.String(length=40), nullable=True),
        sa.Column("folded", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_entry")),
    )
    op.create_index(op.f("ix_search_entry_person_id"), "search_entry", ["person_id"], unique=False)
    op.create_index(op.f("ix_search_entry_record_id"), "search_entry", ["record_id"], unique=False)
    op.create_table(
        "user_account",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("full_name", sa.String(length=200), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_user_account")),
        sa.UniqueConstraint("name", name=op.f("uq_user_account_name")),
    )
    op.create_table(
        "workspace_fact",
        sa.Column("key", sa.String(length=60), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.Column("secret", sa.String(length=80), nullable=True),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_workspace_fact")),
    )
    op.create_table(
        "audit_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("record_id", sa.String(length=80), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=True),
        sa.Column("operation", sa.String(length=1), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("digest", sa.LargeBinary(length=32), nullable=False),
        sa.Column("salt", sa.LargeBinary(length=16), nullable=True),
        sa.Column("values", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["seq"], ["audit_event.seq"], name=op.f("fk_audit_change_seq_audit_event")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_change")),
    )
    op.create_index(op.f("ix_audit_change_person_id"), "audit_change", ["person_id"], unique=False)
    op.create_index(op.f("ix_audit_change_record_id"), "audit_change", ["record_id"], unique=False)
    op.create_index(op.f("ix_audit_change_seq"), "audit_change", ["seq"], unique=False)
    op.create_table(
        "backup_copy",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.String(length=36), nullable=True),
        sa.Column("folder", sa.String(length=1000), nullable=False),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("verified_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("gone_on", sa.Date(), nullable=True),
        sa.Column("gone_how", sa.String(length=40), nullable=True),
        sa.Column("gone_by", sa.String(length=36), nullable=True),
        sa.Column("gone_note", sa.String(length=200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["gone_by"], ["user_account.id"], name=op.f("fk_backup_copy_gone_by_user_account")),
        sa.ForeignKeyConstraint(["made_by"], ["user_account.id"], name=op.f("fk_backup_copy_made_by_user_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_backup_copy")),
    )
    op.create_index(op.f("ix_backup_copy_made_at"), "backup_copy", ["made_at"], unique=False)
    op.create_table(
        "draft",
        sa.Column("user_id", sa.String(length=36), nullable=False),
        sa.Column("form", sa.String(length=60), nullable=False),
        sa.Column("record_id", sa.String(length=80), nullable=False),
        sa.Column("base_version", sa.Integer(), nullable=True),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_draft_user_id_user_account")),
        sa.PrimaryKeyConstraint("user_id", "form", "record_id", name=op.f("pk_draft")),
    )
    op.create_table(
        "export_receipt",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.String(length=36), nullable=False),
        sa.Column("what", sa.String(length=200), nullable=False),
        sa.Column("form", sa.String(length=40), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.String(length=200), nullable=False),
        sa.Column("recipient", sa.String(length=200), nullable=False),
        sa.Column("destroy_by", sa.Date(), nullable=True),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("agreement_id", sa.String(length=36), nullable=True),
        sa.Column("names_found", sa.Integer(), nullable=False),
        sa.Column("names_kept", sa.Integer(), nullable=False),
        sa.Column("destroyed_on", sa.Date(), nullable=True),
        sa.Column("destroyed_how", sa.String(length=40), nullable=True),
        sa.Column("destroyed_by", sa.String(length=200), nullable=False),
        sa.Column("destroyed_note", sa.String(length=200), nullable=False),
        sa.Column("confirmed_by", sa.String(length=36), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agreement_id"], ["register_entry.id"], name=op.f("fk_export_receipt_agreement_id_register_entry")
        ),
        sa.ForeignKeyConstraint(
            ["confirmed_by"], ["user_account.id"], name=op.f("fk_export_receipt_confirmed_by_user_account")
        ),
        sa.ForeignKeyConstraint(["made_by"], ["user_account.id"], name=op.f("fk_export_receipt_made_by_user_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_export_receipt")),
    )
    op.create_index(op.f("ix_export_receipt_agreement_id"), "export_receipt", ["agreement_id"], unique=False)
    op.create_table(
        "forum",
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("place_code", sa.String(length=40), nullable=True),
        sa.Column("label", sa.String(length=200), nullable=False),
        sa.Column("meaning", sa.String(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("origin", sa.String(length=10), nullable=False),
        sa.Column("mark", sa.String(length=4), nullable=False),
        sa.Column("extra", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["place_code"], ["place.code"], name=op.f("fk_forum_place_code_place")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_forum")),
    )
    op.create_table(
        "import_batch",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("sender_id", sa.String(length=36), nullable=False),
        sa.Column("file_kind", sa.String(length=10), nullable=False),
        sa.Column("file_digest", sa.String(length=64), nullable=False),
        sa.Column("settings", sa.JSON(), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_by", sa.String(length=36), nullable=False),
        sa.Column("rows_read", sa.Integer(), nullable=False),
        sa.Column("rows_taken", sa.Integer(), nullable=False),
        sa.Column("rows_held", sa.Integer(), nullable=False),
        sa.Column("rows_joined", sa.Integer(), nullable=False),
        sa.Column("rows_likely", sa.Integer(), nullable=False),
        sa.Column("rows_on_file", sa.Integer(), nullable=False),
        sa.Column("taken_back_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["sender_id"], ["import_sender.id"], name=op.f("fk_import_batch_sender_id_import_sender")
        ),
        sa.ForeignKeyConstraint(["taken_by"], ["user_account.id"], name=op.f("fk_import_batch_taken_by_user_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_batch")),
    )
    op.create_index(op.f("ix_import_batch_file_digest"), "import_batch", ["file_digest"], unique=False)
    op.create_table(
        "letter_template",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("owner", sa.String(length=200), nullable=False),
        sa.Column("is_shipped", sa.Boolean(), nullable=False),
        sa.Column("made_by", sa.String(length=36), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["made_by"], ["user_account.id"], name=op.f("fk_letter_template_made_by_user_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter_template")),
        sa.UniqueConstraint("code", "number", name=op.f("uq_letter_template_code_number")),
    )
    op.create_table(
        "look_sign_off",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("looks", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("signed_by", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(
            ["signed_by"], ["user_account.id"], name=op.f("fk_look_sign_off_signed_by_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_look_sign_off")),
        sa.UniqueConstraint("month", name=op.f("uq_look_sign_off_month")),
    )
    op.create_table(
        "person",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("code", sa.String(length=12), nullable=False),
        sa.Column("place_code", sa.String(length=40), nullable=False),
        sa.Column("born_on", sa.Date(), nullable=True),
        sa.Column("born_basis", sa.String(length=10), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("fingerprint", sa.String(length=64), nullable=True),
        sa.Column("merged_into_id", sa.String(length=36), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["merged_into_id"], ["person.id"], name=op.f("fk_person_merged_into_id_person")),
        sa.ForeignKeyConstraint(["place_code"], ["place.code"], name=op.f("fk_person_place_code_place")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("code", name=op.f("uq_person_code")),
    )
    op.create_index(op.f("ix_person_born_on"), "person", ["born_on"], unique=False)
    op.create_index(op.f("ix_person_fingerprint"), "person", ["fingerprint"], unique=False)
    op.create_index(
        "ix_person_merged_into_id",
        "person",
        ["merged_into_id"],
        unique=False,
        sqlite_where=sa.text("merged_into_id IS NOT NULL"),
        postgresql_where=sa.text("merged_into_id IS NOT NULL"),
    )
    op.create_index(op.f("ix_person_place_code"), "person", ["place_code"], unique=False)
    op.create_table(
        "provider_total",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("intervention_code", sa.String(length=40), nullable=False),
        sa.Column("place_code", sa.String(length=40), nullable=False),
        sa.Column("period_start", sa.Date(), nullable=False),
        sa.Column("period_end", sa.Date(), nullable=False),
        sa.Column("measure", sa.String(length=40), nullable=False),
        sa.Column("age_band", sa.String(length=40), nullable=False),
        sa.Column("sex", sa.String(length=40), nullable=False),
        sa.Column("ethnicity", sa.String(length=40), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("reported_on", sa.Date(), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["intervention_code"], ["intervention.code"], name=op.f("fk_provider_total_intervention_code_intervention")
        ),
        sa.ForeignKeyConstraint(["place_code"], ["place.code"], name=op.f("fk_provider_total_place_code_place")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_provider_total")),
    )
    op.create_index(op.f("ix_provider_total_intervention_code"), "provider_total", ["intervention_code"], unique=False)
    op.create_index(op.f("ix_provider_total_period_end"), "provider_total", ["period_end"], unique=False)
    op.create_index(op.f("ix_provider_total_place_code"), "provider_total", ["place_code"], unique=False)
    op.create_table(
        "quarterly_return",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("template", sa.String(length=60), nullable=False),
        sa.Column("quarter", sa.String(length=10), nullable=False),
        sa.Column("scope", sa.String(length=40), nullable=False),
        sa.Column("place_code", sa.String(length=40), nullable=True),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("completed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("completed_by", sa.String(length=36), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["completed_by"], ["user_account.id"], name=op.f("fk_quarterly_return_completed_by_user_account")
        ),
        sa.ForeignKeyConstraint(["place_code"], ["place.code"], name=op.f("fk_quarterly_return_place_code_place")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quarterly_return")),
        sa.UniqueConstraint("template", "quarter", "scope", name=op.f("uq_quarterly_return_template_quarter_scope")),
    )
    op.create_index(op.f("ix_quarterly_return_quarter"), "quarterly_return", ["quarter"], unique=False)
    op.create_table(
        "saved_view",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("owner_id", sa.String(length=36), nullable=False),
        sa.Column("list_name", sa.String(length=60), nullable=False),
        sa.Column("page", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("is_shared", sa.Boolean(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["user_account.id"], name=op.f("fk_saved_view_owner_id_user_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_view")),
    )
    op.create_index("ix_saved_view_list_name", "saved_view", ["list_name"], unique=False)
    op.create_index(op.f("ix_saved_view_owner_id"), "saved_view", ["owner_id"], unique=False)
    op.create_table(
        "screening_deed",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("mark", sa.String(length=40), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.String(length=36), nullable=False),
        sa.Column("agency_code", sa.String(length=40), nullable=True),
        sa.Column("said_on", sa.Date(), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["agency_code"], ["agency.code"], name=op.f("fk_screening_deed_agency_code_agency")),
        sa.ForeignKeyConstraint(["made_by"], ["user_account.id"], name=op.f("fk_screening_deed_made_by_user_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_screening_deed")),
    )
    op.create_index(
        "ix_screening_deed_made_by_undone_at", "screening_deed", ["made_by", "undone_at", "made_at"], unique=False
    )
    op.create_table(
        "user_place",
        sa.Column("user_id", sa.String(length=36), nullable=False),
        sa.Column("place_code", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["place_code"], ["place.code"], name=op.f("fk_user_place_place_code_place")),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_user_place_user_id_user_account")),
        sa.PrimaryKeyConstraint("user_id", "place_code", name=op.f("pk_user_place")),
    )
    op.create_table(
        "attachment",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=True),
        sa.Column("place_code", sa.String(length=40), nullable=True),
        sa.Column("about_kind", sa.String(length=40), nullable=False),
        sa.Column("about_id", sa.String(length=36), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("dated_on", sa.Date(), nullable=False),
        sa.Column("source_agency", sa.String(length=40), nullable=True),
        sa.Column("restriction", sa.String(length=120), nullable=False),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("added_by", sa.String(length=36), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["added_by"], ["user_account.id"], name=op.f("fk_attachment_added_by_user_account")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_attachment_person_id_person")),
        sa.ForeignKeyConstraint(["place_code"], ["place.code"], name=op.f("fk_attachment_place_code_place")),
        sa.ForeignKeyConstraint(["source_agency"], ["agency.code"], name=op.f("fk_attachment_source_agency_agency")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachment")),
    )
    op.create_index(op.f("ix_attachment_about_id"), "attachment", ["about_id"], unique=False)
    op.create_index(op.f("ix_attachment_person_id"), "attachment", ["person_id"], unique=False)
    op.create_index(op.f("ix_attachment_place_code"), "attachment", ["place_code"], unique=False)
    op.create_index(op.f("ix_attachment_sha256"), "attachment", ["sha256"], unique=False)
    op.create_table(
        "chaser_slip",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("code", sa.String(length=12), nullable=False),
        sa.Column("agency_code", sa.String(length=40), nullable=False),
        sa.Column("step", sa.String(length=40), nullable=False),
        sa.Column("recipient", sa.String(length=200), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("reply_by", sa.Date(), nullable=False),
        sa.Column("receipt_id", sa.String(length=36), nullable=False),
        sa.Column("key_receipt_id", sa.String(length=36), nullable=True),
        sa.ForeignKeyConstraint(["agency_code"], ["agency.code"], name=op.f("fk_chaser_slip_agency_code_agency")),
        sa.ForeignKeyConstraint(
            ["key_receipt_id"], ["export_receipt.id"], name=op.f("fk_chaser_slip_key_receipt_id_export_receipt")
        ),
        sa.ForeignKeyConstraint(
            ["receipt_id"], ["export_receipt.id"], name=op.f("fk_chaser_slip_receipt_id_export_receipt")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chaser_slip")),
        sa.UniqueConstraint("code", name=op.f("uq_chaser_slip_code")),
    )
    op.create_table(
        "contact",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("other_id", sa.String(length=36), nullable=True),
        sa.Column("relationship", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("agency_code", sa.String(length=40), nullable=True),
        sa.Column("job", sa.String(length=200), nullable=False),
        sa.Column("parental_responsibility", sa.String(length=40), nullable=True),
        sa.Column("lives_with", sa.String(length=40), nullable=True),
        sa.Column("safe_contact", sa.String(length=40), nullable=True),
        sa.Column("safe_how", sa.String(), nullable=False),
        sa.Column("safe_when", sa.String(length=200), nullable=False),
        sa.Column("may_be_said", sa.String(), nullable=False),
        sa.Column("no_contact_reason", sa.String(), nullable=False),
        sa.Column("language", sa.String(length=40), nullable=True),
        sa.Column("language_note", sa.String(length=200), nullable=False),
        sa.Column("interpreter", sa.String(length=40), nullable=True),
        sa.Column("access_needs", sa.String(length=40), nullable=True),
        sa.Column("access_note", sa.String(), nullable=False),
        sa.Column("communication_needs", sa.String(length=40), nullable=True),
        sa.Column("communication_note", sa.String(), nullable=False),
        sa.Column("source_agency", sa.String(length=40), nullable=True),
        sa.Column("told_on", sa.Date(), nullable=True),
        sa.Column("from_on", sa.Date(), nullable=True),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["agency_code"], ["agency.code"], name=op.f("fk_contact_agency_code_agency")),
        sa.ForeignKeyConstraint(["other_id"], ["person.id"], name=op.f("fk_contact_other_id_person")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_contact_person_id_person")),
        sa.ForeignKeyConstraint(["source_agency"], ["agency.code"], name=op.f("fk_contact_source_agency_agency")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact")),
    )
    op.create_index(op.f("ix_contact_other_id"), "contact", ["other_id"], unique=False)
    op.create_index(op.f("ix_contact_person_id"), "contact", ["person_id"], unique=False)
    op.create_table(
        "default_view",
        sa.Column("user_id", sa.String(length=36), nullable=False),
        sa.Column("list_name", sa.String(length=60), nullable=False),
        sa.Column("view_id", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_default_view_user_id_user_account")),
        sa.ForeignKeyConstraint(
            ["view_id"], ["saved_view.id"], name=op.f("fk_default_view_view_id_saved_view"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", "list_name", name=op.f("pk_default_view")),
    )
    op.create_index(op.f("ix_default_view_view_id"), "default_view", ["view_id"], unique=False)
    op.create_table(
        "distinct_pair",
        sa.Column("first_id", sa.String(length=36), nullable=False),
        sa.Column("second_id", sa.String(length=36), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["user_account.id"], name=op.f("fk_distinct_pair_decided_by_user_account")
        ),
        sa.ForeignKeyConstraint(["first_id"], ["person.id"], name=op.f("fk_distinct_pair_first_id_person")),
        sa.ForeignKeyConstraint(["second_id"], ["person.id"], name=op.f("fk_distinct_pair_second_id_person")),
        sa.PrimaryKeyConstraint("first_id", "second_id", name=op.f("pk_distinct_pair")),
    )
    op.create_table(
        "forum_member",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("forum_code", sa.String(length=40), nullable=False),
        sa.Column("agency_code", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.Column("is_core", sa.Boolean(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("user_id", sa.String(length=36), nullable=True),
        sa.Column("post", sa.String(length=200), nullable=False),
        sa.Column("email", sa.String(length=200), nullable=False),
        sa.Column("deputy_of", sa.String(length=36), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["agency_code"], ["agency.code"], name=op.f("fk_forum_member_agency_code_agency")),
        sa.ForeignKeyConstraint(
            ["deputy_of"], ["forum_member.id"], name=op.f("fk_forum_member_deputy_of_forum_member")
        ),
        sa.ForeignKeyConstraint(["forum_code"], ["forum.code"], name=op.f("fk_forum_member_forum_code_forum")),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_forum_member_user_id_user_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forum_member")),
    )
    op.create_index(op.f("ix_forum_member_deputy_of"), "forum_member", ["deputy_of"], unique=False)
    op.create_index(
        "ix_forum_member_forum_code_agency_code", "forum_member", ["forum_code", "agency_code"], unique=False
    )
    op.create_table(
        "forum_rules",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("forum_code", sa.String(length=40), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("needs_chair", sa.Boolean(), nullable=False),
        sa.Column("quorum", sa.JSON(), nullable=False),
        sa.Column("rhythm", sa.String(length=40), nullable=False),
        sa.Column("in_person_every", sa.Integer(), nullable=True),
        sa.Column("hosts_rotate", sa.Boolean(), nullable=False),
        sa.Column("mode", sa.String(length=40), nullable=True),
        sa.Column("starts", sa.String(length=5), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("item_minutes", sa.Integer(), nullable=True),
        sa.Column("marking", sa.String(length=40), nullable=False),
        sa.Column("statement", sa.String(), nullable=False),
        sa.Column("records", sa.String(length=40), nullable=False),
        sa.Column("agreement_id", sa.String(length=36), nullable=True),
        sa.Column("gateway", sa.String(length=40), nullable=True),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agreement_id"], ["register_entry.id"], name=op.f("fk_forum_rules_agreement_id_register_entry")
        ),
        sa.ForeignKeyConstraint(["forum_code"], ["forum.code"], name=op.f("fk_forum_rules_forum_code_forum")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forum_rules")),
        sa.UniqueConstraint("forum_code", "starts_on", name=op.f("uq_forum_rules_forum_code_starts_on")),
    )
    op.create_table(
        "legal_hold",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=True),
        sa.Column("place_code", sa.String(length=40), nullable=True),
        sa.Column("authority", sa.String(length=200), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("set_on", sa.Date(), nullable=False),
        sa.Column("set_by", sa.String(length=36), nullable=False),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.Column("lifted_on", sa.Date(), nullable=True),
        sa.Column("lifted_by", sa.String(length=36), nullable=True),
        sa.Column("lift_reason", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["lifted_by"], ["user_account.id"], name=op.f("fk_legal_hold_lifted_by_user_account")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_legal_hold_person_id_person")),
        sa.ForeignKeyConstraint(["place_code"], ["place.code"], name=op.f("fk_legal_hold_place_code_place")),
        sa.ForeignKeyConstraint(["set_by"], ["user_account.id"], name=op.f("fk_legal_hold_set_by_user_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_legal_hold")),
    )
    op.create_index(op.f("ix_legal_hold_person_id"), "legal_hold", ["person_id"], unique=False)
    op.create_index(op.f("ix_legal_hold_place_code"), "legal_hold", ["place_code"], unique=False)
    op.create_table(
        "likely_pair",
        sa.Column("first_id", sa.String(length=36), nullable=False),
        sa.Column("second_id", sa.String(length=36), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["first_id"], ["person.id"], name=op.f("fk_likely_pair_first_id_person")),
        sa.ForeignKeyConstraint(["second_id"], ["person.id"], name=op.f("fk_likely_pair_second_id_person")),
        sa.PrimaryKeyConstraint("first_id", "second_id", name=op.f("pk_likely_pair")),
    )
    op.create_index(op.f("ix_likely_pair_score"), "likely_pair", ["score"], unique=False)
    op.create_index(op.f("ix_likely_pair_second_id"), "likely_pair", ["second_id"], unique=False)
    op.create_table(
        "match_key",
        sa.Column("key", sa.String(length=60), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_match_key_person_id_person")),
        sa.PrimaryKeyConstraint("key", "person_id", name=op.f("pk_match_key")),
    )
    op.create_index(op.f("ix_match_key_person_id"), "match_key", ["person_id"], unique=False)
    op.create_table(
        "nil_confirmation",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("return_id", sa.String(length=36), nullable=False),
        sa.Column("line", sa.String(length=40), nullable=False),
        sa.Column("confirmed_by", sa.String(length=36), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["confirmed_by"], ["user_account.id"], name=op.f("fk_nil_confirmation_confirmed_by_user_account")
        ),
        sa.ForeignKeyConstraint(
            ["return_id"], ["quarterly_return.id"], name=op.f("fk_nil_confirmation_return_id_quarterly_return")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nil_confirmation")),
        sa.UniqueConstraint("return_id", "line", name=op.f("uq_nil_confirmation_return_id_line")),
    )
    op.create_table(
        "note",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("place_code", sa.String(length=40), nullable=False),
        sa.Column("about_kind", sa.String(length=40), nullable=False),
        sa.Column("about_id", sa.String(length=36), nullable=False),
        sa.Column("dated_on", sa.Date(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("restriction", sa.String(length=120), nullable=False),
        sa.Column("written_by", sa.String(length=36), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_note_person_id_person")),
        sa.ForeignKeyConstraint(["place_code"], ["place.code"], name=op.f("fk_note_place_code_place")),
        sa.ForeignKeyConstraint(["written_by"], ["user_account.id"], name=op.f("fk_note_written_by_user_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_note")),
    )
    op.create_index(op.f("ix_note_about_id"), "note", ["about_id"], unique=False)
    op.create_index(op.f("ix_note_person_id"), "note", ["person_id"], unique=False)
    op.create_index(op.f("ix_note_place_code"), "note", ["place_code"], unique=False)
    op.create_table(
        "person_identifier",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("value", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_person_identifier_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person_identifier")),
        sa.UniqueConstraint("person_id", "kind", name=op.f("uq_person_identifier_person_id_kind")),
    )
    op.create_index(op.f("ix_person_identifier_person_id"), "person_identifier", ["person_id"], unique=False)
    op.create_index("ix_person_identifier_value", "person_identifier", ["kind", "value"], unique=False)
    op.create_table(
        "person_link",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=True),
        sa.Column("other_id", sa.String(length=36), nullable=False),
        sa.Column("other_role", sa.String(length=40), nullable=True),
        sa.Column("occurrence", sa.String(length=200), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=True),
        sa.Column("from_on", sa.Date(), nullable=True),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("source_agency", sa.String(length=40), nullable=True),
        sa.Column("told_on", sa.Date(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("end_note", sa.String(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["other_id"], ["person.id"], name=op.f("fk_person_link_other_id_person")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_person_link_person_id_person")),
        sa.ForeignKeyConstraint(["source_agency"], ["agency.code"], name=op.f("fk_person_link_source_agency_agency")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person_link")),
    )
    op.create_index(op.f("ix_person_link_other_id"), "person_link", ["other_id"], unique=False)
    op.create_index(op.f("ix_person_link_person_id"), "person_link", ["person_id"], unique=False)
    op.create_table(
        "person_merge",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("merged_id", sa.String(length=36), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("merged_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("merged_by", sa.String(length=36), nullable=False),
        sa.Column("details", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("undone_by", sa.String(length=36), nullable=True),
        sa.Column("undone_reason", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["merged_by"], ["user_account.id"], name=op.f("fk_person_merge_merged_by_user_account")
        ),
        sa.ForeignKeyConstraint(["merged_id"], ["person.id"], name=op.f("fk_person_merge_merged_id_person")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_person_merge_person_id_person")),
        sa.ForeignKeyConstraint(
            ["undone_by"], ["user_account.id"], name=op.f("fk_person_merge_undone_by_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person_merge")),
    )
    op.create_index(op.f("ix_person_merge_merged_id"), "person_merge", ["merged_id"], unique=False)
    op.create_index(op.f("ix_person_merge_person_id"), "person_merge", ["person_id"], unique=False)
    op.create_table(
        "person_name",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("forenames", sa.String(length=200), nullable=False),
        sa.Column("surname", sa.String(length=200), nullable=False),
        sa.Column("folded", sa.String(length=400), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_person_name_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person_name")),
    )
    op.create_index(op.f("ix_person_name_folded"), "person_name", ["folded"], unique=False)
    op.create_index(
        "ix_person_name_kind_surname_forenames", "person_name", ["kind", "surname", "forenames"], unique=False
    )
    op.create_index(op.f("ix_person_name_person_id"), "person_name", ["person_id"], unique=False)
    op.create_table(
        "person_profile",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.Column("sex", sa.String(length=40), nullable=True),
        sa.Column("ethnicity", sa.String(length=40), nullable=True),
        sa.Column("postcode", sa.String(length=40), nullable=True),
        sa.Column("home_authority", sa.String(length=40), nullable=True),
        sa.Column("school", sa.String(length=200), nullable=True),
        sa.Column("school_status", sa.String(length=40), nullable=True),
        sa.Column("send", sa.String(length=40), nullable=True),
        sa.Column("care_experience", sa.String(length=40), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_person_profile_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person_profile")),
    )
    op.create_index("ix_person_profile_person_id_from_on", "person_profile", ["person_id", "from_on"], unique=False)
    op.create_table(
        "query_note",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("return_id", sa.String(length=36), nullable=False),
        sa.Column("check_code", sa.String(length=80), nullable=False),
        sa.Column("answers", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("written_by", sa.String(length=36), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["return_id"], ["quarterly_return.id"], name=op.f("fk_query_note_return_id_quarterly_return")
        ),
        sa.ForeignKeyConstraint(
            ["written_by"], ["user_account.id"], name=op.f("fk_query_note_written_by_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_query_note")),
        sa.UniqueConstraint("return_id", "check_code", name=op.f("uq_query_note_return_id_check_code")),
    )
    op.create_table(
        "referral",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("place_code", sa.String(length=40), nullable=False),
        sa.Column("referred_on", sa.Date(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("sending_agency", sa.String(length=40), nullable=True),
        sa.Column("source", sa.String(length=40), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("sender_reference", sa.String(length=200), nullable=False),
        sa.Column("batch_id", sa.String(length=36), nullable=True),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("withdrawn_reason", sa.String(length=40), nullable=True),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["batch_id"], ["import_batch.id"], name=op.f("fk_referral_batch_id_import_batch")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_referral_person_id_person")),
        sa.ForeignKeyConstraint(["place_code"], ["place.code"], name=op.f("fk_referral_place_code_place")),
        sa.ForeignKeyConstraint(["sending_agency"], ["agency.code"], name=op.f("fk_referral_sending_agency_agency")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral")),
    )
    op.create_index(op.f("ix_referral_batch_id"), "referral", ["batch_id"], unique=False)
    op.create_index(op.f("ix_referral_person_id"), "referral", ["person_id"], unique=False)
    op.create_index(op.f("ix_referral_place_code"), "referral", ["place_code"], unique=False)
    op.create_index("ix_referral_referred_on", "referral", ["referred_on"], unique=False)
    op.create_table(
        "restricted_look",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("place_code", sa.String(length=40), nullable=False),
        sa.Column("user_id", sa.String(length=36), nullable=False),
        sa.Column("why", sa.String(length=40), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_restricted_look_person_id_person")),
        sa.ForeignKeyConstraint(["place_code"], ["place.code"], name=op.f("fk_restricted_look_place_code_place")),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_restricted_look_user_id_user_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_restricted_look")),
    )
    op.create_index(op.f("ix_restricted_look_opened_at"), "restricted_look", ["opened_at"], unique=False)
    op.create_index(op.f("ix_restricted_look_person_id"), "restricted_look", ["person_id"], unique=False)
    op.create_index(op.f("ix_restricted_look_place_code"), "restricted_look", ["place_code"], unique=False)
    op.create_index("ix_restricted_look_user_id_until", "restricted_look", ["user_id", "until"], unique=False)
    op.create_table(
        "restriction",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("place_code", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("set_by", sa.String(length=36), nullable=False),
        sa.Column("lifted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lifted_by", sa.String(length=36), nullable=True),
        sa.Column("lift_reason", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["lifted_by"], ["user_account.id"], name=op.f("fk_restriction_lifted_by_user_account")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_restriction_person_id_person")),
        sa.ForeignKeyConstraint(["place_code"], ["place.code"], name=op.f("fk_restriction_place_code_place")),
        sa.ForeignKeyConstraint(["set_by"], ["user_account.id"], name=op.f("fk_restriction_set_by_user_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_restriction")),
    )
    op.create_index(op.f("ix_restriction_lifted_at"), "restriction", ["lifted_at"], unique=False)
    op.create_index(op.f("ix_restriction_person_id"), "restriction", ["person_id"], unique=False)
    op.create_index(op.f("ix_restriction_place_code"), "restriction", ["place_code"], unique=False)
    op.create_table(
        "retention_item",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("place_code", sa.String(length=40), nullable=False),
        sa.Column("rule", sa.String(length=40), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("proposed_on", sa.Date(), nullable=False),
        sa.Column("proposed_by", sa.String(length=36), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("decided_by", sa.String(length=36), nullable=True),
        sa.Column("keep_until", sa.Date(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["user_account.id"], name=op.f("fk_retention_item_decided_by_user_account")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_retention_item_person_id_person")),
        sa.ForeignKeyConstraint(["place_code"], ["place.code"], name=op.f("fk_retention_item_place_code_place")),
        sa.ForeignKeyConstraint(
            ["proposed_by"], ["user_account.id"], name=op.f("fk_retention_item_proposed_by_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_retention_item")),
    )
    op.create_index(op.f("ix_retention_item_person_id"), "retention_item", ["person_id"], unique=False)
    op.create_index(op.f("ix_retention_item_place_code"), "retention_item", ["place_code"], unique=False)
    op.create_index("ix_retention_item_state", "retention_item", ["state"], unique=False)
    op.create_table(
        "return_version",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("return_id", sa.String(length=36), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("as_at", sa.Date(), nullable=False),
        sa.Column("rules", sa.String(length=40), nullable=False),
        sa.Column("template_text", sa.String(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("audit_head", sa.String(length=64), nullable=False),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("signed_by", sa.String(length=36), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["return_id"], ["quarterly_return.id"], name=op.f("fk_return_version_return_id_quarterly_return")
        ),
        sa.ForeignKeyConstraint(
            ["signed_by"], ["user_account.id"], name=op.f("fk_return_version_signed_by_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_return_version")),
        sa.UniqueConstraint("return_id", "number", name=op.f("uq_return_version_return_id_number")),
    )
    op.create_index(op.f("ix_return_version_digest"), "return_version", ["digest"], unique=False)
    op.create_table(
        "rights_request",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("code", sa.String(length=12), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("place_code", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("capacity", sa.String(length=40), nullable=False),
        sa.Column("asked_by", sa.String(length=200), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("identity_asked_on", sa.Date(), nullable=True),
        sa.Column("identity_on", sa.Date(), nullable=True),
        sa.Column("identity_how", sa.String(length=200), nullable=False),
        sa.Column("authority_how", sa.String(length=200), nullable=False),
        sa.Column("extended_on", sa.Date(), nullable=True),
        sa.Column("extend_reason", sa.String(), nullable=False),
        sa.Column("outcome", sa.String(length=40), nullable=True),
        sa.Column("outcome_on", sa.Date(), nullable=True),
        sa.Column("reply", sa.String(), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=True),
        sa.Column("given_to", sa.String(length=200), nullable=False),
        sa.Column("receipt_id", sa.String(length=36), nullable=True),
        sa.Column("recorded_by", sa.String(length=36), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_rights_request_person_id_person")),
        sa.ForeignKeyConstraint(["place_code"], ["place.code"], name=op.f("fk_rights_request_place_code_place")),
        sa.ForeignKeyConstraint(
            ["receipt_id"], ["export_receipt.id"], name=op.f("fk_rights_request_receipt_id_export_receipt")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["user_account.id"], name=op.f("fk_rights_request_recorded_by_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rights_request")),
        sa.UniqueConstraint("code", name=op.f("uq_rights_request_code")),
    )
    op.create_index("ix_rights_request_outcome", "rights_request", ["outcome"], unique=False)
    op.create_index(op.f("ix_rights_request_person_id"), "rights_request", ["person_id"], unique=False)
    op.create_index(op.f("ix_rights_request_place_code"), "rights_request", ["place_code"], unique=False)
    op.create_index(op.f("ix_rights_request_receipt_id"), "rights_request", ["receipt_id"], unique=False)
    op.create_table(
        "sitting_series",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("forum_code", sa.String(length=40), nullable=False),
        sa.Column("place_code", sa.String(length=40), nullable=True),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("rhythm", sa.String(length=40), nullable=False),
        sa.Column("starts", sa.String(length=5), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("venue", sa.String(length=200), nullable=False),
        sa.Column("chair", sa.String(length=200), nullable=False),
        sa.Column("chair_agency", sa.String(length=40), nullable=True),
        sa.Column("mode", sa.String(length=40), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["chair_agency"], ["agency.code"], name=op.f("fk_sitting_series_chair_agency_agency")),
        sa.ForeignKeyConstraint(["forum_code"], ["forum.code"], name=op.f("fk_sitting_series_forum_code_forum")),
        sa.ForeignKeyConstraint(["place_code"], ["place.code"], name=op.f("fk_sitting_series_place_code_place")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sitting_series")),
    )
    op.create_index(op.f("ix_sitting_series_forum_code"), "sitting_series", ["forum_code"], unique=False)
    op.create_index(op.f("ix_sitting_series_place_code"), "sitting_series", ["place_code"], unique=False)
    op.create_table(
        "typed_line",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("return_id", sa.String(length=36), nullable=False),
        sa.Column("line", sa.String(length=40), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=True),
        sa.Column("text", sa.String(), nullable=True),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("as_at", sa.Date(), nullable=False),
        sa.Column("typed_by", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["return_id"], ["quarterly_return.id"], name=op.f("fk_typed_line_return_id_quarterly_return")
        ),
        sa.ForeignKeyConstraint(["typed_by"], ["user_account.id"], name=op.f("fk_typed_line_typed_by_user_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_typed_line")),
        sa.UniqueConstraint("return_id", "line", name=op.f("uq_typed_line_return_id_line")),
    )
    op.create_table(
        "attachment_content",
        sa.Column("attachment_id", sa.String(length=36), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["attachment_id"],
            ["attachment.id"],
            name=op.f("fk_attachment_content_attachment_id_attachment"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("attachment_id", name=op.f("pk_attachment_content")),
    )
    op.create_table(
        "conference",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("forum_code", sa.String(length=40), nullable=False),
        sa.Column("place_code", sa.String(length=40), nullable=True),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("venue", sa.String(length=200), nullable=False),
        sa.Column("chair", sa.String(length=200), nullable=False),
        sa.Column("chair_user_id", sa.String(length=36), nullable=True),
        sa.Column("chair_agency", sa.String(length=40), nullable=True),
        sa.Column("statement_read", sa.Boolean(), nullable=False),
        sa.Column("next_on", sa.Date(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("series_id", sa.String(length=36), nullable=True),
        sa.Column("series_on", sa.Date(), nullable=True),
        sa.Column("mode", sa.String(length=40), nullable=True),
        sa.Column("host_agency", sa.String(length=40), nullable=True),
        sa.Column("starts", sa.String(length=5), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("note_taker", sa.String(length=200), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("statement_read_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["chair_agency"], ["agency.code"], name=op.f("fk_conference_chair_agency_agency")),
        sa.ForeignKeyConstraint(
            ["chair_user_id"], ["user_account.id"], name=op.f("fk_conference_chair_user_id_user_account")
        ),
        sa.ForeignKeyConstraint(["forum_code"], ["forum.code"], name=op.f("fk_conference_forum_code_forum")),
        sa.ForeignKeyConstraint(["host_agency"], ["agency.code"], name=op.f("fk_conference_host_agency_agency")),
        sa.ForeignKeyConstraint(["place_code"], ["place.code"], name=op.f("fk_conference_place_code_place")),
        sa.ForeignKeyConstraint(
            ["series_id"], ["sitting_series.id"], name=op.f("fk_conference_series_id_sitting_series")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conference")),
    )
    op.create_index(op.f("ix_conference_forum_code"), "conference", ["forum_code"], unique=False)
    op.create_index(op.f("ix_conference_held_on"), "conference", ["held_on"], unique=False)
    op.create_index(op.f("ix_conference_place_code"), "conference", ["place_code"], unique=False)
    op.create_index(op.f("ix_conference_series_id"), "conference", ["series_id"], unique=False)
    op.create_table(
        "contact_way",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("contact_id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("details", sa.String(length=400), nullable=False),
        sa.Column("used_for", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], name=op.f("fk_contact_way_contact_id_contact")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_contact_way_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_way")),
    )
    op.create_index(op.f("ix_contact_way_contact_id"), "contact_way", ["contact_id"], unique=False)
    op.create_index(op.f("ix_contact_way_person_id"), "contact_way", ["person_id"], unique=False)
    op.create_table(
        "copy_decision",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("request_id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("decision", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=True),
        sa.Column("strike", sa.String(), nullable=False),
        sa.Column("decided_by", sa.String(length=36), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["user_account.id"], name=op.f("fk_copy_decision_decided_by_user_account")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_copy_decision_person_id_person")),
        sa.ForeignKeyConstraint(
            ["request_id"], ["rights_request.id"], name=op.f("fk_copy_decision_request_id_rights_request")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_copy_decision")),
        sa.UniqueConstraint("request_id", "item", name=op.f("uq_copy_decision_request_id_item")),
    )
    op.create_index(op.f("ix_copy_decision_person_id"), "copy_decision", ["person_id"], unique=False)
    op.create_table(
        "import_row",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("batch_id", sa.String(length=36), nullable=False),
        sa.Column("row_number", sa.Integer(), nullable=False),
        sa.Column("place_code", sa.String(length=40), nullable=True),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("reason_code", sa.String(length=40), nullable=True),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("row_digest", sa.String(length=64), nullable=False),
        sa.Column("sent_digest", sa.String(length=64), nullable=True),
        sa.Column("cells", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("person_id", sa.String(length=36), nullable=True),
        sa.Column("likely_id", sa.String(length=36), nullable=True),
        sa.Column("referral_id", sa.String(length=36), nullable=True),
        sa.Column("made_person", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["batch_id"], ["import_batch.id"], name=op.f("fk_import_row_batch_id_import_batch")),
        sa.ForeignKeyConstraint(["likely_id"], ["person.id"], name=op.f("fk_import_row_likely_id_person")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_import_row_person_id_person")),
        sa.ForeignKeyConstraint(["place_code"], ["place.code"], name=op.f("fk_import_row_place_code_place")),
        sa.ForeignKeyConstraint(["referral_id"], ["referral.id"], name=op.f("fk_import_row_referral_id_referral")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_row")),
    )
    op.create_index("ix_import_row_batch_id_state", "import_row", ["batch_id", "state"], unique=False)
    op.create_index(
        "ix_import_row_likely_id",
        "import_row",
        ["likely_id"],
        unique=False,
        sqlite_where=sa.text("likely_id IS NOT NULL"),
        postgresql_where=sa.text("likely_id IS NOT NULL"),
    )
    op.create_index(op.f("ix_import_row_person_id"), "import_row", ["person_id"], unique=False)
    op.create_index(op.f("ix_import_row_referral_id"), "import_row", ["referral_id"], unique=False)
    op.create_index(op.f("ix_import_row_row_digest"), "import_row", ["row_digest"], unique=False)
    op.create_index(op.f("ix_import_row_sent_digest"), "import_row", ["sent_digest"], unique=False)
    op.create_index("ix_import_row_state_place_code", "import_row", ["state", "place_code"], unique=False)
    op.create_table(
        "merge_move",
        sa.Column("merge_id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("naming", sa.String(length=40), nullable=False),
        sa.Column("record_id", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(["merge_id"], ["person_merge.id"], name=op.f("fk_merge_move_merge_id_person_merge")),
        sa.PrimaryKeyConstraint("merge_id", "kind", "naming", "record_id", name=op.f("pk_merge_move")),
    )
    op.create_index("ix_merge_move_record_id", "merge_move", ["record_id"], unique=False)
    op.create_table(
        "panel_case",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("code", sa.String(length=12), nullable=False),
        sa.Column("referral_id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("place_code", sa.String(length=40), nullable=False),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("status_on", sa.Date(), nullable=False),
        sa.Column("redirect_reason", sa.String(length=40), nullable=True),
        sa.Column("unmet_need", sa.String(), nullable=False),
        sa.Column("review_due_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("closure_reason", sa.String(length=40), nullable=True),
        sa.Column("closure_note", sa.String(), nullable=False),
        sa.Column("leads_now", sa.String(length=200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_panel_case_person_id_person")),
        sa.ForeignKeyConstraint(["place_code"], ["place.code"], name=op.f("fk_panel_case_place_code_place")),
        sa.ForeignKeyConstraint(["referral_id"], ["referral.id"], name=op.f("fk_panel_case_referral_id_referral")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_panel_case")),
        sa.UniqueConstraint("code", name=op.f("uq_panel_case_code")),
        sa.UniqueConstraint("referral_id", name=op.f("uq_panel_case_referral_id")),
    )
    op.create_index(op.f("ix_panel_case_person_id"), "panel_case", ["person_id"], unique=False)
    op.create_index(op.f("ix_panel_case_place_code"), "panel_case", ["place_code"], unique=False)
    op.create_index("ix_panel_case_status", "panel_case", ["status"], unique=False)
    op.create_table(
        "return_document",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("version_id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("filed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["version_id"], ["return_version.id"], name=op.f("fk_return_document_version_id_return_version")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_return_document")),
    )
    op.create_index(op.f("ix_return_document_version_id"), "return_document", ["version_id"], unique=False)
    op.create_table(
        "return_evidence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.String(length=36), nullable=False),
        sa.Column("line", sa.String(length=40), nullable=False),
        sa.Column("span", sa.String(length=1), nullable=False),
        sa.Column("unit_id", sa.String(length=36), nullable=False),
        sa.Column("record_id", sa.String(length=36), nullable=False),
        sa.Column("dimensions", sa.JSON(), nullable=False),
        sa.Column("deciding", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["version_id"], ["return_version.id"], name=op.f("fk_return_evidence_version_id_return_version")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_return_evidence")),
    )
    op.create_index(op.f("ix_return_evidence_record_id"), "return_evidence", ["record_id"], unique=False)
    op.create_index(op.f("ix_return_evidence_unit_id"), "return_evidence", ["unit_id"], unique=False)
    op.create_index(
        "ix_return_evidence_version_id_line_span", "return_evidence", ["version_id", "line", "span"], unique=False
    )
    op.create_table(
        "return_submission",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("version_id", sa.String(length=36), nullable=False),
        sa.Column("submitted_on", sa.Date(), nullable=False),
        sa.Column("channel", sa.String(length=200), nullable=False),
        sa.Column("recipient", sa.String(length=200), nullable=False),
        sa.Column("receipt", sa.String(length=200), nullable=False),
        sa.Column("their_query", sa.String(), nullable=False),
        sa.Column("our_answer", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["version_id"], ["return_version.id"], name=op.f("fk_return_submission_version_id_return_version")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_return_submission")),
    )
    op.create_index(op.f("ix_return_submission_version_id"), "return_submission", ["version_id"], unique=False)
    op.create_table(
        "rights_point",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("request_id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("wrong", sa.String(), nullable=False),
        sa.Column("should_be", sa.String(), nullable=False),
        sa.Column("decision", sa.String(length=40), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("decided_by", sa.String(length=36), nullable=True),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("note_id", sa.String(length=36), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["user_account.id"], name=op.f("fk_rights_point_decided_by_user_account")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_rights_point_person_id_person")),
        sa.ForeignKeyConstraint(
            ["request_id"], ["rights_request.id"], name=op.f("fk_rights_point_request_id_rights_request")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rights_point")),
    )
    op.create_index(op.f("ix_rights_point_person_id"), "rights_point", ["person_id"], unique=False)
    op.create_index(op.f("ix_rights_point_request_id"), "rights_point", ["request_id"], unique=False)
    op.create_table(
        "rights_stop",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("request_id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_rights_stop_person_id_person")),
        sa.ForeignKeyConstraint(
            ["request_id"], ["rights_request.id"], name=op.f("fk_rights_stop_request_id_rights_request")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rights_stop")),
    )
    op.create_index(op.f("ix_rights_stop_person_id"), "rights_stop", ["person_id"], unique=False)
    op.create_index(op.f("ix_rights_stop_request_id"), "rights_stop", ["request_id"], unique=False)
    op.create_table(
        "rights_told",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("request_id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("agency_code", sa.String(length=40), nullable=True),
        sa.Column("named", sa.String(length=200), nullable=False),
        sa.Column("told_on", sa.Date(), nullable=True),
        sa.Column("how", sa.String(length=200), nullable=False),
        sa.Column("why_not", sa.String(), nullable=False),
        sa.Column("recorded_by", sa.String(length=36), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["agency_code"], ["agency.code"], name=op.f("fk_rights_told_agency_code_agency")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_rights_told_person_id_person")),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["user_account.id"], name=op.f("fk_rights_told_recorded_by_user_account")
        ),
        sa.ForeignKeyConstraint(
            ["request_id"], ["rights_request.id"], name=op.f("fk_rights_told_request_id_rights_request")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rights_told")),
    )
    op.create_index(op.f("ix_rights_told_person_id"), "rights_told", ["person_id"], unique=False)
    op.create_index(op.f("ix_rights_told_request_id"), "rights_told", ["request_id"], unique=False)
    op.create_table(
        "trigger_event",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("referral_id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("named_on", sa.Date(), nullable=False),
        sa.Column("occurrence", sa.String(length=200), nullable=False),
        sa.Column("offence_kind", sa.String(length=40), nullable=True),
        sa.Column("status_removed_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_trigger_event_person_id_person")),
        sa.ForeignKeyConstraint(["referral_id"], ["referral.id"], name=op.f("fk_trigger_event_referral_id_referral")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trigger_event")),
    )
    op.create_index(op.f("ix_trigger_event_person_id"), "trigger_event", ["person_id"], unique=False)
    op.create_index(op.f("ix_trigger_event_referral_id"), "trigger_event", ["referral_id"], unique=False)
    op.create_table(
        "action",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("code", sa.String(length=12), nullable=False),
        sa.Column("place_code", sa.String(length=40), nullable=True),
        sa.Column("conference_id", sa.String(length=36), nullable=True),
        sa.Column("case_id", sa.String(length=36), nullable=True),
        sa.Column("person_id", sa.String(length=36), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("serves", sa.String(length=200), nullable=False),
        sa.Column("owner_agency", sa.String(length=40), nullable=False),
        sa.Column("owner_name", sa.String(length=200), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("priority", sa.String(length=40), nullable=False),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("undone_reason", sa.String(length=40), nullable=True),
        sa.Column("undone_note", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["panel_case.id"], name=op.f("fk_action_case_id_panel_case")),
        sa.ForeignKeyConstraint(["conference_id"], ["conference.id"], name=op.f("fk_action_conference_id_conference")),
        sa.ForeignKeyConstraint(["owner_agency"], ["agency.code"], name=op.f("fk_action_owner_agency_agency")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_action_person_id_person")),
        sa.ForeignKeyConstraint(["place_code"], ["place.code"], name=op.f("fk_action_place_code_place")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action")),
        sa.UniqueConstraint("code", name=op.f("uq_action_code")),
    )
    op.create_index(op.f("ix_action_case_id"), "action", ["case_id"], unique=False)
    op.create_index(op.f("ix_action_conference_id"), "action", ["conference_id"], unique=False)
    op.create_index(op.f("ix_action_due_on"), "action", ["due_on"], unique=False)
    op.create_index(op.f("ix_action_person_id"), "action", ["person_id"], unique=False)
    op.create_index(op.f("ix_action_place_code"), "action", ["place_code"], unique=False)
    op.create_index("ix_action_status_due_on", "action", ["status", "due_on"], unique=False)
    op.create_table(
        "attendance",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("conference_id", sa.String(length=36), nullable=False),
        sa.Column("agency_code", sa.String(length=40), nullable=False),
        sa.Column("representative", sa.String(length=200), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("is_core", sa.Boolean(), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.Column("mode", sa.String(length=40), nullable=True),
        sa.Column("information_on", sa.Date(), nullable=True),
        sa.Column("member_id", sa.String(length=36), nullable=True),
        sa.ForeignKeyConstraint(["agency_code"], ["agency.code"], name=op.f("fk_attendance_agency_code_agency")),
        sa.ForeignKeyConstraint(
            ["conference_id"], ["conference.id"], name=op.f("fk_attendance_conference_id_conference")
        ),
        sa.ForeignKeyConstraint(["member_id"], ["forum_member.id"], name=op.f("fk_attendance_member_id_forum_member")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attendance")),
        sa.UniqueConstraint("conference_id", "agency_code", name=op.f("uq_attendance_conference_id_agency_code")),
    )
    op.create_index(op.f("ix_attendance_member_id"), "attendance", ["member_id"], unique=False)
    op.create_table(
        "case_contact",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("case_id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("place_code", sa.String(length=40), nullable=False),
        sa.Column("contacted_on", sa.Date(), nullable=False),
        sa.Column("outcome", sa.String(length=40), nullable=False),
        sa.Column("is_reached", sa.Boolean(), nullable=False),
        sa.Column("is_seen", sa.Boolean(), nullable=False),
        sa.Column("by_agency", sa.String(length=40), nullable=True),
        sa.Column("by_name", sa.String(length=200), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["by_agency"], ["agency.code"], name=op.f("fk_case_contact_by_agency_agency")),
        sa.ForeignKeyConstraint(["case_id"], ["panel_case.id"], name=op.f("fk_case_contact_case_id_panel_case")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_case_contact_person_id_person")),
        sa.ForeignKeyConstraint(["place_code"], ["place.code"], name=op.f("fk_case_contact_place_code_place")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_contact")),
    )
    op.create_index("ix_case_contact_case_id_contacted_on", "case_contact", ["case_id", "contacted_on"], unique=False)
    op.create_index(op.f("ix_case_contact_person_id"), "case_contact", ["person_id"], unique=False)
    op.create_index(op.f("ix_case_contact_place_code"), "case_contact", ["place_code"], unique=False)
    op.create_table(
        "case_review",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("case_id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("place_code", sa.String(length=40), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["panel_case.id"], name=op.f("fk_case_review_case_id_panel_case")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_case_review_person_id_person")),
        sa.ForeignKeyConstraint(["place_code"], ["place.code"], name=op.f("fk_case_review_place_code_place")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_review")),
    )
    op.create_index(op.f("ix_case_review_case_id"), "case_review", ["case_id"], unique=False)
    op.create_index(op.f("ix_case_review_person_id"), "case_review", ["person_id"], unique=False)
    op.create_index(op.f("ix_case_review_place_code"), "case_review", ["place_code"], unique=False)
    op.create_table(
        "case_status",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("case_id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("reached_on", sa.Date(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["panel_case.id"], name=op.f("fk_case_status_case_id_panel_case")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_case_status_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_status")),
    )
    op.create_index("ix_case_status_case_id_status", "case_status", ["case_id", "status"], unique=False)
    op.create_index(op.f("ix_case_status_person_id"), "case_status", ["person_id"], unique=False)
    op.create_index("ix_case_status_status_reached_on", "case_status", ["status", "reached_on"], unique=False)
    op.create_table(
        "eligibility_answer",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("case_id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("fact", sa.String(length=40), nullable=False),
        sa.Column("answer", sa.String(length=40), nullable=False),
        sa.Column("finding", sa.String(length=40), nullable=True),
        sa.Column("agency_code", sa.String(length=40), nullable=True),
        sa.Column("asked_on", sa.Date(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("service", sa.String(length=200), nullable=False),
        sa.Column("lead_professional", sa.String(length=200), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_code"], ["agency.code"], name=op.f("fk_eligibility_answer_agency_code_agency")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["panel_case.id"], name=op.f("fk_eligibility_answer_case_id_panel_case")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_eligibility_answer_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_eligibility_answer")),
    )
    op.create_index(
        "ix_eligibility_answer_case_id_fact_answered_on",
        "eligibility_answer",
        ["case_id", "fact", "answered_on", "id"],
        unique=False,
    )
    op.create_index(op.f("ix_eligibility_answer_person_id"), "eligibility_answer", ["person_id"], unique=False)
    op.create_table(
        "information_request",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("conference_id", sa.String(length=36), nullable=False),
        sa.Column("case_id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("agency_code", sa.String(length=40), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("answered_by", sa.String(length=200), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("nothing_known", sa.Boolean(), nullable=False),
        sa.Column("restriction", sa.String(length=120), nullable=False),
        sa.Column("recorded_by", sa.String(length=36), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_code"], ["agency.code"], name=op.f("fk_information_request_agency_code_agency")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["panel_case.id"], name=op.f("fk_information_request_case_id_panel_case")),
        sa.ForeignKeyConstraint(
            ["conference_id"], ["conference.id"], name=op.f("fk_information_request_conference_id_conference")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_information_request_person_id_person")),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["user_account.id"], name=op.f("fk_information_request_recorded_by_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_information_request")),
        sa.UniqueConstraint(
            "conference_id",
            "case_id",
            "agency_code",
            name=op.f("uq_information_request_conference_id_case_id_agency_code"),
        ),
    )
    op.create_index(op.f("ix_information_request_case_id"), "information_request", ["case_id"], unique=False)
    op.create_index(
        op.f("ix_information_request_conference_id"), "information_request", ["conference_id"], unique=False
    )
    op.create_index(op.f("ix_information_request_person_id"), "information_request", ["person_id"], unique=False)
    op.create_table(
        "intervention_referral",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("place_code", sa.String(length=40), nullable=False),
        sa.Column("intervention_code", sa.String(length=40), nullable=False),
        sa.Column("case_id", sa.String(length=36), nullable=True),
        sa.Column("previous_id", sa.String(length=36), nullable=True),
        sa.Column("referred_on", sa.Date(), nullable=False),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("status_on", sa.Date(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["panel_case.id"], name=op.f("fk_intervention_referral_case_id_panel_case")
        ),
        sa.ForeignKeyConstraint(
            ["intervention_code"],
            ["intervention.code"],
            name=op.f("fk_intervention_referral_intervention_code_intervention"),
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_intervention_referral_person_id_person")),
        sa.ForeignKeyConstraint(["place_code"], ["place.code"], name=op.f("fk_intervention_referral_place_code_place")),
        sa.ForeignKeyConstraint(
            ["previous_id"],
            ["intervention_referral.id"],
            name=op.f("fk_intervention_referral_previous_id_intervention_referral"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_intervention_referral")),
    )
    op.create_index(op.f("ix_intervention_referral_case_id"), "intervention_referral", ["case_id"], unique=False)
    op.create_index(
        op.f("ix_intervention_referral_intervention_code"), "intervention_referral", ["intervention_code"], unique=False
    )
    op.create_index(op.f("ix_intervention_referral_person_id"), "intervention_referral", ["person_id"], unique=False)
    op.create_index(op.f("ix_intervention_referral_place_code"), "intervention_referral", ["place_code"], unique=False)
    op.create_index("ix_intervention_referral_status", "intervention_referral", ["status"], unique=False)
    op.create_table(
        "letter",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("place_code", sa.String(length=40), nullable=False),
        sa.Column("case_id", sa.String(length=36), nullable=False),
        sa.Column("template", sa.String(length=40), nullable=False),
        sa.Column("template_version", sa.String(length=40), nullable=False),
        sa.Column("audience", sa.String(length=40), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=False),
        sa.Column("way", sa.String(length=40), nullable=False),
        sa.Column("recipient", sa.String(length=200), nullable=False),
        sa.Column("attachment_id", sa.String(length=36), nullable=True),
        sa.Column("receipt_id", sa.String(length=36), nullable=True),
        sa.Column("sent_by", sa.String(length=36), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["attachment_id"], ["attachment.id"], name=op.f("fk_letter_attachment_id_attachment"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["case_id"], ["panel_case.id"], name=op.f("fk_letter_case_id_panel_case")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_letter_person_id_person")),
        sa.ForeignKeyConstraint(["place_code"], ["place.code"], name=op.f("fk_letter_place_code_place")),
        sa.ForeignKeyConstraint(
            ["receipt_id"], ["export_receipt.id"], name=op.f("fk_letter_receipt_id_export_receipt")
        ),
        sa.ForeignKeyConstraint(["sent_by"], ["user_account.id"], name=op.f("fk_letter_sent_by_user_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter")),
    )
    op.create_index(op.f("ix_letter_case_id"), "letter", ["case_id"], unique=False)
    op.create_index(op.f("ix_letter_person_id"), "letter", ["person_id"], unique=False)
    op.create_index(op.f("ix_letter_place_code"), "letter", ["place_code"], unique=False)
    op.create_table(
        "panel_decision",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("case_id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("place_code", sa.String(length=40), nullable=False),
        sa.Column("conference_id", sa.String(length=36), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("outcome", sa.String(length=40), nullable=False),
        sa.Column("rationale", sa.String(), nullable=False),
        sa.Column("owner_agency", sa.String(length=40), nullable=False),
        sa.Column("owner_name", sa.String(length=200), nullable=False),
        sa.Column("disagreement", sa.String(), nullable=False),
        sa.Column("keep_until", sa.Date(), nullable=True),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["panel_case.id"], name=op.f("fk_panel_decision_case_id_panel_case")),
        sa.ForeignKeyConstraint(
            ["conference_id"], ["conference.id"], name=op.f("fk_panel_decision_conference_id_conference")
        ),
        sa.ForeignKeyConstraint(["owner_agency"], ["agency.code"], name=op.f("fk_panel_decision_owner_agency_agency")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_panel_decision_person_id_person")),
        sa.ForeignKeyConstraint(["place_code"], ["place.code"], name=op.f("fk_panel_decision_place_code_place")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_panel_decision")),
    )
    op.create_index(op.f("ix_panel_decision_case_id"), "panel_decision", ["case_id"], unique=False)
    op.create_index(op.f("ix_panel_decision_conference_id"), "panel_decision", ["conference_id"], unique=False)
    op.create_index("ix_panel_decision_decided_on", "panel_decision", ["decided_on"], unique=False)
    op.create_index(op.f("ix_panel_decision_person_id"), "panel_decision", ["person_id"], unique=False)
    op.create_index(op.f("ix_panel_decision_place_code"), "panel_decision", ["place_code"], unique=False)
    op.create_table(
        "record_part",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("conference_id", sa.String(length=36), nullable=False),
        sa.Column("section", sa.String(length=40), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=True),
        sa.Column("restriction", sa.String(length=200), nullable=False),
        sa.Column("content", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("salt", sa.String(length=32), nullable=True),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["conference_id"], ["conference.id"], name=op.f("fk_record_part_conference_id_conference")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_record_part_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_record_part")),
        sa.UniqueConstraint(
            "conference_id", "section", "position", name=op.f("uq_record_part_conference_id_section_position")
        ),
    )
    op.create_index(op.f("ix_record_part_person_id"), "record_part", ["person_id"], unique=False)
    op.create_table(
        "return_signature",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("version_id", sa.String(length=36), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("user_id", sa.String(length=36), nullable=True),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("document_id", sa.String(length=36), nullable=True),
        sa.ForeignKeyConstraint(
            ["document_id"], ["return_document.id"], name=op.f("fk_return_signature_document_id_return_document")
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f("fk_return_signature_user_id_user_account")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["return_version.id"], name=op.f("fk_return_signature_version_id_return_version")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_return_signature")),
    )
    op.create_index(op.f("ix_return_signature_version_id"), "return_signature", ["version_id"], unique=False)
    op.create_table(
        "safeguarding_concern",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("code", sa.String(length=12), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("place_code", sa.String(length=40), nullable=False),
        sa.Column("case_id", sa.String(length=36), nullable=True),
        sa.Column("raised_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("raised_on", sa.Date(), nullable=False),
        sa.Column("raised_by", sa.String(length=36), nullable=False),
        sa.Column("noticed_on", sa.Date(), nullable=True),
        sa.Column("told_by", sa.String(length=200), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("immediate_danger", sa.String(length=40), nullable=True),
        sa.Column("called_999", sa.String(length=40), nullable=True),
        sa.Column("called_time", sa.String(length=200), nullable=False),
        sa.Column("police_reference", sa.String(length=200), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=True),
        sa.Column("sent_time", sa.String(length=200), nullable=False),
        sa.Column("sent_to", sa.String(length=200), nullable=False),
        sa.Column("sent_by", sa.String(length=200), nullable=False),
        sa.Column("sent_how", sa.String(length=40), nullable=True),
        sa.Column("hub_reference", sa.String(length=200), nullable=False),
        sa.Column("acknowledged_on", sa.Date(), nullable=True),
        sa.Column("restriction", sa.String(length=120), nullable=False),
        sa.Column("outcome", sa.String(length=40), nullable=True),
        sa.Column("outcome_on", sa.Date(), nullable=True),
        sa.Column("outcome_note", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["panel_case.id"], name=op.f("fk_safeguarding_concern_case_id_panel_case")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_safeguarding_concern_person_id_person")),
        sa.ForeignKeyConstraint(["place_code"], ["place.code"], name=op.f("fk_safeguarding_concern_place_code_place")),
        sa.ForeignKeyConstraint(
            ["raised_by"], ["user_account.id"], name=op.f("fk_safeguarding_concern_raised_by_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_safeguarding_concern")),
        sa.UniqueConstraint("code", name=op.f("uq_safeguarding_concern_code")),
    )
    op.create_index(op.f("ix_safeguarding_concern_case_id"), "safeguarding_concern", ["case_id"], unique=False)
    op.create_index("ix_safeguarding_concern_outcome", "safeguarding_concern", ["outcome"], unique=False)
    op.create_index(op.f("ix_safeguarding_concern_person_id"), "safeguarding_concern", ["person_id"], unique=False)
    op.create_index(op.f("ix_safeguarding_concern_place_code"), "safeguarding_concern", ["place_code"], unique=False)
    op.create_table(
        "screening_effect",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("deed_id", sa.String(length=36), nullable=False),
        sa.Column("case_id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("record_id", sa.String(length=36), nullable=False),
        sa.Column("version_after", sa.Integer(), nullable=True),
        sa.Column("agency_before", sa.String(length=40), nullable=True),
        sa.Column("status_before", sa.String(length=40), nullable=True),
        sa.Column("status_on_before", sa.Date(), nullable=True),
        sa.Column("review_before", sa.Date(), nullable=True),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["agency_before"], ["agency.code"], name=op.f("fk_screening_effect_agency_before_agency")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["panel_case.id"], name=op.f("fk_screening_effect_case_id_panel_case")),
        sa.ForeignKeyConstraint(
            ["deed_id"], ["screening_deed.id"], name=op.f("fk_screening_effect_deed_id_screening_deed")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_screening_effect_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_screening_effect")),
    )
    op.create_index(op.f("ix_screening_effect_case_id"), "screening_effect", ["case_id"], unique=False)
    op.create_index(op.f("ix_screening_effect_deed_id"), "screening_effect", ["deed_id"], unique=False)
    op.create_index(op.f("ix_screening_effect_person_id"), "screening_effect", ["person_id"], unique=False)
    op.create_table(
        "series_date",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("series_id", sa.String(length=36), nullable=False),
        sa.Column("proposed_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("conference_id", sa.String(length=36), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("answered_by", sa.String(length=36), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["answered_by"], ["user_account.id"], name=op.f("fk_series_date_answered_by_user_account")
        ),
        sa.ForeignKeyConstraint(
            ["conference_id"], ["conference.id"], name=op.f("fk_series_date_conference_id_conference")
        ),
        sa.ForeignKeyConstraint(
            ["series_id"], ["sitting_series.id"], name=op.f("fk_series_date_series_id_sitting_series")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_series_date")),
        sa.UniqueConstraint("series_id", "proposed_on", name=op.f("uq_series_date_series_id_proposed_on")),
    )
    op.create_index(op.f("ix_series_date_conference_id"), "series_date", ["conference_id"], unique=False)
    op.create_table(
        "share_entry",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("place_code", sa.String(length=40), nullable=False),
        sa.Column("case_id", sa.String(length=36), nullable=True),
        sa.Column("shared_on", sa.Date(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("kinds", sa.JSON(), nullable=False),
        sa.Column("source_agency", sa.String(length=40), nullable=True),
        sa.Column("agencies", sa.JSON(), nullable=False),
        sa.Column("to_family", sa.Boolean(), nullable=False),
        sa.Column("named", sa.String(length=200), nullable=False),
        sa.Column("gateway", sa.String(length=40), nullable=True),
        sa.Column("agreement_id", sa.String(length=36), nullable=True),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("restriction", sa.String(length=120), nullable=False),
        sa.Column("is_emergency", sa.Boolean(), nullable=False),
        sa.Column("warnings", sa.JSON(), nullable=False),
        sa.Column("is_warned", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("about_kind", sa.String(length=40), nullable=False),
        sa.Column("about_id", sa.String(length=36), nullable=False),
        sa.Column("recorded_by", sa.String(length=36), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("withdrawn_note", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agreement_id"], ["register_entry.id"], name=op.f("fk_share_entry_agreement_id_register_entry")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["panel_case.id"], name=op.f("fk_share_entry_case_id_panel_case")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_share_entry_person_id_person")),
        sa.ForeignKeyConstraint(["place_code"], ["place.code"], name=op.f("fk_share_entry_place_code_place")),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["user_account.id"], name=op.f("fk_share_entry_recorded_by_user_account")
        ),
        sa.ForeignKeyConstraint(["source_agency"], ["agency.code"], name=op.f("fk_share_entry_source_agency_agency")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_share_entry")),
    )
    op.create_index("ix_share_entry_about_id", "share_entry", ["about_id"], unique=False)
    op.create_index(op.f("ix_share_entry_agreement_id"), "share_entry", ["agreement_id"], unique=False)
    op.create_index(op.f("ix_share_entry_case_id"), "share_entry", ["case_id"], unique=False)
    op.create_index(op.f("ix_share_entry_person_id"), "share_entry", ["person_id"], unique=False)
    op.create_index(op.f("ix_share_entry_place_code"), "share_entry", ["place_code"], unique=False)
    op.create_index("ix_share_entry_shared_on", "share_entry", ["shared_on"], unique=False)
    op.create_table(
        "sitting_record",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("conference_id", sa.String(length=36), nullable=False),
        sa.Column("how", sa.String(length=40), nullable=False),
        sa.Column("attachment_id", sa.String(length=36), nullable=True),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("kept_digest", sa.String(length=64), nullable=False),
        sa.Column("confirmed_by", sa.String(length=36), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["attachment_id"],
            ["attachment.id"],
            name=op.f("fk_sitting_record_attachment_id_attachment"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["conference_id"], ["conference.id"], name=op.f("fk_sitting_record_conference_id_conference")
        ),
        sa.ForeignKeyConstraint(
            ["confirmed_by"], ["user_account.id"], name=op.f("fk_sitting_record_confirmed_by_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sitting_record")),
        sa.UniqueConstraint("conference_id", name=op.f("uq_sitting_record_conference_id")),
    )
    op.create_table(
        "status_removal",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("event_id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("place_code", sa.String(length=40), nullable=False),
        sa.Column("outcome", sa.String(length=40), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=False),
        sa.Column("done_by", sa.String(length=36), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("undone_on", sa.Date(), nullable=True),
        sa.Column("undone_by", sa.String(length=36), nullable=True),
        sa.Column("undone_reason", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["done_by"], ["user_account.id"], name=op.f("fk_status_removal_done_by_user_account")),
        sa.ForeignKeyConstraint(
            ["event_id"], ["trigger_event.id"], name=op.f("fk_status_removal_event_id_trigger_event")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_status_removal_person_id_person")),
        sa.ForeignKeyConstraint(["place_code"], ["place.code"], name=op.f("fk_status_removal_place_code_place")),
        sa.ForeignKeyConstraint(
            ["undone_by"], ["user_account.id"], name=op.f("fk_status_removal_undone_by_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_status_removal")),
    )
    op.create_index("ix_status_removal_event_id", "status_removal", ["event_id"], unique=False)
    op.create_index(op.f("ix_status_removal_person_id"), "status_removal", ["person_id"], unique=False)
    op.create_index(op.f("ix_status_removal_place_code"), "status_removal", ["place_code"], unique=False)
    op.create_table(
        "support_agreement",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("case_id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("answer", sa.String(length=40), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=False),
        sa.Column("asked_by", sa.String(length=200), nullable=False),
        sa.Column("method", sa.String(length=200), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["panel_case.id"], name=op.f("fk_support_agreement_case_id_panel_case")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_support_agreement_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_support_agreement")),
    )
    op.create_index(op.f("ix_support_agreement_case_id"), "support_agreement", ["case_id"], unique=False)
    op.create_index(op.f("ix_support_agreement_person_id"), "support_agreement", ["person_id"], unique=False)
    op.create_table(
        "told_about_panel",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("case_id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("told_on", sa.Date(), nullable=True),
        sa.Column("told_by", sa.String(length=200), nullable=False),
        sa.Column("notice_version", sa.String(length=200), nullable=False),
        sa.Column("why_not", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["panel_case.id"], name=op.f("fk_told_about_panel_case_id_panel_case")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_told_about_panel_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_told_about_panel")),
    )
    op.create_index(op.f("ix_told_about_panel_case_id"), "told_about_panel", ["case_id"], unique=False)
    op.create_index(op.f("ix_told_about_panel_person_id"), "told_about_panel", ["person_id"], unique=False)
    op.create_table(
        "action_step",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("action_id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=True),
        sa.Column("conference_id", sa.String(length=36), nullable=True),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("reached_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("undone_reason", sa.String(length=40), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["action_id"], ["action.id"], name=op.f("fk_action_step_action_id_action")),
        sa.ForeignKeyConstraint(
            ["conference_id"], ["conference.id"], name=op.f("fk_action_step_conference_id_conference")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_action_step_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action_step")),
    )
    op.create_index("ix_action_step_action_id_reached_on", "action_step", ["action_id", "reached_on"], unique=False)
    op.create_index(op.f("ix_action_step_due_on"), "action_step", ["due_on"], unique=False)
    op.create_index(op.f("ix_action_step_person_id"), "action_step", ["person_id"], unique=False)
    op.create_index(op.f("ix_action_step_reached_on"), "action_step", ["reached_on"], unique=False)
    op.create_table(
        "agenda_item",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("conference_id", sa.String(length=36), nullable=False),
        sa.Column("case_id", sa.String(length=36), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=True),
        sa.Column("action_id", sa.String(length=36), nullable=True),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("place_code", sa.String(length=40), nullable=True),
        sa.Column("is_mappa", sa.Boolean(), nullable=False),
        sa.Column("lead_agency", sa.String(length=40), nullable=True),
        sa.Column("reason", sa.String(length=40), nullable=True),
        sa.Column("is_repeat", sa.Boolean(), nullable=False),
        sa.Column("target_minutes", sa.Integer(), nullable=True),
        sa.Column("joins", sa.JSON(), nullable=False),
        sa.Column("brief", sa.String(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("seconds", sa.Integer(), nullable=False),
        sa.Column("childs_voice", sa.String(), nullable=False),
        sa.Column("strengths", sa.String(), nullable=False),
        sa.Column("needs", sa.String(), nullable=False),
        sa.Column("safety", sa.String(), nullable=False),
        sa.Column("outcome", sa.String(length=40), nullable=True),
        sa.Column("rationale", sa.String(), nullable=False),
        sa.Column("disagreement", sa.String(), nullable=False),
        sa.Column("read_back", sa.String(), nullable=False),
        sa.Column("decision_id", sa.String(length=36), nullable=True),
        sa.Column("recorded_by", sa.String(length=36), nullable=True),
        sa.Column("on_behalf_of", sa.String(length=200), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["action_id"], ["action.id"], name=op.f("fk_agenda_item_action_id_action")),
        sa.ForeignKeyConstraint(["case_id"], ["panel_case.id"], name=op.f("fk_agenda_item_case_id_panel_case")),
        sa.ForeignKeyConstraint(
            ["conference_id"], ["conference.id"], name=op.f("fk_agenda_item_conference_id_conference")
        ),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["panel_decision.id"], name=op.f("fk_agenda_item_decision_id_panel_decision")
        ),
        sa.ForeignKeyConstraint(["lead_agency"], ["agency.code"], name=op.f("fk_agenda_item_lead_agency_agency")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_agenda_item_person_id_person")),
        sa.ForeignKeyConstraint(["place_code"], ["place.code"], name=op.f("fk_agenda_item_place_code_place")),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["user_account.id"], name=op.f("fk_agenda_item_recorded_by_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_item")),
        sa.UniqueConstraint("conference_id", "case_id", name=op.f("uq_agenda_item_conference_id_case_id")),
    )
    op.create_index(op.f("ix_agenda_item_action_id"), "agenda_item", ["action_id"], unique=False)
    op.create_index(op.f("ix_agenda_item_case_id"), "agenda_item", ["case_id"], unique=False)
    op.create_index("ix_agenda_item_conference_id_position", "agenda_item", ["conference_id", "position"], unique=False)
    op.create_index(op.f("ix_agenda_item_decision_id"), "agenda_item", ["decision_id"], unique=False)
    op.create_index(op.f("ix_agenda_item_person_id"), "agenda_item", ["person_id"], unique=False)
    op.create_index(op.f("ix_agenda_item_place_code"), "agenda_item", ["place_code"], unique=False)
    op.create_table(
        "further_referral",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("decision_id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("agency_code", sa.String(length=40), nullable=True),
        sa.Column("intervention_code", sa.String(length=40), nullable=True),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["agency_code"], ["agency.code"], name=op.f("fk_further_referral_agency_code_agency")),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["panel_decision.id"], name=op.f("fk_further_referral_decision_id_panel_decision")
        ),
        sa.ForeignKeyConstraint(
            ["intervention_code"],
            ["intervention.code"],
            name=op.f("fk_further_referral_intervention_code_intervention"),
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_further_referral_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_further_referral")),
    )
    op.create_index(op.f("ix_further_referral_decision_id"), "further_referral", ["decision_id"], unique=False)
    op.create_index(op.f("ix_further_referral_person_id"), "further_referral", ["person_id"], unique=False)
    op.create_table(
        "intervention_status",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("intervention_referral_id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("reached_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["intervention_referral_id"],
            ["intervention_referral.id"],
            name=op.f("fk_intervention_status_intervention_referral_id_intervention_referral"),
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_intervention_status_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_intervention_status")),
    )
    op.create_index(op.f("ix_intervention_status_person_id"), "intervention_status", ["person_id"], unique=False)
    op.create_index(
        "ix_intervention_status_referral_status",
        "intervention_status",
        ["intervention_referral_id", "status"],
        unique=False,
    )
    op.create_index(
        "ix_intervention_status_status_reached_on", "intervention_status", ["status", "reached_on"], unique=False
    )
    op.create_table(
        "safeguarding_step",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("concern_id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("step", sa.String(length=40), nullable=False),
        sa.Column("reached_on", sa.Date(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("recorded_by", sa.String(length=36), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["concern_id"],
            ["safeguarding_concern.id"],
            name=op.f("fk_safeguarding_step_concern_id_safeguarding_concern"),
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_safeguarding_step_person_id_person")),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["user_account.id"], name=op.f("fk_safeguarding_step_recorded_by_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_safeguarding_step")),
    )
    op.create_index(op.f("ix_safeguarding_step_concern_id"), "safeguarding_step", ["concern_id"], unique=False)
    op.create_index(op.f("ix_safeguarding_step_person_id"), "safeguarding_step", ["person_id"], unique=False)
    op.create_table(
        "slip_line",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("slip_id", sa.String(length=36), nullable=False),
        sa.Column("action_id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=True),
        sa.Column("code", sa.String(length=12), nullable=False),
        sa.Column("replied_on", sa.Date(), nullable=True),
        sa.Column("reply", sa.String(length=40), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["action_id"], ["action.id"], name=op.f("fk_slip_line_action_id_action")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_slip_line_person_id_person")),
        sa.ForeignKeyConstraint(["slip_id"], ["chaser_slip.id"], name=op.f("fk_slip_line_slip_id_chaser_slip")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_slip_line")),
        sa.UniqueConstraint("code", name=op.f("uq_slip_line_code")),
    )
    op.create_index(op.f("ix_slip_line_action_id"), "slip_line", ["action_id"], unique=False)
    op.create_index(op.f("ix_slip_line_person_id"), "slip_line", ["person_id"], unique=False)
    op.create_index(op.f("ix_slip_line_slip_id"), "slip_line", ["slip_id"], unique=False)
    op.create_table(
        "contribution",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("conference_id", sa.String(length=36), nullable=False),
        sa.Column("item_id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=True),
        sa.Column("agency_code", sa.String(length=40), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("nothing_known", sa.Boolean(), nullable=False),
        sa.Column("restriction", sa.String(length=120), nullable=False),
        sa.Column("gateway", sa.String(length=40), nullable=True),
        sa.Column("request_id", sa.String(length=36), nullable=True),
        sa.Column("share_id", sa.String(length=36), nullable=True),
        sa.Column("recorded_by", sa.String(length=36), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["agency_code"], ["agency.code"], name=op.f("fk_contribution_agency_code_agency")),
        sa.ForeignKeyConstraint(
            ["conference_id"], ["conference.id"], name=op.f("fk_contribution_conference_id_conference")
        ),
        sa.ForeignKeyConstraint(["item_id"], ["agenda_item.id"], name=op.f("fk_contribution_item_id_agenda_item")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_contribution_person_id_person")),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["user_account.id"], name=op.f("fk_contribution_recorded_by_user_account")
        ),
        sa.ForeignKeyConstraint(
            ["request_id"], ["information_request.id"], name=op.f("fk_contribution_request_id_information_request")
        ),
        sa.ForeignKeyConstraint(["share_id"], ["share_entry.id"], name=op.f("fk_contribution_share_id_share_entry")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contribution")),
    )
    op.create_index(op.f("ix_contribution_conference_id"), "contribution", ["conference_id"], unique=False)
    op.create_index("ix_contribution_item_id_agency_code", "contribution", ["item_id", "agency_code"], unique=False)
    op.create_index(op.f("ix_contribution_person_id"), "contribution", ["person_id"], unique=False)
    op.create_table(
        "item_attendance",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("conference_id", sa.String(length=36), nullable=False),
        sa.Column("item_id", sa.String(length=36), nullable=True),
        sa.Column("agency_code", sa.String(length=40), nullable=True),
        sa.Column("member_id", sa.String(length=36), nullable=True),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("event", sa.String(length=40), nullable=False),
        sa.Column("mode", sa.String(length=40), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("recorded_by", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(["agency_code"], ["agency.code"], name=op.f("fk_item_attendance_agency_code_agency")),
        sa.ForeignKeyConstraint(
            ["conference_id"], ["conference.id"], name=op.f("fk_item_attendance_conference_id_conference")
        ),
        sa.ForeignKeyConstraint(
            ["item_id"], ["agenda_item.id"], name=op.f("fk_item_attendance_item_id_agenda_item"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["forum_member.id"], name=op.f("fk_item_attendance_member_id_forum_member")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["user_account.id"], name=op.f("fk_item_attendance_recorded_by_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_item_attendance")),
    )
    op.create_index("ix_item_attendance_conference_id_at", "item_attendance", ["conference_id", "at"], unique=False)
    op.create_index(op.f("ix_item_attendance_item_id"), "item_attendance", ["item_id"], unique=False)
    op.create_table(
        "record_addendum",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("conference_id", sa.String(length=36), nullable=False),
        sa.Column("item_id", sa.String(length=36), nullable=True),
        sa.Column("person_id", sa.String(length=36), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("written_by", sa.String(length=36), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["conference_id"], ["conference.id"], name=op.f("fk_record_addendum_conference_id_conference")
        ),
        sa.ForeignKeyConstraint(
            ["item_id"], ["agenda_item.id"], name=op.f("fk_record_addendum_item_id_agenda_item"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_record_addendum_person_id_person")),
        sa.ForeignKeyConstraint(
            ["written_by"], ["user_account.id"], name=op.f("fk_record_addendum_written_by_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_record_addendum")),
    )
    op.create_index(op.f("ix_record_addendum_conference_id"), "record_addendum", ["conference_id"], unique=False)
    op.create_index(op.f("ix_record_addendum_item_id"), "record_addendum", ["item_id"], unique=False)
    op.create_index(op.f("ix_record_addendum_person_id"), "record_addendum", ["person_id"], unique=False)
    op.create_table(
        "sitting_deed",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("conference_id", sa.String(length=36), nullable=False),
        sa.Column("item_id", sa.String(length=36), nullable=True),
        sa.Column("person_id", sa.String(length=36), nullable=True),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("record_id", sa.String(length=36), nullable=False),
        sa.Column("before", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("made_by", sa.String(length=36), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["conference_id"], ["conference.id"], name=op.f("fk_sitting_deed_conference_id_conference")
        ),
        sa.ForeignKeyConstraint(
            ["item_id"], ["agenda_item.id"], name=op.f("fk_sitting_deed_item_id_agenda_item"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["made_by"], ["user_account.id"], name=op.f("fk_sitting_deed_made_by_user_account")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_sitting_deed_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sitting_deed")),
    )
    op.create_index(
        "ix_sitting_deed_conference_id_undone_at", "sitting_deed", ["conference_id", "undone_at"], unique=False
    )
    op.create_index(op.f("ix_sitting_deed_item_id"), "sitting_deed", ["item_id"], unique=False)
    op.create_index(op.f("ix_sitting_deed_person_id"), "sitting_deed", ["person_id"], unique=False)
    if op.get_context().dialect.name == "sqlite":
        for statement in SEARCH_INDEX:
            op.execute(statement)
    else:
        op.execute("CREATE INDEX ix_search_entry_tsvector ON search_entry USING gin (to_tsvector('simple', folded))")
