using Showdown.Domain;

namespace Showdown.Tests.Running;

public sealed class EvaluationKeyTests
{
    [Theory]
    [InlineData("bench", "model", "run/bench/model")]
    [InlineData("bench", "vendor/model:free", "run/bench/vendor/model:free")]
    public void Id_IsReadBackAsItWasMade(string benchmark, string model, string id)
    {
        var key = new EvaluationKey(benchmark, model);
        Assert.Equal(id, key.IdIn("run"));
        Assert.Equal(("run", key), EvaluationKey.Parse(id));
    }

    [Fact]
    public void WhatIsNoId_IsRefused() =>
        Assert.Contains("'run/bench'", Assert.Throws<FormatException>(() => EvaluationKey.Parse("run/bench")).Message, StringComparison.Ordinal);
}
