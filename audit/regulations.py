"""The regulations that findings are based on, each written in one way."""

PANRB_53 = "Peraturan Menteri PANRB Nomor 53 Tahun 2014"
"""On agreements, reports and reviews of performance (perjanjian kinerja, pelaporan kinerja, reviu)."""
