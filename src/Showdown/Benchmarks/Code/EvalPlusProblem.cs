using Showdown.Sandboxing;
using Showdown.Sandboxing.Values;

namespace Showdown.Benchmarks.Code;

/// <summary>One task of HumanEval+ or MBPP+, in the words of EvalPlus' files.</summary>
/// <param name="TaskId">HumanEval/0, Mbpp/2 ...</param>
/// <param name="Tolerance">The field atol: how far floats may be apart; 0 leaves EvalPlus' rule for floats.</param>
public sealed record EvalPlusProblem(string TaskId, string Prompt, string EntryPoint, string CanonicalSolution, double Tolerance)
{
    /// <summary>The groups of tests, in the order they are run; each has a published score of its own.</summary>
    public static IReadOnlyList<string> Groups { get; } = ["base", "plus"];

    /// <summary>The tests of the original dataset: the arguments of each call.</summary>
    public required IReadOnlyList<IReadOnlyList<PyValue>> BaseInputs { get; init; }

    /// <summary>The tests that EvalPlus added.</summary>
    public required IReadOnlyList<IReadOnlyList<PyValue>> PlusInputs { get; init; }

    public bool IsMbpp => TaskId.StartsWith("Mbpp/", StringComparison.Ordinal);

    /// <summary>Reads a line of HumanEvalPlus.jsonl or MbppPlus.jsonl. JSON as Python writes it: one task has Infinity among its inputs.</summary>
    /// <exception cref="FormatException">The line is no such task; the message says what is missing.</exception>
    public static EvalPlusProblem Read(string line)
    {
        var row = PyJson.Read(line) as PyDict ?? throw new FormatException("A task is a JSON object.");
        var id = Text("task_id");
        return new EvalPlusProblem(id, Text("prompt"), Text("entry_point"), Text("canonical_solution"), Number("atol"))
        {
            BaseInputs = Inputs("base_input"),
            PlusInputs = Inputs("plus_input"),
        };

        PyValue Field(string name) => row.Entries.GetValueOrDefault(new PyStr(name)) ?? throw new FormatException($"The task lacks '{name}'.");

        string Text(string name) => Field(name) is PyStr text ? text.Value : throw new FormatException($"'{name}' is no text.");

        double Number(string name) =>
            Field(name) switch
            {
                PyInt number => (double)number.Value,
                PyFloat number => number.Value,
                _ => throw new FormatException($"'{name}' is no number."),
            };

        IReadOnlyList<IReadOnlyList<PyValue>> Inputs(string name) =>
            Field(name) switch
            {
                PyList inputs => [.. inputs.Items.Select(input => Arguments(name, input))],
                PyDict { Entries.Count: 0 } => [], // Mbpp/793: nothing was added
                _ => throw new FormatException($"'{name}' is no list."),
            };

        IReadOnlyList<PyValue> Arguments(string name, PyValue input) =>
            MbppInputs.Arguments(id, (input as PyList)?.Items ?? throw new FormatException($"'{name}' holds no list of arguments."));
    }

    /// <summary>What a program has to do: all base tests, then all plus tests.</summary>
    public FunctionTask ToTask() =>
        new()
        {
            Id = TaskId,
            EntryPoint = EntryPoint,
            Groups =
            [
                new TestGroup(Groups[0], [.. BaseInputs.Select(arguments => CallTest.Of(arguments))]),
                new TestGroup(Groups[1], [.. PlusInputs.Select(arguments => CallTest.Of(arguments))]),
            ],
            Reference = Prompt + CanonicalSolution,
            Rule = new EvalPlusRule(IsMbpp, EntryPoint, Tolerance),
            Time = new TimeRule
            {
                Floor = TimeSpan.FromSeconds(4),
                ReferenceFactor = 4,
                Total = TimeSpan.FromSeconds(60),
            },
        };
}
