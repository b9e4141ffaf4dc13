namespace Showdown.Judging;

/// <summary>What can be said of a level.</summary>
public static class PairLevels
{
    /// <summary>What the first answer gets of the win: 1, 0.5 or 0.</summary>
    public static double Value(this PairLevel level) =>
        level switch
        {
            PairLevel.FirstMuchBetter or PairLevel.FirstBetter => 1,
            PairLevel.SecondBetter or PairLevel.SecondMuchBetter => 0,
            _ => 0.5,
        };

    /// <summary>The same verdict from the other answer's point of view.</summary>
    public static PairLevel Swapped(this PairLevel level) => (PairLevel)(PairLevel.SecondMuchBetter - level);

    /// <summary>A label such as A>>B, with A as the first answer; null for any other text.</summary>
    public static PairLevel? OfLabel(string label) =>
        label switch
        {
            "A>>B" or "B<<A" => PairLevel.FirstMuchBetter,
            "A>B" or "B<A" => PairLevel.FirstBetter,
            "A=B" or "B=A" => PairLevel.Tie,
            "B>A" or "A<B" => PairLevel.SecondBetter,
            "B>>A" or "A<<B" => PairLevel.SecondMuchBetter,
            _ => null,
        };
}
