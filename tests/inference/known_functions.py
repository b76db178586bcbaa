"""Functions whose Sobol' indices are known in closed form, on random inputs."""

from __future__ import annotations

import numpy as np

ISHIGAMI = ((0.313905, 0.442411, 0.0), (0.557589, 0.442411, 0.243684))
"""First-order and total shares of Ishigami's function with 7 and 0.1 (Ishigami and Homma 1990)."""
G8 = (0.716192, 0.179048, 0.023676, 0.007162, 0.000072)
"""First-order shares of Sobol's g with 0, 1, 4.5, 9 and four of 99 (Sobol' 1993)."""
G30 = (0.5855, 0.2602, 0.0366, 0.0059)
"""The same of thirty inputs with 0, 0.5, 3, 9 and 26 of 99."""
AND = {"first": 1 / 3, "total": 2 / 3, "variation": 0.25, "nats": 0.215762}
"""Of two inputs that must both be large: shares, total variation and mutual information."""


def ishigami_of(x):
    return np.sin(x[:, 0]) + 7.0 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0])


def ishigami(n, seed):
    x = np.random.default_rng(seed).uniform(-np.pi, np.pi, (n, 3))
    return x, ishigami_of(x)


def sobol_g(n, seed, a):
    x = np.random.default_rng(seed).uniform(0.0, 1.0, (n, len(a)))
    return x, np.prod((np.abs(4.0 * x - 2.0) + np.array(a)) / (1.0 + np.array(a)), axis=1)


def both_large(n, seed):
    x = np.random.default_rng(seed).uniform(0.0, 1.0, (n, 3))
    return x, ((x[:, 0] > 0.5) & (x[:, 1] > 0.5)).astype(np.int64)
