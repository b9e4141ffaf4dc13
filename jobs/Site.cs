using Showdown.Domain;

namespace Showdown.Jobs;

/// <summary>Where people reach the service's pages.</summary>
/// <param name="Url">Null when nobody said: then messages have no link.</param>
public sealed record Site(Uri? Url)
{
    /// <summary>As SHOWDOWN_PUBLIC_URL says.</summary>
    /// <exception cref="SettingsException">It is no address.</exception>
    public static Site FromEnvironment()
    {
        if (Environment.GetEnvironmentVariable("SHOWDOWN_PUBLIC_URL") is not { Length: > 0 } text)
            return new Site((Uri?)null);
        if (!Uri.TryCreate(text.TrimEnd('/') + "/", UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
            throw new SettingsException($"SHOWDOWN_PUBLIC_URL must be an address such as https://showdown.example.org, not '{text}'.");
        return new Site(url);
    }

    public string? Run(string runId) => Url is null ? null : new Uri(Url, $"runs/{runId}").AbsoluteUri;
}
