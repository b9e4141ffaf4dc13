using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Showdown.Domain;
using Showdown.Scoring.Instructions;
using Showdown.Scoring.Tasks;
using Showdown.Scoring.Tools;

namespace Showdown.Benchmarks;

/// <summary>How a right and a plausible wrong reply to a sample end.</summary>
/// <param name="shown">The sample as it is shown.</param>
/// <param name="draw">From 1 to 9, fixed for the sample and epoch.</param>
public delegate SimulatedReplies SimulatedEndings(Sample shown, int draw);

/// <summary>How a right and a plausible wrong reply of a simulated model end.</summary>
public sealed record SimulatedReplies(string Right, string Wrong)
{
    /// <summary>Neither: it finds a part of what is asked for, or follows some of its instructions; null where there is nothing between.</summary>
    public string? Partly { get; init; }
}

/// <summary>What a simulated model is told: how a right and a plausible wrong reply to a sample end.</summary>
internal static class Simulations
{
    /// <summary>Text, stated.</summary>
    public static SimulatedReplies Stated(Sample shown, int draw) => new($"The answer is {shown.Target}.", "The answer is unknown.");

    /// <summary>Nobody knows the right answer to an open question; a simulated judge takes these as they are.</summary>
    public static SimulatedReplies Open(Sample shown, int draw) =>
        new(
            $"In short: {(shown.Target.Length > 0 ? shown.Target : $"this is what matters here, in {draw} points, each with its reason.")}",
            "I am not sure what to say about this."
        );

    public static SimulatedReplies Numbers(Sample shown, int draw) => new(Boxed(shown.Target), Boxed(WrongNumber(shown.Target, draw)));

    /// <summary>As was meant, or else the other way round: words in place of calls, and a call where words were meant. Open prompts have no
    /// ending.</summary>
    public static SimulatedReplies Hosts(Sample shown, int draw) =>
        shown.Tools is not [var first, ..] ? new("", "")
        : shown.Target.Length > 0 ? new(shown.Target, "Could you tell me a little more about that?")
        : new("I can tell you that without any tool.", JsonSerializer.Serialize(new[] { new { name = first.Name, arguments = Arguments(first) } }));

    /// <summary>As few as a schema asks for, each of its type.</summary>
    private static Dictionary<string, object> Arguments(Tool tool)
    {
        using var schema = JsonDocument.Parse(tool.Parameters);
        var properties = schema.RootElement.GetProperty("properties");
        return schema
            .RootElement.GetProperty("required")
            .EnumerateArray()
            .Select(n => n.GetString()!)
            .ToDictionary(n => n, n => Value(properties.GetProperty(n)));

        static object Value(JsonElement property) =>
            property.TryGetProperty("enum", out var words)
                ? words[0].GetString()!
                : property.GetProperty("type").GetString() switch
                {
                    "integer" or "number" => 1,
                    "boolean" => true,
                    _ => "something",
                };
    }

    public static SimulatedReplies Json(Sample shown, int draw) => new(Block("json", shown.Target), Block("json", "null"));

    public static SimulatedReplies Functions(Sample shown, int draw) =>
        new(Program($"{shown.Input}{shown.Fields["solution"]}"), Program($"def {shown.Fields["entry_point"]}(*arguments):\n    return None"));

    public static SimulatedReplies Tasks(Sample shown, int draw) => new(Stated(shown.Target), Stated(OtherAnswer(shown, draw)));

    /// <summary>Each is the whole reply: what is said before an answer would break instructions.</summary>
    public static SimulatedReplies Instructions(Sample shown, int draw) => SimulatedInstructions.Endings(shown);

    public static SimulatedReplies Shares(Sample shown, int draw)
    {
        var wanted = shown.Target.Split('\n');
        return new SimulatedReplies($"I found: {string.Join(", ", wanted)}.", "I found nothing.")
        {
            Partly = wanted.Length > 1 ? $"I found: {string.Join(", ", wanted.Take(wanted.Length / 2))}." : null,
        };
    }

    /// <summary>No answer is right: a simulated judge takes one that ends well for the better one. They are laid out in different ways.</summary>
    public static SimulatedReplies Writing(Sample shown, int draw) =>
        new(
            draw % 3 == 0
                ? "## In short\n\n- **What was asked** is done, point by point.\n- What remains open is said.\n\nThe answer serves who asked it."
                : "All that was asked is done, and what remains open is said. The answer serves who asked it.",
            draw % 2 == 0
                ? "1. **Much** could be said.\n2. Little of it is.\n\nThe answer leaves out what was asked."
                : "The answer leaves out what was asked."
        );

    /// <summary>Digits: to write a number of a million of them out takes a minute, and hints are made for every question of every run.</summary>
    private const int LongestNumber = 1000;

    /// <summary>No solution comes with the data: a simulated model is never right here.</summary>
    public static SimulatedReplies Programs(Sample shown, int draw) => new(Program("print(input())"), Program("print()"));

    /// <remarks>Where a reply can be partly right, two of three that are not right are so.</remarks>
    public static SimulationHint HintFor(string benchmarkId, SimulatedEndings endings, Sample shown, int epoch)
    {
        var state = SplitMix64.Seed("simulation", $"{benchmarkId}\n{shown.Id}", epoch);
        var replies = RepliesTo(shown, endings, ref state);
        var wrong = replies.Partly is { } partly && SplitMix64.Below(ref state, 3) > 0 ? partly : replies.Wrong;
        return new SimulationHint(benchmarkId, shown.Id, epoch, replies.Right, wrong) { IsWhole = IsWhole(shown) };
    }

    internal static SimulatedReplies RepliesTo(Sample shown, SimulatedEndings endings, ref ulong state) =>
        shown.Choices.Count > 1 ? Options(shown, ref state) : endings(shown, (int)SplitMix64.Below(ref state, 9) + 1);

    /// <summary>Whether a reply is nothing but its ending: instructions and lists of calls bear no talk before them.</summary>
    private static bool IsWhole(Sample shown) =>
        shown.Fields.ContainsKey(InstructionScorer.KindsField) || shown.Tools.Count > 0 || shown.Fields.ContainsKey(CallScorer.FunctionsField);

    private static SimulatedReplies Options(Sample shown, ref ulong state)
    {
        var right = shown.Target[0] - 'A';
        var wrong = (int)SplitMix64.Below(ref state, (ulong)shown.Choices.Count - 1);
        return new SimulatedReplies($"The best answer is {shown.Target}.", Choice(wrong >= right ? wrong + 1 : wrong));
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
