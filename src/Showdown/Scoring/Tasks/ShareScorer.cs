using Showdown.Domain;
using Showdown.Scoring.Text;

namespace Showdown.Scoring.Tasks;

/// <summary>
/// The share of the expected texts that the reply holds, whatever else it says; case does not matter. The target has one of them a line.
/// </summary>
/// <remarks>The measure of RULER (Hsieh et al. 2024). A reply that repeats everything holds everything: the output cap is what keeps it from
/// that.</remarks>
public sealed class ShareScorer : PureScorer
{
    public override string Name => "share";

    public override int Version => 1;

    public override bool IsTwoValued => false;

    public override Score Grade(string completion, Target target, bool cutOff = false)
    {
        if (target.Value?.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is not { Length: > 0 } wanted)
            return Score.Unscored(null, "there is no target to look for");
        var text = string.Concat(FinalText.Of(completion).Where(c => !char.IsControl(c) || c == '\n'));
        var found = wanted.Where(w => text.Contains(w, StringComparison.OrdinalIgnoreCase)).ToList();
        var missing = wanted.Except(found).ToList();
        var answer = found.Count == 0 ? null : string.Join(", ", found);
        return Score.Share(
            (double)found.Count / wanted.Length,
            answer,
            missing.Count > 0 ? $"holds {found.Count} of {wanted.Length}; {Quote.Of(string.Join(", ", missing))} is missing"
                : wanted.Length == 1 ? "holds what was asked for"
                : $"holds all {wanted.Length}"
        );
    }
}
