namespace Showdown.Scoring;

/// <summary>The part of a completion that counts: what follows the last closed block of thoughts.</summary>
internal static class FinalText
{
    private const string ThoughtsEnd = "</think>";

    /// <remarks>Hosts split reasoning off before it gets here; completions graded from a file may still carry it.</remarks>
    public static string Of(string completion)
    {
        var end = completion.LastIndexOf(ThoughtsEnd, StringComparison.Ordinal);
        return end < 0 ? completion : completion[(end + ThoughtsEnd.Length)..];
    }
}
