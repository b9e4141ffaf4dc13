using System.Collections.Concurrent;
using System.Net;
using Showdown.Domain;
using Showdown.Models.OpenAi;

namespace Showdown.Models;

/// <summary>Makes the models that can be asked from their settings. Keep one <see cref="IChatModel"/> per model and process: it holds the limits.</summary>
public sealed class ChatModels
{
    private static readonly string[] _known = ["openai", "simulated"];

    private readonly ChatModelOptions _options;
    private readonly ConcurrentDictionary<ChatModel, bool> _models = new();
    private int _processes = 1;

    public ChatModels(TimeProvider time)
        : this(new ChatModelOptions { Time = time })
    {
    }

    internal ChatModels(ChatModelOptions options) => _options = options;

    /// <summary>Connects to a model. Nothing is sent yet.</summary>
    /// <param name="settings">An entry of models.yaml.</param>
    /// <param name="endpoint">In place of the entry's own address; a simulated model without an address needs it.</param>
    /// <exception cref="SettingsException">The connector is not known, the address is missing or no address, or the key's variable is not set.</exception>
    public IChatModel Create(ModelSettings settings, Uri? endpoint = null)
    {
        if (!_known.Contains(settings.Connector))
            throw new SettingsException($"Model '{settings.Id}' asks for connector '{settings.Connector}', which does not exist. Known: {string.Join(", ", _known)}. Correct 'connector' in models.yaml.");
        var address = endpoint ?? AddressOf(settings);
        var key = ApiKeys.Read(settings);
        var http = new HttpMessageInvoker(Connections(settings, address));
        var connector = new OpenAiChatService(settings, address, key, http, _options.Time);
        ChatModel? model = null;
        model = new ChatModel(connector, settings, _options, () =>
        {
            http.Dispose();
            _models.TryRemove(model!, out _);
        });
        _models[model] = true;
        model.Limits.ShareAmong(_processes);
        return model;
    }

    /// <summary>Divides every model's limits among the processes that are at work, this one included. Call it again whenever their number changes.</summary>
    /// <param name="processes">From 1.</param>
    public void ShareAmong(int processes)
    {
        _processes = Math.Max(1, processes);
        foreach (var model in _models.Keys)
            model.Limits.ShareAmong(_processes);
    }

    private static Uri AddressOf(ModelSettings settings)
    {
        if (string.IsNullOrWhiteSpace(settings.Endpoint))
            throw new SettingsException($"Model '{settings.Id}' has no 'endpoint'. Give the host's base address, such as https://openrouter.ai/api/v1.");
        return Uri.TryCreate(settings.Endpoint, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? address
            : throw new SettingsException($"Model '{settings.Id}': 'endpoint' is not an http or https address: {settings.Endpoint}");
    }

    /// <summary>A pool of connections for one model, so that a slow host never holds another model up.</summary>
    private static SocketsHttpHandler Connections(ModelSettings settings, Uri address) => new()
    {
        ConnectTimeout = settings.Timeouts.Connect,
        MaxConnectionsPerServer = int.MaxValue, // the places are the limit
        PooledConnectionLifetime = TimeSpan.FromMinutes(10), // a host may move to another address
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(60),
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = !address.IsLoopback,
        AutomaticDecompression = DecompressionMethods.All,
        ActivityHeadersPropagator = null,
    };
}
