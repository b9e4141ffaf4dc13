using Showdown.Domain;

namespace Showdown.Tests.Scoring.Choice;

/// <param name="Letter">That it states; - for none.</param>
/// <param name="CutOff">Whether it hit the output cap.</param>
internal sealed record ChoiceCase(string Letter, bool CutOff, string Text, Target Target);

/// <summary>The tables beside this file.</summary>
internal static class ChoiceTables
{
    public static readonly IReadOnlyList<string> Letters = [.. Enumerable.Range('A', 10).Select(c => ((char)c).ToString())];

    public static readonly Target FourLetters = new(null) { Labels = ["A", "B", "C", "D"] };

    public static string PathOf(string file) => Path.Combine(Repository.Root, "tests", "Showdown.Tests", "Scoring", "Choice", file);

    /// <summary>Each line that is no remark; ⏎ stands for a line break.</summary>
    public static List<string> Lines(string file) =>
        [.. File.ReadLines(PathOf(file)).Where(l => l.Length > 0 && !l.StartsWith("# ", StringComparison.Ordinal)).Select(l => l.Replace('⏎', '\n'))];

    /// <summary>Each line with what is on offer there, by the last line "options:" above it.</summary>
    public static IEnumerable<(string Line, Target Target)> Offers(string file)
    {
        var target = FourLetters;
        foreach (var line in Lines(file))
        {
            if (!line.StartsWith("options:", StringComparison.Ordinal))
                yield return (line, target);
            else if (line[8..].Trim() is { Length: > 0 } texts)
                target = new Target(null) { Choices = texts.Split(" ; "), Labels = [.. Letters.Take(texts.Split(" ; ").Length)] };
            else
                target = FourLetters;
        }
    }

    /// <summary>"B cut &lt;- text" is a case.</summary>
    public static List<ChoiceCase> Cases(string file) =>
        [
            .. from entry in Offers(file)
            let parts = entry.Line.Split(" <- ", 2)
            let wanted = parts[0].Split(' ')
            select new ChoiceCase(wanted[0], wanted.Length > 1, parts[1], entry.Target),
        ];
}
