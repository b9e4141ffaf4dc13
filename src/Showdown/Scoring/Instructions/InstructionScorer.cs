using System.Text.RegularExpressions;
using Showdown.Domain;
using Showdown.Scoring.Text;

namespace Showdown.Scoring.Instructions;

/// <summary>
/// Instructions that a program can check (IFEval, IFBench). A reply is right when it follows all of its prompt's instructions; how many it follows,
/// strictly and loosely, are parts with counts.
/// </summary>
/// <remarks>Strict: the reply as it stands. Loose: any of eight texts will do, without asterisks, without its first line, its last line, or
/// both.</remarks>
/// <param name="kit">What the checks need.</param>
/// <param name="loose">Whether the loose rule decides, as IFBench's headline has it; else the strict one, as IFEval's.</param>
public sealed class InstructionScorer(InstructionKit kit, bool loose) : Scorer
{
    /// <summary>The name of this scorer.</summary>
    public const string ScorerName = "instructions";

    /// <summary>Raised whenever a verdict can change.</summary>
    public const int ScorerVersion = 2;

    /// <summary>Which rule makes the headline: <see cref="Strict"/> or <see cref="Loose"/>.</summary>
    public const string HeadlineOption = "headline";

    public const string Strict = "strict";

    public const string Loose = "loose";

    /// <summary>Field with the kinds of a sample's instructions: a JSON list of texts.</summary>
    public const string KindsField = "instructions";

    /// <summary>Field with their arguments: a JSON list of objects.</summary>
    public const string ArgumentsField = "arguments";

    public override string Name => ScorerName;

    public override int Version => ScorerVersion;

    public override ScorerKind Kind => ScorerKind.Instant;

    /// <summary>The texts of which any will do to the loose rule, the reply itself first.</summary>
    public static IReadOnlyList<string> LooseTexts(string reply)
    {
        var lines = reply.Split('\n');
        string[] texts =
        [
            reply,
            string.Join('\n', lines.Skip(1)).Trim(),
            string.Join('\n', lines.SkipLast(1)).Trim(),
            string.Join('\n', lines.Skip(1).SkipLast(1)).Trim(),
        ];
        return [.. texts, .. texts.Select(t => t.Replace("*", "", StringComparison.Ordinal))];
    }

    protected override ValueTask<Score> ScoreCoreAsync(ScorerInput input, CancellationToken cancel) => ValueTask.FromResult(Grade(input));

    private Score Grade(ScorerInput input)
    {
        try
        {
            var instructions = Instruction.Read(input.Sample.Fields[KindsField], input.Sample.Fields[ArgumentsField]);
            return instructions.Select(i => InstructionChecks.WhyNot(i.Kind, kit)).OfType<string>().FirstOrDefault() is { } reason
                ? Score.Unscored(null, reason)
                : Grade(PythonText.WithOurSpaces(FinalText.Of(input.Text)), instructions);
        }
        catch (Exception e) when (e is FormatException or KeyNotFoundException or RegexMatchTimeoutException)
        {
            return Score.Unscored(null, $"the instructions cannot be checked: {e.Message}");
        }
    }

    private Score Grade(string reply, IReadOnlyList<Instruction> instructions)
    {
        var texts = LooseTexts(reply);
        var strictly = instructions.Select(i => InstructionChecks.Follows(reply, i, kit)).ToList();
        var loosely = instructions.Select((i, n) => strictly[n] || texts.Any(t => InstructionChecks.Follows(t, i, kit))).ToList();
        var decides = loose ? loosely : strictly;
        var broken = instructions.Where((_, n) => !decides[n]).Select(i => i.Kind).ToList();
        var reason = broken.Count == 0 ? $"follows {Counted(instructions.Count)}" : $"does not follow {string.Join(", ", broken)}";
        var answer = $"{decides.Count(f => f)} of {instructions.Count}";
        var score = broken.Count == 0 ? Score.Right(answer, reason) : Score.Wrong(answer, reason);
        return score with
        {
            Parts =
            [
                loose ? Whole("prompts, strict", strictly) : Whole("prompts, loose", loosely),
                Part("instructions, strict", strictly),
                Part("instructions, loose", loosely),
                .. Families(instructions, decides),
            ],
        };
    }

    private static IEnumerable<PartScore> Families(IReadOnlyList<Instruction> instructions, List<bool> followed) =>
        instructions.Zip(followed).GroupBy(f => f.First.Family).Select(g => Part($"instructions: {g.Key}", [.. g.Select(f => f.Second)]));

    private static string Counted(int count) => count == 1 ? "its instruction" : $"all {count} instructions";

    private static PartScore Whole(string name, List<bool> followed) => new(name, followed.TrueForAll(f => f));

    private static PartScore Part(string name, List<bool> followed) =>
        Whole(name, followed) with
        {
            Passed = followed.Count(f => f),
            Total = followed.Count,
        };
}
