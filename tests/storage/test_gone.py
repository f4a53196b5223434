"""PostgreSQL gone in the middle and back again: refused in time, and nothing is lost."""

import socket
import threading
import time
from contextlib import suppress
from urllib.parse import urlsplit

import pytest

from bot.storage.errors import StorageUnavailable
from bot.storage.store import Store


class Line:
    """A way to the server that can be cut, and laid again."""

    def __init__(self, port):
        self._to = ("127.0.0.1", port)
        self._ends = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()
        self.whole = True

    def cut(self):
        self.whole = False
        for end in self._ends:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()
        self._ends = []

    def close(self):
        self.cut()
        self._listener.close()

    def _serve(self):
        with suppress(OSError):
            while True:
                near, _ = self._listener.accept()
                if not self.whole:
                    near.close()
                    continue
                far = socket.create_connection(self._to)
                self._ends += [near, far]
                for pair in ((near, far), (far, near)):
                    threading.Thread(target=self._pass_on, args=pair, daemon=True).start()

    @staticmethod
    def _pass_on(source, target):
        with suppress(OSError):
            while data := source.recv(65536):
                target.sendall(data)


@pytest.fixture
def line(postgres):
    line = Line(urlsplit(postgres).port)
    yield line
    line.close()


@pytest.fixture
def far_store(line, postgres_url):
    near = postgres_url.replace(str(urlsplit(postgres_url).port), str(line.port))
    store = Store(near, wait_seconds=2)
    yield store
    store.close()


def test_a_server_that_is_gone_is_unavailable_and_nothing_said_before_is_lost(
    line, far_store, new_patient
):
    patient = new_patient(far_store)
    patient.send("I am hot", "m1")
    before = far_store.transcript(patient.id)

    line.cut()
    for _ in range(2):
        began = time.monotonic()
        with pytest.raises(StorageUnavailable):
            patient.send("and cold", "m2")
        assert time.monotonic() - began < 10

    line.whole = True
    assert far_store.transcript(patient.id) == before
    patient.send("and cold", "m2")
    assert [said.text for said in far_store.transcript(patient.id).messages].count("and cold") == 1
    assert far_store.verify_audit() == []


def test_a_server_lost_in_the_middle_of_a_turn_undoes_the_turn(line, far_store, new_patient):
    patient = new_patient(far_store)
    patient.receive("I am hot", "m1")

    with pytest.raises(StorageUnavailable):
        cut_in_a_turn(line, far_store, patient)

    line.whole = True
    answer = patient.send("I am hot", "m1")
    assert answer.messages[0]["text"] == "1: I am hot"
    assert len(far_store.transcript(patient.id).messages) == 4


def cut_in_a_turn(line, store, patient):
    with store.locked(patient.id) as record:
        line.cut()
        record.unanswered()
