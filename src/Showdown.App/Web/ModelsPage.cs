using Showdown.App.Hosting;
using Showdown.Domain;
using Showdown.Formatting;
using Showdown.Models;
using Showdown.Operations;
using Showdown.Pages.Evidence;
using Showdown.Pages.Run;
using Showdown.Results;
using Showdown.Settings;

namespace Showdown.App.Web;

/// <param name="Missing">Variables with keys that are not set here, each once.</param>
internal sealed record ModelsPage(
    WebFrame Frame,
    string File,
    IReadOnlyList<string> Problems,
    IReadOnlyList<string> Missing,
    IReadOnlyList<ModelCard> Models
);

/// <param name="Health">How it did in recent runs; null when it was not asked.</param>
/// <param name="Check">That its endpoint did not answer when it was checked last; null when it did, or was never checked.</param>
internal sealed record ModelCard(
    string Id,
    string Name,
    bool Simulated,
    KeyState Key,
    HealthLine? Health,
    HealthLine? Check,
    IReadOnlyList<Fact> Facts
);

/// <summary>Whether a model's key is there; never the key.</summary>
/// <param name="Css">good, bad or plain.</param>
internal sealed record KeyState(string Css, string Text)
{
    /// <param name="asksHere">False when other processes ask the models: what is set here says nothing about them.</param>
    public static KeyState Of(ModelSettings model, bool asksHere)
    {
        if (model.ApiKey is null)
            return new KeyState("plain", "needs no key");
        var missing = EnvironmentText.Missing(model.ApiKey);
        var name = missing.Count > 0 ? missing[0] : model.ApiKey.Trim('$', '{', '}').Split(":-")[0];
        if (Environment.GetEnvironmentVariable(name) is { Length: > 0 })
            return new KeyState("good", $"{name} is set");
        if (missing.Count == 0)
            return new KeyState("plain", $"{name} is not set: the default of the file is sent");
        return asksHere ? new KeyState("bad", $"{name} is not set") : new KeyState("plain", $"{name} is needed where the workers run");
    }
}

/// <param name="Css">good or bad.</param>
internal sealed record HealthLine(string Css, string Text);

/// <summary>Puts the page of the models together.</summary>
internal sealed class ModelsPages(AppPaths paths, KeyCheck keys, ModelHealthReader health, ProbeStore probes, TimeProvider time)
{
    // A model that fails more than this share of its attempts needs somebody to look.
    private const double FailuresToMind = 0.05;
    private static readonly TimeSpan _recent = TimeSpan.FromDays(7);

    public async Task<ModelsPage> OfAsync(WebFrame frame, CancellationToken cancel)
    {
        var problems = new Problems();
        var models = ModelsFile.Read(paths.Settings.ModelsFile, problems);
        var recent = await health.ReadAsync(time.GetUtcNow() - _recent, cancel);
        var cards = new List<ModelCard>();
        foreach (var model in models.Values)
            cards.Add(
                Card(model, recent.GetValueOrDefault(model.Id), await probes.LastAsync(model.Id, cancel), await probes.NewestAsync(model.Id, cancel))
            );
        return new ModelsPage(frame, paths.Settings.ModelsFile, problems.Messages, keys.Missing(models.Values), cards);
    }

    private ModelCard Card(ModelSettings model, ModelHealth? recent, EndpointPassport? answered, EndpointPassport? newest) =>
        new(
            model.Id,
            model.DisplayName,
            model.IsSimulated,
            KeyState.Of(model, keys.Needed),
            recent is null ? null : Line(recent),
            newest is null ? null : Line(newest),
            [.. Facts(model), .. Endpoint(answered)]
        );

    private static HealthLine? Line(EndpointPassport newest) =>
        newest.Answers
            ? null
            : new HealthLine(
                "bad",
                $"did not answer the check of {Format.Moment(newest.At)}{(newest.Failure is { } failure ? ": " + failure.Message : "")}"
            );

    /// <summary>What its endpoint was like when it answered a check last.</summary>
    private static IEnumerable<Fact> Endpoint(EndpointPassport? passport)
    {
        if (passport is null)
            yield break;
        var said = new List<string>
        {
            Format.Moment(passport.At),
            $"answered as {passport.ServedModel ?? "a model it does not name"}{(passport.ServesAskedModel == false ? ", which is not the one asked for" : "")}",
        };
        if (passport.Provider is { } provider)
            said.Add($"served by {provider}");
        if (passport.RefusedParameters.Count > 0)
            said.Add($"refused {Format.List(passport.RefusedParameters)}");
        if (passport.Streams == false)
            said.Add("sent all at once");
        if (passport.HonoursOutputCap == false)
            said.Add("did not keep the output cap");
        if (passport.Tools is { Use: not ToolUse.Called } tools)
            said.Add($"tools {tools.Said}");
        yield return new Fact("Last check", string.Join("; ", said));
    }

