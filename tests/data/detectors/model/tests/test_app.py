def test_default():
    assert pick("groq") == "llama-3.1-8b-instant"
