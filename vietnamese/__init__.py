"""The Vietnamese language, as far as lists and papers need it. Knows nothing of Django, nor of the union."""
