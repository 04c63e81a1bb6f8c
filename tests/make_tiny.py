"""Makes `bundles/tiny`, the model of the tests, from this project's own texts: `python tests/make_tiny.py`.

It goes the way of the shipped model (corpora, recipe, fit, build) with an encoder of one layer that has never seen any
other text. Its labels are poor; it is there so that everything around the labels can be tested. Needs the train extra.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from framing.train.recipe import Recipe, read_recipe

HERE = Path(__file__).parent
SEEDS = HERE.parent / "seeds"
BUNDLE = HERE / "bundles" / "tiny"
VOCABULARY, WIDTH, TOKENS = 2500, 32, 128
SPLITS = {
    "meridian-desk.txt": "train",
    "capital-register.txt": "train",
    "harbor-sentinel.txt": "tune",
    "brightline-brief.txt": "tune",
    "gulf-courier.txt": "test",
}
KINDS = {"fact": "F", "claim": "C", "commentary": "M"}
TYPES = {"judgement": "J", "interpretation": "I", "forecast": "P"}
HEDGES = {"epistemic": "e", "hearsay": "h", "vague": "v"}
PEN_TYPES = {"F": "fact", "C": "quote", "M": "opinion"}
POLARITIES = {"F": 0, "C": 1, "M": -1}
_NAME = re.compile(r"(?<=[a-z] )[A-Z][a-zšė]+(?: [A-Z][a-zšė]+)*")

Row = Mapping[str, Any]


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def articles() -> dict[str, str]:
    """The texts of the seed articles by file name."""
    return {path.name: path.read_text(encoding="utf-8") for path in sorted((SEEDS / "articles").glob("*.txt"))}


def written() -> list[dict[str, Any]]:
    """The sentences written for this project, with their labels."""
    names = ("written_hedges.jsonl", "written_kinds.jsonl")
    return [row for name in names for row in _rows(SEEDS / "labels" / name)]


def write_rows(path: Path, rows: Iterable[Row]) -> None:
    """Writes a `.jsonl` or `.jsonl.gz` file and the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    data = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()
    path.write_bytes(gzip.compress(data, mtime=0) if path.suffix == ".gz" else data)


def write_corpora(root: Path) -> None:
    """Writes every corpus that the recipe names, in its own format, made of this project's texts alone."""
    texts, labels, sentences = articles(), _rows(SEEDS / "labels" / "articles.jsonl"), written()
    _write_articles(root, texts, labels)
    write_rows(root / "news" / "written.jsonl", sentences)
    numbered = [{**row, "id": f"s{i}", "number": i} for i, row in enumerate(sentences)]
    held, free = numbered[::12], [row for i, row in enumerate(numbered) if i % 12]
    folded, train = free[::3], [row for i, row in enumerate(free) if i % 3]
    write_rows(root / "babe" / "train.jsonl", map(_babe, folded))
    write_rows(root / "penn" / "train.jsonl", map(_penn, folded))
    write_rows(root / "news" / "targets_written.jsonl", _rows(SEEDS / "labels" / "targets_written.jsonl")[:240])
    for name, rows in (("train", train[::2]), ("dev", train[1::2]), ("dev_test", held[::2])):
        write_rows(root / "checkthat" / f"{name}.jsonl", map(_checkthat, rows))
    for name, rows in (("train", train), ("dev_mt", held[1::2])):
        write_rows(root / "newsmtsc" / f"{name}.jsonl", (row for r in rows for row in _newsmtsc(r)))
    write_rows(root / "wikiweasel" / "train.jsonl", map(_wikiweasel, train))
    write_rows(root / "certainty" / "train.jsonl", map(_certainty, train))
    write_rows(root / "annolexical" / "train.jsonl.gz", map(_annolexical, train))


def _write_articles(root: Path, texts: Mapping[str, str], labels: Sequence[Row]) -> None:
    by_article = {name: [row for row in labels if row["article"] == name] for name in texts}
    for split in ("train", "dev"):
        chosen = [name for name in texts if (SPLITS[name] == "test") == (split == "dev")]
        rows = ({"id": n, "text": texts[n], "attributions": _attributions(by_article[n])} for n in chosen)
        write_rows(root / "polnear" / f"{split}.jsonl", rows)
    write_rows(root / "news" / "labels.jsonl", (_news(name, texts[name], by_article[name]) for name in texts))


def _attributions(rows: Iterable[Row]) -> list[dict[str, Any]]:
    return [{part: found[part] for part in ("source", "cue", "content")} for r in rows for found in r["attributions"]]


def _news(name: str, text: str, rows: Iterable[Row]) -> dict[str, Any]:
    return {
        "corpus": "polnear",
        "id": name,
        "sha256": hashlib.sha256(text.encode()).hexdigest(),
        "split": SPLITS[name],
        "sentences": [_news_sentence(row) for row in rows],
    }


