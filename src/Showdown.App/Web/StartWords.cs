using Showdown.Formatting;
using Showdown.Running;

namespace Showdown.App.Web;

/// <summary>What a run that ends as soon as it is sure will cost, in words.</summary>
internal static class StartWords
{
    /// <summary>"; sure after about $4.20, $2.10 to $8.90 in eight cases of ten, if the models differ as before"; empty where nothing is known.</summary>
    public static string Sure(RunForecast forecast) =>
        forecast.SureUsd is { } sure
            ? $"; sure after about {Format.Usd(sure.Typical)}, {Format.Usd(sure.Few)} to {Format.Usd(sure.Many)} in eight cases of ten, if the models differ as before"
            : "";
}
