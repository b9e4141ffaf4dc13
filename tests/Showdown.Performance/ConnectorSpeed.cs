using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.ServerSentEvents;
using System.Text;
using System.Text.Json;
using Showdown.Domain;
using Showdown.Models;
using Showdown.Simulator;

namespace Showdown.Performance;

/// <summary>
/// Requests a second of the connector beside bare loops over the same requests, against the simulator at zero latency in the same process.
/// </summary>
internal static class ConnectorSpeed
{
    private const int Calls = 10_000;
    private const int InFlight = 64;
    private const int Rounds = 7;

    /// <param name="only">Part of a path's name: for a profile of it alone.</param>
    public static async Task RunAsync(string? only)
    {
        await using var simulator = await SimulatorServer.StartAsync(
            new SimulatorOptions { Simulation = new Simulation { FirstToken = TimeSpan.Zero } }
        );
        var settings = new ModelSettings
        {
            Id = "simulated",
            Connector = Connector.Simulated,
            Model = "simulated",
            Simulation = new Simulation { FirstToken = TimeSpan.Zero },
            Limits = new ModelLimits { Concurrency = InFlight },
        };
        await using var model = new ChatModels(TimeProvider.System).Create(settings, simulator.Endpoint);
        using var http = new HttpClient();
        var address = new Uri(simulator.Endpoint + "/chat/completions");
        var paths = new (string Name, Func<int, Task> Call)[]
        {
            ("bare HttpClient, whole reply", i => WholeAsync(http, address, Body(i, stream: false))),
            ("bare HttpClient, event stream", i => StreamAsync(http, address, Body(i, stream: true))),
            ("Semantic Kernel's own connector, event stream", new StockConnector(simulator.Endpoint).CallAsync),
            ("Showdown's ChatModel", i => AskAsync(model, i)),
        };

        paths = [.. paths.Where(p => only is null || p.Name.Contains(only, StringComparison.OrdinalIgnoreCase))];
        var rates = paths.ToDictionary(p => p.Name, _ => new List<(double Rate, double Cpu, double Bytes)>());
        for (var round = -1; round < Rounds; round++)
        {
            var order = paths.ToArray();
            Random.Shared.Shuffle(order);
            foreach (var (name, call) in order)
            {
                var result = await MeasureAsync(call);
                if (round >= 0)
                    rates[name].Add(result);
            }
        }

        var bare = Median(rates[paths[Math.Min(1, paths.Length - 1)].Name].Select(r => r.Rate));
        Console.WriteLine(
            $"{Calls:n0} calls, {InFlight} in flight, {Rounds} shuffled rounds after one to warm up, medians; simulator in the same process, {Environment.ProcessorCount} cores"
        );
        Console.WriteLine($"{"path", -48}{"req/s", 10}{"to bare stream", 16}{"CPU us/call", 13}{"KiB/call", 10}");
        foreach (var (name, _) in paths)
        {
            var rate = Median(rates[name].Select(r => r.Rate));
            Console.WriteLine(
                $"{name, -48}{rate, 10:n0}{rate / bare, 16:0.00}{Median(rates[name].Select(r => r.Cpu)), 13:0}{Median(rates[name].Select(r => r.Bytes)) / 1024, 10:0.0}"
            );
        }
    }

    private static async Task<(double Rate, double Cpu, double Bytes)> MeasureAsync(Func<int, Task> call)
    {
        GC.Collect();
        var (cpu, bytes, clock, next) = (Environment.CpuUsage.TotalTime, GC.GetTotalAllocatedBytes(), Stopwatch.StartNew(), 0);
        await Task.WhenAll(
            Enumerable
                .Range(0, InFlight)
                .Select(_ =>
                    Task.Run(async () =>
                    {
                        while (Interlocked.Increment(ref next) is var i && i <= Calls)
                            await call(i);
                    })
                )
        );
        return (
            Calls / clock.Elapsed.TotalSeconds,
            (Environment.CpuUsage.TotalTime - cpu).TotalMicroseconds / Calls,
            (GC.GetTotalAllocatedBytes() - bytes) / (double)Calls
        );
    }

    private static async Task AskAsync(ChatModel model, int i)
    {
        var request = new ModelRequest([new Message(MessageRole.User, Prompt(i))], new Sampling { Temperature = 0.6, MaxOutputTokens = 1024 })
        {
            Hint = new SimulationHint("speed", i.ToString(), 1, "The answer is B.", "The answer is C."),
        };
        if (await model.AskAsync(request, CancellationToken.None) is not Reply.Completed { Completion.Text.Length: > 0 })
            throw new InvalidOperationException("A call failed.");
    }

    private static string Prompt(int i) =>
        $"Question {i}: which of these is the largest?\nA) {i}\nB) {i + 1}\nC) {i - 1}\nD) 0\n" + new string('x', 600);

    private static byte[] Body(int i, bool stream)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("model", "simulated");
            json.WriteStartArray("messages");
            json.WriteStartObject();
            json.WriteString("role", "user");
            json.WriteString("content", Prompt(i));
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteNumber("temperature", 0.6);
            json.WriteNumber("max_tokens", 1024);
            json.WriteBoolean("stream", stream);
            json.WritePropertyName("simulation");
            json.WriteRawValue(
                $$$"""{"benchmark":"speed","sample":"{{{i}}}","epoch":1,"right":"The answer is B.","wrong":"The answer is C.","settings":{"first_token_ms":0}}"""
            );
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static async Task WholeAsync(HttpClient http, Uri address, byte[] body)
    {
        using var response = await http.SendAsync(Request(address, body));
        using var document = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync());
        if (document.RootElement.GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString() is not { Length: > 0 })
            throw new InvalidOperationException("A call failed.");
    }

    private static async Task StreamAsync(HttpClient http, Uri address, byte[] body)
    {
        using var response = await http.SendAsync(Request(address, body), HttpCompletionOption.ResponseHeadersRead);
        await using var stream = await response.Content.ReadAsStreamAsync();
        var text = new StringBuilder();
        await foreach (var item in SseParser.Create(stream, (_, data) => TextOf(data)).EnumerateAsync())
            text.Append(item.Data);
        if (text.Length == 0)
            throw new InvalidOperationException("A call failed.");
    }

    private static string? TextOf(ReadOnlySpan<byte> data)
    {
        if (data.SequenceEqual("[DONE]"u8))
            return null;
        var reader = new Utf8JsonReader(data);
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("content"u8))
                return reader.Read() ? reader.GetString() : null;
        }

        return null;
    }

    private static HttpRequestMessage Request(Uri address, byte[] body)
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return new HttpRequestMessage(HttpMethod.Post, address) { Content = content };
    }

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(Rounds / 2);

    /// <summary>What Semantic Kernel ships, for comparison: streams and gathers the text, and does nothing else.</summary>
    private sealed class StockConnector(Uri endpoint)
    {
        private readonly Microsoft.SemanticKernel.Connectors.OpenAI.OpenAIChatCompletionService _service = new(
            "simulated",
            endpoint,
            "none",
            httpClient: new HttpClient()
        );

        public async Task CallAsync(int i)
        {
            var text = new StringBuilder();
            var history = new Microsoft.SemanticKernel.ChatCompletion.ChatHistory();
            history.AddUserMessage(Prompt(i));
            await foreach (var part in _service.GetStreamingChatMessageContentsAsync(history))
                text.Append(part.Content);
        }
    }
}
