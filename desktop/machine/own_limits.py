"""How a child bounds itself, first thing: on Linux this is the limit, on Windows the second one.

Nothing a taken-over child does can widen the limits of Linux, or those of the Job Object around
it on Windows; the watch there only counts what the job does not (time in the kernel).
"""

import sys

from desktop.machine.child_limits import Limits

if sys.platform == "win32":
    from desktop.machine.windows_self import Watch, give_up_rights

    _WATCH = Watch()
else:
    import resource


def limit_self(limits: Limits) -> tuple[str, ...]:
    """Bound this process for good: memory, CPU, no file writing, no children, no core dump.

    Names what Windows took away beside that; Linux has one way to say all of it.
    """
    if sys.platform == "win32":
        _WATCH.begin(limits)
        return give_up_rights()
    else:  # noqa: RET505 - mypy reads the platforms apart by it
        for kind, soft, hard in (
            (resource.RLIMIT_CORE, 0, 0),
            (resource.RLIMIT_FSIZE, 0, 0),
            (resource.RLIMIT_NPROC, 0, 0),
            (resource.RLIMIT_NOFILE, limits.open_files, limits.open_files),
            (resource.RLIMIT_AS, limits.memory_bytes, limits.memory_bytes),
            # at the hard limit Linux kills without a word, so it lies above what is ever allowed
            (resource.RLIMIT_CPU, limits.cpu_seconds, limits.cpu_seconds_most + 1),
        ):
            _, most = resource.getrlimit(kind)
            if most != resource.RLIM_INFINITY:  # never above what we got
                soft, hard = min(soft, most), min(hard, most)  # noqa: PLW2901
            resource.setrlimit(kind, (soft, hard))
        return ()


def allow_cpu(seconds: int) -> None:
    """Let this process use ``seconds`` of CPU in all, up to the most it was started with."""
    if sys.platform == "win32":
        _WATCH.allow(seconds)
    else:
        _, most = resource.getrlimit(resource.RLIMIT_CPU)
        soft = seconds if most == resource.RLIM_INFINITY else min(seconds, most - 1)
        resource.setrlimit(resource.RLIMIT_CPU, (soft, most))
