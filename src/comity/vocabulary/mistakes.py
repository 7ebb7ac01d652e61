"""Reading tables while noting what is wrong with them, so that all mistakes are told at once."""

from collections.abc import Collection, Mapping

from comity.vocabulary.cues import CueIndex

__all__ = ["Mistakes", "Table"]


class Mistakes:
    """The mistakes found so far, each one line with file and key."""

    def __init__(self) -> None:
        self.found: list[str] = []

    def add(self, where: str, key: str, what: str) -> None:
        """Note one mistake."""
        self.found.append(f"{where}: {key}: {what}" if key else f"{where}: {what}")


class Table:
    """One table of a file. Asking for a key that is missing or wrong notes the mistake."""

    def __init__(self, values: Mapping[str, object], where: str, mistakes: Mistakes) -> None:
        self.values = values
        self._where = where
        self._mistakes = mistakes

    def _wrong(self, key: str, what: str) -> None:
        self._mistakes.add(self._where, key, what)

    def allow(self, *keys: str) -> None:
        """Note every key that is none of these."""
        for key in self.values:
            if key not in keys:
                self._wrong(key, f"is no key here; known are {', '.join(keys)}")

    def text(self, key: str) -> str:
        """Return a text that is not empty."""
        value = self.values.get(key)
        if isinstance(value, str) and value.strip():
            return value
        self._wrong(key, "must be a text")
        return ""

    def number(self, key: str) -> int:
        """Return a whole number."""
        value = self.values.get(key)
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        self._wrong(key, "must be a whole number")
        return 0

    def one_of(self, key: str, allowed: Collection[str]) -> str:
        """Return a code that must be one of those allowed."""
        value = self.text(key)
        if value and value not in allowed:
            self._wrong(key, f"{value!r} is none of {', '.join(sorted(allowed))}")
        return value

    def texts(self, key: str, *, at_least: int = 0) -> tuple[str, ...]:
        """Return a list of texts, none twice."""
        value = self.values.get(key)
        if not isinstance(value, list) or not all(isinstance(v, str) and v for v in value):
            self._wrong(key, "must be a list of texts")
            return ()
        for again in sorted({v for v in value if value.count(v) > 1}):
            self._wrong(key, f"has {again!r} twice")
        if len(value) < at_least:
            self._wrong(key, f"needs at least {at_least} entries, has {len(value)}")
        return tuple(value)

    def cues(self, key: str) -> tuple[str, ...]:
        """Return a list of cues, each of which can be found."""
        cues = self.texts(key)
        for cue in cues:
            try:
                CueIndex({key: (cue,)})
            except ValueError as error:
                self._wrong(key, str(error))
        return cues

    def tables(self, key: str, *, at_least: int = 0) -> tuple["Table", ...]:
        """Return a list of tables."""
        value = self.values.get(key)
        if not isinstance(value, list) or not all(isinstance(v, dict) for v in value):
            self._wrong(key, "must be a list of tables")
            return ()
        if len(value) < at_least:
            self._wrong(key, f"needs at least {at_least} entries, has {len(value)}")
        return tuple(
            Table(entry, f"{self._where}: {key}[{number}]", self._mistakes)
            for number, entry in enumerate(value)
        )
