"""Checks the signatures in a PDF (PAdES and plain CMS) with pyHanko, offline."""

from __future__ import annotations

import logging
from datetime import datetime
from pathlib import Path

from pyhanko.pdf_utils.crypt import AuthStatus
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from extract.models import Box, ElectronicSignature
from extract.opening import opened
from extract.passwords import passwords
from extract.signing.fields import signature_fields

UNREADABLE = "tanda tangan elektronik dalam berkas tidak dapat diperiksa"

log = logging.getLogger(__name__)

# Without trusted roots every check ends in a warning with its traceback, which says nothing about the document.
logging.getLogger("pyhanko").setLevel(logging.CRITICAL)


def validated(path: Path) -> tuple[ElectronicSignature, ...]:
    """The signatures in the PDF at ``path`` in the order of signing, time stamps of the whole document left out.

    Never raises over what is in the file: a signature that cannot be checked says so in its ``problem``.
    """
    try:
        places = _places(path)
        with path.open("rb") as stream:
            embedded = _unlocked(PdfFileReader(stream, strict=False)).embedded_regular_signatures
            return tuple(_checked(one, places.get(one.field_name)) for one in embedded)
    except Exception:  # the library raises whatever it likes over a broken file
        log.warning("electronic signatures cannot be read", exc_info=True)
        return (ElectronicSignature(field="", problem=UNREADABLE),)


def _unlocked(reader: PdfFileReader) -> PdfFileReader:
    """The file, decrypted with the first password that fits if it is encrypted."""
    if reader.encrypted:
        any(reader.decrypt(password).status != AuthStatus.FAILED for password in ("", *passwords()))
    return reader


def _places(path: Path) -> dict[str, tuple[int, Box]]:
    """Page and box of every visible signature field, by name."""
    pdf = opened(path)
    try:
        return {
            name: (number, box)
            for number in range(1, len(pdf) + 1)
            for name, box in signature_fields(pdf, number)
            if box[2] - box[0] > 1 and box[3] - box[1] > 1
        }
    finally:
        pdf.close()


def _checked(embedded: EmbeddedPdfSignature, place: tuple[int, Box] | None) -> ElectronicSignature:
    page, box = place or (None, None)
    name = str(embedded.field_name)  # the library has a kind of text of its own
    try:
        # No roots and no fetching: the machine is offline, and no list of Indonesian issuers is shipped.
        context = ValidationContext(trust_roots=[], allow_fetching=False)
        status = validate_pdf_signature(embedded, context)
    except Exception:  # as above: one broken signature must not hide the others
        log.warning("an electronic signature cannot be checked", exc_info=True, extra={"page": page})
        return ElectronicSignature(name, problem=UNREADABLE, page=page, box=box)
    certificate = status.signing_cert
    time = _time(status)
    intact = bool(status.intact and status.valid)
    changed = _changed_after(status)
    expired = time is not None and not certificate.not_valid_before <= time <= certificate.not_valid_after
    own = certificate.self_signed in ("yes", "maybe")
    return ElectronicSignature(
        field=name,
        signer=_name(certificate.subject.native),
        issuer=_name(certificate.issuer.native),
        time=time.isoformat() if time else None,
        intact=intact,
        covers_file=status.coverage == SignatureCoverageLevel.ENTIRE_FILE,
        changed_after=changed,
        expired=expired,
        problem=_problem(intact, changed, expired, time is None, own),
        page=page,
        box=box,
    )


def _time(status: PdfSignatureStatus) -> datetime | None:
    stamp = status.timestamp_validity
    if stamp is not None and stamp.intact and stamp.valid:
        return stamp.timestamp
    return status.signer_reported_dt


def _changed_after(status: PdfSignatureStatus) -> bool:
    level = status.modification_level
    within = status.coverage in (SignatureCoverageLevel.ENTIRE_FILE, SignatureCoverageLevel.ENTIRE_REVISION)
    return not within or (level is not None and level.value > ModificationLevel.FORM_FILLING.value)


def _problem(intact: bool, changed: bool, expired: bool, timeless: bool, own: bool) -> str | None:
    said = (
        (not intact, "isi yang ditandatangani tidak utuh lagi"),
        (changed, "dokumen diubah setelah ditandatangani"),
        (expired, "sertifikat tidak berlaku pada waktu penandatanganan"),
        (timeless, "waktu penandatanganan tidak tercantum"),
        (own, "sertifikat dibuat sendiri, bukan oleh penyelenggara sertifikasi elektronik"),
    )
    return "; ".join(text for wrong, text in said if wrong) or None


def _name(parts: dict[str, object]) -> str:
    """The common name of a certificate's subject or issuer, else its organisation."""
    value = parts.get("common_name") or parts.get("organization_name") or ""
    return str(value[0] if isinstance(value, list) else value)
