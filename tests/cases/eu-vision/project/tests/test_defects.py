from inspektor import defects


def test_lines_become_a_list(monkeypatch):
    monkeypatch.setattr(defects, "look", lambda image, question: "- rust\nnothing\n- crack")
    monkeypatch.setattr(defects.Image, "open", lambda path: None)
    assert defects.defects("a.jpg") == ["rust", "crack"]
