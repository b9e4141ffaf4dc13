
namespace Showdown.Scoring.Maths;

/// <summary>"six" is 6, "twenty-one" 21, "three hundred" 300, "two thirds" ⅔; "million" is a factor.</summary>
internal static class NumberWords
{
    private static readonly string[] _small = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"];

    private static readonly string[] _tens = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

    private static readonly string[] _parts = ["half", "third", "quarter", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];

    /// <param name="words">Lower case, single spaces.</param>
    public static Node? Value(string words)
    {
        if (words.Length is 0 or > 60)
            return null;
        var parts = words.Split(' ');
        if (parts.Length == 2 && Whole(parts[..1]) is { } top && Part(parts[1]) is { } bottom)
            return new Node.Quotient(new Node.Number(top), new Node.Number(bottom));
        return Whole(parts) is { } whole ? new Node.Number(whole) : null;
    }

    /// <summary>7 for "seven apples": a number word in front of one or two others.</summary>
    public static Node? Counted(string words)
    {
        var parts = words.Split(' ');
        for (var length = Math.Min(4, parts.Length - 1); length > 0; length--)
        {
            if (parts.Length - length <= 2 && parts[length] is not ("of" or "and" or "or" or "out" or "hundred") && Value(string.Join(' ', parts[..length])) is { } value)
                return value;
        }

        return null;
    }

    /// <summary>1000 for "thousand"; null for other words.</summary>
    public static Rational? Magnitude(string word) => word.ToLowerInvariant() switch
    {
        "thousand" => 1000,
        "million" => 1_000_000,
        "billion" => 1_000_000_000,
        "trillion" => Rational.PowerOfTen(12),
        _ => null,
    };

    /// <summary>The last number word of a sentence, "one" left out; null when there is none.</summary>
    public static string? Last(string sentence)
    {
        var words = TextForm.Words(sentence).Split(' ');
        for (var i = words.Length - 1; i >= 0; i--)
        {
            if (words[i] is not ("one" or "and") && Whole(words[i..(i + 1)]) is not null)
                return i > 0 && Whole(words[(i - 1)..(i + 1)]) is not null ? $"{words[i - 1]} {words[i]}" : words[i];
        }

        return null;
    }

    private static int? Part(string word) => Array.IndexOf(_parts, word.EndsWith('s') ? word[..^1] : word == "halves" ? "half" : word) is >= 0 and var place ? place + 2 : null;

    // [digit hundred [and]] [tens] [digit]
    private static int? Whole(string[] words)
    {
        var total = 0;
        var room = 1000;
        foreach (var word in words)
        {
            if (word == "and" && room == 100)
                continue;
            var small = Array.IndexOf(_small, word);
            var tens = Array.IndexOf(_tens, word);
            if (word == "hundred" && total is > 0 and < 10 && room < 100)
                (total, room) = (total * 100, 100);
            else if (small >= 0 && small < room && (room != 10 || small > 0))
                (total, room) = (total + small, 1);
            else if (tens >= 0 && room >= 100)
                (total, room) = (total + ((tens + 2) * 10), 10);
            else
                return null;
        }

        return words.Length > 0 ? total : null;
    }
}
