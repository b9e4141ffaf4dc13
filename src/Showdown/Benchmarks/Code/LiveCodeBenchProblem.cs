using Showdown.Sandboxing;
using Showdown.Sandboxing.Values;

namespace Showdown.Benchmarks.Code;

/// <summary>One test of a LiveCodeBench problem, as its files give it.</summary>
/// <param name="Input">Standard input; or of a functional test one JSON argument a line.</param>
/// <param name="Output">What is to be printed; or of a functional test one JSON value.</param>
public sealed record LiveCodeBenchTest(string Input, string Output);

/// <summary>A LiveCodeBench problem: a program that reads and prints, or a method of class Solution.</summary>
/// <param name="FunctionName">The method to call; null for a program that reads and prints.</param>
/// <param name="Tests">The public tests, then the private ones.</param>
public sealed record LiveCodeBenchProblem(string Id, string? FunctionName, IReadOnlyList<LiveCodeBenchTest> Tests)
{
    /// <summary>
    /// Python's own modules whose names the protocol puts into scope, in this order; where two have a name in common the later one has it.
    /// </summary>
    private static readonly string[] _openModules =
    [
        "string",
        "re",
        "datetime",
        "collections",
        "heapq",
        "bisect",
        "copy",
        "math",
        "random",
        "statistics",
        "itertools",
        "functools",
        "operator",
        "io",
        "sys",
        "json",
        "builtins",
        "typing",
    ];

    private static readonly string _prelude = string.Concat(
        _openModules.Select(module => $"from {module} import *\n").Concat(_openModules[..^2].Select(module => $"import {module}\n"))
    );

    /// <summary>6 seconds a test, and (6 + 1) a test and 5 for all together, as the protocol has it; here of CPU time.</summary>
    private TimeRule Time =>
        new()
        {
            Floor = TimeSpan.FromSeconds(6),
            ReferenceFactor = 0,
            Total = TimeSpan.FromSeconds(7 * Tests.Count + 5),
        };

    /// <exception cref="FormatException">A functional test is not JSON.</exception>
    public CodeTask ToTask() =>
        FunctionName is null
            ? new ScriptTask
            {
                Id = Id,
                Prelude = _prelude,
                RecursionLimit = 50_000,
                Time = Time,
                Tests = [.. Tests.Select(test => new ScriptTest(test.Input, test.Output))],
            }
            : new FunctionTask
            {
                Id = Id,
                EntryPoint = FunctionName,
                Owner = "Solution",
                Prelude = _prelude,
                RecursionLimit = 50_000,
                Time = Time,
                Rule = new TopTupleIsAList(),
                Groups = [new TestGroup("tests", [.. Tests.Select(Call)])],
            };

    private static CallTest Call(LiveCodeBenchTest test) =>
        CallTest.Of([.. test.Input.Split('\n').Select(line => PyJson.Read(line))], PyJson.Read(test.Output));

    /// <summary>Equality, once a tuple has become a list: at the top only, and floats without tolerance.</summary>
    private sealed class TopTupleIsAList : IValueRule
    {
        public bool Accepts(ReturnedValue returned) =>
            returned.Equality.Equals(returned.Got is PyTuple tuple ? new PyList(tuple.Items) : returned.Got, returned.Expected);
    }
}
