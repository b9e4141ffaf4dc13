namespace Showdown.Statistics;

/// <summary>How often a model did so when the questions were drawn anew, from 0 to 1; null where price or time is not known of every model.</summary>
/// <param name="ByPrice">No other was at least as good and at least as cheap, and better in one of the two.</param>
/// <param name="ByTime">The same with the median time to an answer.</param>
/// <param name="Cheapest">Of the models among which is chosen.</param>
/// <param name="Fastest">As <paramref name="Cheapest"/>.</param>
internal readonly record struct FrontierShare(double? ByPrice, double? ByTime, double? Cheapest, double? Fastest);
