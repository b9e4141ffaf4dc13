using System.Text.Json.Nodes;
using Showdown.Domain;
using Showdown.Fidelity.Contract;
using Showdown.Statistics;
using Showdown.Statistics.Fidelity;

namespace Showdown.Fidelity;

/// <summary>Holds the hosts of a night against their reference, and against the night before.</summary>
/// <remarks>
/// All tests of a night that say "differs" share one error of 5 % (Holm), whatever the number of hosts and however the tests hang together: each of
/// them is exact or on the safe side, and Holm's rule asks for no more. The control is a test of its own: it does not accuse a
/// host. Changes since the last night share 1 %, so that of a hundred nights on which nothing happens one rings at most.
/// </remarks>
internal static class HostsComparison
{
    public const double Level = 0.05;

    public const double ChangeLevel = 0.01;

    /// <summary>Of the reference against itself: it is quiet on 99 nights of 100 on which nothing is wrong.</summary>
    public const double ControlLevel = 0.01;

    /// <summary>Of each host: replies, calls, schemas, log-probabilities.</summary>
    internal const int Tests = 4;

    public static HostsResult Compare(HostsNight night, HostsNight? before)
    {
        var (plan, settings) = (night.Plan, night.Run.Settings);
        var (reference, again) = (night.Find(plan.Reference), night.Find(plan.Again));
        var hosts = settings
            .Models.Where(m => m.Id != plan.Reference && m.Id != plan.Again)
            .Select(m =>
                Held(m, night.Find(m.Id), reference, again) with
                {
                    LogsP = LogProbabilities.P(
                        FirstTokens.Gaps(night.FirstTokens.GetValueOrDefault(m.Id), night.FirstTokens.GetValueOrDefault(plan.Reference))
                    ),
                }
            )
            .ToList();
        var tested = Adjusted(hosts.SelectMany(h => new[] { h.Texts.P, h.Triggers.P, h.SchemaP, h.LogsP }).ToList());
        string[] looked = [plan.Reference, .. hosts.Select(h => h.Model.Id)];
        var changed = Adjusted([.. looked.Select(id => SinceLast(night, before, id))]);
        return new HostsResult
        {
            Night = night,
            Before = before,
            Control = Control(night, reference, again) is { } control ? Since(control, 0) : null,
            Hosts = [.. hosts.Select((h, i) => Since(h.Finding(night, tested.AsSpan(Tests * i, Tests)), i + 1))],
        };

        HostFinding Since(HostFinding host, int place) =>
            host with
            {
                SinceLast = changed[place],
                Changes = [.. Changes(night, before, host.ModelId, changed[place])],
            };
    }

    private static HostFinding? Control(HostsNight night, HostReplies? reference, HostReplies? again)
    {
        if (reference is null)
            return null;
        var texts = again is not null ? Equality(reference, null, again) : Halves(reference);
        return new HostFinding
        {
            ModelId = night.Plan.Reference,
            Texts = texts,
            TextsTest = texts.P is { } p ? new Tested(p, p) : null,
            Triggers = Similarity(reference, again, again ?? reference),
            Schema = SchemaOf(reference),
            Contract = night.Contracts.GetValueOrDefault(night.Plan.Reference, []),
            Served = Shares(reference, null, null, night.Run.Settings.Model(night.Plan.Reference)),
        };
    }

    private static HeldHost Held(ModelSettings model, HostReplies? host, HostReplies? reference, HostReplies? again)
    {
        var both = host is not null && reference is not null;
        var (worse, schemaP) = both ? SchemaTest(host!, reference!) : (false, null);
        return new HeldHost(
            model,
            both ? Equality(reference!, again, host!) : ModelEquality.Compare([], Positions.Characters),
            both ? Similarity(reference!, again, host!) : TriggerSimilarity.Of([])
        )
        {
            Schema = host is null ? null : SchemaOf(host),
            SchemaP = schemaP,
            SchemaIsWorse = worse,
            Served = host is null ? [] : Shares(host, reference, again, model),
        };
    }

    /// <summary>Both askings of the reference together are what a host is held against: more replies, and no other distribution.</summary>
    private static EqualityResult Equality(HostReplies reference, HostReplies? again, HostReplies host, string? provider = null) =>
        ModelEquality.Compare(
            reference.Texts.Select(prompt => new PromptReplies(
                [.. Copies.Drawn(prompt.Value), .. Copies.Drawn(again?.Texts.GetValueOrDefault(prompt.Key) ?? [])],
                Copies.Drawn(
                    host.Texts.GetValueOrDefault(prompt.Key, [])
                        .Where(t => provider is null || string.Equals(t.Server, provider, StringComparison.OrdinalIgnoreCase))
                )
            )),
            Positions.Characters
        );

    /// <summary>A recorded reference cannot be asked again: every other of its replies against the rest.</summary>
    private static EqualityResult Halves(HostReplies reference) =>
        ModelEquality.Compare(
            reference.Texts.Values.Select(texts => new PromptReplies(
                Copies.Drawn(texts.Where((_, i) => i % 2 == 0)),
                Copies.Drawn(texts.Where((_, i) => i % 2 == 1))
            )),
            Positions.Characters
        );

    private static TriggerSimilarity Similarity(HostReplies reference, HostReplies? again, HostReplies host) =>
        TriggerSimilarity.Of([
            .. from request in reference.Calls
            where host.Calls.ContainsKey(request.Key) && (again is null || again.Calls.ContainsKey(request.Key))
            select new TriggerReplies(request.Value.Called, again?.Calls[request.Key].Called, host.Calls[request.Key].Called),
        ]);

    private static ShareEstimate? SchemaOf(HostReplies host) =>
        ShareEstimate.Of(host.Calls.Values.Count(c => c is { Called: true, Valid: true }), host.Calls.Values.Count(c => c.Called));

