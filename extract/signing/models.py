"""What is known about the signing of one region, and about each electronic signature in a file."""

from __future__ import annotations

from typing import Literal

import msgspec

from extract.models import Box

SigningKind = Literal["ink", "stamp", "image", "paraf", "electronic", "claim", "nothing"]
"""ink: strokes of a pen, on paper or drawn; stamp: a stamp alone; image: a picture of a signature set onto a digital
page; paraf: a mark too small for a signature; electronic: a signature in the file; claim: words or a code that say it
is signed electronically, while no signature in the file goes with them; nothing: no mark at all."""

SIGNED: frozenset[SigningKind] = frozenset({"ink", "image", "electronic"})


class Signing(msgspec.Struct, frozen=True):
    """What signs one signature region; ``confidence`` is 0..1, ``box`` shows the mark (None for ``nothing``).

    ``detail`` is what else was seen, in Indonesian: beside what the mark stands, what a code says, who signed.
    """

    kind: SigningKind
    confidence: float
    box: Box | None = None
    detail: str = ""

    @property
    def signed(self) -> bool:
        return self.kind in SIGNED


class ElectronicSignature(msgspec.Struct, frozen=True):
    """One signature in a PDF as it checks out offline; whether its issuer is to be trusted is not checked.

    ``time`` is the signing time (ISO 8601) that a time stamp vouches for or else the signer states. ``intact``: the
    signed bytes are those that were signed. ``covers_file``: nothing was added behind them; later signatures do add.
    ``changed_after``: more than signatures and form entries was added or changed. ``expired``: the certificate was
    not valid at ``time``. ``problem`` says in Indonesian what is wrong, None when nothing is. ``page`` (1-based) and
    ``box`` are where it shows, None when it is invisible.
    """

    field: str
    signer: str = ""
    issuer: str = ""
    time: str | None = None
    intact: bool = False
    covers_file: bool = False
    changed_after: bool = False
    expired: bool = False
    problem: str | None = None
    page: int | None = None
    box: Box | None = None
