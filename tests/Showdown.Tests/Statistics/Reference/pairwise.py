"""Writes pairwise.json: judged pairs and labels, and what other algorithms than ours make of them.

    apt-get install python3-numpy
    python3 pairwise.py > pairwise.json

Bradley-Terry by the MM algorithm (Hunter 2004, Annals of Statistics 32:384-406), logistic regressions by the quadratic bound of Böhning and Lindsay (1988,
AISM 40:641-663), agreement from coincidence matrices, prediction-powered means from the covariances in the paper.
"""
import json
import sys

import numpy as np

rng = np.random.default_rng(20250711)
out = {"versions": {"numpy": np.__version__}}


def rounded(x, digits=6):
    return [round(float(v), digits) for v in x]


def logistic(x, y, w):
    theta, bound = np.zeros(x.shape[1]), np.linalg.inv((x * w[:, None]).T @ x / 4)
    for _ in range(200_000):
        step = bound @ (x.T @ (w * (y - 1 / (1 + np.exp(-x @ theta)))))
        theta = theta + step
        if np.abs(step).max() < 1e-13:
            break
    return theta


# Three models, 90 prompts, each pair judged in both orders: 0, a quarter, a half, three quarters, 1.
strengths, prompts, duels = [0.0, 0.5, 1.2], 90, []
for a, b in ((0, 1), (0, 2), (1, 2)):
    chance = 1 / (1 + np.exp(strengths[b] - strengths[a]))
    duels.append({"a": a, "b": b, "values": rounded(rng.binomial(4, chance, prompts) / 4)})
wins = np.zeros((3, 3))
for d in duels:
    v = np.array(d["values"])
    wins[d["a"], d["b"]], wins[d["b"], d["a"]] = v.sum(), (1 - v).sum()
p = np.ones(3)
for _ in range(100_000):
    q = np.array([wins[i].sum() / sum((wins[i, j] + wins[j, i]) / (p[i] + p[j]) for j in range(3) if j != i) for i in range(3)])
    q /= np.exp(np.log(q).mean())
    if np.abs(q - p).max() < 1e-15:
        break
    p = q
out["bradley_terry"] = {"duels": duels, "strengths": list(np.log(p))}

# Style: the judge likes length; prompts come in clusters of two.
n = 120
style = lambda: np.column_stack([rng.integers(50, 900, n), rng.integers(0, 6, n), rng.integers(0, 25, n), rng.integers(0, 12, n)]).astype(float)
a, b = style(), style()
diff = np.column_stack([(a[:, 0] - b[:, 0]) / (a[:, 0] + b[:, 0])] + [
    (x - y) / (x + y + 1) for x, y in ((a[:, k] / (a[:, 0] + 1), b[:, k] / (b[:, 0] + 1)) for k in (1, 2, 3))])
value = rng.binomial(2, 1 / (1 + np.exp(-0.3 - 1.5 * diff[:, 0]))) / 2
x = np.column_stack([np.ones(n), diff / diff.std(axis=0, ddof=1)])
theta = logistic(x, value, np.ones(n))
chance = 1 / (1 + np.exp(-x @ theta))
inverse = np.linalg.inv((x * (chance * (1 - chance))[:, None]).T @ x)
pulls = (x * (value - chance)[:, None]).reshape(n // 2, 2, 5).sum(axis=1)
sandwich = inverse @ (pulls.T @ pulls) @ inverse * (n / 2) / (n / 2 - 5)
out["style"] = {"a": a.tolist(), "b": b.tolist(), "values": rounded(value), "coefficients": list(theta), "errors": list(np.sqrt(np.diag(sandwich)))}

# Arena-Hard: two models against one baseline, levels of the model in the game with the baseline first and with the model first.
models = []
for lean in (0.1, 0.6):
    levels = np.clip(np.round(rng.normal(lean, 1.2, (60, 2))), -2, 2).astype(int)
    missing = rng.random(60) < 0.05
    models.append({"first": [None if m else int(l) for l, m in zip(levels[:, 0], missing)], "second": [int(l) for l in levels[:, 1]],
                   "model": style()[:60].tolist(), "baseline": style()[:60].tolist()})
rows = []
for m, model in enumerate(models):
    scores = []
    for i, (f, s) in enumerate(zip(model["first"], model["second"])):
        if f is None or s is None:
            continue
        u, v = np.array(model["model"][i]), np.array(model["baseline"][i])
        du, dv = u[1:] / (u[0] + 1), v[1:] / (v[0] + 1)
        features = [(u[0] - v[0]) / (u[0] + v[0])] + list((du - dv) / (du + dv + 1))
        for level in (f, s):
            score = [0.5] if level == 0 else [1.0 if level > 0 else 0.0] * (3 if abs(level) == 2 else 1)
            scores += score
            rows += [(m, features, y) for y in score]
    model["score"] = float(np.mean(scores))
features = np.array([r[1] for r in rows])
x = np.column_stack([[[1.0 * (r[0] == m) for m in range(2)] for r in rows], (features - features.mean(axis=0)) / features.std(axis=0, ddof=1)])
theta = logistic(x, np.array([r[2] for r in rows]), np.ones(len(rows)))
for m, model in enumerate(models):
    model["style_controlled"] = float(1 / (1 + np.exp(-theta[m])))
out["arena_hard"] = models

# A judge that leans, and people who labelled some.
n, labelled = 300, 80
people = rng.binomial(1, 0.6, n).astype(float)
judge = np.where(rng.random(n) < 0.8, people, rng.binomial(1, 0.8, n)) * 0.5 + 0.25 * rng.integers(0, 3, n)
y, f, rest = people[:labelled], judge[:labelled], judge[labelled:]
weight = np.cov(y, f)[0, 1] / ((1 + labelled / (n - labelled)) * np.var(f, ddof=1))
theta = y.mean() + weight * (rest.mean() - f.mean())
error = np.sqrt(np.var(y - weight * f, ddof=1) / labelled + weight**2 * np.var(rest, ddof=1) / (n - labelled))
out["corrected"] = {"judge": rounded(judge), "people": rounded(y), "weight": float(weight), "value": float(theta), "error": float(error)}

# Two raters, and four of whom some leave units out.
first = rng.integers(0, 3, 150)
second = np.where(rng.random(150) < 0.6, first, rng.integers(0, 3, 150))
table = np.zeros((3, 3))
for i, j in zip(first, second):
    table[i, j] += 1 / 150
expected = float(table.sum(axis=1) @ table.sum(axis=0))
out["kappa"] = {"a": first.tolist(), "b": second.tolist(), "observed": float(np.trace(table)), "expected": expected,
                "value": float((np.trace(table) - expected) / (1 - expected))}
truth = rng.integers(0, 4, 60)
units = [[int(t if rng.random() < 0.7 else rng.integers(0, 4)) for _ in range(4) if rng.random() < 0.7] for t in truth]
coincidence = np.zeros((4, 4))
for unit in units:
    for i in range(len(unit)):
        for j in range(len(unit)):
            if i != j:
                coincidence[unit[i], unit[j]] += 1 / (len(unit) - 1)
total, each = coincidence.sum(), coincidence.sum(axis=1)
disagreed = total - np.trace(coincidence)
by_luck = (each.sum() ** 2 - (each**2).sum()) / (total - 1)
out["alpha"] = {"units": units, "value": float(1 - disagreed / by_luck)}

json.dump(out, sys.stdout, indent=None, separators=(",", ":"))
sys.stdout.write("\n")
