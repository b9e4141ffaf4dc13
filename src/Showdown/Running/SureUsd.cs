namespace Showdown.Running;

/// <summary>USD until a run is sure: see <see cref="SureForecast"/>.</summary>
public sealed record SureUsd(decimal Few, decimal Typical, decimal Many);
