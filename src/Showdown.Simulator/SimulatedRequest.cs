using System.Text.Json;
using Showdown.Domain;

namespace Showdown.Simulator;

/// <summary>The body of a request, as far as a simulated model reads it.</summary>
internal sealed class SimulatedRequest
{
    public string Model { get; private set; } = "simulated";

    public bool Stream { get; private set; }

    public bool IncludeUsage { get; private set; }

    public int? MaxTokens { get; private set; }

    public double? Temperature { get; private set; }

    /// <summary>All of it, where no benchmark stands behind the request; null elsewhere.</summary>
    public byte[]? Body { get; private set; }

    /// <summary>Characters of all messages.</summary>
    public int PromptLength { get; private set; }

    /// <summary>The last message.</summary>
    public string Prompt { get; private set; } = "";

    /// <summary>The names of the functions on offer.</summary>
    public IReadOnlyList<string> Tools { get; private set; } = [];

    /// <summary>The body field "simulation"; null for a client that does not know us.</summary>
    public SimulationHint? Hint { get; private set; }

    /// <summary>Numbers the tries of one request from 1, as the client counts them.</summary>
    public int Try { get; private set; } = 1;

    public Simulation? Simulation { get; private set; }

    /// <exception cref="JsonException">The body is not the JSON of a chat request.</exception>
    public static SimulatedRequest Read(ReadOnlySpan<byte> body, SimulationCache simulations)
    {
        var request = new SimulatedRequest();
        var reader = new Utf8JsonReader(body);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException("An object was expected.");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("model"u8))
                request.Model = String(ref reader);
            else if (reader.ValueTextEquals("messages"u8))
                request.ReadMessages(ref reader);
            else if (reader.ValueTextEquals("stream"u8))
                request.Stream = True(ref reader);
            else if (reader.ValueTextEquals("stream_options"u8))
                request.ReadStreamOptions(ref reader);
            else if (reader.ValueTextEquals("max_tokens"u8) || reader.ValueTextEquals("max_completion_tokens"u8))
                request.MaxTokens =
                    reader.Read() && reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var most) && most > 0 ? most : null;
            else if (reader.ValueTextEquals("temperature"u8))
                request.Temperature = reader.Read() && reader.TokenType == JsonTokenType.Number ? reader.GetDouble() : null;
            else if (reader.ValueTextEquals("tools"u8))
                request.ReadTools(ref reader, body);
            else if (reader.ValueTextEquals("simulation"u8))
                request.ReadSimulation(ref reader, body, simulations);
            else
                reader.Skip();
        }

        request.Body = request.Hint is null ? body.ToArray() : null;
        return request;
    }

    private static string String(ref Utf8JsonReader reader) =>
        reader.Read() && reader.TokenType == JsonTokenType.String ? reader.GetString()! : throw new JsonException("A string was expected.");

    private static bool True(ref Utf8JsonReader reader) => reader.Read() && reader.TokenType == JsonTokenType.True;

    private void ReadStreamOptions(ref Utf8JsonReader reader)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            return;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("include_usage"u8))
                IncludeUsage = True(ref reader);
            else
                reader.Skip();
        }
    }

    private void ReadTools(ref Utf8JsonReader reader, ReadOnlySpan<byte> body)
    {
        reader.Read();
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        var json = body[start..(int)reader.BytesConsumed];
        PromptLength += json.Length;
        var list = new Utf8JsonReader(json);
        using var tools = JsonDocument.ParseValue(ref list);
        if (tools.RootElement.ValueKind == JsonValueKind.Array)
            Tools =
            [
                .. tools
                    .RootElement.EnumerateArray()
                    .Select(t => t.TryGetProperty("function", out var f) && f.TryGetProperty("name", out var name) ? name.GetString() : null)
                    .OfType<string>(),
            ];
    }

    private void ReadMessages(ref Utf8JsonReader reader)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray)
            throw new JsonException("'messages' must be an array.");
        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (!reader.ValueTextEquals("content"u8))
                {
                    reader.Skip();
                    continue;
                }

                reader.Read();
                Prompt = reader.TokenType == JsonTokenType.String ? reader.GetString()! : "";
                PromptLength += Prompt.Length;
                reader.Skip();
            }
        }
    }

    private void ReadSimulation(ref Utf8JsonReader reader, ReadOnlySpan<byte> body, SimulationCache simulations)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException("'simulation' must be an object.");
        string benchmark = "",
            sample = "",
            right = "",
            wrong = "";
        var (epoch, whole) = (1, false);
        SimulatedPair? pair = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("benchmark"u8))
                benchmark = String(ref reader);
            else if (reader.ValueTextEquals("sample"u8))
                sample = String(ref reader);
            else if (reader.ValueTextEquals("right"u8))
                right = String(ref reader);
            else if (reader.ValueTextEquals("wrong"u8))
                wrong = String(ref reader);
            else if (reader.ValueTextEquals("whole"u8))
                whole = True(ref reader);
            else if (reader.ValueTextEquals("pair"u8))
                pair = ReadPair(ref reader);
            else if (reader.ValueTextEquals("epoch"u8))
                epoch = reader.Read() ? reader.GetInt32() : 1;
            else if (reader.ValueTextEquals("try"u8))
                Try = reader.Read() ? reader.GetInt32() : 1;
            else if (reader.ValueTextEquals("settings"u8))
                Simulation = ReadSettings(ref reader, body, simulations);
            else
                reader.Skip();
        }

        // The check of an endpoint asks a simulated model, too, and is about no sample.
        Hint = sample.Length == 0 ? null : new SimulationHint(benchmark, sample, epoch, right, wrong) { IsWhole = whole, Pair = pair };
    }

    private static SimulatedPair ReadPair(ref Utf8JsonReader reader)
    {
        reader.Read();
        using var document = JsonDocument.ParseValue(ref reader);
        var pair = document.RootElement;
        return new SimulatedPair(
            pair.GetProperty("better_is_first").GetBoolean(),
            pair.TryGetProperty("better_is_longer", out var longer) ? longer.GetBoolean() : null
        )
        {
            IsPlain = pair.GetProperty("plain").GetBoolean(),
        };
    }

    private static Simulation ReadSettings(ref Utf8JsonReader reader, ReadOnlySpan<byte> body, SimulationCache simulations)
    {
        reader.Read();
        var from = (int)reader.TokenStartIndex;
        reader.Skip();
        return simulations.Get(body[from..(int)reader.BytesConsumed]);
    }
}

