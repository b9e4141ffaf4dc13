"""Breaks canonical solutions of EvalPlus in small ways and finds out, without the judge, whether the tests can tell.

For each task at most one mutant that answers some input differently and one that answers none differently, as JSON lines.
Told by plain Python: run both on all inputs, compare with ==. Tasks whose rule is not equality are left out and counted.
"""
import ast
import copy
import gzip
import json
import math
import random
import re
import resource
import signal
import sys

SWAPS = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.In: ast.NotIn, ast.NotIn: ast.In,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.Div: ast.FloorDiv, ast.FloorDiv: ast.Div, ast.Mod: ast.FloorDiv, ast.And: ast.Or, ast.Or: ast.And,
}
OWN_RULE = {
    "find_zero", "are_equivalent", "sum_div", "surface_Area", "digit_distance_nums", "similar_elements", "find_char_long", "common_in_nested_lists",
    "extract_singly", "larg_nnum", "intersection_array", "find_dissimilar", "Diff", "check_str", "text_match_three", "text_starta_endb",
}


class Stop(BaseException):
    pass


def stop(*_):
    raise Stop()


def mutations(source):
    """One changed copy of the program for each place that can be changed."""
    tree = ast.parse(source)
    for number, node in enumerate(ast.walk(tree)):
        for field, value in ast.iter_fields(node):
            change = None
            if field == "op" and type(value) in SWAPS:
                change = SWAPS[type(value)]()
            elif field == "ops" and type(value[0]) in SWAPS:
                change = [SWAPS[type(value[0])](), *value[1:]]
            elif field == "value" and isinstance(node, ast.Constant) and type(value) is int:
                change = value + 1
            elif field == "value" and isinstance(node, ast.Constant) and type(value) is bool:
                change = not value
            elif field == "value" and isinstance(node, ast.Return) and value is not None:
                change = ast.List([value], ast.Load())
            if change is None:
                continue
            setattr(node, field, change)
            yield "line %d: %s of %s" % (getattr(node, "lineno", 0), field, type(node).__name__), ast.unparse(ast.fix_missing_locations(tree))
            setattr(node, field, value)


def answers(source, entry, inputs, seconds):
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        scope = {"__name__": "program"}
        exec(source, scope)
        for arguments in inputs:
            try:
                yield scope[entry](*copy.deepcopy(arguments))
            except Exception as error:
                yield error
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def close(a, b):
    if isinstance(a, (list, tuple)) and isinstance(b, (list, tuple)):
        return len(a) == len(b) and all(map(close, a, b))
    return a == b or (isinstance(a, (int, float)) and isinstance(b, (int, float)) and math.isclose(a, b, rel_tol=1e-3, abs_tol=1e-3))


def verdict(right, source, entry, inputs):
    """differs, same, close (a question of tolerance) or slow."""
    worst = "same"
    try:
        for a, b in zip(right, answers(source, entry, inputs, 4)):
            if isinstance(b, Exception) or not close(a, b):
                return "differs"
            if a != b:
                worst = "close"
    except Stop:
        return "slow"
    except Exception:
        return "differs"
    return worst


def main(mirror):
    signal.signal(signal.SIGALRM, stop)
    resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30))
    sys.setrecursionlimit(3000)
    literals = {}
    for line in gzip.open(mirror + "/mbppplus/MbppPlus-OriginFmt.jsonl.gz", "rt"):
        row = json.loads(line)
        literals["Mbpp/%d" % row["task_id"]] = re.search(r"^inputs = (.*)$", row["test"], re.M).group(1)
    for name in ("humanevalplus/HumanEvalPlus.jsonl.gz", "mbppplus/MbppPlus.jsonl.gz"):
        for line in gzip.open(mirror + "/" + name, "rt"):
            row = json.loads(line)
            task, entry, source = row["task_id"], row["entry_point"], row["prompt"] + row["canonical_solution"]
            if entry in OWN_RULE:
                print(json.dumps({"id": task, "left_out": "a rule of its own"}), flush=True)
                continue
            inputs = eval(literals[task], {"inf": math.inf, "nan": math.nan}) if task in literals else row["base_input"] + row["plus_input"]
            try:
                right = list(answers(source, entry, inputs, 2))
            except Stop:
                print(json.dumps({"id": task, "left_out": "the canonical solution takes long"}), flush=True)
                continue
            wanted, tried = {"differs", "same"}, 0
            places = list(mutations(source))
            random.Random(task).shuffle(places)
            for change, mutant in places:
                tried += 1
                if not wanted or tried > 12:
                    break
                found = verdict(right, mutant, entry, inputs)
                if found in wanted:
                    wanted.remove(found)
                    print(json.dumps({"id": task, "verdict": found, "change": change, "program": mutant}), flush=True)


main(sys.argv[1])
