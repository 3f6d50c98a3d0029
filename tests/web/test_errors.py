"""What goes wrong on the way in or in the database ends on a page that says what to do."""

from io import BytesIO

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
