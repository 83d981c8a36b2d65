"""How a rule says no to a person."""


class Refusal(Exception):
    """A Vietnamese sentence for a person that says what to do next."""

    def __init__(self, sentence: str, *, field: str = "") -> None:
        super().__init__(sentence)
        self.field = field


class Changed(Refusal):
    """Somebody else changed the same thing in the meantime; nothing of what was typed is thrown away."""
