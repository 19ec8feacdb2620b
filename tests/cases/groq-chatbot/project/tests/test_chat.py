from larkspur.settings import Settings


def test_the_big_model_answers_customers():
    assert Settings().chat_model == "llama-3.3-70b-versatile"
