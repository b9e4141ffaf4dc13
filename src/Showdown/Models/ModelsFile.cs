using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Showdown.Domain;
using Showdown.Settings;

namespace Showdown.Models;

/// <summary>Reads models.yaml: one block for each model, by the id that job files use.</summary>
public static partial class ModelsFile
{
    /// <summary>
    /// Models in the order of the file. Variables in endpoint and extra stay as written until the model is asked; one that is not set stays so in
    /// model, too. <c>JobFile</c> complains for the models that a job names, so that others do no harm.
    /// </summary>
    public static IReadOnlyDictionary<string, ModelSettings> Read(string path, Problems problems)
    {
        if (Section.Read(path, problems) is not { } file)
            return new Dictionary<string, ModelSettings>();
        if (file.Keys.Count == 0)
            problems.Add(path, file.Line, "holds no model.");
        return Read(file);
    }

    /// <summary>What models.yaml may hold.</summary>
    internal static SectionShape Shape => Section.ShapeOf(file => Read(file));

    private static Dictionary<string, ModelSettings> Read(Section file)
    {
        var models = new Dictionary<string, ModelSettings>(StringComparer.Ordinal);
        foreach (var id in file.Keys)
        {
            if (!Id().IsMatch(id))
                file.Problem(id, $"'{id}' cannot be a model's id: use small letters, digits, '-', '.' and '_', such as kimi-k2.");
            if (file.Inner(id) is { } entry)
                models[id] = Model(id, entry);
        }

        return models;
    }

    private static ModelSettings Model(string id, Section entry)
    {
        if (!entry.Has("connector"))
            entry.Missing("connector");
        var connector = Connectors.Find(entry.Word("connector", [.. Connectors.Names]));
        var simulated = connector == Connector.Simulated;
        var settings = new ModelSettings
        {
            Id = id,
            Family = entry.RawText("family"),
            IsReference = entry.Flag("reference") ?? false,
            Precision = entry.Text("precision"),
            Connector = connector ?? Connector.OpenAi, // none: that is a mistake, which is told
            Endpoint = Endpoint(entry, connector),
            Model = simulated ? entry.Text("model") ?? id : ModelName(entry, connector),
            ApiKey = ApiKey(entry),
            ContextWindow = entry.Whole("context_window"),
            Sampling = SamplingSection.Read(entry.Inner("sampling"), close: true),
            Price = Price(entry.Inner("price")),
            Limits = Limits(entry.Inner("limits")),
            Timeouts = Timeouts(entry.Inner("timeouts")),
            Extra = Extra(entry),
            OutputCapField = entry.Word("output_cap_field", "max_tokens", "max_completion_tokens") ?? "max_tokens",
            Facts = Facts(entry.Inner("facts")),
            Simulation = SimulationSection.Read(entry.Inner("simulation"), simulated),
        };
        if (connector is not null && !simulated && entry.Has("simulation"))
            entry.Problem("simulation", "'simulation' is for connector: simulated. Remove it, or change the connector.");
        entry.RefuseUnknownKeys();
        return settings;
    }

    private static string ModelName(Section entry, Connector? connector)
    {
        var name = entry.LenientText("model");
        if (string.IsNullOrWhiteSpace(name) && connector is not null)
            entry.Missing("model");
        return name ?? "";
    }

    private static string? Endpoint(Section entry, Connector? connector)
    {
        var written = entry.RawText("endpoint");
        if (written is null)
        {
            if (connector is Connector.OpenAi or Connector.AzureOpenAi)
                entry.Missing("endpoint");
            return null;
        }

        var text = EnvironmentText.Expand(written, out var missing);
        if (missing.Count > 0 || connector == Connector.Replay)
            return written;
        // First what may be a secret, which is not repeated, even where the rest is no address.
        if (Name().IsMatch(text) || text.IndexOfAny(['?', '#']) >= 0)
            entry.Problem(
                "endpoint",
                "'endpoint' must not hold a name, a password or anything after '?' or '#'. A key goes into 'api_key', as ${NAME}."
            );
        else if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
            entry.Problem("endpoint", $"'endpoint' must be an address such as https://openrouter.ai/api/v1, not '{written}'.");
        else
            return written;
        return null;
    }

