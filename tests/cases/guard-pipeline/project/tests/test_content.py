def test_codes_are_told_in_words(monkeypatch):
    categories = {"S1": "violence"}
    assert categories["S1"] == "violence"
