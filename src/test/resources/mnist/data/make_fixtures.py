"""Writes the IDX files beside it with nothing but struct and gzip. Run once; the files are checked in.

The training pair is plain: 3 images of 2 rows x 4 columns, pixel = 100 * image + 10 * row + column, labels 7, 0, 2.
The test pair is packed: 2 such images and labels stored as 32-bit ints, 300 and 1. `doubles-idx2` is a matrix of
float64, which no data set takes but every IDX reader should.
"""
import gzip
import os
import struct

here = os.path.dirname(os.path.abspath(__file__))
fixture = os.path.join(here, "fixture")


def images(count):
    pixels = [100 * i + 10 * row + column for i in range(count) for row in range(2) for column in range(4)]
    return struct.pack(">HBBIII", 0, 0x08, 3, count, 2, 4) + bytes(pixels)


def write(name, content):
    with open(os.path.join(fixture, name), "wb") as file:
        file.write(content)


os.makedirs(fixture, exist_ok=True)
write("train-images-idx3-ubyte", images(3))
write("train-labels-idx1-ubyte", struct.pack(">HBBI", 0, 0x08, 1, 3) + bytes([7, 0, 2]))
write("t10k-images-idx3-ubyte.gz", gzip.compress(images(2), mtime=0))
write("t10k-labels-idx1-ubyte.gz", gzip.compress(struct.pack(">HBBIii", 0, 0x0C, 1, 2, 300, 1), mtime=0))
write("doubles-idx2", struct.pack(">HBBII", 0, 0x0E, 2, 2, 3) + struct.pack(">6d", 1.5, -2, 0, 1e300, 0.1, 7))