def _news_sentence(row: Row) -> dict[str, Any]:
    start = row["start"]
    return {
        "start": start,
        "end": row["end"],
        "kind": [KINDS.get(row["kind"], "X")] * 2,
        "type": [TYPES[row["commentary_type"]]] * 2 if row["commentary_type"] else [],
        "hedges": [[a - start, b - start, HEDGES[kind]] for a, b, kind in row["hedges"]],
        "loaded": [[a - start, b - start, "l"] for a, b in row["loaded"]],
    }


def _babe(row: Row) -> dict[str, Any]:
    return {
        "text": row["text"],
        "group": row["id"],
        "fold": row["number"] % 5,
        "biased": int(bool(row["loaded"])),
        "biased_words": [row["text"][a:b] for a, b, _ in row["loaded"]],
        "opinion": "opinion" if row["kind"] == ["M"] else "factual",
    }


def _penn(row: Row) -> dict[str, Any]:
    return {"text": row["text"], "article": f"a{row['number'] % 20}", "types": [PEN_TYPES[row["kind"][0]]] * 3}


def _checkthat(row: Row) -> dict[str, Any]:
    return {"id": row["id"], "text": row["text"], "label": "SUBJ" if row["kind"] == ["M"] else "OBJ"}


def _newsmtsc(row: Row) -> Iterable[dict[str, Any]]:
    found = _NAME.search(row["text"])
    if found:
        target = {"start": found.start(), "end": found.end(), "polarity": POLARITIES[row["kind"][0]]}
        yield {"story": row["id"], "text": row["text"], "targets": [target]}


def _wikiweasel(row: Row) -> dict[str, Any]:
    return {"id": row["id"], "text": row["text"], "uncertain": int(bool(row["hedges"]))}


def _certainty(row: Row) -> dict[str, Any]:
    return {"id": row["id"], "text": row["text"], "certainty": 2.0 if row["hedges"] else 5.5}


def _annolexical(row: Row) -> dict[str, Any]:
    return {"text": row["text"], "biased": int(bool(row["loaded"]))}


def write_encoder(folder: Path, layers: int = 1) -> None:
    """Writes an untrained BERT of so many layers, as a transformers checkpoint with its tokenizer."""
    import torch
    from transformers import BertConfig, BertModel

    folder.mkdir(parents=True, exist_ok=True)
    size = _write_tokenizer(folder / "tokenizer.json")
    config = BertConfig(
        vocab_size=size,
        hidden_size=WIDTH,
        num_hidden_layers=layers,
        num_attention_heads=2,
        intermediate_size=2 * WIDTH,
        max_position_embeddings=TOKENS,
    )
    torch.manual_seed(0)
    BertModel(config, add_pooling_layer=False).save_pretrained(folder)


def _write_tokenizer(path: Path) -> int:
    """Every character, then the most frequent words (a trainer breaks ties at random); gives the number of pieces."""
    from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, processors

    normalizer, splitter = normalizers.BertNormalizer(lowercase=True), pre_tokenizers.BertPreTokenizer()
    texts = [*articles().values(), *(row["text"] for row in written())]
    words = Counter(w for t in texts for w, _ in splitter.pre_tokenize_str(normalizer.normalize_str(t)))
    letters = sorted({letter for word in words for letter in word})
    pieces = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", *letters, *(f"##{letter}" for letter in letters)]
    ranked = sorted((w for w in words if len(w) > 1), key=lambda word: (-words[word], word))
    vocabulary = {piece: number for number, piece in enumerate([*pieces, *ranked][:VOCABULARY])}
    tokenizer = Tokenizer(models.WordPiece(vocabulary, unk_token="[UNK]"))
    tokenizer.normalizer = normalizer
    tokenizer.pre_tokenizer = splitter
    tokenizer.decoder = decoders.WordPiece()
    ends = [(name, vocabulary[name]) for name in ("[CLS]", "[SEP]")]
    tokenizer.post_processor = processors.TemplateProcessing(single="[CLS] $A [SEP]", special_tokens=ends)
    tokenizer.save(str(path))
    return len(vocabulary)


def recipe(encoder: Path) -> Recipe:
    """The recipe of the tiny model, with the folder of its encoder."""
    return replace(read_recipe(HERE / "tiny.toml"), encoder=str(encoder))


def make(out: Path, work: Path) -> None:
    """Trains in `work` and writes the bundle to `out`; the same bytes every time on one machine."""
    import torch

    from framing.train.build import build
    from framing.train.fit import fit
    from framing.train.prepare import Setting

    torch.set_num_threads(1)
    write_corpora(work / "data")
    write_encoder(work / "encoder")
    plan, setting = recipe(work / "encoder"), Setting(data=work / "data")
    network = fit(plan, setting, work / "training", lambda *_: None)
    shutil.rmtree(out, ignore_errors=True)
    build(network, plan, setting, out, threads=1)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        make(BUNDLE, Path(folder))
