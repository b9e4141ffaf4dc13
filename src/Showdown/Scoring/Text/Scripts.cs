namespace Showdown.Scoring.Text;

/// <summary>Scripts that write words without spaces between them: there a letter beside a number is no part of it ("45只", "全部で45羽").</summary>
internal static class Scripts
{
    public static bool IsUnspaced(char letter) =>
        letter
            is >= '\u0E00'
                and <= '\u0EFF'
                or >= '\u1000'
                and <= '\u109F'
                or >= '\u1780'
                and <= '\u17FF'
                or >= '\u3040'
                and <= '\u30FF'
                or >= '\u3400'
                and <= '\u9FFF'
                or >= '\uAC00'
                and <= '\uD7AF'
                or >= '\uF900'
                and <= '\uFAFF';

    /// <summary>A letter that makes one word with what stands beside it.</summary>
    public static bool Clings(char c) => char.IsLetter(c) && !IsUnspaced(c);
}
