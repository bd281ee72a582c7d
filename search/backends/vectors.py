"""What PostgreSQL keeps of a document and makes of it: tokens, and the vector of them that its index knows."""

# ruff: noqa: S608 -- what is put together is constants of ours

from hashlib import sha256

from search.backends.kinds import Document, Kind
from search.tokens import BOUNDARY

HEAD = "^"  # begins the tokens of the head
PAIR = "+"  # begins what stands for two neighbouring tokens
PAIRS = 1 << 14  # different ones
MOST_BYTES = 800_000  # of the different tokens of a document; PostgreSQL takes a mebibyte, with the pairs
# What the planner must know is how slow this is: it would rather make the vectors of all documents, from the newest
# on, than ask the index (measured: 390 ms in place of 4). Functions in SQL are opened up, and their cost forgotten.
WORDS = """
CREATE OR REPLACE FUNCTION search_vector(tokens text) RETURNS tsvector
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE COST 5000
AS $$ BEGIN RETURN array_to_tsvector(string_to_array(btrim(tokens), ' ')); END $$
"""
# An article has many words: thousands have both words of a phrase, and few have them in a row. A lexeme for every
# two neighbours tells where they may be.
WORDS_AND_PAIRS = f"""
CREATE OR REPLACE FUNCTION search_vector_with_pairs(tokens text) RETURNS tsvector
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE COST 50000
AS $$ DECLARE words text[] := string_to_array(btrim(tokens), ' '); pairs text[]; BEGIN
    SELECT array_agg('{PAIR}' || ((get_byte(hash, 0) << 8) + get_byte(hash, 1)) % {PAIRS}) INTO pairs FROM (
        SELECT sha256(convert_to(word || ' ' || lead(word) OVER (ORDER BY place), 'UTF8')) AS hash
        FROM unnest(words) WITH ORDINALITY in_order (word, place)
    ) hashed WHERE hash IS NOT NULL;
    RETURN array_to_tsvector(words || pairs);
END $$
"""
FUNCTIONS = (WORDS, WORDS_AND_PAIRS)


def has_pairs(kind: Kind) -> bool:
    """Whether the vectors of these documents tell neighbours; annotations are short enough without."""
    return kind is Kind.ARTICLE


def vector(kind: Kind) -> str:
    """Return what makes the vector of the entry `m`."""
    return f"search_vector{'_with_pairs' if has_pairs(kind) else ''}(m.tokens)"


def pair(token: str, neighbour: str) -> str:
    """Return the lexeme for two tokens in a row, one of PAIRS; WORDS_AND_PAIRS makes the same."""
    digest = sha256(f"{token} {neighbour}".encode(errors="surrogatepass")).digest()
    return f"{PAIR}{int.from_bytes(digest[:2]) % PAIRS}"


def kept(document: Document) -> str:
    """Return the tokens of a document, within what PostgreSQL takes, with a space before and after each."""
    tokens = [*(f"{HEAD}{token}" for token in document.head), BOUNDARY, *document.body]
    room, seen = MOST_BYTES, set[str]()
    for at, token in enumerate(tokens):
        if token not in seen:
            seen.add(token)
            room -= len(token.encode()) + 2
            if room < 0:
                return f" {' '.join(tokens[:at])} "
    return f" {' '.join(tokens)} "
