namespace Showdown.Statistics;

/// <summary>What the attempts at one sample took and gave, such as dollars and right answers.</summary>
/// <param name="Cost">From 0; of all repeats together.</param>
/// <param name="Count">From 0; of all repeats together.</param>
internal readonly record struct SampleCost(double Cost, double Count);
