using System.Buffers;
using System.Text.Json;
using Showdown.Domain;

namespace Showdown.Models.OpenAi;

/// <summary>The body field "simulation": what a simulated endpoint is told beside the request. Only the connector "simulated" sends it.</summary>
internal static class SimulationJson
{
    /// <summary>The settings as a JSON object. Times are in milliseconds.</summary>
    public static byte[] Settings(Simulation simulation)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteStartObject("skill"u8);
        foreach (var (benchmark, share) in simulation.Skill)
            json.WriteNumber(benchmark, share);
        json.WriteEndObject();
        json.WriteNumber("seed"u8, simulation.Seed);
        json.WriteNumber("first_token_ms"u8, simulation.FirstToken.TotalMilliseconds);
        json.WriteNumber("first_token_spread"u8, simulation.FirstTokenSpread);
        json.WriteNumber("tokens_per_second"u8, simulation.TokensPerSecond);
        json.WriteNumber("answer_tokens"u8, simulation.AnswerTokens);
        json.WriteNumber("at_once"u8, simulation.AtOnce);
        if (simulation.Line is { } line)
            json.WriteNumber("line"u8, line);
        Moods(json, simulation.Moods);
        if (simulation.Judge is { } judge)
            Judge(json, judge);
        if (simulation.Host is { } host)
        {
            json.WritePropertyName("host"u8);
            JsonSerializer.Serialize(json, host);
        }

        if (simulation.ReportsPrice is { } price)
        {
            json.WriteNumber("reported_input_price"u8, price.Input);
            json.WriteNumber("reported_output_price"u8, price.Output);
        }

        json.WriteStartObject("faults"u8);
        json.WriteNumber("rate_limit"u8, simulation.Faults.RateLimit);
        json.WriteNumber("server_error"u8, simulation.Faults.ServerError);
        json.WriteNumber("reset"u8, simulation.Faults.Reset);
        json.WriteNumber("truncated_stream"u8, simulation.Faults.TruncatedStream);
        json.WriteNumber("malformed_json"u8, simulation.Faults.MalformedJson);
        json.WriteNumber("hang"u8, simulation.Faults.Hang);
        json.WriteNumber("empty_answer"u8, simulation.Faults.EmptyAnswer);
        json.WriteNumber("output_cap"u8, simulation.Faults.OutputCap);
        json.WriteEndObject();
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    private static void Judge(Utf8JsonWriter json, SimulatedJudge judge)
    {
        json.WriteStartObject("judge"u8);
        json.WriteNumber("accuracy"u8, judge.Accuracy);
        json.WriteNumber("position_lean"u8, judge.PositionLean);
        json.WriteNumber("length_lean"u8, judge.LengthLean);
        json.WriteNumber("failure_rate"u8, judge.FailureRate);
        json.WriteEndObject();
    }

    private static void Moods(Utf8JsonWriter json, HostMoods moods)
    {
        json.WriteStartObject("moods"u8);
        json.WriteNumber("spread"u8, moods.Spread);
        json.WriteNumber("lasts_ms"u8, moods.Lasts.TotalMilliseconds);
        json.WriteNumber("rhythm"u8, moods.Rhythm);
        json.WriteNumber("change"u8, moods.Change);
        if (moods.ChangesAt is { } at)
            json.WriteNumber("changes_at"u8, at.ToUnixTimeSeconds());
        json.WriteNumber("cold_start_ms"u8, moods.ColdStart.TotalMilliseconds);
        json.WriteNumber("cold_after_ms"u8, moods.ColdAfter.TotalMilliseconds);
        json.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter json, byte[] settings, SimulationHint? hint, int attempt)
    {
        json.WriteStartObject("simulation"u8);
        if (hint is not null)
        {
            json.WriteString("benchmark"u8, hint.BenchmarkId);
            json.WriteString("sample"u8, hint.SampleId);
            json.WriteNumber("epoch"u8, hint.Epoch);
            json.WriteString("right"u8, hint.Right);
            json.WriteString("wrong"u8, hint.Wrong);
            if (hint.IsWhole)
                json.WriteBoolean("whole"u8, true);
            if (hint.Pair is { } pair)
                Pair(json, pair);
        }

        json.WriteNumber("try"u8, attempt);
        json.WritePropertyName("settings"u8);
        json.WriteRawValue(settings, skipInputValidation: true);
        json.WriteEndObject();
    }

    private static void Pair(Utf8JsonWriter json, SimulatedPair pair)
    {
        json.WriteStartObject("pair"u8);
        json.WriteBoolean("better_is_first"u8, pair.BetterIsFirst);
        if (pair.BetterIsLonger is { } longer)
            json.WriteBoolean("better_is_longer"u8, longer);
        json.WriteBoolean("plain"u8, pair.IsPlain);
        json.WriteEndObject();
    }
}
