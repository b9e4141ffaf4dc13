using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Showdown.Domain;
using Showdown.Models.Anthropic;
using Showdown.Models.Http;
using Showdown.Models.OpenAi;
using Showdown.Models.Wire;

namespace Showdown.Models.Raw;

/// <summary>
/// Sends bodies as they stand and hands back what comes: for checks that want to see the protocol itself. No retries, no limits; the key goes out and
/// never comes back.
/// </summary>
internal sealed class RawEndpoint : IDisposable
{
    private const int MaxBytes = 4 * 1024 * 1024;

    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(2);

    /// <summary>Of a long prompt that a host reads in a second at the least: some five hundred tokens.</summary>
    private const int CharactersASecond = 2_000;

    private readonly ModelSettings _settings;
    private readonly HttpClient _http;
    private readonly Uri _address;
    private readonly KeyMask _mask;
    private readonly TimeProvider _time;

    private RawEndpoint(ModelSettings settings, Uri address, HttpClient http, TimeProvider time) =>
        (_settings, _address, _http, _time, _mask) = (settings, address, http, time, ApiKeys.MaskOf(settings));

    /// <summary>Connects to nothing yet.</summary>
    /// <param name="settings">An entry of models.yaml.</param>
    /// <param name="endpoint">In place of the entry's own address.</param>
    /// <param name="time">The clock.</param>
    /// <returns>Null for a connector whose protocol is none of OpenAI's and Anthropic's.</returns>
    /// <exception cref="SettingsException">The key's variable is not set.</exception>
    public static RawEndpoint? Create(ModelSettings settings, Uri? endpoint, TimeProvider time)
    {
        var filled = Variables.Filled(settings);
        var isAnthropic = settings.Connector == Connector.Anthropic;
        var written =
            endpoint
            ?? (
                filled.Endpoint is { } text ? new Uri(text)
                : isAnthropic ? new Uri(AnthropicConnector.Endpoint)
                : null
            );
        var address = settings.Connector switch
        {
            Connector.OpenAi or Connector.Simulated when written is not null => OpenAiChatService.AddressOf(written),
            Connector.AzureOpenAi when written is not null => OpenAiChatService.AzureAddressOf(written, settings.Model),
            Connector.Anthropic => new Uri(HostConnection.BaseOf(written!) + "/v1/messages"),
            _ => null,
        };
        if (address is null)
            return null;
        var http = new HttpClient(
            new SocketsHttpHandler
            {
                ConnectTimeout = settings.Timeouts.Connect,
                AllowAutoRedirect = false,
                UseCookies = false,
                UseProxy = !address.IsLoopback,
                ActivityHeadersPropagator = null,
            }
        )
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        if (ApiKeys.Read(settings) is { Length: > 0 } key)
        {
            var (name, value) = settings.Connector switch
            {
                Connector.Anthropic => ("x-api-key", key),
                Connector.AzureOpenAi => ("api-key", key),
                _ => ("Authorization", "Bearer " + key),
            };
            http.DefaultRequestHeaders.TryAddWithoutValidation(name, value);
        }

        if (isAnthropic)
            http.DefaultRequestHeaders.Add("anthropic-version", "2023-06-01");
        return new RawEndpoint(filled, address, http, time);
    }

    public void Dispose() => _http.Dispose();

    /// <summary>The body as it goes out: with the fields that models.yaml adds to every request.</summary>
    public string Written(JsonObject body)
    {
        var whole = (JsonObject)body.DeepClone();
        foreach (var (name, value) in _settings.Extra ?? [])
        {
            if (value is not null || !whole.Remove(name))
                whole[name] = value?.DeepClone();
        }

        return whole.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }

    /// <summary>Posts once. A host's failure is a reply, not an exception.</summary>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public async Task<RawReply> PostAsync(JsonObject body, CancellationToken cancel)
    {
        var sent = Sent(body);
        using var late = new CancellationTokenSource(_patience + TimeSpan.FromSeconds(sent.Length / CharactersASecond), _time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancel, late.Token);
        try
        {
            return await SendAsync(sent, both.Token);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException && !cancel.IsCancellationRequested)
        {
            return new RawReply { Status = null, Body = _mask.Hide(HostErrors.OneLine(e.Message)) };
        }
    }

    /// <summary>Only a simulated endpoint is told how to behave; it stands in no evidence.</summary>
    private string Sent(JsonObject body)
    {
        var written = Written(body);
        if (!_settings.IsSimulated)
            return written;
        var whole = JsonNode.Parse(written)!.AsObject();
        whole["simulation"] = new JsonObject { ["settings"] = JsonNode.Parse(SimulationJson.Settings(_settings.Simulation ?? new Simulation())) };
        return whole.ToJsonString();
    }

    private async Task<RawReply> SendAsync(string body, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, _address) { Content = new StringContent(body, Encoding.UTF8) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        var sent = _time.GetTimestamp();
        using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(cancel), Encoding.UTF8);
        var text = new StringBuilder();
        var events = new List<(string, TimeSpan)>();
        while (await reader.ReadLineAsync(cancel) is { } line)
        {
            text.Append(line).Append('\n');
            if (line.StartsWith("data:", StringComparison.Ordinal))
                events.Add((_mask.Hide(line[5..].Trim()), _time.GetElapsedTime(sent)));
            if (text.Length > MaxBytes)
                break;
        }

        return new RawReply
        {
            Status = (int)response.StatusCode,
            Body = _mask.Hide(text.ToString()),
            Events = events,
        };
    }
}
