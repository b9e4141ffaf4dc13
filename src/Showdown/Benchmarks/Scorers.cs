using System.Security.Cryptography;
using System.Text.Json;
using Showdown.Domain;
using Showdown.Scoring;
using Showdown.Scoring.Choice;
using Showdown.Scoring.Instructions;
using Showdown.Scoring.Judged;
using Showdown.Scoring.Matching;
using Showdown.Scoring.Maths;
using Showdown.Scoring.Numbers;
using Showdown.Scoring.Tasks;
using Showdown.Scoring.Text;
using Showdown.Scoring.Tools;

namespace Showdown.Benchmarks;

/// <summary>All scorers, by the names that benchmark files and <c>showdown grade --scorer</c> use.</summary>
public static class Scorers
{
    /// <summary>Of evalplus and livecodebench: raised whenever a verdict of either can change.</summary>
    private const int CodeVersion = 3;

    private static readonly Dictionary<string, Func<ScorerOptions, ScorerEntry>> _byName = new(StringComparer.Ordinal)
    {
        [AceBenchScorer.ScorerName] = AceBench,
        ["bbh"] = _ => Ready(new BigBenchScorer(), Simulations.Tasks),
        [BfclScorer.ScorerName] = _ => Ready(new BfclScorer(), SimulatedCalls.Bfcl),
        ["choice"] = options => Ready(new ChoiceScorer(options), Simulations.Stated),
        ["contains"] = options => Ready(new ContainsScorer(options), Simulations.Stated),
        [ScorerSettings.EvalPlus] = options =>
        {
            options.Word("extraction", "reached", "protocol");
            return Code(ScorerSettings.EvalPlus, Simulations.Functions);
        },
        [HostsScorer.ScorerName] = _ => Ready(new HostsScorer(), Simulations.Hosts),
        [InstructionScorer.ScorerName] = Instructions,
        ["integer"] = options => Ready(new IntegerScorer(options), Simulations.Numbers),
        [ScorerSettings.Judge] = Judge,
        ["json"] = options => Ready(new JsonScorer(options), Simulations.Json),
        [ScorerSettings.LiveCodeBench] = _ => Code(ScorerSettings.LiveCodeBench, Simulations.Programs),
        ["math"] = _ => Ready(new MathScorer(), Simulations.Numbers),
        ["number"] = options => Ready(new NumberScorer(options), Simulations.Numbers),
        ["regex"] = options => Ready(new RegexScorer(options), Simulations.Stated),
        ["share"] = _ => Ready(new ShareScorer(), Simulations.Shares),
        ["speed"] = _ => Ready(new SpeedScorer(), Simulations.Stated),
        ["text"] = _ => Ready(new TextScorer(), Simulations.Stated),
    };

    private static readonly ScorerEntry _recorded = new()
    {
        Name = ScorerSettings.Recorded,
        Version = ImportedEvaluation.TheirScores,
        Kind = ScorerKind.Instant,
        Endings = Simulations.Stated,
    };

    /// <summary>In alphabetical order.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. _byName.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Those that need nothing but text, in alphabetical order.</summary>
    public static IReadOnlyList<string> PureNames { get; } = [.. Names.Where(name => Find(new ScorerSettings(name)).Pure is not null)];

    /// <exception cref="SettingsException">There is no scorer of that name, or an option is not known or out of range.</exception>
    public static ScorerEntry Find(ScorerSettings settings)
    {
        if (settings.Name == ScorerSettings.Recorded)
            return _recorded;
        var make = settings.Name == ScorerSettings.Pairwise ? Pairwise : _byName.GetValueOrDefault(settings.Name);
        if (make is null)
            throw new SettingsException($"There is no scorer '{settings.Name}'. Known: {string.Join(", ", Names)}.");
        var options = new ScorerOptions(settings.Name, settings.Options);
        var entry = make(options) with { Sha256 = HashOf(settings.Options) };
        options.RefuseUnknown();
        return entry;
    }

    /// <summary>What a scorer's options may be, in the order in which it reads them.</summary>
    public static IReadOnlyList<OptionShape> OptionsOf(string name)
    {
        var options = new ScorerOptions(name, new Dictionary<string, string>());
        _byName[name](options);
        return options.Asked;
    }

    /// <exception cref="SettingsException">There is no such scorer, or it needs more than text.</exception>
    public static PureScorer FindPure(ScorerSettings settings) =>
        Find(settings).Pure
        ?? throw new SettingsException($"Scorer '{settings.Name}' needs a benchmark's data. Without one there are: {string.Join(", ", PureNames)}.");

    /// <summary>Stands for all that the verdicts depend on besides the scorer's version: its options and its data; null for nothing.</summary>
    public static string? HashOf(ScorerEntry scorer, PinnedDataset data) =>
        data.AuxiliarySha256 is { } auxiliary ? ContentStore.HashOfText($"{scorer.Sha256} {auxiliary}") : scorer.Sha256;

    private static ScorerEntry Ready(Scorer scorer, SimulatedEndings endings) =>
        new()
        {
            Name = scorer.Name,
            Version = scorer.Version,
            Kind = scorer.Kind,
            Endings = endings,
            Ready = scorer,
        };

    private static ScorerEntry Pairwise(ScorerOptions options)
    {
        RubricOptions.Rubric(options);
        RubricOptions.Judges(options);
        return Ready(new PairwiseScorer(), Simulations.Writing);
    }

    private static ScorerEntry AceBench(ScorerOptions options)
    {
        var headline = options.Word(AceBenchScorer.HeadlineOption, AceBenchScorer.Official, AceBenchScorer.Strict);
        return Ready(new AceBenchScorer(strict: headline == AceBenchScorer.Strict), SimulatedCalls.AceBench);
    }

    private static ScorerEntry Judge(ScorerOptions options)
    {
        RubricOptions.Rubric(options);
        RubricOptions.Judges(options);
        return new ScorerEntry
        {
            Name = ScorerSettings.Judge,
            Version = RubricOptions.Version,
            Kind = ScorerKind.Deferred,
            Endings = Simulations.Open,
        };
    }

    private static ScorerEntry Instructions(ScorerOptions options)
    {
        options.Word(InstructionScorer.HeadlineOption, InstructionScorer.Strict, InstructionScorer.Loose);
        return new ScorerEntry
        {
            Name = InstructionScorer.ScorerName,
            Version = InstructionScorer.ScorerVersion,
            Kind = ScorerKind.Instant,
            Endings = Simulations.Instructions,
        };
    }

    /// <summary>Of the scorer of instructions: whether the loose rule makes the headline.</summary>
    internal static bool DecidesLoosely(IReadOnlyDictionary<string, string> options) =>
        options.GetValueOrDefault(InstructionScorer.HeadlineOption) == InstructionScorer.Loose;

    private static ScorerEntry Code(string name, SimulatedEndings endings) =>
        new()
        {
            Name = name,
            Version = CodeVersion,
            Kind = ScorerKind.Deferred,
            Endings = endings,
        };

    private static string? HashOf(IReadOnlyDictionary<string, string> options) =>
        options.Count == 0
            ? null
            : ContentStore.Hex(
                SHA256.HashData(
                    JsonSerializer.SerializeToUtf8Bytes(new SortedDictionary<string, string>(options.ToDictionary(), StringComparer.Ordinal))
                )
            );
}
