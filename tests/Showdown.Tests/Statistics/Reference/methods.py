"""Why these intervals and not others: coverage of the candidates on simulated models, printed as tables. Takes about a minute.

    python3 methods.py

Nothing reads its output; src/Showdown.Statistics/METHODS.md quotes it.
"""
import numpy as np
from scipy import stats

rng = np.random.default_rng(2)


def score_intervals(n, k, a, b, rounds=4000):
    """t on item means, and Wilson on an effective number of items, at most n. Chances of items are beta(a, b)."""
    x = rng.binomial(k, rng.beta(a, b, (rounds, n))) / k
    truth, m, se = a / (a + b), x.mean(1), x.std(1, ddof=1) / np.sqrt(n)
    t = stats.t.ppf(0.975, n - 1)
    flat = se == 0
    held_t = np.where(flat, False, np.abs(m - truth) <= t * se)
    ne = np.where(flat, n, np.minimum(n, m * (1 - m) / np.where(flat, 1, se**2)))
    centre, half = (m + t * t / 2 / ne) / (1 + t * t / ne), t * np.sqrt(m * (1 - m) / ne + t * t / 4 / ne**2) / (1 + t * t / ne)
    return held_t.mean(), (np.abs(centre - truth) <= half + 1e-12).mean()


def subsets(d, draws=1999):
    """Interval of the sign-flip test from means over random subsets."""
    chosen = rng.integers(0, 2, (draws, len(d)))
    size = chosen.sum(1)
    means = np.sort((chosen @ d)[size > 0] / size[size > 0])
    k = int(0.025 * (len(means) + 1))
    return means[k - 1], means[-k]


def bca(d, draws=2000):
    """Bias-corrected and accelerated bootstrap."""
    if d.std() == 0:
        return d[0], d[0]
    means = np.sort(d[rng.integers(0, len(d), (draws, len(d)))].mean(1))
    below = np.clip(((means < d.mean()).sum() + 0.5 * (means == d.mean()).sum()) / draws, 1e-6, 1 - 1e-6)
    z0, left_out = stats.norm.ppf(below), (d.sum() - d) / (len(d) - 1)
    u = left_out.mean() - left_out
    acceleration = (u**3).sum() / 6 / (u**2).sum() ** 1.5
    return np.quantile(means, [stats.norm.cdf(z0 + (z0 + z) / (1 - acceleration * (z0 + z))) for z in (-1.96, 1.96)])


def difference_intervals(n, k, models, rounds=400):
    held = np.zeros(4)
    for _ in range(rounds):
        pa, pb, truth = models(n)
        d = rng.binomial(k, pa) / k - rng.binomial(k, pb) / k
        t = stats.t.ppf(0.975, n - 1) * d.std(ddof=1) / np.sqrt(n)
        centre = d.sum() / (n + 2)
        half = 1.96 * np.sqrt(((d**2).sum() + 2) / (n + 2) - centre**2) / np.sqrt(n + 2)
        pairs = [(d.mean() - t, d.mean() + t), subsets(d), bca(d), (centre - half, centre + half)]
        held += [low - 1e-12 <= truth <= high + 1e-12 for low, high in pairs]
    return held / rounds


def unrelated(n):
    return rng.beta(0.5, 0.5, n), rng.random(n), 0.0


def both_good(n):
    return rng.beta(9, 0.5, n), rng.beta(9, 1, n), 9 / 9.5 - 0.9


def lost_on_some(n):
    a = rng.beta(2, 1, n)
    return a, np.where(rng.random(n) < 0.1, 0.1 * a, a), 0.1 * 0.9 * 2 / 3


print("scores: items x epochs, true score, t, Wilson on effective items")
for n in (10, 30, 60, 200):
    for k in (4, 16):
        for a, b in ((0.5, 0.5), (2, 2), (5, 0.5), (2, 0.05), (1, 0.02)):
            print(f"{n}x{k} {a / (a + b):.2f} " + " ".join(f"{h:.3f}" for h in score_intervals(n, k, a, b)))
print("differences: items x epochs, models, t, sign flips, BCa, Bonett and Price")
for n in (8, 12, 20, 30):
    for k in (1, 4, 16):
        for models in (unrelated, both_good, lost_on_some):
            print(f"{n}x{k} {models.__name__} " + " ".join(f"{h:.3f}" for h in difference_intervals(n, k, models)))
