from django import forms


class Note(forms.Form):
    words = forms.CharField()


def test_a_null_character_is_refused_in_vietnamese():
    form = Note({"words": "a\x00b"})

    assert "Hãy gõ lại" in form.errors["words"][0]
    assert "Null characters" not in str(form.errors)
