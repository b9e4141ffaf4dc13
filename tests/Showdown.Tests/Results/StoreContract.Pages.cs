using Showdown.Domain;
using Showdown.Results;

namespace Showdown.Tests.Results;

/// <content>Attempts are read a page at a time: fewer samples a page, the more attempts each has.</content>
public abstract partial class StoreContract
{
    [Theory]
    [InlineData(3)]
    [InlineData(200)] // two samples a page
    [InlineData(500)] // one, though it has more than a page holds
    public async Task Attempts_ComeOnce_InTheDatasetsOrder_WhateverAPageHolds(int epochs)
    {
        await CreateRunAsync();
        await new SampleStore(_database).EnsureAsync("hash", Samples(), Cancel);
        await new PlanStore(_database).PlanAsync(Run, Settings(), [Planned() with { Epochs = epochs }], _now, Cancel);
        _numbers = (await new SampleStore(_database).AskedAsync(Evaluation, 0, 9, Cancel)).ToDictionary(a => a.Sample.Id, a => a.Number);
        var score = Score.Right("42", "why") with { Parts = [new PartScore("one", true), new PartScore("two", false) { Passed = 3, Total = 4 }] };
        await _writer.SaveAsync(
            [.. _numbers.Keys.Where(id => id != "s5").Select(id => (Right(id, 2) with { Score = id == "s4" ? score : Score.Right("42", "why") }, 1))],
            Cancel
        );
        Assert.Equal(["s0", "s1", "s2", "s3", "s4", "s6", "s7", "s8", "s9"], await IdsAsync(SampleRange.All));
        Assert.Equal(["s1", "s2", "s3", "s4", "s6", "s7", "s8"], await IdsAsync(new SampleRange(1, 8)));
        Assert.Equal(["s3"], await IdsAsync(new SampleRange(3, 3)));
        Assert.Equal(["s9"], await IdsAsync(new SampleRange(9, 99)));
        Assert.Empty(await IdsAsync(new SampleRange(5, 5)));
        Assert.Empty(await IdsAsync(new SampleRange(10, 99)));
        Assert.Equal(
            ["s4: one True  , two False 3 4"],
            (await AttemptsAsync(SampleRange.All))
                .Where(a => a.Parts.Count > 0)
                .Select(a => $"{a.Sample.Id}: {string.Join(", ", a.Parts.Select(p => $"{p.Name} {p.Right} {p.Passed} {p.Total}"))}")
        );

        async Task<IEnumerable<string>> IdsAsync(SampleRange samples) => (await AttemptsAsync(samples)).Select(a => a.Sample.Id);

        async Task<List<AttemptView>> AttemptsAsync(SampleRange samples) =>
            await Reader.AttemptsAsync(Run, "bench", samples, Cancel).ToListAsync(Cancel);
    }
}
