"""What is kept in memory: for one person, for one revision, and not for long."""

from app.shelf import LONGEST_UNUSED_S, Shelf


def test_it_is_kept_for_its_person_and_its_revision_alone() -> None:
    shelf = Shelf()
    shelf.keep("alice", 3, "page", "three", 5)
    assert shelf.find("alice", 3, "page") == "three"
    assert shelf.find("alice", 4, "page") is None
    assert shelf.find("carol", 3, "page") is None


def test_a_newer_revision_takes_the_place_of_an_older_one() -> None:
    shelf = Shelf()
    shelf.keep("alice", 3, "page", "three", 5)
    shelf.keep("alice", 4, "other", "four", 5)
    assert shelf.find("alice", 3, "page") is None
    shelf.keep("alice", 3, "page", "late", 5)
    assert shelf.find("alice", 3, "page") is None
    assert shelf.find("alice", 4, "other") == "four"


def test_what_says_itself_whether_it_holds_outlives_a_revision() -> None:
    shelf = Shelf()
    shelf.keep("alice", None, "days", "closed", 5)
    shelf.keep("alice", 4, "page", "four", 5)
    assert shelf.find("alice", None, "days") == "closed"
    assert shelf.find("alice", 4, "days") is None


def test_whoever_was_not_here_for_longest_makes_room() -> None:
    shelf = Shelf(most_bytes=10)
    shelf.keep("alice", 1, "page", "a", 5)
    shelf.keep("carol", 1, "page", "c", 5)
    shelf.find("alice", 1, "page")
    shelf.keep("erin", 1, "page", "e", 5)
    assert shelf.find("carol", 1, "page") is None
    assert (shelf.find("alice", 1, "page"), shelf.find("erin", 1, "page")) == ("a", "e")


def test_what_takes_the_place_of_another_counts_once() -> None:
    shelf = Shelf(most_bytes=10)
    for number in range(20):
        shelf.keep("alice", 1, "page", number, 5)
        shelf.keep("carol", number, "page", number, 5)
    assert (shelf.find("alice", 1, "page"), shelf.find("carol", 19, "page")) == (19, 19)


def test_nothing_is_kept_for_long_after_its_person_was_here() -> None:
    seconds = 0.0
    shelf = Shelf(clock=lambda: seconds)
    shelf.keep("alice", 1, "page", "a", 5)
    seconds = LONGEST_UNUSED_S + 1.0
    shelf.keep("carol", 1, "page", "c", 5)
    assert shelf.find("alice", 1, "page") is None


def test_a_person_can_be_forgotten_at_once() -> None:
    shelf = Shelf()
    shelf.keep("alice", 1, "page", "a", 5)
    shelf.forget("alice")
    assert shelf.find("alice", 1, "page") is None
