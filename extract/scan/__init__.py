"""Scanned pages: from the picture of a page to the same :class:`extract.engines.base.RawPage` other engines deliver."""

import cv2

cv2.setNumThreads(1)  # one process per core, also without an audit that tells its processes so
