"""The PP-OCR networks that come inside RapidOCR's wheel, without the parts that Indonesian documents have no use for.

OpenVINO runs them, as it does in RapidOCR if one wishes: on processors with bfloat16 twice as fast as ONNX Runtime.

They are made for colour pictures and 18 000 characters, most of them Chinese. For grey pictures the three colours of
the first layer are added up, which changes nothing; of the last layer only the characters of these documents are kept,
which spares a quarter of the time. Nothing is downloaded or written.
"""

from __future__ import annotations

import importlib.util
import sys
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import onnx
from onnx import numpy_helper

from extract.scan.coarse import calculate_in_bytes, ranges_of

Floats = npt.NDArray[np.float32]

SYMBOLS = "√✓≥≤±×÷•–—‘’“”…°½→●■"

_ALIKE = {"●": "•", "■": "•"}


class Network:
    """A network that runs on one thread, in half precision where the processor is twice as fast in it.

    Layers whose ``ranges`` are known calculate in bytes, see :mod:`extract.scan.coarse`.
    """

    def __init__(self, model: onnx.ModelProto, ranges: Mapping[str, tuple[float, float]] | None = None) -> None:
        openvino = load_openvino()
        network = openvino.Core().read_model(model.SerializeToString())
        if ranges:
            calculate_in_bytes(network, ranges, openvino)
        # Pinned, the processes of a run would all be on the same core.
        settings = {"INFERENCE_NUM_THREADS": 1, "PERFORMANCE_HINT": "LATENCY", "ENABLE_CPU_PINNING": False}
        self._request = openvino.compile_model(network, "CPU", settings).create_infer_request()

    def run(self, picture: Floats) -> Floats:
        """The first output for a picture, height by width, from -1 (black) to 1 (white).

        Every new size costs some hundredths of a second and a megabyte that is kept.
        """
        return np.array(self._request.infer([picture[None, None]])[0][0], dtype=np.float32)


def load_openvino() -> Any:  # noqa: ANN401
    """OpenVINO, kept from telling its makers over the network, without being asked, that it has been imported."""
    sys.modules["openvino_telemetry"] = None  # type: ignore[assignment]  # so that importing it fails
    return importlib.import_module("openvino")


def finder() -> Network:
    """The network that finds text; raises FileNotFoundError."""
    return Network(_grey_model("det"))


def readers() -> tuple[Network, Network, list[str]]:
    """The network that reads lines, exact and fast, and the character of each of its classes, the first none.

    Both are one where the processor has nothing faster; raises as :func:`finder`.
    """
    model, letters = line_model()
    exact = Network(model)
    ranges = ranges_of(model_file("rec"))
    return exact, Network(model, ranges) if ranges else exact, letters


def line_model() -> tuple[onnx.ModelProto, list[str]]:
    """The model that reads lines, cut down, and its characters; raises as :func:`finder`."""
    model = _grey_model("rec")
    characters = next(entry.value for entry in model.metadata_props if entry.key == "character").splitlines()
    classes, letters = _alphabet([*characters, " "])
    for weights in model.graph.initializer:
        if weights.dims and weights.dims[-1] == len(characters) + 2:
            _replace(weights, numpy_helper.to_array(weights)[..., classes])
    return model, letters


def _grey_model(kind: Literal["det", "rec"]) -> onnx.ModelProto:
    """The model of a kind, taking pictures of one colour."""
    model = onnx.load(model_file(kind))
    picture = model.graph.input[0]
    first = next(node.input[1] for node in model.graph.node if picture.name in node.input)
    weights = next(weights for weights in model.graph.initializer if weights.name == first)
    _replace(weights, numpy_helper.to_array(weights).sum(axis=1, keepdims=True))
    picture.type.tensor_type.shape.dim[1].dim_value = 1
    return model


def _replace(weights: onnx.TensorProto, values: npt.NDArray[Any]) -> None:
    weights.CopyFrom(numpy_helper.from_array(np.ascontiguousarray(values), weights.name))


def model_file(kind: Literal["det", "rec"]) -> Path:
    """The file of a model in RapidOCR's package; raises FileNotFoundError."""
    spec = importlib.util.find_spec("rapidocr")
    folder = Path(spec.origin).parent / "models" if spec and spec.origin else Path()
    for path in sorted(folder.glob("*.onnx")):
        if f"_{kind}_" in path.name:
            return path
    raise FileNotFoundError(f"rapidocr has no {kind} model")


def _alphabet(characters: Sequence[str]) -> tuple[list[int], list[str]]:
    """The classes that stand for nothing or for characters of Indonesian documents, and those characters."""
    classes, letters = [0], [""]
    for i, character in enumerate(characters, start=1):
        plain = unicodedata.normalize("NFKC", character)
        if len(plain) == 1 and (plain == " " or "!" <= plain <= "~" or plain in SYMBOLS):
            classes.append(i)
            letters.append(_ALIKE.get(plain, plain))
    return classes, letters
