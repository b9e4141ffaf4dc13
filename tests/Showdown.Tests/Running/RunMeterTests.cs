using System.Diagnostics.Metrics;
using Showdown.Domain;
using Showdown.Running;

namespace Showdown.Tests.Running;

/// <summary>What a process tells those who measure it.</summary>
public sealed class RunMeterTests : IDisposable
{
    private readonly string _model = $"model-{Guid.NewGuid():n}"; // other tests count too
    private readonly MeterListener _listener = new();
    private readonly List<string> _heard = [];
    private readonly Dictionary<string, string?> _units = [];

    public RunMeterTests()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name != "Showdown")
                return;
            lock (_heard)
                _units[instrument.Name] = $"{instrument.Unit} {instrument.Description}";
            listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Hear(instrument.Name, value, tags));
        _listener.Start();
    }

    public void Dispose() => _listener.Dispose();

    private RunMeter.OfEvaluation Meter => new(new EvaluationKey("bench", _model));

    [Fact]
    public void ACompletion_CountsItsOutcome_AndAllTokensThatItTook()
    {
        Meter.Made(Completed(Score.Right("7", "it is"), discarded: new Usage { InputTokens = 3, OutputTokens = 4 }));
        Assert.Equal(
            ["showdown.attempts 1 benchmark=bench outcome=right", "showdown.tokens 63 direction=input", "showdown.tokens 44 direction=output"],
            _heard
        );
    }

    [Fact]
    public void WhatIsScoredLater_CountsItsTokensNow_AndItsOutcomeThen()
    {
        Meter.Made(Completed(score: null));
        Assert.Equal(["showdown.tokens 60 direction=input", "showdown.tokens 40 direction=output"], _heard);
        _heard.Clear();
        Meter.CameOut(Outcome.Truncated);
        Assert.Equal(["showdown.attempts 1 benchmark=bench outcome=truncated"], _heard);
    }

    [Fact]
    public void AFailure_CountsWhatItsTriesTook()
    {
        var failed = new Reply.Failed(new Failure(FailureKind.Timeout, "no reply"), new Timings { StartedAt = DateTimeOffset.UnixEpoch });
        Meter.Made(
            new Attempt(
                Key,
                failed with
                {
                    Discarded = new Usage { InputTokens = 5, OutputTokens = 2 },
                },
                null
            )
        );
        Assert.Equal(
            ["showdown.attempts 1 benchmark=bench outcome=failed", "showdown.tokens 5 direction=input", "showdown.tokens 2 direction=output"],
            _heard
        );
        _heard.Clear();
        Meter.Made(new Attempt(Key, failed, null));
        Assert.Equal(
            ["showdown.attempts 1 benchmark=bench outcome=failed", "showdown.tokens 0 direction=input", "showdown.tokens 0 direction=output"],
            _heard
        );
    }

    [Fact]
    public void AReusedCompletion_TookNothing()
    {
        Meter.Made(Completed(Score.Wrong("8", "it is 7")) with { ReusedFrom = "earlier" });
        Assert.Equal(["showdown.attempts 1 benchmark=bench outcome=wrong"], _heard);
    }

    [Fact]
    public void WhatIsInFlight_GoesUpAndDown()
    {
        RunMeter.InFlight(1, _model);
        RunMeter.InFlight(-1, _model);
        Assert.Equal(["showdown.attempts.in_flight 1", "showdown.attempts.in_flight -1"], _heard);
    }

    [Fact]
    public void Instruments_SayWhatTheyCount()
    {
        RunMeter.InFlight(0, _model);
        Assert.Equal("{attempt} Attempts by outcome", _units["showdown.attempts"]);
        Assert.Equal("{token} Tokens as the hosts report them, by direction", _units["showdown.tokens"]);
        Assert.Equal(
            "{attempt} Attempts with a place at the model: waiting for a reply, or between two tries",
            _units["showdown.attempts.in_flight"]
        );
    }

    private static AttemptKey Key => new("evaluation", 1, "s1", 1);

    private static Attempt Completed(Score? score, Usage? discarded = null) =>
        new(
            Key,
            new Reply.Completed(
                new Completion
                {
                    Text = "7",
                    FinishReason = FinishReason.Stop,
                    Timings = new Timings { StartedAt = DateTimeOffset.UnixEpoch },
                    Usage = new Usage { InputTokens = 60, OutputTokens = 40 },
                }
            )
            {
                Discarded = discarded,
            },
            score
        );

    private void Hear(string name, long value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var byName = new Dictionary<string, object?>();
        foreach (var tag in tags)
            byName.Add(tag.Key, tag.Value);
        if (!byName.Remove("model", out var model) || (string?)model != _model)
            return;
        lock (_heard)
            _heard.Add(string.Join(' ', new object?[] { name, value }.Concat(byName.OrderBy(t => t.Key).Select(t => $"{t.Key}={t.Value}"))));
    }
}
