"""The store's revisions, run by Alembic: one file and one test each; they never read the reference files."""
