using Showdown.Statistics.Pairwise;

namespace Showdown.Analysis.Facts;

/// <summary>Two models, as judges compared their answers.</summary>
/// <param name="Rate">How often A's answer is preferred: raw.</param>
internal sealed record DuelResult(ModelDuel Duel, WinRate Rate)
{
    /// <summary>The same if both were equally long and laid out alike; null with too few pairs.</summary>
    public StyleControl? Style { get; init; }

    /// <summary>The rate corrected by people's labels; null with too few of them.</summary>
    public CorrectedRate? Corrected { get; init; }

    /// <summary>False where the run gives no verdicts.</summary>
    public bool GivesVerdict { get; init; } = true;

    /// <summary>True where raw and adjusted verdict differ, and one of them is a difference.</summary>
    public bool Disagrees => GivesVerdict && Style?.Disagrees(Rate) == true;

    /// <summary>Share of the judges' verdicts that turned when the answers changed places; null without any.</summary>
    public double? InconsistentShare => Duel.Verdicts == 0 ? null : (double)Duel.Inconsistent / Duel.Verdicts;
}
