from ferrydesk.settings import Settings


def test_the_main_model_is_the_large_one(monkeypatch):
    monkeypatch.delenv("GROQ_MODEL", raising=False)
    assert Settings().main_model == "llama-3.3-70b-versatile"


def test_a_small_model_answers_when_the_line_is_slow():
    assert Settings().fast_model == "llama-3.1-8b-instant"
