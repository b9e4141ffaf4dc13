using Showdown.Domain;

namespace Showdown.Tests.Running;

/// <content>What is found out about a model's endpoint before a run asks it.</content>
public abstract partial class RunningContract
{
    private RunSettings Probed(Func<ModelSettings, ModelSettings>? model = null) =>
        _at.Settings(job => job with { Probe = true }, model: (model ?? (same => same))(_at.Model));

    [Fact]
    public async Task AnEndpoint_IsCheckedOnceARun()
    {
        var run = await _at.PlanAsync(Probed());
        var passport = (await _at.NewPassports().CarryOutAsync(run, "model", Cancel))!;
        Assert.Equal(("model", true, null), (passport.ModelId, passport.Answers, passport.Failure));
        Assert.Equal(passport.Requests, _at.AskedSoFar.Count);
        Assert.Equal(passport.At, (await _at.Probes.NewestAsync("model", Cancel))!.At);
        Assert.Null(await _at.NewPassports().CarryOutAsync(run, "model", Cancel));
        Assert.Equal(passport.Requests, _at.AskedSoFar.Count);
    }

    [Fact]
    public async Task AnEndpointThatAnotherWorkerChecks_OrWhoseRunHasEnded_IsNotChecked()
    {
        var run = await _at.PlanAsync(Probed());
        var now = _at.Time.GetUtcNow();
        Assert.True(await _at.Probes.ClaimAsync(run, "model", "another", now, TimeSpan.FromSeconds(30), Cancel));
        Assert.Null(await _at.NewPassports().CarryOutAsync(run, "model", Cancel));
        _at.Time.Advance(TimeSpan.FromSeconds(31)); // it is gone
        await _at.Starter.CancelAsync(run, "enough", Cancel);
        Assert.Null(await _at.NewPassports().CarryOutAsync(run, "model", Cancel));
        Assert.Empty(_at.AskedSoFar);
    }

    [Fact]
    public async Task AWorkerWithoutTheKey_SaysSo_AsAHostThatRefusesItWould()
    {
        var run = await _at.PlanAsync(Probed(m => m with { ApiKey = "${SHOWDOWN_TEST_NO_SUCH_KEY}" }));
        var passport = (await _at.NewPassports().CarryOutAsync(run, "model", Cancel))!;
        Assert.Equal((false, _at.Model.Endpoint, _at.Time.GetUtcNow()), (passport.Answers, passport.Host, passport.At));
        Assert.Equal(FailureKind.Unauthorized, passport.Failure!.Kind);
        Assert.Contains("SHOWDOWN_TEST_NO_SUCH_KEY", passport.Failure.Message, StringComparison.Ordinal);
        Assert.Empty(_at.AskedSoFar);
        Assert.False((await _at.Probes.NewestAsync("model", Cancel))!.Answers);
    }

    [Fact]
    public async Task ARunThatIsCancelledMeanwhile_IsPaidForNoLonger()
    {
        var (id, over) = ("", new TaskCompletionSource());
        _at.Script = _ =>
        {
            _at.Starter.CancelAsync(id, "enough", Cancel).GetAwaiter().GetResult();
            _at.Time.Advance(TimeSpan.FromSeconds(10)); // the claim is due to be renewed
            over.Task.GetAwaiter().GetResult(); // the host takes its time
            return new Said("4");
        };
        id = await _at.PlanAsync(Probed());
        try
        {
            Assert.Null(await _at.NewPassports().CarryOutAsync(id, "model", Cancel).WaitAsync(TimeSpan.FromSeconds(30), Cancel));
        }
        finally
        {
            over.SetResult();
        }

        Assert.Single(_at.AskedSoFar);
        Assert.Null(await _at.Probes.NewestAsync("model", Cancel));
    }
}
