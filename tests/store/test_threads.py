import threading
from collections.abc import Callable

from desktop.domain.search import Query
from desktop.domain.store_errors import StoreInterruptedError
from desktop.store.integrity import verify_store
from desktop.store.transactions import Store
from tests.store.makers import DOGS, Clerk, dog

SAVES = 40


class Office:
    """Two who search and one who saves, until the saving is over."""

    def __init__(self, store: Store, clerk: Clerk) -> None:
        self.store = store
        self.clerk = clerk
        self.over = threading.Event()
        self.wrong: list[BaseException] = []
        self.answers: list[int] = []
        self.threads = [
            threading.Thread(target=self.guarded, args=(work,))
            for work in (self.search, self.search, self.save)
        ]

    def guarded(self, work: Callable[[], None]) -> None:
        try:
            work()
        except BaseException as error:  # noqa: BLE001 - whatever it is fails the test
            self.wrong.append(error)
            self.over.set()

    def search(self) -> None:
        while not self.over.is_set():
            try:
                self.answers.append(self.looked())
            except StoreInterruptedError:
                continue

    def looked(self) -> int:
        with self.store.read() as tx:
            page = tx.search.page(Query(DOGS, "佐藤 本町"), 0, 50, ("bango", "shimei"))
            assert page.total == tx.search.count(Query(DOGS))
            assert len(page.lines) == min(page.total, 50)
            return page.total

    def save(self) -> None:
        for number in range(SAVES):
            with self.store.write(self.clerk) as tx:
                tx.records.register(DOGS, dog(number))
            if number % 20 == 0:
                self.store.seal(self.clerk.term, self.clerk.seal)
        self.over.set()


def test_readers_a_writer_and_interrupts_live_together(store: Store, clerk: Clerk) -> None:
    office = Office(store, clerk)
    for thread in office.threads:
        thread.start()
    while not office.over.wait(0.002):
        store.interrupt_reads()
    for thread in office.threads:
        thread.join()

    assert office.wrong == []
    assert office.answers
    with store.read() as tx:
        assert tx.search.count(Query(DOGS, "佐藤")) == SAVES
    assert verify_store(store).records == SAVES
