using System.Net;
using Showdown.Domain;
using Showdown.Jobs;
using Showdown.Settings;

namespace Showdown.App.Web;

/// <summary>How the service listens, who may come in, and what work this process takes.</summary>
internal sealed record ServeOptions
{
    private const int ShortestSecret = 8;

    public required IPAddress Host { get; init; }

    /// <summary>0: a free one.</summary>
    public required int Port { get; init; }

    /// <summary>For people; null: none.</summary>
    public string? Password { get; init; }

    /// <summary>For programs; null: none.</summary>
    public string? Token { get; init; }

    /// <summary>Shards asked at a time in this process. With 0 the models' keys are needed only where the workers run.</summary>
    public required int Asking { get; init; }

    /// <summary>The queues that this process works on.</summary>
    public IReadOnlyList<string> Queues { get; init; } = Jobs.Queues.All;

    /// <summary>Where people reach the pages, when that is not where the service listens.</summary>
    public Uri? PublicUrl { get; init; }

    /// <summary>True when nobody comes in without password or token.</summary>
    public bool Guarded => Password is not null || Token is not null;

    public bool Asks => Asking > 0 && Queues.Contains(Jobs.Queues.Ask);

    /// <summary>Names of the variables with models' keys that are not set here; none where this process asks no model, for then its workers have the keys.</summary>
    public IReadOnlyList<string> MissingKeys(IEnumerable<ModelSettings> models) => Asks ? [.. models.SelectMany(m => EnvironmentText.Missing(m.ApiKey)).Distinct()] : [];

    /// <summary>Password and token come from the environment: a command line can be read by every user of the machine.</summary>
    /// <exception cref="SettingsException">The address is none, or is open to others and nothing guards it.</exception>
    /// <param name="environment">Reads a variable; null: this process's own.</param>
    public static ServeOptions Read(string host, int port, int asking, IReadOnlyList<string> queues, Func<string, string?>? environment = null)
    {
        environment ??= Environment.GetEnvironmentVariable;
        var options = new ServeOptions
        {
            Host = Address(host),
            Port = port,
            Asking = asking,
            Queues = queues,
            Password = Secret("SHOWDOWN_PASSWORD", environment),
            Token = Secret("SHOWDOWN_TOKEN", environment),
            PublicUrl = Site.FromEnvironment().Url,
        };
        if (!options.Guarded && !IPAddress.IsLoopback(options.Host))
        {
            throw new SettingsException(
                $"On {host} other machines could start runs and spend money. Set SHOWDOWN_PASSWORD (for people) or SHOWDOWN_TOKEN (for programs), or listen on 127.0.0.1 only.");
        }

        return options;
    }

    private static IPAddress Address(string host)
    {
        if (host == "localhost")
            return IPAddress.Loopback;
        return IPAddress.TryParse(host, out var address)
            ? address
            : throw new SettingsException($"'{host}' is not an IP address to listen on. Give 127.0.0.1 for this machine alone, 0.0.0.0 for all.");
    }

    private static string? Secret(string name, Func<string, string?> environment)
    {
        if (environment(name) is not { Length: > 0 } value)
            return null;
        return value.Length >= ShortestSecret ? value : throw new SettingsException($"{name} has fewer than {ShortestSecret} characters. Take a longer one.");
    }
}
