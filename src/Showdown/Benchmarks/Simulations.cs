using System.Globalization;
using System.Numerics;
using Showdown.Domain;

namespace Showdown.Benchmarks;

/// <summary>What a simulated model is told: how a right and a plausible wrong reply to a sample end.</summary>
internal static class Simulations
{
    public static SimulationHint HintFor(BenchmarkSettings benchmark, Sample shown, int epoch)
    {
        var (right, wrong) = Endings(benchmark, shown, epoch);
        return new SimulationHint(benchmark.Id, shown.Id, epoch, right, wrong);
    }

    private static (string Right, string Wrong) Endings(BenchmarkSettings benchmark, Sample shown, int epoch)
    {
        var state = ChoiceOrder.Seed("simulation", $"{benchmark.Id}\n{shown.Id}", epoch);
        if (shown.Choices.Count > 1)
        {
            var right = shown.Target[0] - 'A';
            var wrong = (int)ChoiceOrder.Below(ref state, (ulong)shown.Choices.Count - 1);
            return ($"The best answer is {shown.Target}.", Choice(wrong >= right ? wrong + 1 : wrong));
        }

        return benchmark.Scorer.Name switch
        {
            "integer" or "number" or "math" => (Boxed(shown.Target), Boxed(WrongNumber(shown.Target, (int)ChoiceOrder.Below(ref state, 9) + 1))),
            ScorerSettings.EvalPlus => (Program($"{shown.Input}{shown.Fields["solution"]}"), Program($"def {shown.Fields["entry_point"]}(*arguments):\n    return None")),
            // No solution comes with the data: a simulated model is never right here.
            ScorerSettings.LiveCodeBench => (Program("print(input())"), Program("print()")),
            _ => ($"The answer is {shown.Target}.", "The answer is unknown."),
        };
    }

    private static string Program(string code) => $"```python\n{code.TrimEnd()}\n```";

    private static string Choice(int place) => $"The best answer is {ChoiceOrder.Letter(place)}.";

    private static string Boxed(string text) => $@"The final answer is $\boxed{{{text}}}$.";

    private static string WrongNumber(string target, int off) =>
        BigInteger.TryParse(target.Replace(",", "", StringComparison.Ordinal), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)
            ? (whole + off).ToString(CultureInfo.InvariantCulture)
            : $"{target}+{off}";
}
