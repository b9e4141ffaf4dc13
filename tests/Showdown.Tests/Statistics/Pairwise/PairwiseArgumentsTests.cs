using Showdown.Statistics;
using Showdown.Statistics.Pairwise;

namespace Showdown.Tests.Statistics.Pairwise;

/// <summary>What cannot be judged is refused by name, before anything is worked out of it.</summary>
public sealed class PairwiseArgumentsTests
{
    private static readonly Dictionary<string, (Action Call, string Parameter)> _refused = new()
    {
        ["labels"] = (() => Agreement.Kappa(null!), "labels"),
        ["units"] = (() => Agreement.Alpha(null!), "units"),
        ["games"] = (() => ArenaHard.Of(null!), "prompts"),
        ["models"] = (() => ArenaHard.StyleControlled(null!), "models"),
        ["duels"] = (() => BradleyTerry.Of(2, null!), "duels"),
        ["units with labels"] = (() => CorrectedRate.Of(null!), "units"),
        ["pairs with a layout"] = (() => StyleControl.Of(null!), "pairs"),
        ["controls"] = (() => StyleControl.Adjust(null!), "controls"),
        ["pairs"] = (() => WinRate.Of(null!), "pairs"),
        ["a verdict that counts for nothing"] = (() => ArenaHard.Of([new(1, 1)], weight: 0), "weight"),
        ["level of a corrected rate"] = (() => CorrectedRate.Of([], level: 1), "level"),
        ["level of a layout"] = (() => StyleControl.Of([], new PairedOptions { Level = 1 }), "level"),
        ["margin of a rate"] = (() => WinRate.Of([], new PairedOptions { Margin = 0 }), "Margin"),
    };

    public static TheoryData<string> Refused => [.. _refused.Keys];

    [Theory]
    [MemberData(nameof(Refused))]
    public void WhatCannotBe_IsRefused_ByName(string what) =>
        Assert.Equal(_refused[what].Parameter, Assert.ThrowsAny<ArgumentException>(_refused[what].Call).ParamName);

    /// <summary>As it was given, not as wins less losses have it.</summary>
    [Fact]
    public void AMargin_IsNamedAsItWasGiven() =>
        Assert.Equal(-0.5, Assert.Throws<ArgumentOutOfRangeException>(() => WinRate.Of([], new PairedOptions { Margin = -0.5 })).ActualValue);
}
