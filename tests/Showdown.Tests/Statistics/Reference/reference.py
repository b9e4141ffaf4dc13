"""Writes reference.json: inputs and what SciPy, statsmodels or plain counting make of them.

    apt-get install python3-scipy python3-statsmodels
    python3 reference.py > reference.json

The inputs are made here from a fixed seed and written out in full, so that the tests need no Python.
"""
import itertools
import json
import math
import sys

import numpy as np
import scipy
import statsmodels
import statsmodels.api as sm
from scipy import stats
from statsmodels.stats.contingency_tables import mcnemar
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.power import TTestPower
from statsmodels.stats.proportion import proportion_confint
from statsmodels.stats.weightstats import DescrStatsW

rng = np.random.default_rng(20250709)
out = {"versions": {"scipy": scipy.__version__, "statsmodels": statsmodels.__version__, "numpy": np.__version__}}


def tallies(n, k, a, b, fail=0.0):
    """Items with a skill of their own; each attempt fails with the given chance and is then not scored."""
    p = rng.beta(a, b, n)
    scored = rng.binomial(k, 1 - fail, n)
    return [[int(r), int(s)] for r, s in zip(rng.binomial(scored, p), scored)]


out["t_quantile"] = [{"p": p, "df": df, "value": stats.t.ppf(p, df)} for p in (0.6, 0.9, 0.975, 0.9999) for df in (1, 2, 5, 29, 197, 14041)]
out["t_upper_tail"] = [{"t": t, "df": df, "value": stats.t.sf(t, df)} for t in (-1.5, 0.0, 0.3, 2.0, 12.0) for df in (1, 7, 29, 500)]
out["normal_quantile"] = [{"p": p, "value": stats.norm.ppf(p)} for p in (0.0005, 0.2, 0.8, 0.975, 0.99995)]

out["wilson"] = []
for right, n in ((0, 1), (1, 1), (0, 30), (30, 30), (7, 60), (41, 60), (9823, 14042)):
    for level in (0.9, 0.95, 0.99):
        low, high = proportion_confint(right, n, alpha=1 - level, method="wilson")
        out["wilson"].append({"right": right, "n": n, "level": level, "low": low, "high": high})

out["estimate"] = []
for name, items in (
    ("aime", tallies(30, 16, 0.6, 0.6)),
    ("gpqa", tallies(198, 8, 2, 1.5)),
    ("failures", tallies(120, 4, 1, 1, fail=0.15)),
):
    y = np.concatenate([[1.0] * r + [0.0] * (s - r) for r, s in items])
    group = np.concatenate([[i] * s for i, (r, s) in enumerate(items)])
    fit = sm.OLS(y, np.ones_like(y)).fit(cov_type="cluster", cov_kwds={"groups": group}, use_t=True)
    n = len(set(group))
    se = float(fit.bse[0])
    t = stats.t.ppf(0.975, n - 1)
    case = {"name": name, "items": items, "n": n, "value": float(fit.params[0]), "se": se,
            "low": float(fit.params[0]) - t * se, "high": float(fit.params[0]) + t * se}
    if name != "failures":  # equal numbers of attempts: the plain t interval on item means is the same
        means = np.array([r / s for r, s in items])
        assert np.allclose(stats.t.interval(0.95, n - 1, means.mean(), stats.sem(means)), (case["low"], case["high"]))
    out["estimate"].append(case)

out["mcnemar"] = [{"wins": b, "losses": c, "p": float(mcnemar([[3, b], [c, 5]], exact=True).pvalue)}
                  for b, c in ((0, 0), (1, 0), (5, 0), (0, 6), (7, 1), (10, 10), (41, 22), (1530, 1402), (900, 20))]


def signs_p(d, shift):
    """Two-sided p of all sign flips, by counting."""
    x = np.asarray(d) - shift
    signs = np.array(list(itertools.product((1, -1), repeat=len(x))))
    sums = signs @ x
    return min(1.0, 2 * min((sums >= x.sum() - 1e-9).mean(), (sums <= x.sum() + 1e-9).mean()))


