using Showdown.Analysis.Gating;

namespace Showdown.Pages.Run;

internal sealed record GateLine(string Css, string Sign, string Word, string Sentence)
{
    public bool IsChecked { get; private init; } = true;

    public bool OnlyInforms { get; private init; }

    public static GateLine Of(GateResult gate) =>
        !gate.IsPassed ? new GateLine("worse", "✗", "failed", gate.Sentence)
        : gate.IsChecked ? new GateLine("equivalent", "✓", "passed", gate.Sentence)
        : new GateLine("unknown", "●", gate.OnlyInforms ? "missed, only informs" : "not checked yet", gate.Sentence)
        {
            IsChecked = false,
            OnlyInforms = gate.OnlyInforms,
        };
}
