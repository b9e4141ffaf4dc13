using Showdown.Domain;
using Showdown.Models.Replies;

namespace Showdown.Models.Passports;

/// <summary>Finds out what an endpoint really does, with two to eleven short requests: far less than a cent at usual prices.</summary>
public sealed class PassportInspector(ChatModels models, TimeProvider time)
{
    private const int Tokens = 200;
    private const int SmallCap = 16;
    private const string OutputCap = "max_output_tokens";

    // A host that stumbles once or twice is no dead host.
    private const int MaxTries = 4;

    /// <summary>The sampling fields one by one, by their names in models.yaml.</summary>
    private static readonly (string Name, Func<Sampling, Sampling> Without, Func<Sampling, bool> IsSet)[] _fields =
    [
        ("temperature", s => s with { Temperature = null }, s => s.Temperature is not null),
        ("top_p", s => s with { TopP = null }, s => s.TopP is not null),
        ("top_k", s => s with { TopK = null }, s => s.TopK is not null),
        ("seed", s => s with { Seed = null }, s => s.Seed is not null),
        ("stop", s => s with { Stop = [] }, s => s.Stop.Count > 0),
        (OutputCap, s => s with { MaxOutputTokens = null }, s => s.MaxOutputTokens is not null),
    ];

    /// <summary>Inspects one model's endpoint. A host's failure is part of the passport, not an exception.</summary>
    /// <param name="settings">An entry of models.yaml.</param>
    /// <param name="endpoint">In place of the entry's own address.</param>
    /// <param name="patient">True: a host that is down is waited for, as during a run.</param>
    /// <param name="tools">Whether to ask what the host does with tools.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="SettingsException">As from <see cref="ChatModels.Create(ModelSettings, Uri?)"/>.</exception>
    public async Task<EndpointPassport> InspectAsync(ModelSettings settings, Uri? endpoint, bool patient, bool tools, CancellationToken cancel)
    {
        var at = time.GetUtcNow();
        // Here a refusal is what is looked for: it ends nothing.
        var options = models.Options with
        {
            EndsRefusedModels = false,
            Patience = patient ? models.Options.Patience : TimeSpan.Zero,
        };
        await using var model = models.Create(
            settings with
            {
                Limits = settings.Limits with { Tries = Math.Min(MaxTries, settings.Limits.Tries) },
            },
            endpoint,
            options
        );
        var host = HostOf(settings, endpoint);
        if (settings.IsReplay)
            return new EndpointPassport
            {
                ModelId = settings.Id,
                Host = host,
                At = at,
                Answers = true,
            };

        var spent = new Spent(settings.Price);
        var sampling = settings.Sampling;
        var refused = new List<string>();
        // The capped question comes first: what a connection and a cold host cost is then in none of the times.
        var capped = spent.Add(await model.AskAsync(Capped(sampling), cancel));
        if (capped is Reply.Failed { Failure.Kind: FailureKind.BadRequest })
            (capped, sampling) = await WithoutRefusedAsync(model, sampling, refused, spent, cancel);
        var reply = capped is Reply.Failed ? capped : spent.Add(await model.AskAsync(Long(sampling), cancel));
        if (reply is not Reply.Completed { Completion: var completion })
        {
            return new EndpointPassport
            {
                ModelId = settings.Id,
                Host = host,
                At = at,
                Answers = false,
                Failure = ((Reply.Failed)reply).Failure,
                RefusedParameters = refused,
                Requests = spent.Requests,
                CostUsd = spent.Usd,
            };
        }

        var streams = Streams(completion);
        var support = tools ? ToolProbe.Read(spent.Add(await model.AskAsync(ToolProbe.Request(sampling, Tokens), cancel))) : null;
        return new EndpointPassport
        {
            ModelId = settings.Id,
            Host = host,
            At = at,
            Answers = true,
            RefusedParameters = refused,
            ServedModel = completion.ServedModel,
            ServesAskedModel = completion.ServedModel is { } served ? IsSame(settings.Model, served) : null,
            SystemFingerprint = completion.SystemFingerprint,
            Provider = completion.Provider,
            Streams = streams,
            ReportsUsage = !completion.Usage.Estimated,
            UsageIsPlausible = completion.Usage.Estimated ? null : !completion.Usage.Implausible,
            HonoursOutputCap = refused.Contains(OutputCap) ? null : ((Reply.Completed)capped).Completion.FinishReason == FinishReason.Length,
            FirstToken = completion.Timings.FirstToken,
            OutputTokensPerSecond = streams == true ? (Streamed(completion) - 1) / Streaming(completion)!.Value.TotalSeconds : null,
            Tools = support,
            Requests = spent.Requests,
            CostUsd = spent.Usd,
        };
    }