    // The value is never put into a message: it may be a key.
    private static string? ApiKey(Section entry)
    {
        if (entry.RawText("api_key") is not { } written)
            return null;
        if (!EnvironmentText.IsReference(written.Trim(), out var fallback))
        {
            entry.Problem(
                "api_key",
                "'api_key' must name an environment variable, such as ${OPENROUTER_API_KEY}. A key itself never stands in a file: "
                    + "move it into the environment, and replace it at the host if this file was shared."
            );
            return null;
        }

        if (fallback is { Length: > SecretFields.LongestDefault })
        {
            entry.Problem(
                "api_key",
                $"the default of 'api_key' is longer than {SecretFields.LongestDefault} characters and may be a key. "
                    + "A default is for hosts that want any word, such as ${LOCAL_KEY:-none}."
            );
            return null;
        }

        return written.Trim();
    }

    private static Price? Price(Section? section)
    {
        if (section is null)
            return null;
        foreach (var key in new[] { "input", "output" })
        {
            if (!section.Has(key))
                section.Missing(key);
        }

        var price = new Price(section.Amount("input") ?? 0, section.Amount("output") ?? 0)
        {
            CachedInput = section.Amount("cached_input"),
            Reasoning = section.Amount("reasoning"),
            BatchInput = section.Amount("batch_input"),
            BatchOutput = section.Amount("batch_output"),
            AsOf = section.Date("as_of"),
            Source = section.RawText("source"),
        };
        section.RefuseUnknownKeys();
        return price;
    }

    private static ModelLimits Limits(Section? section)
    {
        var defaults = new ModelLimits();
        if (section is null)
            return defaults;
        var limits = new ModelLimits
        {
            Concurrency = section.Whole("concurrency", 1, 10_000) ?? defaults.Concurrency,
            RequestsPerMinute = section.Whole("requests_per_minute"),
            TokensPerMinute = section.Whole("tokens_per_minute"),
            PerProcess = section.Word("per", "host", "process") == "process",
            Tries = section.Whole("tries", 1, 100) ?? defaults.Tries,
        };
        section.RefuseUnknownKeys();
        return limits;
    }

    private static ModelTimeouts Timeouts(Section? section)
    {
        var defaults = new ModelTimeouts();
        if (section is null)
            return defaults;
        var seconds = TimeSpan.FromSeconds(1);
        var timeouts = new ModelTimeouts
        {
            Connect = section.Duration("connect", seconds) ?? defaults.Connect,
            FirstToken = section.Duration("first_token", seconds) ?? defaults.FirstToken,
            BetweenTokens = section.Duration("between_tokens", seconds) ?? defaults.BetweenTokens,
            Total = section.Duration("total", seconds) ?? defaults.Total,
            Patience = section.DurationOrZero("patience", seconds) ?? defaults.Patience,
        };
        section.RefuseUnknownKeys();
        return timeouts;
    }

    private static ModelFacts Facts(Section? section)
    {
        if (section is null)
            return new ModelFacts();
        var facts = new ModelFacts
        {
            OpenWeights = section.Flag("open_weights"),
            Licence = section.RawText("licence"),
            Architecture = section.RawText("architecture"),
            Variant = section.Word("variant", "instruct", "base"),
            Source = section.RawText("source"),
        };
        section.RefuseUnknownKeys();
        return facts;
    }

    private static JsonObject? Extra(Section entry)
    {
        var extra = entry.Json("extra");
        var literals = extra is null ? [] : SecretFields.Literals(extra).ToList();
        foreach (var path in literals)
        {
            entry.Problem(
                "extra",
                $"'extra' must not hold the value of '{path}': what stands here is stored with every run. "
                    + "Name an environment variable, such as ${NAME}."
            );
        }

        return literals.Count == 0 ? extra : null;
    }

    // An '@' before the path, or anywhere where no path can be told.
    [GeneratedRegex(@"^[^/]*//[^/]*@|^(?!.*//).*@", RegexOptions.Singleline)]
    private static partial Regex Name();

    [GeneratedRegex(@"^[a-z0-9][a-z0-9._-]{0,99}$")]
    private static partial Regex Id();
}
