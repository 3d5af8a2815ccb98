from desktop.machine.memory import ram_bytes


def test_this_computer_has_between_a_quarter_and_ten_thousand_gibibytes() -> None:
    assert 1 << 28 <= ram_bytes() <= 10_000 << 30
