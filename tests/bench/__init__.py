"""How fast the server is: `make bench`. Timings are no tests; statements and bytes are."""
