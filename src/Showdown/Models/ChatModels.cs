using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Showdown.Domain;
using Showdown.Models.Anthropic;
using Showdown.Models.Http;
using Showdown.Models.Ollama;
using Showdown.Models.OpenAi;
using Showdown.Models.Replay;
using Showdown.Models.Wire;

namespace Showdown.Models;

/// <summary>
/// Makes the models that can be asked from their settings. Keep one <see cref="ChatModel"/> per model and process: it holds the limits.
/// </summary>
public sealed class ChatModels
{
    private readonly ChatModelOptions _options;
    private readonly ConcurrentDictionary<ChatModel, bool> _models = new();

    /// <summary>Ids of models that have answered in this process, the questions for a passport included.</summary>
    private readonly ConcurrentDictionary<string, bool> _answered = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, (int Processes, int Rank)> _shares = new(StringComparer.Ordinal);

    /// <param name="time">The clock.</param>
    /// <param name="log">What an operator asks about: limits lowered, hosts down and back.</param>
    public ChatModels(TimeProvider time, ILogger<ChatModels>? log = null)
        : this(new ChatModelOptions { Time = time, Log = log ?? (ILogger)NullLogger.Instance }) { }

    internal ChatModels(ChatModelOptions options) => _options = options;

    /// <summary>Connects to a model. Nothing is sent yet.</summary>
    /// <param name="settings">An entry of models.yaml.</param>
    /// <param name="endpoint">In place of the entry's own address; a simulated model without an address needs it.</param>
    /// <exception cref="SettingsException">The address is missing or no address, the key's variable is not set, or the file to replay cannot be
    /// read.</exception>
    public ChatModel Create(ModelSettings settings, Uri? endpoint = null) => Create(settings, endpoint, _options);

    internal ChatModel Create(ModelSettings settings, Uri? endpoint, ChatModelOptions options)
    {
        var filled = Variables.Filled(settings);
        var (connector, owned) = settings.IsReplay ? Replay(filled) : Online(filled, endpoint, settings.Endpoint);
        ChatModel? model = null;
        model = new ChatModel(
            connector,
            settings,
            options,
            ApiKeys.MaskOf(settings),
            () =>
            {
                owned.Dispose();
                if (model!.HasAnswered)
                    _answered[settings.Id] = true;
                _models.TryRemove(model!, out _);
            }
        );
        _models[model] = true;
        if (_answered.ContainsKey(settings.Id))
            model.Gate.Warm();
        Bound();
        if (_shares.TryGetValue(settings.Id, out var share))
            model.Limits.ShareAmong(share.Processes, share.Rank);
        return model;
    }

    /// <summary>Hosts that do not answer and are waited for, in this process.</summary>
    public IReadOnlyList<HostTrouble> Troubles => [.. _models.Keys.Select(m => m.Trouble).OfType<HostTrouble>()];

    internal ChatModelOptions Options => _options;

    /// <summary>Ids of the models that are being asked in this process and whose limits all processes share.</summary>
    public IReadOnlyCollection<string> Busy =>
        [
            .. _models
                .Keys.Where(m => !m.Settings.Limits.PerProcess && !m.Settings.IsReplay && m.Limits.InFlight > 0)
                .Select(m => m.Settings.Id)
                .Distinct(),
        ];

    /// <summary>Divides a model's limits among the processes that ask it, this one included. Call it again whenever their number changes.</summary>
    /// <param name="processes">From 1.</param>
    /// <param name="rank">Of this process among them, from 0: what does not divide goes to the first.</param>
    public void ShareAmong(string modelId, int processes, int rank)
    {
        _shares[modelId] = (processes, rank);
        foreach (var model in _models.Keys.Where(m => m.Settings.Id == modelId))
            model.Limits.ShareAmong(processes, rank);
    }

    /// <summary>Models of this process divide the connections that it may have.</summary>
    private void Bound()
    {
        var online = _models.Keys.Where(m => !m.Settings.IsReplay).ToList();
        if (_options.Requests is not { } all || online.Count == 0)
            return;
        foreach (var model in online)
        {
            // A model that this process serves itself has both ends of its connections here.
            var most = Math.Max(1, all / online.Count / (model.Settings is { IsSimulated: true, Endpoint: null } ? 2 : 1));
            if (model.Limits.Bound(most))
                ModelsLog.BoundByFiles(_options.Log, model.Settings.Id, most, model.Settings.Limits.Concurrency);
        }
    }

    private static (StreamingChatService Connector, IDisposable Owned) Replay(ModelSettings settings)
    {
        var replies = RecordedReplies.Open(Path.GetFullPath(settings.Endpoint ?? ""), settings.Model);
        return (new ReplayChatService(settings, replies), replies);
    }

    private (StreamingChatService Connector, IDisposable Owned) Online(ModelSettings settings, Uri? endpoint, string? written)
    {
        var address = endpoint ?? AddressOf(settings, written);
        var key = ApiKeys.Read(settings);
        var connections = Connections(settings, address);
        if (settings.Connector == Connector.Anthropic)
            return (AnthropicConnector.Create(settings, address, key, connections, _options.Time), connections);
        var http = new HttpMessageInvoker(connections);
        return settings.Connector switch
        {
            Connector.Ollama => (new OllamaChatService(settings, Host(OllamaChatService.AddressOf(address), "Authorization")), http),
            Connector.AzureOpenAi => (
                new OpenAiChatService(settings, Host(OpenAiChatService.AzureAddressOf(address, settings.Model), "api-key")),
                http
            ),
            _ => (new OpenAiChatService(settings, Host(OpenAiChatService.AddressOf(address), "Authorization")), http),
        };

        HostConnection Host(Uri uri, string keyHeader) => new(uri, key, keyHeader, http, _options.Time);
    }

    private static Uri AddressOf(ModelSettings settings, string? written)
    {
        var text = string.IsNullOrWhiteSpace(settings.Endpoint)
            ? settings.Connector switch
            {
                Connector.Anthropic => AnthropicConnector.Endpoint,
                Connector.Ollama => "http://localhost:11434",
                _ => null,
            }
            : settings.Endpoint;
        if (text is null)
            throw new SettingsException(
                $"Model '{settings.Id}' has no 'endpoint'. Give the host's base address, such as https://openrouter.ai/api/v1."
            );
        return Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? address
            : throw new SettingsException($"Model '{settings.Id}': 'endpoint' is not an http or https address: {written}");
    }

    /// <summary>A pool of connections for one model, so that a slow host never holds another model up.</summary>
    private static UnpackingHandler Connections(ModelSettings settings, Uri address) =>
        new(
            new SocketsHttpHandler
            {
                ConnectTimeout = settings.Timeouts.Connect,
                MaxConnectionsPerServer = int.MaxValue, // the slots are the limit
                PooledConnectionLifetime = TimeSpan.FromMinutes(10), // a host may move to another address
                // Python and Node servers drop idle connections after five seconds: a request that meets that moment is lost.
                PooledConnectionIdleTimeout = TimeSpan.FromSeconds(address.Scheme == "http" ? 4 : 60),
                AllowAutoRedirect = false,
                UseCookies = false,
                UseProxy = !address.IsLoopback,
                AutomaticDecompression = DecompressionMethods.None, // a proxy that may compress a stream holds tokens back
                ActivityHeadersPropagator = null,
            }
        );
}