    private static string HostOf(ModelSettings settings, Uri? endpoint) =>
        settings is { IsSimulated: true, Endpoint: null }
            ? "simulated"
            : endpoint?.Authority
                ?? (Uri.TryCreate(settings.Endpoint, UriKind.Absolute, out var uri) ? uri.Authority : settings.Endpoint ?? settings.Connector.Name);

    /// <returns>Null when too little came to tell.</returns>
    private static bool? Streams(Completion completion) =>
        completion.Timings.FirstToken is not null && Streamed(completion) < 20 ? null : StreamingCheck.Of(completion.Timings);

    private static TimeSpan? Streaming(Completion completion) => completion.Timings.Duration - completion.Timings.FirstToken;

    /// <summary>
    /// By the host's count where that can be right and nothing is hidden; our own wants a vocabulary of 200,000 entries in memory, for good.
    /// </summary>
    internal static int Streamed(Completion completion)
    {
        var usage = completion.Usage;
        var hidden = usage.ReasoningTokens > 0 && completion.Reasoning is null;
        return usage.OutputTokens is { } reported && !usage.Implausible && !hidden
            ? reported
            : TokenCounter.Count(completion.Text) + TokenCounter.Count(completion.Reasoning ?? "");
    }

    /// <summary>Hosts add a vendor, a date or a build to the id, or leave the vendor out.</summary>
    internal static bool IsSame(string asked, string served)
    {
        var (a, b) = (Plain(asked), Plain(served));
        return a.StartsWith(b, StringComparison.Ordinal) || b.StartsWith(a, StringComparison.Ordinal);

        static string Plain(string id) => id[(id.LastIndexOf('/') + 1)..].ToLowerInvariant();
    }

    /// <summary>Asks without any sampling field, then with each alone: whichever is refused then is left out.</summary>
    private static async Task<(Reply Reply, Sampling Left)> WithoutRefusedAsync(
        ChatModel model,
        Sampling sampling,
        List<string> refused,
        Spent spent,
        CancellationToken cancel
    )
    {
        var bare = spent.Add(await model.AskAsync(new ModelRequest(Short(), new Sampling()), cancel));
        if (bare is Reply.Failed)
            return (bare, sampling);
        var left = sampling;
        foreach (var (name, without, isSet) in _fields.Where(f => f.IsSet(sampling)))
        {
            var alone = _fields.Where(f => f.Name != name).Aggregate(sampling, (s, f) => f.Without(s));
            if (
                spent.Add(await model.AskAsync(new ModelRequest(Short(), alone), cancel)) is not Reply.Failed { Failure.Kind: FailureKind.BadRequest }
            )
                continue;
            refused.Add(name);
            left = without(left);
        }

        return (spent.Add(await model.AskAsync(refused.Contains(OutputCap) ? Long(left) : Capped(left), cancel)), left);
    }

    /// <summary>Enough output to see whether it streams; a number of its own against caches.</summary>
    private static ModelRequest Long(Sampling sampling) =>
        new(
            [new Message(MessageRole.User, $"Check {Guid.NewGuid():n}. Write the numbers from 1 to 60, separated by blanks, and nothing else.")],
            sampling with
            {
                MaxOutputTokens = sampling.MaxOutputTokens is { } cap ? Math.Min(cap, Tokens) : null,
            }
        );

    private static ModelRequest Capped(Sampling sampling) => Long(sampling with { MaxOutputTokens = SmallCap });

    private static Message[] Short() => [new Message(MessageRole.User, $"Check {Guid.NewGuid():n}. Reply with the word yes.")];

    private sealed class Spent(Price? price)
    {
        private bool _known = true;
        private decimal _usd;

        public int Requests { get; private set; }

        public decimal? Usd => _known ? _usd : null;

        public Reply Add(Reply reply)
        {
            Requests += reply switch
            {
                Reply.Completed c => c.Completion.Timings.Tries,
                Reply.Failed f => f.Timings.Tries,
                _ => 1,
            };
            if (reply is Reply.Completed || reply.Discarded is not null)
            {
                var cost = Prices.CostUsd(price, reply);
                _known &= cost is not null;
                _usd += cost ?? 0;
            }

            return reply;
        }
    }
}
