using Showdown.Domain;

namespace Showdown.Judging.HeadToHead;

/// <summary>An answer's score, where answers are compared.</summary>
internal static class HeadToHeadScore
{
    /// <param name="pairs">With whose answers it was compared, and what it earned: 1, ½ or 0; null where no judge could say.</param>
    public static Score Of(IReadOnlyList<(string Other, double? Value)> pairs)
    {
        if (pairs.Count == 0)
            return Score.Unscored(null, "no other model's answer to compare it with, or not judged yet");
        var judged = pairs.Where(p => p.Value is not null).ToList();
        if (judged.Count == 0)
            return Score.Unscored(null, $"no judge gave a verdict on it beside {string.Join(", ", pairs.Select(p => p.Other))}");
        var said = pairs.Select(p =>
            p.Value switch
            {
                null => $"not judged against {p.Other}",
                > 0.5 => $"won against {p.Other}",
                < 0.5 => $"lost to {p.Other}",
                _ => $"tied with {p.Other}",
            }
        );
        return Score.Share(judged.Average(p => p.Value!.Value), null, string.Join(", ", said));
    }
}
