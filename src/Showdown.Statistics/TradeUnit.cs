namespace Showdown.Statistics;

/// <summary>What one model made of one unit: a sample, or a cluster of them, with all repeats.</summary>
/// <param name="Credit">What its answers with a score earned.</param>
/// <param name="Scored">Those answers.</param>
/// <param name="Cost">What all its answers cost; not a number where that is not known.</param>
/// <param name="Times">Of each answer.</param>
internal sealed record TradeUnit(double Credit, double Scored, double Cost, IReadOnlyList<double> Times);
