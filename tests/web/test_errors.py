"""What goes wrong on the way in or in the database ends on a page that says what to do."""

from io import BytesIO

from tests import page_rules
from tests.client import Browser


def test_a_body_that_is_too_large_is_taken_in_so_that_the_browser_shows_our_page(
    alice: Browser,
) -> None:
    size = 13_000_000
    body = BytesIO(b"note=" + b"x" * (size - 5))
    response = alice.client.post(
        "/",
        input_stream=body,
        content_length=size,
        content_type="application/x-www-form-urlencoded",
    )
    assert alice.inspected(response, "/", 413).heading == "That is too large"
    assert body.tell() == size


def test_a_host_name_that_is_none_is_refused_like_any_other_nonsense(dan: Browser) -> None:
    response = dan.client.get("/settings", headers={"Host": "x" * 300})
    assert response.status_code == 400
    page_rules.check_headers(dict(response.headers))
