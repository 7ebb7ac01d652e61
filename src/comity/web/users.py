"""The users of a team: names, roles and hashed passwords in a small database of their own.

Passwords are hashed with Argon2id by ``argon2-cffi`` at its own recommended cost (RFC 9106).
"""

from datetime import UTC, datetime
from pathlib import Path
from typing import Self

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import Column, DateTime, MetaData, String, Table, create_engine, insert, select

from comity.errors import UsageError
from comity.web.sessions import ROLES, Role

__all__ = ["SHORTEST_PASSWORD", "Users"]

SHORTEST_PASSWORD = 12  # characters; NIST SP 800-63B-4 asks for at least 8, or 15 if used alone

_metadata = MetaData()
_users = Table(
    "users",
    _metadata,
    Column("name", String, primary_key=True),
    Column("role", String, nullable=False),
    Column("password", String, nullable=False),
)
_log = Table(
    "log",
    _metadata,
    Column("at", DateTime(timezone=True), nullable=False),
    Column("user", String, nullable=False),
    Column("what", String, nullable=False),
    Column("address", String, nullable=False),
)


class Users:
    """Who may log in, and a log of who did."""

    def __init__(self, path: Path | None) -> None:
        address = f"sqlite:///{path}" if path else "sqlite://"
        self._engine = create_engine(address)
        _metadata.create_all(self._engine)
        self._hasher = PasswordHasher()
        self._nobody = self._hasher.hash("nobody")

    @classmethod
    def open(cls, path: Path) -> Self:
        """Return the users kept in a file, made where there is none."""
        path.parent.mkdir(parents=True, exist_ok=True)
        return cls(path)

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    def add(self, name: str, role: str, password: str) -> None:
        """Add a user, or give one a new role and password.

        Raises:
            UsageError: If the role is none of ``ROLES``, the name is empty or the password short.
        """
        if role not in ROLES:
            raise UsageError(f"'{role}' is no role", mend=f"Choose one of: {', '.join(ROLES)}.")
        if not name.strip():
            raise UsageError("A user needs a name", mend="Give one: comity users add NAME")
        if len(password) < SHORTEST_PASSWORD:
            raise UsageError(
                f"The password has {len(password)} characters",
                mend=f"Choose one of at least {SHORTEST_PASSWORD}.",
            )
        with self._engine.begin() as connection:
            connection.execute(_users.delete().where(_users.c.name == name))
            connection.execute(
                insert(_users).values(name=name, role=role, password=self._hasher.hash(password))
            )

    def remove(self, name: str) -> bool:
        """Remove a user; tell whether there was one."""
        with self._engine.begin() as connection:
            gone = connection.execute(_users.delete().where(_users.c.name == name))
        return gone.rowcount > 0

    def names(self) -> tuple[tuple[str, Role], ...]:
        """Return every user with the role, by name."""
        with self._engine.connect() as connection:
            rows = connection.execute(
                select(_users.c.name, _users.c.role).order_by(_users.c.name)
            ).all()
        return tuple((row.name, row.role) for row in rows)

    def check(self, name: str, password: str) -> Role | None:
        """Return the role of a user whose password is right, or ``None``.

        An unknown name takes as long as a wrong password.
        """
        with self._engine.connect() as connection:
            row = connection.execute(select(_users).where(_users.c.name == name)).first()
        try:
            self._hasher.verify(row.password if row else self._nobody, password)
        except (VerificationError, InvalidHashError):
            return None
        return row.role if row else None

    def log(self, user: str, what: str, address: str) -> None:
        """Write down who did what, and from where."""
        with self._engine.begin() as connection:
            connection.execute(
                insert(_log).values(at=datetime.now(UTC), user=user, what=what, address=address)
            )

    def logged(self, most: int = 200) -> tuple[tuple[str, str, str, str], ...]:
        """Return the newest log lines: when (ISO), user, what, address."""
        with self._engine.connect() as connection:
            rows = connection.execute(select(_log).order_by(_log.c.at.desc()).limit(most)).all()
        return tuple((row.at.isoformat(), row.user, row.what, row.address) for row in rows)
