using Showdown.Analysis.Facts;
using Showdown.Analysis.Wording;
using Showdown.Domain;
using Showdown.Fidelity;
using Showdown.Fidelity.Contract;
using Showdown.Formatting;
using Showdown.Results;
using Showdown.Statistics;
using Showdown.Statistics.Fidelity;

namespace Showdown.Pages.Hosts;

/// <summary>Puts the page of hosts together.</summary>
/// <param name="hosts">What was found.</param>
/// <param name="history">How the hosts stood on earlier nights, oldest first.</param>
internal sealed class HostsPageBuilder(HostsResult hosts, RunNames names, Frame frame, IReadOnlyList<HostStanding> history)
{
    private readonly RunSettings _settings = hosts.Night.Run.Settings;
    private readonly HostsPlan _plan = hosts.Night.Plan;

    public HostsPage Build()
    {
        var sentences = HostWords.Headline(hosts);
        var all = (hosts.Control is { } reference ? new[] { reference } : []).Concat(hosts.Hosts).ToList();
        return new HostsPage
        {
            Frame = frame,
            Headline = sentences[0],
            Second = sentences[1],
            Facts = Facts(),
            Warning =
                hosts.IsControlLoud
                    ? "The reference was asked twice, and its replies differ by the same test that the hosts are held to. Whatever makes it change stands in the way of any comparison."
                : hosts.Control?.Changes.Count > 0 ? HostWords.Changes(hosts).First()
                : null,
            WarningTitle = hosts.IsControlLoud ? "The control is not quiet." : "Another reference?",
            Rows = [.. all.Select(Row)],
            Notes = Notes(),
            Mixtures = [.. all.Where(h => h.IsMixture).Select(Mixture)],
            Contracts = [.. all.Where(h => h.Contract.Count > 0).Select(Contract)],
            Nights = HostNightsSection.Of(hosts, names, history),
            Published = PublishedHostsSection.Of(hosts, names),
        };
    }

    private HostRow Row(HostFinding host)
    {
        var model = _settings.Model(host.ModelId);
        var replies = hosts.Night.Find(host.ModelId);
        var isReference = host.ModelId == _plan.Reference;
        return new HostRow
        {
            Model = names.Series(host.ModelId),
            IsReference = isReference,
            Stands = isReference ? new HostCell("reference") : Stands(host),
            Replies = Replies(host, isReference),
            Contract = ContractCell(host),
            Calls = Calls(host, isReference),
            Quality = isReference ? new HostCell("") : Quality(host),
            Context = Context(host, model),
            FirstToken = Median(replies?.FirstTokens, Format.Seconds),
            Speed = Median(replies?.Rates, r => Format.Rate(r)),
            Price = Price(model, replies),
            Precision = model.Precision is { } precision ? new HostCell(precision, "declared") : new HostCell("not declared"),
            Changed = Changed(host),
            Anchor = host.Contract.Count > 0 ? AnchorOf(host.ModelId) : null,
        };
    }

    private HostCell Stands(HostFinding host) =>
        hosts.IsControlLoud ? new HostCell("cannot be said tonight", Css: "unknown")
        : hosts.StandIns.Contains(host) ? new HostCell("can be taken for it", Css: "same")
        : host.Verdict == HostVerdict.NotEnough
            ? new HostCell(hosts.Night.Find(host.ModelId)?.Answered > 0 ? "too few replies" : "did not answer", Css: "unknown")
        : new HostCell("differs", string.Join(", ", HostWords.Kinds(host, hosts.Control)), "differs");

    private HostCell Replies(HostFinding host, bool isReference)
    {
        var asked = hosts.Night.Find(host.ModelId);
        var failed = asked is { Failed: > 0 }
            ? $"; {Format.Count(asked.Failed)} of {Format.Count(asked.Failed + asked.Answered)} requests failed"
            : "";
        if (host.TextsTest is not { } test)
            return new HostCell("too few replies", $"{host.Texts.Prompts} of 25 prompts{failed}", "unknown");
        var distance =
            $"distance {Hundredths(host.Texts.Distance)} ({Hundredths(host.Texts.DistanceRange.Low)} to {Hundredths(host.Texts.DistanceRange.High)})";
        if (isReference)
            return new HostCell(
                test.P <= HostsComparison.ControlLevel ? "differs from itself" : "like itself",
                $"{distance}, p {Format.P(test.P)}{failed}"
            );
        var logs = host.LogsTest is { } byLogs ? $"; by log-probabilities p {Format.P(byLogs.Adjusted)}" : "";
        return new HostCell(
            host.AnswersOtherwise ? "another distribution" : "not told apart",
            $"{distance}, p {Format.P(test.Adjusted)}{logs}{failed}",
            host.AnswersOtherwise ? "differs" : "same"
        );
    }

    private static HostCell ContractCell(HostFinding host) =>
        host.Contract.Count == 0
            ? new HostCell("not looked at", Css: "unknown")
            : new HostCell(
                $"{host.Held} of {host.Held + host.Broken} held",
                host.Contract.Count(c => c.Verdict == ContractVerdict.NotOffered) is > 0 and var missing ? $"{missing} not offered" : "",
                host.Broken > 0 ? "differs" : "same"
            );

    private static HostCell Calls(HostFinding host, bool isReference)
    {
        var f1 = isReference ? host.Triggers.Itself : host.Triggers.Host;
        if (f1 is null)
            return new HostCell("no calls", host.Triggers.Requests == 0 ? "not asked" : "", "unknown");
        var schema = host.Schema is { } valid ? $"schema {Format.Percent(valid.Share)}" : "";
        return new HostCell(
            $"F1 {Format.Percent(f1.Share)}",
            $"{Format.Interval(f1.Range.Low, f1.Range.High)}{(schema.Length > 0 ? $"; {schema}" : "")}",
            isReference ? ""
                : host.TriggersDiffer || host.SchemaDiffers ? "differs"
                : "same"
        );
    }

