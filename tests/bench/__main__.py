"""Measures what Newsroom promises about speed: `make bench`."""

from tests.bench import anchoring, painting, serving

serving.main()
print()
painting.main()
print()
anchoring.main()
