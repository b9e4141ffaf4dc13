"""Works a run out anew from its CSV export, with Python's standard library alone: counts, scores, costs, medians of times, paired differences, what is left out, p of flipped signs by sample or cluster, Holm."""
import collections, csv, itertools, json, math, random, statistics, sys

counts = collections.defaultdict(collections.Counter)
samples = collections.defaultdict(lambda: collections.defaultdict(collections.Counter))
times = collections.defaultdict(lambda: collections.defaultdict(list))
costs = collections.Counter()
clusters = {}
order = {"benchmark": [], "model": []}
for row in csv.DictReader(sys.stdin):
    for kind in order:
        if row[kind] not in order[kind]:
            order[kind].append(row[kind])
    counts[row["benchmark"], row["model"]][row["outcome"]] += 1
    samples[row["benchmark"], row["model"]][row["sample_id"]][row["outcome"]] += 1
    if row["outcome"] != "failed":
        for figure in ("first_token_seconds", "duration_seconds", "output_tokens_per_second"):
            times[row["benchmark"], row["model"]][figure].append(float(row[figure]))
    costs[row["benchmark"], row["model"]] += float(row["cost_usd"] or 0)
    clusters[row["benchmark"], row["sample_id"]] = row["cluster"] or "sample " + row["sample_id"]


def scored(c):
    return c["right"] + c["wrong"] + c["truncated"]


def by_cluster(benchmark, ids, differences):
    sums = collections.defaultdict(float)
    for sample, difference in zip(ids, differences):
        sums[clusters[benchmark, sample]] += difference
    return [d for d in sums.values() if abs(d) > 1e-12]


def sign_flip_p(differences):
    seen = abs(sum(differences))
    if not differences or seen < 1e-9:
        return 1.0
    if len(differences) <= 16:
        sums = [abs(sum(s * d for s, d in zip(signs, differences))) for signs in itertools.product((1, -1), repeat=len(differences))]
    else:
        draw = random.Random(1)
        sums = [abs(sum(d if draw.random() < 0.5 else -d for d in differences)) for _ in range(20000)]
    return sum(1.0 if s > seen + 1e-9 else 0.5 if s > seen - 1e-9 else 0.0 for s in sums) / len(sums)


evaluations = [
    {"benchmark": b, "model": m, "outcomes": dict(c), "score": c["right"] / scored(c), "cost_usd": costs[b, m], "usd_per_right": costs[b, m] / c["right"]}
    | {figure: statistics.median(values) for figure, values in times[b, m].items()}
    for (b, m), c in counts.items()
]
comparisons = []
for b in order["benchmark"]:
    for x, y in itertools.combinations(order["model"], 2):
        left, right = samples[b, x], samples[b, y]
        both = [s for s in left if s in right and scored(left[s]) and scored(right[s])]
        differences = [left[s]["right"] / scored(left[s]) - right[s]["right"] / scored(right[s]) for s in both]
        low = sum(left[s]["right"] / sum(left[s].values()) - (sum(right[s].values()) - right[s]["wrong"] - right[s]["truncated"]) / sum(right[s].values()) for s in left) / len(left)
        units = by_cluster(b, both, differences)
        comparisons.append({
            "benchmark": b, "a": x, "b": y, "items": len(both), "dropped": len(left) - len(both),
            "difference": math.fsum(differences) / len(both), "p": sign_flip_p(units), "units_that_differ": len(units), "low_if_missing": low,
            "wins": sum(d > 0 for d in differences), "losses": sum(d < 0 for d in differences),
        })
largest = 0.0
for rank, c in enumerate(sorted(comparisons, key=lambda c: c["p"])):
    largest = max(largest, min(1.0, (len(comparisons) - rank) * c["p"]))
    c["p_holm"] = largest
json.dump({"evaluations": evaluations, "comparisons": comparisons}, sys.stdout)
