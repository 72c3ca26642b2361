"""What signs each signature region of a document: ink, a stamp, a picture, a certificate, or nothing."""
