#!/usr/bin/env python3
"""Prints what the suite of faults saw, as a table: case, expected, seen. Reads the result files of the test programs."""
import os
import re
import sys
import xml.etree.ElementTree as xml


def words(name):
    """AFullDisk -> A full disk"""
    text = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ", name)
    return text[:1] + text[1:].lower()


cases = {}
for path in filter(os.path.exists, sys.argv[1:]):  # a test program that was ended has written none
    for test in xml.parse(path).iter("test"):
        rows = cases.setdefault((test.get("type").split(".")[-1], test.get("method")), [])
        failure = test.find("failure/message")
        reason = test.find("reason")
        seen = failure if failure is not None else reason
        rows.append((test.get("result"), (seen.text or "").strip().split("\n")[0] if seen is not None else ""))

print("| case | expected | seen |\n|---|---|---|")
for (kind, method), rows in sorted(cases.items()):
    case, *expected = method.split("_")
    bad = [(result, why) for result, why in rows if result != "Pass"]
    seen = f"so, in {len(rows)} cases" if len(rows) > 1 else "so"
    if bad:
        seen = f"{bad[0][0].upper()} in {len(bad)} of {len(rows)}: {bad[0][1][:120]}".replace("|", "/")
    print(f"| {words(kind.removesuffix('Tests'))}: {words(case)} | {', '.join(words(part).lower() for part in expected) or 'holds'} | {seen} |")
