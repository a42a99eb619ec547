"""Writes and reads safetensors files with nothing but struct and json, as a check on the Java code.

    python3 plain_safetensors.py write FILE    made plain.safetensors beside this script
    python3 plain_safetensors.py read FILE     prints metadata and tensors as JSON
"""

import json
import struct
import sys

FORMATS = {"F32": "f", "F64": "d"}


def write(path):
    tensors = [
        ("2.bias", "F64", [2], [0.5, -1e-3]),
        ("0.weight", "F32", [2, 3], [1.0, -2.0, 0.25, 3.5, 0.0, -0.125]),
        ("0.bias", "F32", [2], [1e-30, 65504.0]),
        ("scale", "F32", [], [7.0]),
    ]
    header, data = {"__metadata__": {"format": "pt", "note": "Zürich \"quoted\""}}, b""
    for name, dtype, shape, values in tensors:
        packed = struct.pack("<%d%s" % (len(values), FORMATS[dtype]), *values)
        header[name] = {"dtype": dtype, "shape": shape, "data_offsets": [len(data), len(data) + len(packed)]}
        data += packed
    # Other writers do not list the tensors in the order of their bytes, so neither does this one.
    text = json.dumps(dict(sorted(header.items()))).encode("utf-8")
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as out:
        out.write(struct.pack("<Q", len(text)) + text + data)


def read(path):
    with open(path, "rb") as file:
        (length,) = struct.unpack("<Q", file.read(8))
        header, data = json.loads(file.read(length)), file.read()
    metadata = header.pop("__metadata__", {})
    tensors = {}
    for name, entry in header.items():
        begin, end = entry["data_offsets"]
        size = struct.calcsize(FORMATS[entry["dtype"]])
        values = struct.unpack("<%d%s" % ((end - begin) // size, FORMATS[entry["dtype"]]), data[begin:end])
        tensors[name] = {"shape": entry["shape"], "values": values}
    print(json.dumps({"metadata": metadata, "tensors": tensors}))


if __name__ == "__main__":
    {"write": write, "read": read}[sys.argv[1]](sys.argv[2])
