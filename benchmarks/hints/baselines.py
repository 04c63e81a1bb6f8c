"""What can be told from the outlet's name alone, and what a simple model keeps when whole outlets are held out.

Holding outlets out properly means to train the encoder anew without them (`training/outlet_folds.py`). The cheap
version here refits only the last layer: the base encoder as it was published, which never saw a label, stays as it is,
and a logistic regression on its mean vectors is fitted twice, without some articles and without some outlets. What it
loses between the two is what it had from knowing the outlets.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from comparison.rivals import Items, Tfidf, quiet
from numpy.typing import NDArray

from framing.metrics import Floats, Indices
from framing.train.base import MINILM, find_encoder
from hints.answered import Answered, out_of_part

SMALL, SMALL_SHARE = 50, 0.1
"""Outlets with fewer sentences, and less than this share of them all, are held out together."""
BATCH = 64


def outlet_parts(outlets: Sequence[str]) -> Indices:
    """A part for each outlet, one for all small ones together."""
    counts = Counter(outlets)
    large = sorted(name for name, n in counts.items() if n >= min(SMALL, SMALL_SHARE * len(outlets)))
    return np.array([large.index(o) if o in large else len(large) for o in outlets], np.int64)


def outlet_alone(found: Answered) -> Answered:
    """How often it was so in the outlet's other folds; in all other folds where the outlet does not occur there."""
    outlets, truth = np.array(found.outlets), found.truth.astype(np.float64)

    def fit(known: Indices, asked: Indices) -> Floats:
        overall = float(truth[known].mean())
        of = {o: float(truth[known][outlets[known] == o].mean()) for o in set(outlets[known].tolist())}
        return np.array([of.get(o, overall) for o in outlets[asked].tolist()])

    return found.instead(out_of_part(found.parts, fit))


def words(found: Answered, parts: Indices) -> Answered:
    """TF-IDF and logistic regression."""
    texts = [e.text for e in found.examples]

    def fit(known: Indices, asked: Indices) -> Floats:
        model = Tfidf().fitted(Items([texts[i] for i in known], found.truth[known]))
        return np.asarray(model.predict_proba([texts[i] for i in asked])[:, 1], np.float64)

    return found.instead(out_of_part(parts, fit))


def frozen(found: Answered, parts: Indices, vectors: NDArray[np.float32]) -> Answered:
    """Logistic regression on the base encoder's vectors."""
    from sklearn.linear_model import LogisticRegression

    def fit(known: Indices, asked: Indices) -> Floats:
        model = LogisticRegression(C=10.0, class_weight="balanced", max_iter=2000)
        model.fit(vectors[known], found.truth[known])
        return np.asarray(model.predict_proba(vectors[asked])[:, 1], np.float64)

    return found.instead(out_of_part(parts, fit))


def base_vectors(texts: Sequence[str], threads: int) -> NDArray[np.float32]:
    """(n, width): the mean of the base encoder's token states, of length 1."""
    import torch
    from transformers import AutoModel, AutoTokenizer

    quiet()
    torch.set_num_threads(threads)
    folder = str(find_encoder(MINILM))
    tokenizer, model = AutoTokenizer.from_pretrained(folder), AutoModel.from_pretrained(folder).eval()
    order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
    rows = np.zeros((len(texts), int(model.config.hidden_size)), np.float32)
    with torch.inference_mode():
        for start in range(0, len(order), BATCH):
            chosen = order[start : start + BATCH]
            batch = tokenizer([texts[i] for i in chosen], padding=True, truncation=True, return_tensors="pt")
            states, mask = model(**batch).last_hidden_state, batch["attention_mask"][..., None]
            rows[chosen] = ((states * mask).sum(1) / mask.sum(1)).numpy()
    lengths: NDArray[np.float32] = np.linalg.norm(rows, axis=1, keepdims=True)
    return rows / lengths
