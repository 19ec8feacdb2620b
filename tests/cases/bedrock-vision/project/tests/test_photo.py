from claims import photo


def test_the_large_model_sees_the_photograph():
    assert "90b" in photo.MODEL_ID