    /// <summary>At the requests that both called: whose calls break the schema, where the other's do not?</summary>
    private static (bool IsWorse, double? P) SchemaTest(HostReplies host, HostReplies reference)
    {
        var both = reference.Calls.Where(r => r.Value.Called && host.Calls.GetValueOrDefault(r.Key).Called).ToList();
        var worse = both.Count(r => r.Value.Valid && !host.Calls[r.Key].Valid);
        var better = both.Count(r => !r.Value.Valid && host.Calls[r.Key].Valid);
        return (worse > better, both.Count == 0 ? null : McNemar.OneSidedP(worse, better));
    }

    private static List<ServedShare> Shares(HostReplies host, HostReplies? reference, HostReplies? again, ModelSettings model)
    {
        // Where no router says who serves, a host that gives several names to its model serves several.
        var byName = host.Providers.Count == 0;
        var servers = !byName || host.Builds.Count < 2 ? host.Providers : host.Builds;
        var all = servers.Values.Sum();
        var pinned = byName ? [] : Pins(model);
        return
        [
            .. servers
                .OrderByDescending(p => p.Value)
                .ThenBy(p => p.Key, StringComparer.Ordinal)
                .Select(p => new ServedShare(p.Key, p.Value, (double)p.Value / all)
                {
                    Equality =
                        servers.Count > 1 && reference is not null && Equality(reference, again, host, p.Key) is { P: not null } apart ? apart : null,
                    IsModelName = byName,
                    IsPinned = pinned.Count == 0 || pinned.Any(pin => Same(pin, p.Key)),
                }),
        ];
    }

    /// <summary>Providers that a router is told to take, and no other: OpenRouter's fields provider.only and provider.order.</summary>
    internal static IReadOnlyList<string> Pins(ModelSettings model)
    {
        if (model.Extra?["provider"] is not JsonObject routing)
            return [];
        var fallbacks = routing["allow_fallbacks"] is not JsonValue value || !value.TryGetValue(out bool allowed) || allowed;
        var list = routing["only"] as JsonArray ?? (fallbacks ? null : routing["order"] as JsonArray);
        return [.. (list ?? []).OfType<JsonValue>().Select(p => p.TryGetValue(out string? name) ? name : null).OfType<string>()];
    }

    // Routers take "deepinfra/fp8" and say "DeepInfra".
    private static bool Same(string pin, string served) => Plain(pin.Split('/')[0]) == Plain(served);

    private static string Plain(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    private static double? SinceLast(HostsNight night, HostsNight? before, string modelId) =>
        night.Find(modelId) is { } now && before?.Find(modelId) is { } then ? Equality(then, null, now).P : null;

    private static IEnumerable<string> Changes(HostsNight night, HostsNight? before, string modelId, Tested? replies)
    {
        if (night.Find(modelId) is not { } now || before?.Find(modelId) is not { } then)
            yield break;
        if (replies?.Adjusted <= ChangeLevel)
            yield return "answers from another distribution than before";
        if (!now.Builds.Keys.ToHashSet(StringComparer.OrdinalIgnoreCase).SetEquals(then.Builds.Keys))
            yield return $"says it serves {Names(now.Builds.Keys)}, and said {Names(then.Builds.Keys)}";
        if (!now.Fingerprints.SetEquals(then.Fingerprints))
            yield return $"another fingerprint: {Names(now.Fingerprints)}";
        if (!now.Providers.Keys.ToHashSet().SetEquals(then.Providers.Keys))
            yield return $"served by {Names(now.Providers.Keys)}, and was by {Names(then.Providers.Keys)}";
        var old = before.Contracts.GetValueOrDefault(modelId, []).ToDictionary(c => c.Check, c => c.Verdict, StringComparer.Ordinal);
        foreach (var finding in night.Contracts.GetValueOrDefault(modelId, []))
        {
            if (old.TryGetValue(finding.Check, out var was) && IsPlain(was) && IsPlain(finding.Verdict) && was != finding.Verdict)
                yield return $"{finding.Check}: {ContractWords.Of(finding.Verdict)}, and was {ContractWords.Of(was)}";
        }
    }

    private static bool IsPlain(ContractVerdict verdict) => verdict is ContractVerdict.Held or ContractVerdict.Broken;

    private static string Names(IReadOnlyCollection<string> names) =>
        names.Count == 0 ? "nothing" : string.Join(", ", names.Order(StringComparer.Ordinal).Take(4));

    private static Tested?[] Adjusted(List<double?> p)
    {
        var known = new Queue<double>(Holm.Adjust([.. p.OfType<double>()]));
        return [.. p.Select(value => value is { } own ? new Tested(own, known.Dequeue()) : null)];
    }

    /// <summary>A host before its p values are one of many.</summary>
    private sealed record HeldHost(ModelSettings Model, EqualityResult Texts, TriggerSimilarity Triggers)
    {
        public ShareEstimate? Schema { get; init; }

        public double? SchemaP { get; init; }

        public double? LogsP { get; init; }

        public bool SchemaIsWorse { get; init; }

        public IReadOnlyList<ServedShare> Served { get; init; } = [];

        public HostFinding Finding(HostsNight night, ReadOnlySpan<Tested?> tests) =>
            new()
            {
                ModelId = Model.Id,
                Texts = Texts,
                TextsTest = tests[0],
                LogsTest = tests[3],
                Triggers = Triggers,
                TriggersTest = tests[1],
                Schema = Schema,
                SchemaTest = tests[2],
                SchemaIsWorse = SchemaIsWorse,
                Contract = night.Contracts.GetValueOrDefault(Model.Id, []),
                Quality = night.Quality.GetValueOrDefault(Model.Id, []),
                Served = Served,
            };
    }
}
