"""Measures what Newsroom promises about speed: `make bench`."""

from tests.bench import anchoring, correcting, extraction, painting, search, serving

serving.main()
print()
painting.main()
print()
anchoring.main()
print()
correcting.main()
print()
extraction.main()
print()
search.main([])
