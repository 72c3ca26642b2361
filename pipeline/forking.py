"""Loaded first by the server that processes are forked from: it should be ready soon, as nothing is done before."""

from __future__ import annotations

import atexit
import gc

# What is loaded is no garbage, neither now nor when the server ends. Each process looks for its own again.
gc.disable()
atexit.register(gc.freeze)
