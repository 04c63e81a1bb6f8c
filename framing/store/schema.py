"""The tables of a store, version by version; `docs/store.md` says what they mean.

A version, once released, is never edited: a change is a further version, and a new store is made by all of them in
turn. No table has an index or a foreign key: one process writes at a time, and keeps the numbers apart.
"""

from __future__ import annotations

VERSION_1 = """
CREATE TABLE store (version INTEGER NOT NULL);
INSERT INTO store VALUES (1);

CREATE TABLE articles (
    article BIGINT NOT NULL, key VARCHAR NOT NULL, id VARCHAR NOT NULL, outlet VARCHAR, title VARCHAR, date VARCHAR,
    day DATE, url VARCHAR, authors VARCHAR[], language VARCHAR, genre VARCHAR, notes VARCHAR[], extra VARCHAR,
    text VARCHAR NOT NULL, text_sha256 VARCHAR NOT NULL, run BIGINT NOT NULL
);
CREATE TABLE models (
    model INTEGER NOT NULL, identity VARCHAR NOT NULL, label VARCHAR NOT NULL, entities VARCHAR
);
CREATE TABLE runs (
    run BIGINT NOT NULL, command VARCHAR NOT NULL, framing VARCHAR NOT NULL, model INTEGER, began TIMESTAMP NOT NULL,
    ended TIMESTAMP
);
CREATE TABLE failures (
    run BIGINT NOT NULL, model INTEGER, key VARCHAR, id VARCHAR NOT NULL, outlet VARCHAR, date VARCHAR, url VARCHAR,
    message VARCHAR NOT NULL
);
CREATE TABLE scores (
    article BIGINT NOT NULL, model INTEGER NOT NULL, run BIGINT NOT NULL, status VARCHAR NOT NULL, message VARCHAR,
    language VARCHAR, n_sentences INTEGER NOT NULL, n_words INTEGER NOT NULL
);
CREATE TABLE sentences (
    article BIGINT NOT NULL, model INTEGER NOT NULL, sentence INTEGER NOT NULL, begins BIGINT NOT NULL,
    ends BIGINT NOT NULL, role VARCHAR NOT NULL, kind VARCHAR, commentary_type VARCHAR, p_fact DOUBLE, p_claim DOUBLE,
    p_commentary DOUBLE, p_judgement DOUBLE, p_interpretation DOUBLE, p_forecast DOUBLE, p_opinion DOUBLE,
    p_loaded DOUBLE, p_hedged DOUBLE, p_hedged_outlet DOUBLE, p_hedged_quoted DOUBLE, p_epistemic_outlet DOUBLE,
    p_loaded_outlet DOUBLE, p_loaded_quoted DOUBLE, outlet_words DOUBLE, inherited_source VARCHAR
);
CREATE TABLE heads (
    article BIGINT NOT NULL, model INTEGER NOT NULL, sentence INTEGER NOT NULL, name VARCHAR NOT NULL, class VARCHAR,
    p DOUBLE NOT NULL
);
CREATE TABLE marks (
    article BIGINT NOT NULL, model INTEGER NOT NULL, sentence INTEGER NOT NULL, mark VARCHAR NOT NULL, type VARCHAR,
    begins BIGINT NOT NULL, ends BIGINT NOT NULL, text VARCHAR NOT NULL, p DOUBLE NOT NULL, voice VARCHAR NOT NULL
);
CREATE TABLE attributions (
    article BIGINT NOT NULL, model INTEGER NOT NULL, attribution INTEGER NOT NULL, type VARCHAR NOT NULL,
    source_text VARCHAR, source_name VARCHAR, name_p DOUBLE, sourcing VARCHAR, verb VARCHAR NOT NULL,
    endorsed BOOLEAN NOT NULL, quote VARCHAR NOT NULL, within INTEGER
);
CREATE TABLE spans (
    article BIGINT NOT NULL, model INTEGER NOT NULL, attribution INTEGER NOT NULL, part VARCHAR NOT NULL,
    begins BIGINT NOT NULL, ends BIGINT NOT NULL
);
CREATE TABLE chains (
    article BIGINT NOT NULL, model INTEGER NOT NULL, attribution INTEGER NOT NULL, position INTEGER NOT NULL,
    name VARCHAR, sourcing VARCHAR
);
CREATE TABLE mentions (
    article BIGINT NOT NULL, model INTEGER NOT NULL, sentence INTEGER NOT NULL, begins BIGINT NOT NULL,
    ends BIGINT NOT NULL, text VARCHAR NOT NULL, entity VARCHAR, type VARCHAR, voice VARCHAR NOT NULL,
    endorsed BOOLEAN NOT NULL, p_negative DOUBLE NOT NULL, p_neutral DOUBLE NOT NULL, p_positive DOUBLE NOT NULL,
    valence DOUBLE NOT NULL
);
CREATE TABLE stances (
    article BIGINT NOT NULL, model INTEGER NOT NULL, position INTEGER NOT NULL, entity VARCHAR NOT NULL, type VARCHAR,
    voice VARCHAR NOT NULL, valence DOUBLE NOT NULL, low DOUBLE NOT NULL, high DOUBLE NOT NULL, n INTEGER NOT NULL
);
CREATE TABLE sources (
    article BIGINT NOT NULL, model INTEGER NOT NULL, position INTEGER NOT NULL, name VARCHAR, sourcing VARCHAR,
    n INTEGER NOT NULL, word_share DOUBLE, hedged_share DOUBLE, distanced_share DOUBLE
);
CREATE TABLE measures (
    article BIGINT NOT NULL, model INTEGER NOT NULL, position INTEGER NOT NULL, name VARCHAR NOT NULL, value DOUBLE,
    low DOUBLE, high DOUBLE, n INTEGER NOT NULL
);
"""

VERSION_2 = """
CREATE TABLE fingerprints (article BIGINT NOT NULL, band INTEGER NOT NULL, hash BIGINT NOT NULL);
CREATE TABLE copies (
    article BIGINT NOT NULL, copy_of BIGINT NOT NULL, first BIGINT NOT NULL, similarity DOUBLE NOT NULL,
    same_text BOOLEAN NOT NULL
);
"""

SCORED = (
    *("sentences", "heads", "marks", "attributions", "spans", "chains", "mentions"),
    *("stances", "sources", "measures"),
)
"""The tables that hold what one model found, beside `scores`."""