/// <summary>Every request of a model repeats its settings: they are read once.</summary>
internal sealed class SimulationCache
{
    private const int Most = 64;

    private volatile (byte[] Json, Simulation Read)[] _known = [];

    public Simulation Get(ReadOnlySpan<byte> json)
    {
        var known = _known;
        foreach (var (text, read) in known)
        {
            if (json.SequenceEqual(text))
                return read;
        }

        var simulation = Read(json);
        _known = [.. known.TakeLast(Most - 1), (json.ToArray(), simulation)];
        return simulation;
    }

    private static Simulation Read(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        using var document = JsonDocument.ParseValue(ref reader);
        var root = document.RootElement;
        var standard = new Simulation();
        var faults = root.TryGetProperty("faults", out var f) ? f : default;
        var moods = root.TryGetProperty("moods", out var m) ? m : default;
        return new Simulation
        {
            Skill = root.TryGetProperty("skill", out var skill)
                ? skill.EnumerateObject().ToDictionary(s => s.Name, s => s.Value.GetDouble())
                : standard.Skill,
            Seed = root.TryGetProperty("seed", out var seed) ? seed.GetInt64() : standard.Seed,
            FirstToken = TimeSpan.FromMilliseconds(Number(root, "first_token_ms", standard.FirstToken.TotalMilliseconds)),
            FirstTokenSpread = Number(root, "first_token_spread", standard.FirstTokenSpread),
            TokensPerSecond = Number(root, "tokens_per_second", standard.TokensPerSecond),
            AnswerTokens = (int)Number(root, "answer_tokens", standard.AnswerTokens),
            AtOnce = (int)Number(root, "at_once", standard.AtOnce),
            Line = root.TryGetProperty("line", out _) ? (int)Number(root, "line", 0) : null,
            Host = root.TryGetProperty("host", out var host) ? host.Deserialize<HostDistortion>() : null,
            Moods = new HostMoods
            {
                Spread = Number(moods, "spread", standard.Moods.Spread),
                Lasts = TimeSpan.FromMilliseconds(Math.Max(1, Number(moods, "lasts_ms", standard.Moods.Lasts.TotalMilliseconds))),
                Rhythm = Number(moods, "rhythm", standard.Moods.Rhythm),
                Change = Number(moods, "change", standard.Moods.Change),
                ChangesAt = Number(moods, "changes_at", 0) is > 0 and var at ? DateTimeOffset.FromUnixTimeSeconds((long)at) : null,
                ColdStart = TimeSpan.FromMilliseconds(Number(moods, "cold_start_ms", standard.Moods.ColdStart.TotalMilliseconds)),
                ColdAfter = TimeSpan.FromMilliseconds(Number(moods, "cold_after_ms", standard.Moods.ColdAfter.TotalMilliseconds)),
            },
            Judge = root.TryGetProperty("judge", out var judge)
                ? new SimulatedJudge
                {
                    Accuracy = Number(judge, "accuracy", 0),
                    PositionLean = Number(judge, "position_lean", 0),
                    LengthLean = Number(judge, "length_lean", 0),
                    FailureRate = Number(judge, "failure_rate", 0),
                }
                : null,
            ReportsPrice = root.TryGetProperty("reported_input_price", out _)
                ? new ReportedPrice(Number(root, "reported_input_price", 0), Number(root, "reported_output_price", 0))
                : null,
            Faults = new FaultRates
            {
                RateLimit = Number(faults, "rate_limit", 0),
                ServerError = Number(faults, "server_error", 0),
                Reset = Number(faults, "reset", 0),
                TruncatedStream = Number(faults, "truncated_stream", 0),
                MalformedJson = Number(faults, "malformed_json", 0),
                Hang = Number(faults, "hang", 0),
                EmptyAnswer = Number(faults, "empty_answer", 0),
                OutputCap = Number(faults, "output_cap", 0),
            },
        };
    }

    private static double Number(JsonElement element, string name, double otherwise) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value.GetDouble() : otherwise;
}
