"""The program of the limited child: one foreign file on standard input, CJ1 lines on output.

Input is one CJ1 line ``{"name", "password", "size"}`` and then ``size`` bytes. The exit code is 0
whenever the last line says how it ended; anything else is a death. With ``--probe`` it reads no
file and tries its own limits instead (``limit_probe``).
"""

import sys
from typing import IO

from desktop.domain.cj1 import decode_object
from desktop.domain.documents import Document
from desktop.domain.errors import (
    AppError,
    EmptyWorkbookError,
    MalformedDocumentError,
    ReaderMemoryError,
    UnreadableWorkbookError,
)
from desktop.importers.child_limits import first_limits, limits_for
from desktop.importers.decrypt import decrypt_ooxml, decrypt_xls
from desktop.importers.limit_probe import PROBE, probe
from desktop.importers.limits import Format, format_of
from desktop.importers.lines import Output
from desktop.importers.read_csv import read_text
from desktop.importers.read_values import read_values
from desktop.importers.read_xls import read_xls
from desktop.importers.read_xlsx import read_xlsx
from desktop.machine.own_limits import allow_cpu, limit_self


def main() -> int:
    """Limit this process, read one file, say what it holds."""
    limit_self(first_limits())
    stream = sys.stdout.buffer
    if sys.argv[1:] == [PROBE]:
        return probe(sys.stdin.buffer, stream)
    output = Output(stream.write)
    try:
        _read(sys.stdin.buffer, output)
    except MemoryError:
        _refuse(output, ReaderMemoryError())
    except MalformedDocumentError:
        _refuse(output, UnreadableWorkbookError())
    except AppError as refusal:
        _refuse(output, refusal)
    except Exception as error:  # noqa: BLE001 - four libraries read foreign bytes; all mean this
        _refuse(output, UnreadableWorkbookError(kind=type(error).__name__))
    stream.flush()
    return 0


def _read(source: IO[bytes], output: Output) -> None:
    order = Document(decode_object(source.readline().rstrip(b"\n")), "name", "password", "size")
    content = source.read(order.integer("size"))
    allow_cpu(limits_for(len(content)).cpu_seconds)
    form = read(content, output, order.optional_text("password"))
    if not output.filled:
        raise EmptyWorkbookError
    output.end(form)


def read(untrusted: bytes, output: Output, password: str | None) -> str:
    """Write all sheets of a file to ``output`` and name its format."""
    form = format_of(untrusted)
    if form is Format.ENCRYPTED:
        untrusted = decrypt_ooxml(untrusted, password)
        form = format_of(untrusted)
    if form is Format.XLS:
        read_xls(decrypt_xls(untrusted, password), output)
    elif form is Format.XLSX:
        read_xlsx(untrusted, output)
    elif form is Format.TEXT:
        read_text(untrusted, output)
    else:
        read_values(untrusted, output)
    return form.value


def _refuse(output: Output, refusal: AppError) -> None:
    output.refused(refusal.code, refusal.details)


if __name__ == "__main__":
    sys.exit(main())
