using Showdown.Domain;
using Showdown.Models;
using Showdown.Settings;

namespace Showdown.Operations;

/// <summary>Whether the models' keys have to be set in this process: a service that leaves the asking to its workers needs none itself.</summary>
public sealed record KeyCheck(bool Needed)
{
    /// <summary>Names of the variables that have to be set here first.</summary>
    public IReadOnlyList<string> Missing(IEnumerable<ModelSettings> models) =>
        Needed ? [.. models.SelectMany(m => EnvironmentText.Missing(m.ApiKey)).Distinct()] : [];

    /// <exception cref="SettingsException">Names each model and variable that is missing.</exception>
    public void ThrowIfMissing(IEnumerable<ModelSettings> models)
    {
        if (Needed)
            ApiKeys.Check(models);
    }
}
