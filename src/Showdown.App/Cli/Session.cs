using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Showdown.Domain;
using Showdown.Results;

namespace Showdown.App.Cli;

/// <summary>The features over the database, for commands that read or repair and carry out no jobs.</summary>
internal sealed class Session : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private Session(ServiceProvider services) => _services = services;

    public RunReader Reader => Get<RunReader>();

    public static async Task<Session> OpenAsync(ParseResult parsed, CancellationToken cancel)
    {
        var places = parsed.PlacesOf();
        var database = await Database.OpenAsync(places.Data, places.Database, cancel);
        return new Session(new ServiceCollection().AddShowdown(places, database).BuildServiceProvider());
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>The run of this id, or of the one id that begins so; "last" is the newest.</summary>
    /// <exception cref="SettingsException">There is none, or more than one.</exception>
    public async Task<RunRow> RunAsync(string id, CancellationToken cancel)
    {
        if (await Reader.RunAsync(id, cancel) is { } run)
            return run;
        var all = await Reader.RunsAsync(10_000, cancel);
        if (id == "last" && all.Count > 0)
            return all.FirstOrDefault(r => r.Settings.Confirms is null) ?? all[0];
        var alike = all.Where(r => r.Id.StartsWith(id, StringComparison.Ordinal)).ToList();
        return alike.Count switch
        {
            1 => alike[0],
            0 => throw new SettingsException($"There is no run '{id}'. 'showdown runs' lists them."),
            _ => throw new SettingsException($"'{id}' may be any of {string.Join(", ", alike.Take(5).Select(r => r.Id))}. Give more of the id."),
        };
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
