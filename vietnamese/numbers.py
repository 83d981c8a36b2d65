"""Numbers as Vietnamese papers write them: 1.234,5; 05 đồng chí; III."""

from decimal import ROUND_HALF_UP, Decimal

ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
    (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def two_digits(number: int) -> str:
    """Return a count as prose has it: a zero before what is under ten ("05"), thousands parted ("1.234")."""
    if 0 <= number < 10:
        return f"{number:02}"
    return format_number(number)


def count_phrase(number: int, noun: str) -> str:
    """Return "05 đồng chí"."""
    return f"{two_digits(number)} {noun}"


def roman(number: int) -> str:
    """Return a number from 1 on in Roman figures."""
    if number < 1:
        raise ValueError(f"There is no Roman figure for {number}.")
    figures = ""
    for value, figure in ROMAN:
        times, number = divmod(number, value)
        figures += figure * times
    return figures


def format_number(number: int | float | Decimal, places: int | None = None) -> str:
    """Return a number with a dot for thousands and a comma for decimals: 1234567.5 → "1.234.567,5".

    `places` rounds half up to that many decimals; without it the number keeps the decimals it has.
    """
    # Through text, so that 0.1 is a tenth and not what binary makes of it.
    exact = Decimal(str(number))
    if places is not None:
        exact = exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    elif exact == exact.to_integral_value():
        exact = exact.to_integral_value()
    if exact == 0:
        exact = abs(exact)
    return f"{exact:,f}".translate(str.maketrans(",.", ".,"))


def percent(part: int, base: int, places: int = 1) -> str:
    """Return what part of the base this is, in hundredths, half up, without the sign: percent(19, 150) → "12,7".

    Of nothing, nothing is a part: a base of 0 gives 0.
    """
    share = Decimal(part) * 100 / Decimal(base) if base else Decimal(0)
    return format_number(share, places)
