"""Measures what goes into the heavy layers of the network that reads lines, over the scanned pages of some PDFs.

usage: python -m benchmarks.ranges PDF...

Writes ``extract/scan/ranges.json``, by which those layers calculate in bytes (:mod:`extract.scan.coarse`). To be run
again on the scanned sample when RapidOCR comes with another model; other pages move no range by much.
"""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Sequence
from pathlib import Path

import msgspec
import numpy as np

from extract import reader
from extract.scan import coarse, networks, rapid
from extract.scan.networks import Floats, Network

EXACT = 5
"""Layers at the beginning, which see single strokes, that stay exact: without it spaces between words are lost."""

SOME = 400
"""Values of each layer taken of one line."""

SHARES = (1.0, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3)
"""Of the least and greatest value: the limits that are tried."""


def lines_of(pdfs: Sequence[Path]) -> list[Floats]:
    """The pictures of lines that the network is given when the PDFs are read."""
    seen: list[Floats] = []
    run = Network.run

    def noted(network: Network, picture: Floats) -> Floats:
        if len(picture) == rapid.HEIGHT:
            seen.append(picture)
        return run(network, picture)

    Network.run = noted  # type: ignore[method-assign]
    for pdf in pdfs:
        reader.read(pdf, pdf.name)
    return seen


def inputs_over(lines: Sequence[Floats]) -> dict[str, Floats]:
    """Some of the values that come into each heavy layer, drawn at random over pictures of lines."""
    openvino = networks.load_openvino()
    network = openvino.Core().read_model(networks.line_model()[0].SerializeToString())
    inputs = {layer.get_friendly_name(): layer.input_value(0) for layer in coarse.heavy_layers(network)[EXACT:]}
    sources = {name: (one.get_node().get_friendly_name(), one.get_index()) for name, one in inputs.items()}
    watched = list(dict.fromkeys(sources.values()))  # layers may share what comes in
    network.add_outputs([next(inputs[name] for name in inputs if sources[name] == source) for source in watched])
    request = openvino.compile_model(network, "CPU", {"INFERENCE_PRECISION_HINT": "f32"}).create_infer_request()
    chance = np.random.default_rng(1)
    drawn: dict[str, list[Floats]] = {name: [] for name in inputs}
    for line in lines:
        seen = request.infer([line[None, None]])
        for name, values in drawn.items():
            values.append(chance.choice(seen[1 + watched.index(sources[name])].ravel(), SOME))
    return {name: np.concatenate(values) for name, values in drawn.items()}


def best_range(values: Floats) -> tuple[float, float]:
    """The range in which values are rounded with the least squared error, though those beyond it are cut off."""
    low, high = min(0.0, float(values.min())), max(0.0, float(values.max()))
    ranges = [(low * lower, high * upper) for lower in SHARES for upper in SHARES]
    return min(ranges, key=lambda limits: _error(values, *limits))


def _error(values: Floats, low: float, high: float) -> float:
    step = (high - low) / (coarse.STEPS - 1)
    rounded = low + step * np.clip(np.round((values - low) / step), 0, coarse.STEPS - 1)
    return float(np.square(values - rounded).mean())


def main() -> None:
    """Measure and write."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    arguments.add_argument("pdf", type=Path, nargs="+")
    lines = lines_of(arguments.parse_args().pdf)
    checksum = hashlib.sha256(networks.model_file("rec").read_bytes()).hexdigest()
    ranges = {name: best_range(values) for name, values in inputs_over(lines).items()}
    rounded = {name: (round(low, 3), round(high, 3)) for name, (low, high) in ranges.items()}
    content = msgspec.json.encode(coarse.Ranges(checksum, rounded))
    coarse.RANGES.write_bytes(msgspec.json.format(content, indent=1) + b"\n")
    print(f"{len(rounded)} layers over {len(lines)} lines")


if __name__ == "__main__":
    main()
