import pytest

from home.context import entry_of


@pytest.mark.parametrize(
    ("view_name", "entry"),
    [
        ("home:home", "home:home"),
        ("delegates:list-detail", "delegates:list-board"),
        ("delegates:credentials-people", "delegates:credentials-entry"),
        ("delegates:allocation-draft", "terms:congress-list"),
        ("terms:rule-set", "terms:congress-list"),
        ("people:member-edit", "people:member-list"),
        ("accounts:trace", "accounts:trace"),
        ("accounts:account-new", "accounts:account-list"),
        ("papers:request", "printing:list"),
        ("", ""),
    ],
)
def test_entry_of_says_under_which_entry_a_page_stands(view_name: str, entry: str):
    assert entry_of(view_name) == entry
