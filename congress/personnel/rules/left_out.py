"""In which words somebody is off the list after a step: who was not chosen into it did not fail it (procedure.md §4.2, §10.6)."""

# a person's decision in a step without votes, by what the step is for
DECIDED = {
    "introduction": "Không được giới thiệu tiếp ở bước {code}.",
    "vetting": "Chưa đủ điều kiện khi thẩm định ở bước {code}.",
    "committee": "Cấp uỷ không đồng ý ở bước {code}.",
    "upper": "Hội cấp trên không đồng ý ở bước {code}.",
    "decision": "Không có trong quyết định chỉ định ở bước {code}.",
}
DECIDED_OTHERWISE = "Không đi tiếp ở bước {code}."
OUTVOTED = "Không đủ số phiếu ở bước {code}."
# who passed the step before and was not put forward in this one, by what this one is for
NOT_CHOSEN = {
    "vetting": "Không chọn vào danh sách rút gọn để thẩm định ở bước {code}.",
    "naming": "Không đưa ra lấy phiếu ở bước {code}.",
    "closing_vote": "Không đưa ra biểu quyết ở bước {code}.",
}
NOT_CHOSEN_OTHERWISE = "Không chọn vào danh sách của bước {code}."


def why_left_out(code: str, *, purpose: str, was_put_forward: bool, is_voted: bool) -> str:
    """Why she who did not pass the step `code` is off the list, as a sentence; `purpose` as in rules.processes.PURPOSES.

    One of `sentences(code, purpose)`, by which reopening the step finds her again.
    """
    if not was_put_forward:
        words = NOT_CHOSEN.get(purpose, NOT_CHOSEN_OTHERWISE)
    elif is_voted:
        words = OUTVOTED
    else:
        words = DECIDED.get(purpose, DECIDED_OTHERWISE)
    return words.format(code=code)


def sentences(code: str, purpose: str) -> set[str]:
    """All that `why_left_out` can say of the step."""
    return {
        why_left_out(code, purpose=purpose, was_put_forward=forward, is_voted=voted)
        for forward in (True, False)
        for voted in (True, False)
    }
