namespace Showdown.Scoring.Text;

/// <summary>The part of a completion that counts: what follows the last closed block of thoughts, without the marks that end a turn.</summary>
internal static class FinalText
{
    private static readonly string[] _thoughtsEnd = ["</think>", "◁/think▷", "</thinking>", "</thought>", "<|channel|>final<|message|>"];

    private static readonly string[] _turnEnds = ["</s>", "<end_of_turn>", "<eos>"];

    /// <remarks>
    /// Hosts split reasoning off and cut special tokens away before text gets here; completions graded from a file may still carry both.
    /// </remarks>
    public static string Of(string completion)
    {
        var start = 0;
        if (completion.AsSpan().IndexOfAny('<', '◁') >= 0)
        {
            foreach (var mark in _thoughtsEnd)
            {
                if (completion.LastIndexOf(mark, StringComparison.Ordinal) is >= 0 and var at)
                    start = Math.Max(start, at + mark.Length);
            }
        }

        var end = EndOf(completion);
        return start == 0 && end == completion.Length ? completion : completion[Math.Min(start, end)..end];
    }

    private static int EndOf(string completion)
    {
        for (var end = completion.Length; ; )
        {
            var text = completion.AsSpan(0, end).TrimEnd();
            if (text is not [.., '>'])
                return end;
            if (text.EndsWith("|>") && text.LastIndexOf("<|") is >= 0 and var open && text.Length - open < 40)
            {
                end = open;
                continue;
            }

            var length = 0;
            foreach (var mark in _turnEnds)
            {
                if (text.EndsWith(mark))
                    length = mark.Length;
            }

            if (length == 0)
                return end;
            end = text.Length - length;
        }
    }
}