    private static HealthLine Line(ModelHealth h)
    {
        var share = (double)h.Failed / h.Attempts;
        var failures =
            h.Failed == 0
                ? "none failed"
                : $"{Format.Percent(share)} failed{(h.CommonFailure is { } kind ? $", mostly {AttemptFacts.Words(kind)}" : "")}";
        return new HealthLine(
            share > FailuresToMind ? "bad" : "good",
            $"{Format.Counted(h.Attempts, "attempt", "attempts")} in the last 7 days, {failures}"
        );
    }

    private static IEnumerable<Fact> Facts(ModelSettings model)
    {
        yield return new Fact("Asked for", model.Model, true);
        yield return new Fact("Host", Host(model), !model.IsSimulated && model.Endpoint is not null);
        yield return new Fact("Connector", model.Connector.Name, true);
        yield return new Fact("Price", model.Price is { } p ? Price(p) : "not known, and so is every cost");
        if (model.Price?.AsOf is { } day)
            yield return new Fact("As of", day.ToString("d MMMM yyyy"));
        if (model.ContextWindow is { } window)
            yield return new Fact("Context", $"{Format.Count(window)} tokens");
        yield return new Fact("Sampling", Sampling(model.Sampling));
        yield return new Fact("Limits", Limits(model.Limits));
        yield return new Fact(
            "Time-outs",
            $"first token {Span(model.Timeouts.FirstToken)}, between tokens {Span(model.Timeouts.BetweenTokens)}, in all {Span(model.Timeouts.Total)}"
        );
        if (model.Extra is { Count: > 0 } extra)
            yield return new Fact("Further fields", string.Join(", ", extra.Select(e => e.Key)), true); // names only: a value may be a secret
        if (model.Facts.OpenWeights is { } open)
            yield return new Fact("Weights", open ? "open" : "closed");
        if (model.Facts.Licence is { } licence)
            yield return new Fact("Licence", licence);
        if (model.Facts.Architecture is { } architecture)
            yield return new Fact("Architecture", architecture);
        if (model.Facts.Variant is { } variant)
            yield return new Fact("Variant", variant);
    }

    // The host alone: an address may carry a key in its path.
    private static string Host(ModelSettings model)
    {
        if (model.IsSimulated && model.Endpoint is null)
            return "simulated in this program";
        if (EnvironmentText.Missing(model.Endpoint) is [var missing, ..])
            return $"{missing} is not set";
        return Uri.TryCreate(EnvironmentText.Expand(model.Endpoint ?? "", out _), UriKind.Absolute, out var uri)
            ? uri.Authority
            : "the connector's own";
    }

    private static string Price(Price p) =>
        $"${p.Input:0.00##} in, ${p.Output:0.00##} out{(p.CachedInput is { } cached ? $", ${cached:0.00##} cached" : "")} per million tokens";

    private static string Span(TimeSpan time) =>
        time.TotalSeconds >= 120 && time.Seconds == 0 ? $"{time.TotalMinutes:0} min" : $"{time.TotalSeconds:0.##} s";

    private static string Sampling(Sampling s)
    {
        var said = new List<string>();
        if (s.Temperature is { } temperature)
            said.Add($"temperature {temperature}");
        if (s.TopP is { } topP)
            said.Add($"top_p {topP}");
        if (s.TopK is { } topK)
            said.Add($"top_k {topK}");
        if (s.MaxOutputTokens is { } cap)
            said.Add($"{Format.Count(cap)} output tokens at most");
        return said.Count == 0 ? "the host decides" : string.Join(", ", said);
    }

    private static string Limits(ModelLimits l)
    {
        var said = new List<string> { $"{Format.Count(l.Concurrency)} at a time" };
        if (l.RequestsPerMinute is { } requests)
            said.Add($"{Format.Count(requests)} requests a minute");
        if (l.TokensPerMinute is { } tokens)
            said.Add($"{Format.Count(tokens)} tokens a minute");
        said.Add($"{Format.Counted(l.Tries, "try", "tries")} each");
        return string.Join(", ", said);
    }
}
