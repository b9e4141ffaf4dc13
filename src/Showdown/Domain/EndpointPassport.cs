namespace Showdown.Domain;

/// <summary>What an endpoint does with a model's settings, at one moment. Null means: could not be told.</summary>
public sealed record EndpointPassport
{
    public required string ModelId { get; init; }

    /// <summary>Host and port, "simulated" for a model that this program simulates itself, or the file of a replayed model.</summary>
    public required string Host { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>True when a question with the settings, less the refused parameters, was answered.</summary>
    public required bool Answers { get; init; }

    /// <summary>Why it does not answer; one line.</summary>
    public Failure? Failure { get; init; }

    /// <summary>Sampling fields that the host refuses, by their names in models.yaml.</summary>
    public IReadOnlyList<string> RefusedParameters { get; init; } = [];

    public string? ServedModel { get; init; }

    /// <summary>False when the host names another model than the one asked for.</summary>
    public bool? ServesAskedModel { get; init; }

    public string? SystemFingerprint { get; init; }

    public string? Provider { get; init; }

    /// <summary>False when a reply arrives in one burst: then the time to the first token is the time of the whole reply.</summary>
    public bool? Streams { get; init; }

    public bool? ReportsUsage { get; init; }

    /// <summary>False when the host's token counts cannot be right.</summary>
    public bool? UsageIsPlausible { get; init; }

    /// <summary>True when a small output cap ends the reply with finish reason "length".</summary>
    public bool? HonoursOutputCap { get; init; }

    public TimeSpan? FirstToken { get; init; }

    /// <summary>
    /// Tokens after the first over the time they took: as the host counts them, or by our own count where its own cannot be right or is of more than
    /// was shown.
    /// </summary>
    public double? OutputTokensPerSecond { get; init; }

    /// <summary>What it does with tools; null when that was not asked, or nothing could be told.</summary>
    public ToolSupport? Tools { get; init; }

    /// <summary>Requests made for this passport.</summary>
    public int Requests { get; init; }

    /// <summary>What they cost at list price, in USD; null when price or usage is not known.</summary>
    public decimal? CostUsd { get; init; }

    /// <summary>
    /// What a reader should be told when a later passport differs from this one, which answered; empty when nothing that matters does.
    /// </summary>
    /// <remarks>
    /// A value that either could not tell is no change. Output speed counts only when it is twice or half of what it was: one short reply tells no
    /// more.
    /// </remarks>
    public IReadOnlyList<string> ChangesTo(EndpointPassport later)
    {
        if (!later.Answers)
            return [$"no longer answers: {later.Failure?.Message}"];
        var changes = new List<string>();
        Changed("host", Host, later.Host);
        Changed("served model", ServedModel, later.ServedModel);
        Changed("provider", Provider, later.Provider);
        Changed("system fingerprint", SystemFingerprint, later.SystemFingerprint);
        Changed("refused parameters", Listed(RefusedParameters), Listed(later.RefusedParameters));
        Changed("streaming", Said(Streams), Said(later.Streams));
        Changed("output cap honoured", Said(HonoursOutputCap), Said(later.HonoursOutputCap));
        Changed("usage reported", Said(ReportsUsage), Said(later.ReportsUsage));
        Changed("tools", Taken(Tools), Taken(later.Tools));
        Changed("usage plausible", Said(UsageIsPlausible), Said(later.UsageIsPlausible));
        if (
            OutputTokensPerSecond is > 0 and { } before
            && later.OutputTokensPerSecond is > 0 and { } after
            && (after > 2 * before || before > 2 * after)
        )
            changes.Add($"output speed: {before:0} tokens/s before, {after:0} now");
        return changes;

        void Changed(string what, string? before, string? after)
        {
            if (before is not null && after is not null && before != after)
                changes.Add($"{what}: {before} before, {after} now");
        }

        static string Listed(IReadOnlyList<string> names) => names.Count == 0 ? "none" : string.Join(", ", names.Order(StringComparer.Ordinal));

        // How many calls come at once is the model's mood: only whether the host takes tools at all is a change.
        static string? Taken(ToolSupport? tools) =>
            tools is null ? null
            : tools.Use == ToolUse.Refused ? "refused"
            : "taken";

        static string? Said(bool? value) =>
            value is null ? null
            : value.Value ? "yes"
            : "no";
    }
}
