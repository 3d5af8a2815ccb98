"""How long something still lasts, in words a person hears: あと 3時間12分."""

from datetime import datetime

from desktop.ui.messages import exports as words

_MINUTE, _HOUR, _DAY = 60, 3600, 86400


def time_left(until: datetime, now: datetime) -> str:
    """The time from ``now`` to ``until``, or that it is over."""
    seconds = int((until - now).total_seconds())
    if seconds <= 0:
        return words.OVER
    days, hours, minutes = seconds // _DAY, seconds % _DAY // _HOUR, seconds % _HOUR // _MINUTE
    if days:
        time = words.DAYS.format(days=days, hours=hours)
    elif hours:
        time = words.HOURS.format(hours=hours, minutes=minutes)
    else:
        time = words.MINUTES.format(minutes=max(minutes, 1))
    return words.LEFT.format(time=time)
