using System.Numerics;

namespace Showdown.Scoring.Choice;

internal enum Strength : byte
{
    /// <summary>"B is correct": a remark on one option, of which a text may hold several.</summary>
    Remark = 1,

    /// <summary>"The answer is B", a box, a last line that is nothing but a letter.</summary>
    Final = 2,
}

/// <summary>A place where the completion says which option it takes.</summary>
/// <param name="Start">First character of the statement.</param>
/// <param name="End">Just behind it.</param>
/// <param name="Letters">One bit for each letter named, A being bit 0; none when it says that no option is right.</param>
/// <param name="Hedged">Part of a musing: counts only when nothing firmer is said.</param>
internal readonly record struct Statement(int Start, int End, Strength Strength, uint Letters, bool Hedged, bool InWords = false)
{
    private static readonly string[] _names = [.. Enumerable.Range('A', 26).Select(c => ((char)c).ToString())];

    /// <summary>"It is B", "I'd say B": as explicit as these are, a text that breaks off soon after may go on "B. Smith".</summary>
    public bool IsLoose { get; init; }

    public static uint Bit(char letter) => 1u << (letter - 'A');

    public static string Names(uint letters) =>
        BitOperations.IsPow2(letters) ? _names[BitOperations.Log2(letters)] : string.Join(", ", _names.Where((_, i) => (letters & (1u << i)) != 0));
}
