using Showdown.Results;

namespace Showdown.Tests.Running;

/// <content>How those who ask an evaluation hear that it has ended early.</content>
public abstract partial class RunningContract
{
    [Fact]
    public async Task AnEarlyEnd_IsHeardOfAtOnce_InTheProcessThatDecided_AndWithinASecondElsewhere()
    {
        var run = await _at.PlanAsync(Stopping(40).Settings(["one", "two"]));
        var evaluation = (await _at.Reader.EvaluationsAsync(run, Cancel))[0].Id;
        var (here, elsewhere) = (_at.NewEnded(), _at.NewEnded());
        Assert.Equal((false, false), (await here.HasAsync(evaluation, Cancel), await elsewhere.HasAsync(evaluation, Cancel)));
        await _at.Ends.EndAsync(evaluation, EarlyEnd.Sure, _at.Time.GetUtcNow(), Cancel);
        here.Tell(evaluation, hasEnded: true);
        Assert.Equal((true, false), (await here.HasAsync(evaluation, Cancel), await elsewhere.HasAsync(evaluation, Cancel)));
        _at.Time.Advance(TimeSpan.FromSeconds(0.999));
        Assert.False(await elsewhere.HasAsync(evaluation, Cancel));
        _at.Time.Advance(TimeSpan.FromSeconds(0.001));
        Assert.True(await elsewhere.HasAsync(evaluation, Cancel));

        // It goes on, and so with that.
        await _at.Ends.ReopenAsync(evaluation, Cancel);
        here.Tell(evaluation, hasEnded: false);
        Assert.Equal((false, true), (await here.HasAsync(evaluation, Cancel), await elsewhere.HasAsync(evaluation, Cancel)));
        Assert.False(await elsewhere.ReadAsync(evaluation, Cancel)); // whoever has to know reads
        Assert.False(await elsewhere.HasAsync(evaluation, Cancel));
    }

    [Fact]
    public async Task OneEvaluationsEnd_IsNotAnothers()
    {
        var run = await _at.PlanAsync(Stopping(40).Settings(["one", "two"]));
        var evaluations = await _at.Reader.EvaluationsAsync(run, Cancel);
        var ended = _at.NewEnded();
        ended.Tell(evaluations[0].Id, hasEnded: true);
        Assert.False(await ended.HasAsync(evaluations[1].Id, Cancel));
    }
}
