"""The tables of the run store, in the words of any SQL database."""

from __future__ import annotations

import sqlalchemy as sql

VERSION = 2
"""A store of another version is begun anew."""

TABLES = sql.MetaData()


def _batch() -> sql.Column[str]:
    """Whose rows they are where several folders of results share a database; empty in a database of its own."""
    return sql.Column("batch", sql.Text, primary_key=True)


DOCUMENTS = sql.Table(
    "documents",
    TABLES,
    _batch(),
    sql.Column("key", sql.Text, primary_key=True),
    sql.Column("sha256", sql.Text, index=True),
    sql.Column("status", sql.Text),
    sql.Column("pages", sql.Integer),
    sql.Column("error", sql.Text),
    sql.Column("seconds", sql.Float),
    sql.Column("ended", sql.DateTime(timezone=True)),
)
"""Documents by content, as read; ``seconds`` of all tasks that read it."""

SUBMISSIONS = sql.Table(
    "submissions",
    TABLES,
    _batch(),
    sql.Column("id", sql.Text, primary_key=True),
    sql.Column("key", sql.Text),
    sql.Column("source", sql.Text),
    sql.Column("staged", sql.Text),
    sql.Column("files", sql.Text),
    sql.Column("result", sql.LargeBinary),
    sql.Column("read", sql.LargeBinary),
    sql.Column("seconds", sql.Float),
    sql.Column("ended", sql.DateTime(timezone=True)),
)
"""``staged`` is the folder its results wait in to be published, empty once they are; ``files`` are their names."""

MEMBERS = sql.Table(
    "submission_documents",
    TABLES,
    _batch(),
    sql.Column("submission", sql.Text, primary_key=True),
    sql.Column("position", sql.Integer, primary_key=True),
    sql.Column("name", sql.Text),
    sql.Column("document", sql.Text),
)
"""The documents of each submission, ``document`` the key of one as read."""

FINDINGS = sql.Table(
    "findings",
    TABLES,
    _batch(),
    sql.Column("submission", sql.Text, primary_key=True),
    sql.Column("position", sql.Integer, primary_key=True),
    *(
        sql.Column(name, sql.Text)
        for name in ("id", "rule", "category", "severity", "verdict", "title", "subject", "message", "document")
    ),
    sql.Column("page", sql.Integer),
)
"""The findings of each submission in the order of its report, with the place of the reported value."""

TIMINGS = sql.Table(
    "timings",
    TABLES,
    _batch(),
    sql.Column("of", sql.Text, primary_key=True),
    sql.Column("stage", sql.Text, primary_key=True),
    sql.Column("count", sql.Integer),
    sql.Column("wall", sql.Float),
    sql.Column("cpu", sql.Float),
)
"""What each stage cost, of the document with a key or the submission with an id: how often it was done, and seconds."""
