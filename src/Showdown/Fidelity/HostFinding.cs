using Showdown.Domain;
using Showdown.Statistics.Fidelity;

namespace Showdown.Fidelity;

/// <summary>One host held against the reference.</summary>
internal sealed record HostFinding
{
    public required string ModelId { get; init; }

    /// <summary>The same distribution?</summary>
    public required EqualityResult Texts { get; init; }

    public Tested? TextsTest { get; init; }

    /// <summary>The same by log-probabilities; null where either gives none.</summary>
    public Tested? LogsTest { get; init; }

    /// <summary>By replies or by log-probabilities.</summary>
    public bool AnswersOtherwise => TextsTest?.IsShown == true || LogsTest?.IsShown == true;

    /// <summary>Calls when the reference calls?</summary>
    public required TriggerSimilarity Triggers { get; init; }

    public Tested? TriggersTest { get; init; }

    /// <summary>Of replies with calls, the share in which every call is as its schema says.</summary>
    public ShareEstimate? Schema { get; init; }

    public Tested? SchemaTest { get; init; }

    public IReadOnlyList<ContractFinding> Contract { get; init; } = [];

    /// <summary>Against the reference on each benchmark of the job that scores; empty where it names none.</summary>
    public IReadOnlyList<HostQuality> Quality { get; init; } = [];

    /// <summary>On any of them.</summary>
    public bool IsWorse => Quality.Any(q => q.Verdict == Statistics.Verdict.Worse);

    /// <summary>Who served its replies; empty where nobody says.</summary>
    public IReadOnlyList<ServedShare> Served { get; init; } = [];

    /// <summary>Against its own last night; null: there is none.</summary>
    public Tested? SinceLast { get; init; }

    /// <summary>What changed since the last night, in words; empty: nothing did.</summary>
    public IReadOnlyList<string> Changes { get; init; } = [];

    public int Held => Contract.Count(c => c.Verdict == ContractVerdict.Held);

    public int Broken => Contract.Count(c => c.Verdict == ContractVerdict.Broken);

    /// <summary>Several providers, or models of several names, answer, so that no request says which build one gets.</summary>
    public bool IsMixture => Served.Count > 1;

    /// <summary>Replies and calls together.</summary>
    public HostVerdict Verdict =>
        AnswersOtherwise || TriggersDiffer || SchemaDiffers ? HostVerdict.Differs
        : TextsTest is null ? HostVerdict.NotEnough
        : HostVerdict.NotToldApart;

    /// <summary>Further from the reference than that is from itself.</summary>
    public bool TriggersDiffer => TriggersTest?.IsShown == true && Triggers.IsFurther;

    /// <summary>Its calls break schemas more often than the reference's do.</summary>
    public bool SchemaDiffers => SchemaTest?.IsShown == true && SchemaIsWorse;

    public bool SchemaIsWorse { get; init; }

    /// <summary>Nothing that was tested speaks against it.</summary>
    public bool CanStandFor(HostFinding? reference) =>
        Verdict == HostVerdict.NotToldApart
        && !IsMixture
        && Served.All(s => s.IsPinned)
        && !IsWorse
        && Contract.All(c => c.Verdict != ContractVerdict.Broken || BreaksToo(reference, c.Check));

    private static bool BreaksToo(HostFinding? reference, string check) =>
        reference?.Contract.Any(c => c.Check == check && c.Verdict == ContractVerdict.Broken) == true;
}
