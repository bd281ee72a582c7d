"""Measures what Newsroom promises about speed: `make bench`."""

from tests.bench import painting, serving

serving.main()
print()
painting.main()
