from reader.prompt import build


def test_the_turn_is_closed():
    assert build("MSKU 123").count("<|eot_id|>") == 2
