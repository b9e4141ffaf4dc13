using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Showdown.Scoring.Instructions;

/// <summary>IFBench's kinds that one prompt has each.</summary>
internal static partial class CustomChecks
{
    private const string Marked = "áàâäãåāăąćčçďéèêëēėęěíìîïīįłńňñóòôöõōőřśšşșťţțúùûüūůűųýÿžźżÁÀÂÄÃÅĀČÇÉÈÊËÍÎÓÔÖŌŘŠȘȚÚÜÝŽ";
    private const string Unmarked = "aaaaaaaaacccdeeeeeeeeiiiiiilnnnooooooorsssstttuuuuuuuuyyzzzAAAAAAACCEEEEIIOOOORSSTUUYZ";

    internal static readonly IReadOnlyList<string> Capitals = (
        "Reykjavik Helsinki Oslo Tallinn Stockholm Riga Moscow Copenhagen Vilnius Minsk Dublin Berlin Amsterdam Warsaw London Brussels Prague Luxembourg Paris "
        + "Vienna Bratislava Budapest Vaduz Chisinau Bern Ljubljana Zagreb"
    ).Split(' ');

    public static IReadOnlyDictionary<string, InstructionCheck> All { get; } =
        new Dictionary<string, InstructionCheck>(StringComparer.Ordinal)
        {
            ["custom:multiples"] = (r, _, _) => Digits().Matches(r).Select(m => m.Value).SequenceEqual(["14", "21", "28", "35", "42", "49"]),
            ["custom:mcq_count_length"] = (r, _, _) => HasFourGrowingQuestions(r),
            ["custom:reverse_newline"] = (r, _, _) => IsReverseList(r),
            ["custom:word_reverse"] = (r, _, kit) =>
                string.Join(' ', Enumerable.Reverse(PythonText.Split(PythonText.WithoutPunctuation(PythonText.Lower(r))))) is var text
                && text.Contains("bald eagle", StringComparison.Ordinal)
                && kit.Sentences(text).Count == 1,
            ["custom:character_reverse"] = (r, _, _) => PythonText.Lower(r).Contains("elgae dlab", StringComparison.Ordinal),
            ["custom:sentence_alphabet"] = (r, _, kit) =>
                kit.Sentences(r) is { Count: 26 } sentences
                && sentences.Select((s, i) => PythonText.Lower(PythonText.Bare(s)).StartsWith((char)('a' + i))).All(right => right),
            ["custom:european_capitals_sort"] = (r, _, _) => r.Split(',').Select(c => Ascii(c).Trim()).SequenceEqual(Capitals),
            ["custom:csv_city"] = (r, _, _) => IsTable(Records(r, ','), 8, "ID", "Country", "City", "Year", "Count"),
            ["custom:csv_special_character"] = (r, _, _) =>
                IsTable(Records(r, ','), 15, "ProductID", "Category", "Brand", "Price", "Stock") && QuotedMark().IsMatch(r),
            ["custom:csv_quotes"] = (r, _, _) =>
                IsTable(Records(r, '\t'), 4, "StudentID", "Subject", "Grade", "Semester", "Score")
                && r.Trim().Split('\n').All(line => line.Trim().Split('\t').All(cell => cell.Trim() is ['"', .., '"'])),
            ["custom:date_format_list"] = (r, _, _) => r.Split(',').All(d => IsDate(d.Trim())),
        };

    private static bool HasFourGrowingQuestions(string reply)
    {
        if (!reply.StartsWith("Question", StringComparison.Ordinal))
            return false;
        var questions = QuestionStart().Split(reply).Select(q => q.Trim()).Where(q => q.Length > 0).ToList();
        var lengths = new List<int>();
        foreach (var question in questions)
        {
            var lines = question.Split('\n').Select(l => l.Trim()).ToList();
            if (lines.Count(Option().IsMatch) != 5)
                return false;
            lengths.Add(PythonText.Length(string.Join(' ', lines.TakeWhile(l => !Option().IsMatch(l))).Trim()));
        }

        return lengths.Count == 4 && lengths.Zip(lengths.Skip(1)).All(pair => pair.First < pair.Second);
    }

    private static bool IsReverseList(string reply)
    {
        var lines = reply
            .Split('\n')
            .Select(l => Ascii(l).Trim())
            .Where(l => l.Length > 0)
            .SkipWhile(l => !l.Contains("Zimbabwe", StringComparison.Ordinal))
            .ToList();
        return lines.Count >= 52 && lines.Zip(lines.Skip(1)).All(pair => string.CompareOrdinal(pair.First, pair.Second) >= 0);
    }

    // Without its marks; the program runs without the tables that string.Normalize needs.
    private static string Ascii(string text) => string.Concat(text.Select(Plain).Where(char.IsAscii));

    private static char Plain(char c) => Marked.IndexOf(c, StringComparison.Ordinal) is >= 0 and var at ? Unmarked[at] : c;

    private static bool IsTable(List<List<string>> records, int count, params string[] header) =>
        records.Count == count && records[0].Select(c => c.Trim()).SequenceEqual(header) && records.TrueForAll(r => r.Count == header.Length);

    // 29 February is in every year.
    private static bool IsDate(string text) =>
        Date().Match(text) is { Success: true } date
        && int.Parse(date.Groups[1].Value, CultureInfo.InvariantCulture) is >= 1769 and <= 1821
        && int.Parse(date.Groups[2].Value, CultureInfo.InvariantCulture) is >= 1 and <= 12 and var month
        && int.Parse(date.Groups[3].Value, CultureInfo.InvariantCulture) is >= 1 and var day
        && day <= DateTime.DaysInMonth(2000, month);

    /// <summary>As Python's csv module reads it: quotes open a cell and are doubled inside; a blank line is a record without cells.</summary>
    private static List<List<string>> Records(string text, char separator)
    {
        var records = new List<List<string>>();
        var cells = new List<string>();
        var cell = new StringBuilder();
        var (quoted, any) = (false, false);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quoted && c == '"' && i + 1 < text.Length && text[i + 1] == '"')
                cell.Append(text[++i]);
            else if (quoted)
                _ = c == '"' ? quoted = false : cell.Append(c) is null;
            else if (c == '"' && cell.Length == 0)
                quoted = any = true;
            else if (c == separator)
                End(of: cells);
            else if (c == '\n')
                EndRecord();
            else if (c != '\r')
                cell.Append(c);
        }

        if (cell.Length > 0 || cells.Count > 0 || any)
            EndRecord();
        return records;

        void End(List<string> of)
        {
            of.Add(cell.ToString());
            cell.Clear();
            any = true;
        }

        void EndRecord()
        {
            if (cell.Length > 0 || any)
                End(cells);
            records.Add(cells);
            cells = [];
            any = false;
        }
    }

    [GeneratedRegex(@"\d+")]
    private static partial Regex Digits();

    [GeneratedRegex(@"\n*Question \d+[.|):;]?\s*")]
    private static partial Regex QuestionStart();

    [GeneratedRegex(@"^[A-Ea-e][.|)]\s*\w+")]
    private static partial Regex Option();

    [GeneratedRegex("\"[^\"\\n]*[^\\w\\s\"][^\"\\n]*\"")]
    private static partial Regex QuotedMark();

    [GeneratedRegex(@"^(\d{4})-(\d{2})-(\d{2})$")]
    private static partial Regex Date();
}
