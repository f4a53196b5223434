from bot.api.throttle import REMEMBERED, Throttle


class FakeClock:
    def __init__(self):
        self.now = 1000.0

    def __call__(self):
        return self.now


def test_who_waits_as_told_is_let_through():
    clock = FakeClock()
    throttle = Throttle(2, clock)
    assert [throttle.wait("a"), throttle.wait("a")] == [0, 0]

    clock.now += 20
    assert throttle.wait("a") == 40

    clock.now += 40
    assert throttle.wait("a") == 0


def test_conversations_do_not_wait_for_one_another():
    throttle = Throttle(1, FakeClock())

    assert [throttle.wait("a"), throttle.wait("b")] == [0, 0]
    assert throttle.wait("a") > 0


def test_conversations_long_past_are_forgotten():
    throttle = Throttle(1, FakeClock())
    for number in range(REMEMBERED + 5):
        throttle.wait(str(number))

    assert throttle.wait("0") == 0
