using Showdown.Analysis.Facts;
using Showdown.Statistics;

namespace Showdown.Analysis.Price;

/// <summary>One model: quality, price and time, each with its interval, and how often it kept its place when the questions were drawn anew.</summary>
internal sealed record TradePoint(CapabilityScore Score, FrontierShare Share);
