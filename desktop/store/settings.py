"""Small settings of a store, and half-entered records kept for their owner."""

from sqlalchemy import Connection, delete, insert, select
from sqlalchemy.dialects.sqlite import insert as upsert

from desktop.domain import cj1
from desktop.domain.cj1 import Json
from desktop.domain.documents import format_time
from desktop.domain.ids import UserId
from desktop.store.author import Author
from desktop.store.schema import draft, setting


class SettingReader:
    """Reads settings and drafts."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, key: str, default: Json = None) -> Json:
        """The value of a setting."""
        value = self._connection.execute(
            select(setting.c.value).where(setting.c.key == key)
        ).scalar_one_or_none()
        return default if value is None else cj1.decode(value)

    def draft(self, owner: UserId, place: str) -> Json:
        """What ``owner`` had half entered at ``place``, None if nothing."""
        content = self._connection.execute(
            select(draft.c.content).where(draft.c.owner == owner, draft.c.place == place)
        ).scalar_one_or_none()
        return None if content is None else cj1.decode(content)

    def drafts(self, owner: UserId) -> tuple[str, ...]:
        """The places where ``owner`` has something half entered, newest first."""
        rows = self._connection.execute(
            select(draft.c.place)
            .where(draft.c.owner == owner)
            .order_by(draft.c.at.desc(), draft.c.place)
        )
        return tuple(rows.scalars())


class SettingWriter(SettingReader):
    """Writes settings; the caller's deed logs them."""

    def put(self, key: str, value: Json) -> None:
        """Set one setting."""
        content = cj1.encode(value)
        self._connection.execute(
            upsert(setting)
            .values(key=key, value=content)
            .on_conflict_do_update(index_elements=["key"], set_={"value": content})
        )


def keep_draft(connection: Connection, author: Author, place: str, content: Json) -> None:
    """Keep, replace or (None) drop what the author has half entered at ``place``."""
    connection.execute(delete(draft).where(draft.c.owner == author.uid, draft.c.place == place))
    if content is not None:
        connection.execute(
            insert(draft).values(
                owner=author.uid,
                place=place,
                at=format_time(author.now()),
                content=cj1.encode(content),
            )
        )
