namespace Showdown.Statistics.Judging;

/// <summary>Which of two answers, by the place in which they were shown.</summary>
internal enum Side
{
    First,
    Second,
    Tie,
}
