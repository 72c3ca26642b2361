"""Self-made certificates and PDFs signed with them."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from asn1crypto import keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko_certvalidator.registry import SimpleCertificateStore

ISSUER = "Otoritas Sertifikat Contoh"


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


@cache
def _issuer_key() -> ec.EllipticCurvePrivateKey:
    return ec.generate_private_key(ec.SECP256R1())


def signer(name: str, until: int = 2090, issuer: str = ISSUER) -> signers.SimpleSigner:
    """Somebody with a certificate of our issuer that is valid from 2015 to the beginning of the year ``until``."""
    key = ec.generate_private_key(ec.SECP256R1())
    certificate = (
        x509.CertificateBuilder()
        .subject_name(_name(name))
        .issuer_name(_name(issuer))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(datetime(2015, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(until, 1, 1, tzinfo=UTC))
        .add_extension(
            x509.KeyUsage(True, True, False, False, False, False, False, False, False),
            critical=True,
        )
        .sign(_issuer_key(), SHA256())
    )
    private = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    return signers.SimpleSigner(
        signing_cert=asn1_x509.Certificate.load(certificate.public_bytes(Encoding.DER)),
        signing_key=keys.PrivateKeyInfo.load(private),
        cert_registry=SimpleCertificateStore(),
    )


def sign(
    path: Path,
    who: signers.SimpleSigner,
    field: str,
    box: tuple[int, int, int, int] | None = None,
    password: str | None = None,
) -> Path:
    """Sign the PDF at ``path`` in place; ``box`` (left, bottom, right, top) makes the signature visible on page 1.

    One that is locked needs its ``password``.
    """
    writer = IncrementalPdfFileWriter(io.BytesIO(path.read_bytes()))
    if password:
        writer.encrypt(password)
    place = fields.SigFieldSpec(field, on_page=0, box=box) if box else fields.SigFieldSpec(field)
    metadata = signers.PdfSignatureMetadata(field_name=field, subfilter=fields.SigSeedSubFilter.PADES)
    signed = signers.PdfSigner(metadata, who, new_field_spec=place).sign_pdf(writer)
    path.write_bytes(signed.getvalue())
    return path
