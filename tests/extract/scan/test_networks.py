"""The networks run on this machine and tell nobody."""

import os
import subprocess
import sys
from pathlib import Path

LOADED = """
import sys
from extract.scan.rapid import RapidReader
RapidReader()
assert "openvino" in sys.modules
print([name for name, module in sys.modules.items() if name.split(".")[0] == "openvino_telemetry" and module])
"""


def test_loading_the_networks_sends_and_leaves_nothing(tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if name not in ("CI", "TF_BUILD", "JENKINS_URL")}
    command = [sys.executable, "-c", LOADED]
    done = subprocess.run(
        command, env=environment | {"HOME": str(tmp_path)}, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
    assert list(tmp_path.iterdir()) == []
