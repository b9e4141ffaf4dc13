using Showdown.Formatting;
using Showdown.Running;

namespace Showdown.App.Web;

/// <summary>What a run will cost beside its answers, or until it is sure, in words.</summary>
internal static class StartWords
{
    /// <summary>", and about $0.40 for 2,000 verdicts of judges"; empty where no model judges.</summary>
    public static string Judging(RunForecast forecast) =>
        forecast.Judging.Count == 0 ? ""
        : forecast.Judging.Any(j => j.Verdicts is null) ? ", and what judging will cost"
        : $", and {(forecast.JudgingUsd is { } usd ? $"about {Format.Usd(usd)}" : "an unknown price")} for {Format.Counted(forecast.Judging.Sum(j => j.Verdicts!.Value), "verdict", "verdicts")} of judges";

    /// <summary>"; sure after about $4.20, $2.10 to $8.90 in eight cases of ten, if the models differ as before"; empty where nothing is
    /// known.</summary>
    public static string Sure(RunForecast forecast) =>
        forecast.SureUsd is { } sure
            ? $"; sure after about {Format.Usd(sure.Typical)}, {Format.Usd(sure.Few)} to {Format.Usd(sure.Many)} in eight cases of ten, if the models differ as before"
            : "";
}
