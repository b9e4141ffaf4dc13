namespace Showdown.Scoring.Instructions;

/// <summary>IFBench's kinds about the words of a reply and of its sentences.</summary>
internal static class WordChecks
{
    private const string Vowels = "aeiou";
    private const string Consonants = "bcdfghjklmnpqrstvwxyz";

    public static IReadOnlyDictionary<string, InstructionCheck> All { get; } =
        new Dictionary<string, InstructionCheck>(StringComparer.Ordinal)
        {
            ["words:alphabet"] = (r, _, _) => GoesThroughTheAlphabet(Plain(r)),
            ["words:vowel"] = (r, _, _) => !r.Trim().Contains('\n') && PythonText.Lower(r).Where(Vowels.Contains).Distinct().Count() <= 3,
            ["words:consonants"] = (r, _, _) => PythonText.Split(PythonText.Lower(r)).All(HasCluster),
            ["words:palindrome"] = (r, _, _) => Plain(r).Count(w => PythonText.Length(w) >= 5 && IsPalindrome(w)) >= 10,
            ["words:prime_lengths"] = (r, _, _) => PythonText.Split(PythonText.WithoutPunctuation(r)).All(w => IsPrime(PythonText.Length(w))),
            ["words:repeats"] = (r, i, _) => Plain(r).GroupBy(w => w).All(g => g.Count() <= i.Whole("small_n")),
            ["words:no_consecutive"] = (r, _, _) => Neighbours(Plain(r)).All(pair => First(pair.Left) != First(pair.Right)),
            ["words:last_first"] = (r, _, kit) => Neighbours(kit.Sentences(r)).All(pair => LastWord(pair.Left) == FirstWord(pair.Right)),
            ["words:paragraph_last_first"] = (r, _, _) =>
                r.Split('\n')
                    .Select(line => PythonText.Split(PythonText.Bare(PythonText.Lower(line.Trim()))))
                    .All(words => words is not [var first, .., var last] || first == last),
            ["words:odd_even_syllables"] = (r, _, kit) =>
                Neighbours(Plain(r)).All(pair => kit.Syllables(pair.Left) % 2 != kit.Syllables(pair.Right) % 2),
            ["words:words_position"] = WordsPosition,
            ["words:keywords_specific_position"] = (r, i, kit) =>
                At(kit.Sentences(r), i.Whole("n")) is { } sentence
                && At([.. kit.Tokens(sentence).Where(t => t.EnumerateRunes().Any(PythonText.IsAlphanumeric))], i.Whole("m")) is { } word
                && Same(word, i.Text("keyword")),
            ["sentence:keyword"] = (r, i, kit) =>
                At(kit.Sentences(r), i.Whole("N")) is { } sentence && PythonText.ContainsWord(sentence, i.Text("word")),
            ["sentence:increment"] = (r, i, kit) =>
                Neighbours([.. kit.Sentences(r).Select(s => PythonText.Split(PythonText.WithoutPunctuation(s)).Count)])
                    .All(pair => pair.Right - pair.Left == i.Whole("small_n")),
            ["sentence:alliteration_increment"] = (r, _, kit) =>
                Neighbours([-1, .. kit.Sentences(r).Select(Alliterating)]).All(pair => pair.Left < pair.Right),
        };

    /// <summary>The words in lower case, without ASCII punctuation.</summary>
    private static List<string> Plain(string text) => PythonText.Split(PythonText.WithoutPunctuation(PythonText.Lower(text)));

    private static IEnumerable<(T Left, T Right)> Neighbours<T>(List<T> items) => items.Zip(items.Skip(1));

    /// <param name="nth">From 1.</param>
    private static string? At(List<string> items, int nth) => nth >= 1 && nth <= items.Count ? items[nth - 1] : null;

    private static bool Same(string left, string right) => PythonText.Lower(left) == PythonText.Lower(right);

    private static string First(string word) => System.Text.Rune.GetRuneAt(word, 0).ToString();

    private static bool GoesThroughTheAlphabet(List<string> words) =>
        words.Count > 0
        && words.TrueForAll(w => w[0] is >= 'a' and <= 'z')
        && Neighbours(words).All(pair => pair.Right[0] == (pair.Left[0] == 'z' ? 'a' : pair.Left[0] + 1));

    private static bool HasCluster(string word)
    {
        for (var i = 1; i < word.Length; i++)
        {
            if (Consonants.Contains(word[i - 1]) && Consonants.Contains(word[i]))
                return true;
        }

        return false;
    }

    private static bool IsPalindrome(string word)
    {
        var runes = PythonText.Characters(word);
        return runes.SequenceEqual(runes.Reverse());
    }

    private static bool IsPrime(int length) =>
        length is 2 or 3 or 5 or 7 || (length is > 10 and <= 97 && length % 2 != 0 && length % 3 != 0 && length % 5 != 0 && length % 7 != 0);

    private static string? LastWord(string sentence) =>
        PythonText.Split(PythonText.Lower(sentence.TrimEnd([.. PythonText.Punctuation, ' ']))) is [.., var last] ? last : null;

    private static string? FirstWord(string sentence) =>
        PythonText.Split(PythonText.Lower(sentence.TrimStart([.. PythonText.Punctuation, ' ']))) is [var first, ..] ? first : null;

    private static bool WordsPosition(string reply, Instruction instruction, InstructionKit kit)
    {
        var tokens = kit.Tokens(reply);
        var last = tokens.Count - (tokens is [.., [var mark]] && PythonText.Punctuation.Contains(mark) ? 3 : 2);
        var keyword = instruction.Text("keyword");
        return tokens.Count > 1 && last >= 0 && Same(tokens[1], keyword) && Same(tokens[last], keyword);
    }

    /// <summary>Words in runs of equal first letters: two for a run's start, and one for each further word.</summary>
    private static int Alliterating(string sentence)
    {
        var words = PythonText.Split(PythonText.Lower(sentence));
        var (count, inRun) = (0, false);
        foreach (var (left, right) in Neighbours(words))
        {
            var alike = First(left) == First(right);
            if (alike)
                count += inRun ? 1 : 2;
            inRun = alike;
        }

        return count;
    }
}
