"""A network whose heaviest layers calculate in bytes, twice as fast as in half precision.

Those are the convolutions over single pixels, four fifths of the time. What comes into each is rounded to one of 256
steps of a range that was chosen when pages were read for the purpose, and its weights to one of 255 (Jacob et al.,
"Quantization and Training of Neural Networks for Efficient Integer-Arithmetic-Only Inference", CVPR 2018, section 2).
OpenVINO does the rest. Of 700 lines of scanned reports two read otherwise then, one of them by a space.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

STEPS, WEIGHT_STEPS = 256, 255

RANGES = Path(__file__).with_name("ranges.json")

CPUINFO = Path("/proc/cpuinfo")
"""Where Linux tells what a processor can do."""


class Ranges(msgspec.Struct, frozen=True):
    """The range of the input of each layer, by its name, in the model whose file has this SHA-256.

    ``benchmarks/ranges.py`` writes them.
    """

    sha256: str
    inputs: dict[str, tuple[float, float]]


def ranges_of(model: Path) -> Mapping[str, tuple[float, float]]:
    """The ranges of a model's layers; none when they were measured on another model, or bytes are no faster here."""
    known = msgspec.json.decode(RANGES.read_bytes(), type=Ranges)
    same = hashlib.sha256(model.read_bytes()).hexdigest() == known.sha256
    return known.inputs if same and multiplies_bytes() else {}


def multiplies_bytes() -> bool:
    """Whether the processor has instructions for sums of products of bytes; without them these could overflow."""
    try:
        told = CPUINFO.read_text()
    except OSError:
        return False
    return "avx512_vnni" in told or "avx_vnni" in told


def heavy_layers(network: Any) -> list[Any]:  # noqa: ANN401
    """The convolutions of an OpenVINO model over single pixels."""
    layers = [layer for layer in network.get_ordered_ops() if layer.get_type_name() == "Convolution"]
    return [layer for layer in layers if layer.input_value(1).get_shape()[2:] == [1, 1]]


def calculate_in_bytes(network: Any, ranges: Mapping[str, tuple[float, float]], openvino: Any) -> None:  # noqa: ANN401
    """Have the layers of an OpenVINO model that have a range calculate in bytes."""
    operations = openvino.opset13

    def rounded(value: Any, low: Any, high: Any, steps: int) -> Any:  # noqa: ANN401
        limits = [operations.constant(np.asarray(limit, dtype=np.float32)) for limit in (low, high, low, high)]
        return operations.fake_quantize(value, *limits, steps).output(0)

    for layer in heavy_layers(network):
        if layer.get_friendly_name() not in ranges:
            continue
        low, high = ranges[layer.get_friendly_name()]
        weights = layer.input_value(1).get_node().get_data()
        most = np.maximum(np.abs(weights).max(axis=(1, 2, 3), keepdims=True), np.finfo(np.float32).tiny)
        layer.input(0).replace_source_output(rounded(layer.input_value(0), min(low, 0.0), max(high, 0.0), STEPS))
        layer.input(1).replace_source_output(rounded(layer.input_value(1), -most, most, WEIGHT_STEPS))
    network.validate_nodes_and_infer_types()
