namespace Showdown.Scoring.Maths;

/// <summary>"six" is 6.</summary>
internal static class NumberWords
{
    private static readonly string[] _words = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"];

    public static Node? Value(string words) => Array.IndexOf(_words, words) is >= 0 and var value ? new Node.Number(value) : null;
}
