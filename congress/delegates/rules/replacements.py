"""Who may step in for whom (§3.3 "biến động", §3.7, R06): an alternate, for a delegate of her own unit, once."""

from dataclasses import dataclass

from congress.delegates.rules.categories import Category


@dataclass(frozen=True)
class Standing:
    """How a person stands at a congress now. `unit` is the electing unit, None for those by right and appointed."""

    name: str
    category: Category
    unit: int | None
    is_active: bool = True
    is_replaced: bool = False
    has_replaced: bool = False


def why_not_step_in(alternate: Standing, absent: Standing) -> str:
    """Why this alternate can't step in for this delegate, as a sentence that says what to do; empty when she can."""
    if alternate.category is not Category.ALTERNATE or alternate.has_replaced:
        return f"Đồng chí {alternate.name} không phải là dự khuyết đang chờ. Hãy chọn một đồng chí dự khuyết chưa thay ai."
    if not alternate.is_active:
        return f"Đồng chí {alternate.name} đã rút khỏi danh sách. Hãy chọn đồng chí dự khuyết khác."
    if absent.is_replaced:
        return f"Đồng chí {absent.name} đã có người thay. Mỗi đại biểu chỉ được thay một lần."
    if absent.category not in {Category.ELECTED, Category.APPOINTED} or absent.unit is None:
        return (
            f"Đồng chí {absent.name} là đại biểu {absent.category.label.lower()}, không do đơn vị bầu nên không thay bằng "
            "dự khuyết. Hãy ghi là vắng mặt hoặc chỉ định người khác."
        )
    if alternate.unit != absent.unit:
        return f"Đồng chí {alternate.name} là dự khuyết của đơn vị khác. Dự khuyết chỉ thay đại biểu của chính đơn vị mình."
    return ""