    /// <summary>Each benchmark of the job that scores, by the rules of every report.</summary>
    private static HostCell Quality(HostFinding host)
    {
        var quality = host.Quality;
        if (quality.Count == 0)
            return new HostCell("not asked");
        return new HostCell(
            quality.Count == 1
                ? VerdictWords.Word(quality[0].Verdict)
                : $"{quality.Count(q => q.Verdict == Verdict.Equivalent)} of {quality.Count} equivalent",
            string.Join("; ", quality.Select(q => $"{q.Title}: {q.Words}")),
            host.IsWorse ? "differs"
                : quality.All(q => q.Verdict is Verdict.Equivalent or Verdict.Better) ? "same"
                : "unknown"
        );
    }

    private static HostCell Price(ModelSettings model, HostReplies? replies) =>
        model.Price is { } price
            ? new HostCell(
                $"{Format.Usd(price.Input)} / {Format.Usd(price.Output)}",
                HostWords.UsdOf(replies) is { } usd ? $"{Format.Usd(usd)} a 1,000 of these" : ""
            )
            : new HostCell("not known");

    private HostCell Changed(HostFinding host) =>
        hosts.Before is null ? new HostCell("first night")
        : host.Changes.Count == 0 ? new HostCell("nothing")
        : new HostCell(host.Changes[0], string.Join("; ", host.Changes.Skip(1)), "differs");

    private static HostCell Context(HostFinding host, ModelSettings model)
    {
        var declared = model.ContextWindow is { } window ? Format.Window(window) : Format.Unknown;
        return host.Contract.FirstOrDefault(c => c.Check == Checks.Context) is not { } tried
            ? new HostCell(declared, model.ContextWindow is null ? "" : "declared")
            : new HostCell(
                declared,
                tried.Verdict == ContractVerdict.Held ? "taken and read" : tried.Said,
                tried.Verdict switch
                {
                    ContractVerdict.Held => "same",
                    ContractVerdict.Broken => "differs",
                    _ => "unknown",
                }
            );
    }

    private static HostCell Median(List<double>? values, Func<double?, string> format) =>
        values is { Count: > 0 } ? new HostCell(format(Quantiles.Of(values, 0.5)), "median") : Unknown();

    private HostMixture Mixture(HostFinding host) =>
        new(
            names.Series(host.ModelId),
            $"{HostWords.Name(hosts, host.ModelId)} is served by {HostWords.Servers(host)}: which of them answers a request is not known beforehand.",
            [
                .. host.Served.Select(s => new MixedShare(
                    s.Provider + (s.IsPinned ? "" : " (not pinned)"),
                    Format.Count(s.Replies),
                    Format.Percent(s.Share),
                    s.Equality is { P: { } p } apart
                        ? $"distance {Hundredths(apart.Distance)}, p {Format.P(p)} by itself"
                        : "too few replies by itself"
                )),
            ]
        );

    private HostContract Contract(HostFinding host) =>
        new(
            AnchorOf(host.ModelId),
            names.Series(host.ModelId),
            $"{host.Held} held, {host.Broken} broken, {host.Contract.Count(c => c.Verdict == ContractVerdict.NotOffered)} not offered, {host.Contract.Count(c => c.Verdict == ContractVerdict.Unclear)} could not be told",
            [
                .. host
                    .Contract.OrderBy(c => c.Verdict == ContractVerdict.Broken ? 0 : 1)
                    .Select(c => new ContractLine(
                        c.Check,
                        ContractWords.Of(c.Verdict),
                        c.Verdict switch
                        {
                            ContractVerdict.Held => "same",
                            ContractVerdict.Broken => "differs",
                            _ => "unknown",
                        },
                        c.Said,
                        c.Request,
                        c.Reply
                    )),
            ]
        );

    private List<string> Facts() =>
        [
            Format.Moment(hosts.Night.Run.CreatedAt),
            $"reference {HostWords.Name(hosts, _plan.Reference)}",
            Format.Counted(hosts.Hosts.Count, "host", "hosts"),
            .. hosts.Before is { } before ? new[] { $"changes since {Format.Date(before.Run.CreatedAt)}" } : [],
        ];

    private List<string> Notes() =>
        [
            $"Same distribution: the first {Positions.Characters.First} characters of replies to 25 open-ended prompts at temperature 1, {_plan.Samples} a prompt and host, held against "
                + "both askings of the reference by model equality testing. Distance 0: replies of two hosts are as alike as those of one; in hundredths of the places looked at, with 95% interval over prompts. "
                + $"\"Not told apart\" is not \"equal\": small differences need more replies. Where they differ, {HostWords.Reasons}.",
            "Tool calls: F1 of calling when the reference calls, with 95% interval; the reference's row says how well it agrees with itself on the same night, which is the yardstick. Schema: the share of replies with calls in which every call is as its tool says.",
            $"All tests of this night together call a host different by mere luck on one night in twenty at most (Holm). Changes since the last night: by luck on one night in a hundred at most.",
            "Contract: what the host did with each promise of the protocol. \"Not offered\" is no fault; what could not be told is not counted.",
        ];

    private static string Hundredths(double share) => Format.Number(100 * share, 1);

    private static HostCell Unknown() => new(Format.Unknown);

    private static string AnchorOf(string modelId) => $"contract-{Slug.Of(modelId)}";
}
