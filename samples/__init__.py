"""Sample submissions of fictional offices, and the program that makes them.

Every regency, kecamatan, official, NIP and sentence is invented.
"""
