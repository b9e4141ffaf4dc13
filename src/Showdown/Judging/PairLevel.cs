namespace Showdown.Judging;

/// <summary>A verdict about two answers, from the point of view of the pair's first one, in whichever order they were shown.</summary>
public enum PairLevel
{
    FirstMuchBetter,
    FirstBetter,
    Tie,
    SecondBetter,
    SecondMuchBetter,
}
