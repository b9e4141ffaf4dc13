using Showdown.Domain;

namespace Showdown.Results;

/// <summary>A change that fresh attempts confirmed.</summary>
/// <param name="RunId">The night on which it was suspected.</param>
/// <param name="Identity">Of the line of nights it lies in.</param>
/// <param name="Kind">Sudden or Slide.</param>
/// <param name="SinceRunId">The first night that looked different.</param>
/// <param name="RunLength">Nights from that one to the suspicion, from 1.</param>
/// <param name="FreshRunId">The run whose attempts confirmed it.</param>
public sealed record ConfirmedChange(
    string RunId,
    EvaluationKey Key,
    string Identity,
    string Kind,
    bool IsDown,
    string SinceRunId,
    int RunLength,
    string FreshRunId
)
{
    /// <summary>Of the fresh attempts less the nights before, as a share, with its 95 % interval.</summary>
    public required (double Value, double Low, double High) Difference { get; init; }

    public required double P { get; init; }
}
