using System.Globalization;
using System.Numerics;
using Showdown.Domain;
using Showdown.Scoring.Instructions;
using Showdown.Scoring.Tasks;
using Showdown.Scoring.Tools;

namespace Showdown.Benchmarks;

/// <summary>How a right and a plausible wrong reply to a sample end.</summary>
/// <param name="shown">The sample as it is shown.</param>
/// <param name="draw">From 1 to 9, fixed for the sample and epoch.</param>
public delegate (string Right, string Wrong) SimulatedEndings(Sample shown, int draw);

/// <summary>What a simulated model is told: how a right and a plausible wrong reply to a sample end.</summary>
internal static class Simulations
{
    /// <summary>Text, stated.</summary>
    public static (string Right, string Wrong) Stated(Sample shown, int draw) => ($"The answer is {shown.Target}.", "The answer is unknown.");

    public static (string Right, string Wrong) Numbers(Sample shown, int draw) => (Boxed(shown.Target), Boxed(WrongNumber(shown.Target, draw)));

    public static (string Right, string Wrong) Json(Sample shown, int draw) => (Block("json", shown.Target), Block("json", "null"));

    public static (string Right, string Wrong) Functions(Sample shown, int draw) =>
        (Program($"{shown.Input}{shown.Fields["solution"]}"), Program($"def {shown.Fields["entry_point"]}(*arguments):\n    return None"));

    public static (string Right, string Wrong) Tasks(Sample shown, int draw) => (Stated(shown.Target), Stated(OtherAnswer(shown, draw)));

    /// <summary>Each is the whole reply: what is said before an answer would break instructions.</summary>
    public static (string Right, string Wrong) Instructions(Sample shown, int draw) => SimulatedInstructions.Endings(shown);

    /// <summary>A wrong reply holds the first half of what is asked for, where that is more than one thing.</summary>
    public static (string Right, string Wrong) Shares(Sample shown, int draw)
    {
        var wanted = shown.Target.Split('\n');
        var half = wanted.Take(wanted.Length / 2).ToList();
        return ($"I found: {string.Join(", ", wanted)}.", half.Count == 0 ? "I found nothing." : $"I found: {string.Join(", ", half)}.");
    }

    /// <summary>Digits: to write a number of a million of them out takes a minute, and hints are made for every question of every run.</summary>
    private const int LongestNumber = 1000;

    /// <summary>No solution comes with the data: a simulated model is never right here.</summary>
    public static (string Right, string Wrong) Programs(Sample shown, int draw) => (Program("print(input())"), Program("print()"));

    public static SimulationHint HintFor(string benchmarkId, SimulatedEndings endings, Sample shown, int epoch)
    {
        var (right, wrong) = EndingsOf(benchmarkId, endings, shown, epoch);
        return new SimulationHint(benchmarkId, shown.Id, epoch, right, wrong) { IsWhole = IsWhole(shown) };
    }

    /// <summary>Whether a reply is nothing but its ending: instructions and lists of calls bear no talk before them.</summary>
    private static bool IsWhole(Sample shown) =>
        shown.Fields.ContainsKey(InstructionScorer.KindsField) || shown.Fields.ContainsKey(CallScorer.FunctionsField);

    private static (string Right, string Wrong) EndingsOf(string benchmarkId, SimulatedEndings endings, Sample shown, int epoch)
    {
        var state = SplitMix64.Seed("simulation", $"{benchmarkId}\n{shown.Id}", epoch);
        if (shown.Choices.Count > 1)
        {
            var right = shown.Target[0] - 'A';
            var wrong = (int)SplitMix64.Below(ref state, (ulong)shown.Choices.Count - 1);
            return ($"The best answer is {shown.Target}.", Choice(wrong >= right ? wrong + 1 : wrong));
        }

        return endings(shown, (int)SplitMix64.Below(ref state, 9) + 1);
    }

    private static string OtherAnswer(Sample shown, int draw)
    {
        var target = shown.Target;
        return BigBenchAnswers.FormOf(shown) switch
        {
            AnswerForm.Letter => $"({(char)('A' + ((target[1] - 'A' + 1) % BigBenchAnswers.OptionsOf(shown).Count))})",
            AnswerForm.Word => BigBenchAnswers.Pair(target).First(w => !w.Equals(target, StringComparison.OrdinalIgnoreCase)),
            AnswerForm.WholeNumber => WrongNumber(target, draw),
            AnswerForm.Words => string.Join(' ', target.Split(' ').Skip(1).Append(target.Split(' ')[0])),
            AnswerForm.Brackets => $"{target} {target}",
            _ => "unknown",
        };
    }

    private static string Stated(string answer) => $"So the answer is {answer}.";

    private static string Program(string code) => Block("python", code);

    private static string Block(string language, string text) => $"```{language}\n{text.TrimEnd()}\n```";

    private static string Choice(int place) => $"The best answer is {ChoiceOrder.Letter(place)}.";

    private static string Boxed(string text) => $@"The final answer is $\boxed{{{text}}}$.";

    private static string WrongNumber(string target, int off) =>
        target.Length <= LongestNumber
        && BigInteger.TryParse(
            target.Replace(",", "", StringComparison.Ordinal),
            NumberStyles.AllowLeadingSign,
            CultureInfo.InvariantCulture,
            out var whole
        )
            ? (whole + off).ToString(CultureInfo.InvariantCulture)
            : $"{target}+{off}";
}
