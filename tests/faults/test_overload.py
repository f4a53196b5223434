"""More requests at once than there is room for: everybody is answered, with the advice."""

from concurrent.futures import ThreadPoolExecutor


def test_who_finds_no_room_is_sent_away_with_the_advice_and_comes_back(clients, begin, advised):
    with clients(max_requests_at_once=3) as client:
        patients = [begin(client) for _ in range(24)]

        def persist(patient):
            statuses = []
            while 200 not in statuses:
                response = patient.say("my groin is numb", "one")
                advised(response)
                statuses.append(response.status_code)
            return statuses, response.json()

        with ThreadPoolExecutor(24) as pool:
            told = list(pool.map(persist, patients))

    assert {status for statuses, _ in told for status in statuses} == {200, 503}
    assert {answer["state"] for _, answer in told} == {"closed"}
    assert {answer["messages"][-1]["kind"] for _, answer in told} == {"safety_net"}