def not_rejected(d, alpha):
    """Ends of the shifts that the sign-flip test does not reject, by bisection from the mean outwards."""
    ends = []
    for far in (-3.0, 3.0):
        inside, outside = float(np.mean(d)), far
        for _ in range(60):
            middle = (inside + outside) / 2
            inside, outside = (middle, outside) if signs_p(d, middle) > alpha else (inside, middle)
        ends.append(inside)
    return ends


out["sign_flip"] = []
for n, k in ((4, 4), (7, 4), (8, 16), (10, 3), (12, 8)):
    a, b = tallies(n, k, 1.5, 1), tallies(n, k, 1, 1.5)
    d = [ra / sa - rb / sb for (ra, sa), (rb, sb) in zip(a, b)]
    test = stats.permutation_test((np.array(d),), np.mean, permutation_type="samples", vectorized=False, n_resamples=np.inf)
    low, high = not_rejected(d, 0.05) if n > 5 else (-1, 1)
    out["sign_flip"].append({"a": a, "b": b, "p": float(test.pvalue), "low": low, "high": high})

out["paired"] = []
for name, a, b in (
    ("aime", tallies(30, 16, 1.2, 0.6), tallies(30, 16, 0.8, 1.0)),
    ("few", tallies(24, 16, 1.2, 0.6), tallies(24, 16, 0.8, 1.0)),
    ("gpqa", tallies(198, 8, 2, 1.5), tallies(198, 8, 1.8, 1.5)),
    ("close", tallies(400, 4, 3, 1), None),
    ("single", tallies(500, 1, 2, 1), tallies(500, 1, 1.5, 1)),
):
    if b is None:
        b = [[int(np.clip(r + rng.integers(-1, 2) * (rng.random() < 0.2), 0, s)), s] for r, s in a]
    d = np.array([ra / sa - rb / sb for (ra, sa), (rb, sb) in zip(a, b)])
    margin = 0.02
    s = DescrStatsW(d)
    low, high = s.tconfint_mean(0.05)
    perm = stats.permutation_test((d,), lambda x, axis: x.mean(axis=axis), permutation_type="samples", vectorized=True,
                                  n_resamples=200_000, random_state=1, batch=10_000)
    n = len(d)
    out["paired"].append({
        "name": name, "a": a, "b": b, "margin": margin, "difference": float(d.mean()), "se": float(stats.sem(d)), "low": low, "high": high,
        "t_p": float(stats.ttest_1samp(d, 0).pvalue), "equivalence_p": float(s.ttost_mean(-margin, margin)[0]), "permutation_p": float(perm.pvalue),
        "detectable": float(TTestPower().solve_power(nobs=n, alpha=0.05, power=0.8) * d.std(ddof=1)),
    })

p_values = [0.001, 0.2, 0.012, 0.04, 0.03, 0.0004, 1.0, 0.04, 0.5]
out["multiple"] = {"p": p_values, "holm": list(multipletests(p_values, method="holm")[1]), "bh": list(multipletests(p_values, method="fdr_bh")[1])}

values = [float(round(v, 6)) for v in rng.lognormal(0, 0.7, 131)]
out["quantiles"] = {"values": values, "expected": [{"share": q, "value": float(np.quantile(values, q))} for q in (0, 0.05, 0.25, 0.5, 0.9, 0.95, 0.99, 1)]}

out["pass_at"] = [{"n": n, "c": c, "k": k, "any": 1 - math.comb(n - c, k) / math.comb(n, k), "every": math.comb(c, k) / math.comb(n, k)}
                  for n, c, k in ((4, 1, 2), (5, 4, 2), (16, 3, 8), (64, 60, 64), (200, 11, 100), (8, 0, 1), (8, 8, 8))]

json.dump(out, sys.stdout, indent=None, separators=(",", ":"))
sys.stdout.write("\n")
