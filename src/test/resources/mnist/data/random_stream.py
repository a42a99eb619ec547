"""Works out the numbers in RandomStreamTest with Python's whole numbers, from the papers' definition of SplitMix64.

The generator is checked first against the published start of the sequence of seed 1234567.
"""
import math

MASK = (1 << 64) - 1
GAMMA = 0x9E3779B97F4A7C15


def mix(z):
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
    return z ^ (z >> 31)


def splitmix(state, count):
    return [mix((state + (i + 1) * GAMMA) & MASK) for i in range(count)]


def first_state(seed, name, counter):
    key = mix((seed + GAMMA) & MASK)
    for letter in name.encode("utf-8"):
        key = (mix(key ^ letter) + GAMMA) & MASK
    return mix(key ^ mix((counter + GAMMA) & MASK))


assert splitmix(1234567, 3) == [6457827717110365317, 3203168211198807973, 9817491932198370423]
longs = splitmix(first_state(1, "shuffle", 2), 4)
print("longs", [hex(x) for x in longs])
units = [(x >> 11) * 2.0**-53 for x in longs]
print("doubles", units)
radius = math.sqrt(-2 * math.log(1 - units[0]))
print("gaussians", radius * math.cos(2 * math.pi * units[1]), radius * math.sin(2 * math.pi * units[1]))
print("accented name", hex(splitmix(first_state(-5, "é", 0), 1)[0]))


def gaussians(state, count):
    numbers = [(x >> 11) * 2.0**-53 for x in splitmix(state, count)]
    pairs = [(math.sqrt(-2 * math.log(1 - a)), 2 * math.pi * b) for a, b in zip(numbers[::2], numbers[1::2])]
    return [f(angle) * radius for radius, angle in pairs for f in (math.cos, math.sin)]


def permutation(size, state):
    """Fisher-Yates; draws below the largest multiple of the bound, or again."""
    draws = iter(splitmix(state, 20 * size))
    order = [0] * size
    for i in range(size):
        bound = i + 1
        draw = next(x for x in ((y >> 1) for y in draws) if x < 2**63 // bound * bound)
        j = draw % bound
        order[i] = order[j]
        order[j] = i
    return order


print("order of epoch 1, seed 1", permutation(10, first_state(1, "shuffle", 1)))
print("start values of layer 1, seed 1", gaussians(first_state(1, "start values", 1), 8))
