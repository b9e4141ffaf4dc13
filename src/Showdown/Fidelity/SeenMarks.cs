using Showdown.Domain;
using Showdown.Fidelity.Contract;

namespace Showdown.Fidelity;

/// <summary>What no text should hold, in all replies of a night: a fault that comes now and then is not to be seen in a few.</summary>
internal sealed class SeenMarks
{
    /// <summary>A model may write such a thing by itself once.</summary>
    private const int Fewest = 2;

    private const int Kept = 500;

    private readonly Dictionary<string, (int Replies, string What, string Where, string Text)> _seen = new(StringComparer.Ordinal);
    private int _looked;

    public void Look(string benchmarkId, string sampleId, string text)
    {
        _looked++;
        if (TextMarks.Leak(text) is { } mark)
            Saw(Checks.Leaks, mark);
        if (TextMarks.IsCut(text))
            Saw(Checks.Characters, "a character that was cut");

        void Saw(string check, string what) =>
            _seen[check] = _seen.TryGetValue(check, out var before)
                ? before with
                {
                    Replies = before.Replies + 1,
                }
                : (1, what, $"{benchmarkId}/{sampleId}", text.Length <= Kept ? text : text[..Kept] + " …");
    }

    /// <summary>A promise that was held in the exchanges of the contract, and was not in the night's replies.</summary>
    public ContractFinding Held(ContractFinding finding) =>
        finding.Verdict == ContractVerdict.Held && _seen.TryGetValue(finding.Check, out var seen) && seen.Replies >= Fewest
            ? finding with
            {
                Verdict = ContractVerdict.Broken,
                Said = $"{seen.What} stands in {seen.Replies} of {_looked} texts, first at {seen.Where}",
                Request = null,
                Reply = seen.Text,
            }
            : finding;
}
