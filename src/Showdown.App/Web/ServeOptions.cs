using System.Globalization;
using System.Net;
using Showdown.Domain;
using Showdown.Jobs;
using Showdown.Operations;

namespace Showdown.App.Web;

/// <summary>How the service listens, who may come in, and what work this process takes.</summary>
internal sealed record ServeOptions
{
    private const int ShortestSecret = 8;
    private const int ShortestSecretForOthers = 16; // at four tries a second nobody guesses that

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

    /// <summary>The proxies whose word is taken for where a request came from.</summary>
    public IReadOnlyList<IPNetwork> Proxies { get; init; } = [];

    /// <summary>Wrong passwords or tokens of one address within a minute before its tries are slowed.</summary>
    public int FreeTries { get; init; } = 10;

    /// <summary>What may be started by page and API.</summary>
    public StartLimits Limits { get; init; } = new(Runs: 20, UsdADay: 200);

    /// <summary>True when nobody comes in without password or token.</summary>
    public bool Guarded => Password is not null || Token is not null;

    public bool Asks => Asking > 0 && Queues.Contains(Jobs.Queues.Ask);

    /// <summary>Password and token come from the environment: a command line can be read by every user of the machine.</summary>
    /// <exception cref="SettingsException">The address is none, or is open to others and nothing guards it.</exception>
    /// <param name="environment">Reads a variable; null: this process's own.</param>
    public static ServeOptions Read(string host, int port, int asking, IReadOnlyList<string> queues, Func<string, string?>? environment = null)
    {
        environment ??= Environment.GetEnvironmentVariable;
        var (address, publicUrl) = (Address(host), Site.FromEnvironment().Url);
        var shortest = IPAddress.IsLoopback(address) && publicUrl is null ? ShortestSecret : ShortestSecretForOthers;
        var options = new ServeOptions
        {
            Host = address,
            Port = port,
            Asking = asking,
            Queues = queues,
            Password = Secret("SHOWDOWN_PASSWORD", environment, shortest),
            Token = Secret("SHOWDOWN_TOKEN", environment, shortest),
            PublicUrl = publicUrl,
            Proxies = ProxiesOf(environment("SHOWDOWN_PROXY")),
        };
        options = options with { Limits = LimitsOf(options.Limits, environment) };
        if (!options.Guarded && !IPAddress.IsLoopback(options.Host))
        {
            throw new SettingsException(
                $"On {host} other machines could start runs and spend money. Set SHOWDOWN_PASSWORD (for people) or SHOWDOWN_TOKEN (for programs), or listen on 127.0.0.1 only."
            );
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

    private static string? Secret(string name, Func<string, string?> environment, int shortest)
    {
        if (environment(name) is not { Length: > 0 } value)
            return null;
        return value.Length >= shortest
            ? value
            : throw new SettingsException(
                $"{name} has fewer than {shortest} characters{(shortest > ShortestSecret ? ", and others can reach this service" : "")}. Take a longer one, such as that of 'openssl rand -hex 16'."
            );
    }

    private static IReadOnlyList<IPNetwork> ProxiesOf(string? text) =>
        [
            .. (text ?? "")
                .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Select(proxy =>
                    IPNetwork.TryParse(proxy, out var network) ? network
                    : IPAddress.TryParse(proxy, out var single) ? new IPNetwork(single, single.GetAddressBytes().Length * 8)
                    : throw new SettingsException(
                        $"SHOWDOWN_PROXY must name addresses of proxies, such as 10.0.0.2 or 10.0.0.0/24, parted by commas; '{proxy}' is none."
                    )
                ),
        ];

    private static StartLimits LimitsOf(StartLimits usual, Func<string, string?> environment)
    {
        var (runs, usd) = (environment("SHOWDOWN_MAX_OPEN_RUNS"), environment("SHOWDOWN_MAX_USD_PER_DAY"));
        if (!string.IsNullOrEmpty(runs))
            usual = usual with
            {
                Runs =
                    int.TryParse(runs, out var most) && most > 0
                        ? most
                        : throw new SettingsException($"SHOWDOWN_MAX_OPEN_RUNS must be a whole number from 1, not '{runs}'."),
            };
        if (!string.IsNullOrEmpty(usd))
            usual = usual with
            {
                UsdADay = decimal.TryParse(usd, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)
                    ? amount
                    : throw new SettingsException($"SHOWDOWN_MAX_USD_PER_DAY must be an amount such as 200 or 12.50, not '{usd}'."),
            };
        return usual;
    }
}
